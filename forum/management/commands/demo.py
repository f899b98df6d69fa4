"""Builds the demo; safe to run again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from forum.demo.building import build, import_archive
from forum.demo.reset import remove_rehearsal


class Command(BaseCommand):
    help = "Import the archive of past forums and, in demo mode only, make the rehearsal with its demo accounts, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--archive", action="store_true", help="Import the archive alone, in any mode.")
        parser.add_argument("--reset", action="store_true", help="Remove the rehearsal and make it again.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["archive"]:
            import_archive()
            self.stdout.write("The archive is there.")
            return
        if not settings.DEMO:
            raise CommandError(
                "Demo accounts are made in demo mode only: set DEMO=1, or import the archive: --archive."
            )
        if options["reset"]:
            remove_rehearsal()
        made = build()
        self.stdout.write("The rehearsal was made." if made else "The demo is there already.")

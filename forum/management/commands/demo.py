"""Builds the demo; safe to run again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from forum.demo.building import build
from forum.demo.reset import remove_rehearsal


class Command(BaseCommand):
    help = "Import the archive and make the rehearsal, once. With --reset the rehearsal is made anew (demo mode only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="Remove the rehearsal and make it again.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reset"]:
            if not settings.DEMO:
                raise CommandError("The rehearsal is reset in demo mode only: set DEMO=1.")
            remove_rehearsal()
        made = build()
        self.stdout.write("The rehearsal was made." if made else "The demo is there already.")

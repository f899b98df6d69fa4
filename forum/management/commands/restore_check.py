"""Restores a backup into a database of its own, compares, and drops it: exit 0 when whole, 1 with what differs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from forum.serving.restoring import faults


class Command(BaseCommand):
    help = "Prove that a backup can be restored: its parts, the rows of every table, and the chains of the history."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults(options["file"]))
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise SystemExit(1)
        self.stdout.write("The backup was restored: parts, rows and history are those of its manifest.")

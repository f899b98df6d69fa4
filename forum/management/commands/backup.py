"""Writes a backup of the database and the files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from forum.serving.backup import write


class Command(BaseCommand):
    help = "Write the database as it is at one instant, the files, and a manifest into one new tar file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        target = options["file"].resolve()
        manifest = write(target)
        rows, files = sum(manifest["rows"].values()), len(manifest["parts"]) - 1
        self.stdout.write(f"{target}: {len(manifest['rows'])} tables, {rows} rows, {files} files.")
        self.stdout.write("Prove that it can be restored: manage.py restore_check FILE")

"""Builds a forum of a named size on the configured database and measures its pages."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from forum.bench.building import UnfitDatabase, build
from forum.bench.measuring import measured
from forum.bench.report import table, write_docs, write_json
from forum.bench.sizes import SIZES


class Command(BaseCommand):
    help = "Build a forum of a named size in the configured database, which must be empty, and measure its pages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", choices=SIZES, default="imrf")
        parser.add_argument("--beside", action="store_true", help="Build beside other data.")
        parser.add_argument("--build-only", action="store_true", help="Build, and measure nothing.")
        parser.add_argument("--seconds", type=float, default=2.0, help="How long a page is asked for, at most.")
        parser.add_argument("--json", type=Path, default=settings.BASE_DIR / "var", help="Folder of bench.json.")
        parser.add_argument(
            "--docs", type=Path, default=settings.BASE_DIR / "docs/performance.md", help="Page with the tables."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        size = SIZES[options["size"]]
        try:
            edition = build(size, beside=options["beside"])
        except UnfitDatabase as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"The forum of the size “{size.name}” stands.")
        if options["build_only"]:
            return
        rows, process = measured(edition, self.stdout.write, options["seconds"])
        written = write_json(rows, options["json"])
        write_docs(options["docs"], table(rows, process, size))
        self.stdout.write(f"Measured: {written} and {options['docs']}")

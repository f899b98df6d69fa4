"""Verifies the hash chains of the history: exit 0 when whole, 1 with the faults named."""

from typing import Any

from django.core.management.base import BaseCommand

from forum.history.models import Entry
from forum.history.verifier import erased_count, faults


class Command(BaseCommand):
    help = "Verify the hash chains of the history."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise SystemExit(1)
        self.stdout.write(f"{Entry.objects.count()} entries verified, values of {erased_count()} erased by an act.")

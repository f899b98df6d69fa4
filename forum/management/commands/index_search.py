"""Makes the index of the search anew."""

from typing import Any

from django.core.management.base import BaseCommand

from forum.search.indexing import index_all


class Command(BaseCommand):
    help = "Makes the index of the search anew; says how many objects can be found."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{index_all()} objects can be found.")

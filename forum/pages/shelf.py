"""Where a process keeps pages: the last asked for, up to a number of bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.urls import ResolverMatch

from forum.pages.generation import Heads

OVERHEAD = 2000  # of the key, the headers and the row itself


@dataclass(frozen=True, slots=True)
class Page:
    heads: Heads
    until: datetime
    etag: str
    headers: tuple[tuple[str, str], ...]
    content: bytes
    route: ResolverMatch | None = None


class Shelf:
    def __init__(self) -> None:
        self.pages: OrderedDict[Hashable, Page] = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def get(self, key: Hashable) -> Page | None:
        with self.lock:
            page = self.pages.get(key)
            if page is not None:
                self.pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: Page, room: int) -> None:
        """Keeps `page`; what was not asked for the longest goes when there is no room."""
        with self.lock:
            self.drop(key)
            self.pages[key] = page
            self.size += len(page.content) + OVERHEAD
            while self.size > room:
                self.drop(next(iter(self.pages)))

    def drop(self, key: Hashable) -> None:
        old = self.pages.pop(key, None)
        if old is not None:
            self.size -= len(old.content) + OVERHEAD

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.size = 0

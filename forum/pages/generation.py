"""Whether anything was done since: the heads of all chains of the history, read in one statement.

Every act moves the head of its chain in its own transaction, so what was read after the heads were is never older than
they say. What is kept under them is as good as read anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

T = TypeVar("T")
Heads = dict[int, str]
_asked: ContextVar[list[Heads] | None] = ContextVar("heads_of_request", default=None)
_kept: dict[str, tuple[str, Any]] = {}


@contextmanager
def reading() -> Iterator[None]:
    """A request that only reads: it asks for the heads once, and everything inside goes by that answer."""
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)


def is_reading() -> bool:
    """Whether this is inside a request that only reads."""
    return _asked.get() is not None


def read_heads() -> Heads:
    with connection.cursor() as cursor:
        cursor.execute("SELECT chain, last_hash FROM forum_head")
        return dict(cursor.fetchall())


def heads() -> Heads:
    answer = _asked.get()
    if answer is None:
        return read_heads()
    if not answer:
        answer.append(read_heads())
    return answer[0]


def kept(name: str, read: Callable[[], T], *, chain: int = 0) -> T:
    """What `read` gives, kept by this process until the next act in this chain; for what many pages show.

    Nothing is kept while something is being written, nor what depends on who asks, in which language or when.
    """
    if not settings.PUBLIC_PAGES_MB or _asked.get() is None:
        return read()
    now = heads().get(chain, "")
    known = _kept.get(name)
    if known is None or known[0] != now:
        known = _kept[name] = (now, read())
    return known[1]


def forget() -> None:
    _kept.clear()

"""What time it is. The rehearsal's past is acted out by moving this clock; nothing else moves it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta())


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return timezone.now() + _shift.get()


@contextmanager
def moved(to: datetime) -> Iterator[None]:
    """Acts inside happen from `to` on."""
    token = _shift.set(to - timezone.now())
    try:
        yield
    finally:
        _shift.reset(token)

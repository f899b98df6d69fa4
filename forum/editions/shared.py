"""What tabs and panels of one page need alike is read once for the copy of the edition that they are given."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from forum.editions.models import Edition

T = TypeVar("T")


def once(read: Callable[[Edition], T]) -> Callable[[Edition], T]:
    name = f"_{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def shared(edition: Edition) -> T:
        if name not in edition.__dict__:
            edition.__dict__[name] = read(edition)
        return edition.__dict__[name]

    return shared

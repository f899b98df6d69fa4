"""Functions that settings name by dotted path, so that the frame can show what it does not know."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.utils.module_loading import import_string


@cache
def load(path: str) -> Callable[..., Any]:
    return import_string(path)


def load_all(paths: Iterable[str]) -> list[Callable[..., Any]]:
    return [load(path) for path in paths]

"""The kinds of what can be found, in the order of `SEARCH`."""

from typing import Any

from django.conf import settings

from forum.kit.dotted import load_all


def kinds() -> dict[str, Any]:
    return {searchable.kind: searchable.word for searchable in load_all(settings.SEARCH)}


def word_of(kind: str) -> str:
    return str(kinds().get(kind, kind))

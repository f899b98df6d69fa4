"""The kinds of what can be found, in the order of `SEARCH`."""

from typing import Any

from forum.kit.searching import searched


def kinds() -> dict[str, Any]:
    """By kind, the word for several."""
    return {searchable.kind: searchable.words for searchable in searched()}


def word_of(kind: str) -> str:
    """The word for one."""
    return str(next((each.word for each in searched() if each.kind == kind), kind))

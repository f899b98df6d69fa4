"""What can be searched: declared by each area, named in `SEARCH`, kept in the index of `forum.search`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.conf import settings
from django.db.models import Model, QuerySet

from forum.kit.dotted import load_all
from forum.kit.translated import Translated


@dataclass(frozen=True)
class Found:
    """One object as it is found: `text` is what everybody who sees the object may read of it.

    `titles` and `also` are pairs of a text and its language by which it is found too, and which no snippet shows.
    """

    title: str
    text: str
    url: str
    language: str = ""
    edition_id: int | None = None
    titles: Iterable[tuple[str, str]] = ()
    also: Iterable[tuple[str, str]] = ()


def translations(obj: Translated, *names: str) -> list[tuple[str, str]]:
    """What is held of these texts in other languages."""
    held = [(words.get(name, {}).get("text", ""), code) for code, words in obj.words.items() for name in names]
    return [("\n".join(text) if isinstance(text, list) else text, code) for text, code in held if text]


@dataclass(frozen=True)
class Searchable:
    """`rows` are the objects with what `read` needs; `through` says of which other object which attribute leads here.

    Kinds are single words of small letters, since results of one rank stand in their order.
    """

    kind: str
    word: Any  # of one
    words: Any  # of several
    model: type[Model]
    rows: Callable[[], "QuerySet[Any]"]
    read: Callable[[Any], Found]
    through: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


def searched() -> list[Searchable]:
    """All that can be found, in the order in which kinds are offered."""
    return cast(list[Searchable], load_all(settings.SEARCH))

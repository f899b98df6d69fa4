"""The texts of an edition's organisers and how far each is translated, as a file."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Coded, Column, Export
from forum.translations.reading import Row

WORDS = {"own": _("Original"), "there": _("There"), "missing": _("Missing"), "stale": _("Out of date")}


def state_in(language: str) -> Callable[[Row], Coded | None]:
    """How one language stands; nothing where the page leaves it out."""

    def value(row: Row) -> Coded | None:
        states = [cell.state for cell in row.cells if cell.language == language]
        return Coded(states[0], WORDS[states[0]]) if states else None

    return value


LANGUAGES: dict[str, Any] = dict(settings.LANGUAGES)
TEXTS = Export(
    "translations",
    _("Translations"),
    (
        Column("text", _("Text"), lambda row: str(row.obj)),
        Column("kind", _("Kind"), lambda row: Coded(row.kind, row.kind_words)),
        Column("original", _("Written in"), "obj.language"),
        *(Column(code, name, state_in(code)) for code, name in LANGUAGES.items()),
    ),
)

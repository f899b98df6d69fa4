"""What there is to translate in an edition, and how far it is in each language."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.conf import settings

from forum.editions.models import Edition
from forum.history.words import object_words
from forum.kit.translated import Translated


def models() -> list[type[Translated]]:
    return [model for model in apps.get_models() if issubclass(model, Translated)]


def model_named(kind: str) -> type[Translated] | None:
    return next((model for model in models() if model._meta.model_name == kind), None)


@dataclass(frozen=True)
class Cell:
    """One object in one language; nothing to say in its own."""

    language: str
    every: int
    missing: int
    stale: int

    @property
    def done(self) -> int:
        return self.every - self.missing

    @property
    def state(self) -> str:
        if not self.every:
            return "own"
        if self.missing:
            return "missing"
        return "stale" if self.stale else "there"


@dataclass(frozen=True)
class Row:
    obj: Any
    kind: str
    kind_words: str
    cells: list[Cell]

    def cell(self, language: str) -> Cell:
        return next(cell for cell in self.cells if cell.language == language)

    def only(self, languages: Collection[str]) -> "Row":
        return replace(self, cells=[cell for cell in self.cells if cell.language in languages])


def cell_of(obj: Translated, language: str) -> Cell:
    if language == obj.language:
        return Cell(language, 0, 0, 0)
    return Cell(language, len(obj.originals()), len(obj.missing(language)), len(obj.stale(language)))


def rows_of(edition: Edition) -> list[Row]:
    """Every text of the edition's organisers, the edition itself first."""
    rows = []
    for model in models():
        for obj in model.to_translate(edition.pk):
            if obj.originals():
                cells = [cell_of(obj, code) for code, _name in settings.LANGUAGES]
                rows.append(Row(obj, str(model._meta.model_name), object_words(model._meta.label_lower), cells))
    return rows


def totals(rows: list[Row]) -> list[dict[str, Any]]:
    """For each language, how many objects are there, missing and stale."""
    found = []
    for code, name in settings.LANGUAGES:
        states = [row.cell(code).state for row in rows]
        counts = {state: states.count(state) for state in ("there", "missing", "stale")}
        if any(counts.values()):
            found.append({"language": code, "name": name, **counts})
    return found

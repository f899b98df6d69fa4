"""The rehearsal in French, mostly, and in Arabic, partly: what is missing can be seen."""

import re
from datetime import datetime, timedelta
from typing import Any

from forum.editions.models import Edition
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.kit.archive import read
from forum.translations import actions
from forum.translations.reading import rows_of

YEAR = re.compile(r"^(Rehearsal Forum) (\d{4})$")


def early(day0: datetime) -> None:
    """What the first releases show."""
    translate(day0 - timedelta(days=30))


def run(day0: datetime) -> None:
    translate(day0 - timedelta(days=5))


def translate(moment: datetime) -> None:
    """Whatever has a text in the book and is not translated yet."""
    edition = Edition.objects.get(is_rehearsal=True)
    book = read(__file__, "rehearsal.json")
    with clock.moved(moment):
        for row in rows_of(edition):
            for language in ("fr", "ar"):
                obj = row.obj
                texts = {name: said(book[language], text) for name, text in obj.originals().items()}
                if any(texts.values()) and obj.with_words(language, texts) != obj.words:
                    actions.translate(
                        obj, by=SYSTEM, language=language, texts=texts, written_in="en", version=obj.version
                    )


def said(book: dict[str, str], text: Any) -> Any:
    """The translation of a text, or of lines; the forum's name carries the year in which it is held."""
    if isinstance(text, list):
        lines = [book.get(line, "") for line in text]
        return lines if all(lines) else []
    if not isinstance(text, str):
        return ""
    named = YEAR.match(text)
    return f"{book[named[1]]} {named[2]}" if named else book.get(text, "")

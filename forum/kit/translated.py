"""What organisers write, in the language they wrote it in and in others, beside each other in one row.

`words` holds `{"fr": {"title": {"text": …, "of": …}}}`; `of` is the mark of the original that was translated, so that a
translation whose original has changed since is known to be stale. A text may be a list of lines.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from forum.kit.languages import supported
from forum.kit.moves import Versioned

Text = str | list[str]


def writers_language() -> str:
    """That of the page on which something is written."""
    return supported(get_language() or "") or settings.LANGUAGE_CODE


class Said(str):
    """A text that knows its language."""

    language: str

    def __new__(cls, text: str, language: str) -> Self:
        said = super().__new__(cls, text)
        said.language = language
        return said


class Words:
    """`edition.said.title`: the text in the language of the page, else in its own."""

    def __init__(self, obj: "Translated") -> None:
        self.obj = obj

    def __getattr__(self, name: str) -> Any:
        return self[name]

    def __getitem__(self, name: str) -> Any:
        text, language = self.obj.in_language(name, get_language() or settings.LANGUAGE_CODE)
        return [Said(each, language) for each in text] if isinstance(text, list) else Said(text, language)


def mark(text: Text) -> str:
    return hashlib.sha256(json.dumps(text, ensure_ascii=False).encode()).hexdigest()[:12]


class Written(models.Model):
    """A text of people keeps the language they wrote it in."""

    language = models.CharField(
        _("written in"), max_length=10, choices=settings.LANGUAGES, default=writers_language, blank=True
    )

    class Meta:
        abstract = True


def said(obj: "Translated") -> dict[str, Any]:
    """What a copy takes along: its language and its translations."""
    return {"language": obj.language, "words": obj.words}


class Translated(Written, Versioned):
    """`TRANSLATED` names the fields, `TO_TRANSLATE` says of which objects; `EDITION` leads to the edition of one."""

    TRANSLATED: ClassVar[tuple[str, ...]] = ()
    TO_TRANSLATE: ClassVar[models.Q] = models.Q()
    EDITION: ClassVar[str] = "edition"

    words = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def to_translate(cls, edition_id: int) -> "models.QuerySet[Any]":
        found = cls._default_manager.filter(cls.TO_TRANSLATE, **{cls.EDITION: edition_id})
        between = cls.EDITION.removesuffix("edition").strip("_")
        return found.select_related(between) if between not in ("", "pk") else found

    @property
    def said(self) -> Words:
        return Words(self)

    def originals(self) -> dict[str, Text]:
        """What there is to translate, by name, as it was written."""
        return {name: text for name in self.TRANSLATED if (text := getattr(self, name))}

    def translation(self, name: str, language: str) -> Text:
        """What is held of it in another language than its own, or an empty text."""
        return "" if language == self.language else self.words.get(language, {}).get(name, {}).get("text", "")

    def label(self, name: str) -> str:
        return str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]

    def longest(self, name: str) -> int | None:
        """How many characters a translation may have; None is any number."""
        return getattr(self._meta.get_field(name), "max_length", None) if name in self.TRANSLATED else 120

    def in_language(self, name: str, language: str) -> tuple[Text, str]:
        held = self.translation(name, language)
        return (held, language) if held else (getattr(self, name), self.language)

    def missing(self, language: str) -> list[str]:
        return [name for name in self.originals() if name not in self.words.get(language, {})]

    def stale(self, language: str) -> list[str]:
        held = self.words.get(language, {})
        return [name for name, text in self.originals().items() if name in held and held[name]["of"] != mark(text)]

    def with_words(self, language: str, texts: Mapping[str, Text]) -> dict[str, Any]:
        """`words` with these texts in one language; what is empty is not translated."""
        originals = self.originals()
        said = {name: {"text": text, "of": mark(originals[name])} for name, text in texts.items() if text}
        return {**{code: held for code, held in self.words.items() if code != language}} | (
            {language: said} if said else {}
        )

"""A language in which every translated text stands in brackets, so that what nobody marked for translation shows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype
from django.apps import apps
from django.db import models
from django.utils.translation.trans_real import DjangoTranslation

OWN_LANGUAGE = (
    "script, style, svg, code, [lang]:not(html), [translate=no], select[name=timezone], select[name=zone], "
    ".ref, .prose, bdi, cite"
)
OPEN, CLOSE, NODE = "⟦", "⟧", "\x00"
PARTS = re.compile(r"[\x00\n,،、·:;()“”«»|+]+| {2,}")
SHOWN = ("alt", "title", "placeholder", "aria-label", "data-label", "data-words")
# Names that are the same in every language, and addresses.
NAMES = re.compile(
    r"Common Space|\b(?:CSV|XLSX|DOCX|JSON|XML|ICS|HTML|PDF|UTC|SHA-256|Message-ID|TOTP|OIDC|WebAuthn|demo\.example)\b"
    r"|\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w* )?(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:uary|ch|il|ust|ember|tember|ober)?\b"
    r"|[\w.+-]+@[\w.-]+|https?://\S+|/\S*|[A-Z0-9]+(?:-[A-Z0-9]+)+|[A-Z]\w+/\w+"
)


@contextmanager
def pseudo_language() -> Iterator[set[tuple[str, str]]]:
    """Gives what was asked for, as (context, text)."""
    asked: set[tuple[str, str]] = set()

    def wrap(text: str) -> str:
        return f"{OPEN}{text}{CLOSE}"

    def gettext(self: Any, text: str) -> str:
        context, _separator, message = text.rpartition("\x04")
        asked.add((context, message))
        return wrap(message)

    def ngettext(self: Any, one: str, many: str, number: int) -> str:
        context, _separator, message = one.rpartition("\x04")
        asked.add((context, message))
        return wrap(message if number == 1 else many.rpartition("\x04")[2])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DjangoTranslation, "gettext", gettext)
        patch.setattr(DjangoTranslation, "ngettext", ngettext)
        yield asked


def without_brackets(text: str) -> str:
    while OPEN in text:
        shorter = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
        if shorter == text:
            return text.split(OPEN)[0]
        text = shorter
    return text.replace(CLOSE, " ")


def pieces(page: BeautifulSoup) -> Iterator[str]:
    """What a reader sees that is not translated and not said to be in a language of its own."""
    for mark in page.select(OWN_LANGUAGE):
        mark.decompose()
    nodes = page.body.find_all(string=lambda text: not isinstance(text, Comment | Doctype)) if page.body else []
    said = [NODE.join(nodes)]  # what is translated may go over several elements, what is not may not
    said += [tag[name] for name in SHOWN for tag in page.select(f"[{name}]")]
    if page.title:
        said.append(page.title.text)
    for text in said:
        for piece in PARTS.split(NAMES.sub(" ", without_brackets(text))):
            if re.search(r"[A-Za-z]{2,}", piece):
                yield piece.strip(" .–-0123456789")


def data() -> set[str]:
    """Every text in the database, whole and in lines and parts: what people wrote, not what the site says."""
    known: set[str] = set()

    def take(value: Any) -> None:
        if isinstance(value, str):
            for piece in [value, *PARTS.split(NAMES.sub(" ", value))]:
                known.add(piece.strip(" .–-0123456789"))
        elif isinstance(value, dict):
            for each in [*value.values(), *value.keys()]:
                take(each)
        elif isinstance(value, list):
            for each in value:
                take(each)

    for model in apps.get_models():
        if model._meta.label_lower.startswith(("sessions.", "post_office.")):
            continue
        fields = [
            f.name for f in model._meta.fields if isinstance(f, models.CharField | models.TextField | models.JSONField)
        ]
        fields = [name for name in fields if not model._meta.get_field(name).choices]
        for row in model._default_manager.values_list(*fields) if fields else []:
            for value in row:
                take(value)
    return known

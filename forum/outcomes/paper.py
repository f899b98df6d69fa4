"""What a document says as a file, in any format: its blocks with the words around them, as plain data."""

import re
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from forum.history.words import object_words
from forum.kit import dates
from forum.outcomes.models import Document, DocumentStatus
from forum.outcomes.numbering import Data, numbered

ACCENTS = {"imrf": "#0D5767", "gfmd": "#7A2A58", "hld": "#66500C"}
COMMON = "#2B3F5C"
# What XML cannot carry, and marks that would turn the text around them.
NO_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def paper(document: Document, language: str) -> Data:
    """The document in `language`, or in the one it was made in. Links are whole addresses."""
    language, blocks = document.blocks_in(language)
    with translation.override(language):
        shown = numbered(blocks)
        return {
            "language": language,
            "rtl": translation.get_language_bidi(),
            "kind": kind_of(document),
            "accent": ACCENTS.get(document.edition.series.slug, COMMON),
            "code": document.code,
            **prepared(
                {
                    "title": shown.title,
                    "lead": shown.lead,
                    "standing": standing(document),
                    "contents": [each["text"] for each in shown.contents],
                    "blocks": shown.blocks,
                    "author": document.edition.short_title,
                    "foot": foot(document),
                    "words": {"page": _("Page {page} of {pages}"), "contents": _("In this document")},
                }
            ),
        }


def kind_of(document: Document) -> str:
    return object_words(document.object_type) if document.object_type else _("Outcome summary")


def standing(document: Document) -> list[list[Data]]:
    """Its state in lines of runs."""
    if document.status == DocumentStatus.DRAFT:
        words = _("Draft, version %(number)s. It is not frozen and may still change.") % {"number": document.number}
        return [[{"text": words, "url": ""}]]
    when = dates.at(document.status_since, "UTC")
    words = _("Frozen, version %(number)s, %(when)s") % {"number": document.number, "when": when}
    check = f"{reverse('verify')}?code={document.code}"
    return [
        [{"text": words, "url": document.get_absolute_url()}],
        [{"text": _("Code %(code)s. Anybody can check it.") % {"code": document.code}, "url": check}],
    ]


def foot(document: Document) -> str:
    if document.status == DocumentStatus.DRAFT:
        return _("Draft, version %(number)s") % {"number": document.number}
    address = f"{settings.BASE_URL}{reverse('verify')}"
    return _("Code %(code)s, to be checked at %(address)s") % {"code": document.code, "address": address}


def prepared(value: Any) -> Any:
    """Runs complete, addresses whole, texts without what no file can carry."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [prepared(each) for each in value]
    if isinstance(value, dict):
        ready = {name: prepared(each) for name, each in value.items()}
        if "url" in ready:
            ready["url"] = whole(ready["url"])
            ready.setdefault("language", "")
        return ready
    return value


def clean(text: str) -> str:
    return NO_TEXT.sub("", text)


def whole(url: str) -> str:
    if url.startswith("/") and not url.startswith("//"):
        return f"{settings.BASE_URL}{url}"
    return url if url.startswith(("https://", "http://")) else ""

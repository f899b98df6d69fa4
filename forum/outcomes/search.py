"""Documents as they are found: all their words, in every language they were made in."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum.kit.searching import Found, Searchable
from forum.outcomes.models import Document


def words(blocks: Any) -> Iterator[str]:
    """The texts of blocks, however deep they lie."""
    if isinstance(blocks, list):
        for each in blocks:
            yield from words(each)
    elif isinstance(blocks, dict):
        for name, each in blocks.items():
            if isinstance(each, str) and name == "text":
                yield each
            else:
                yield from words(each)


def rows() -> Any:
    """All but those about a person."""
    return Document.objects.exclude(object_type__in=settings.CONFIRMED).select_related("edition")


def read(document: Document) -> Found:
    return Found(
        title=str(document),
        text=" ".join(words(document.blocks)),
        url=document.get_absolute_url(),
        language=document.language,
        edition_id=document.edition_id,
        titles=[(document.code, "")],
        also=[(" ".join(words(blocks)), code) for code, blocks in document.translations.items()],
    )


DOCUMENTS = Searchable("document", _("Document"), _("Documents"), Document, rows, read)

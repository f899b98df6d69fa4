"""Keeps the index: each act refreshes what it is about, a nightly run and the demo make it anew."""

from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.utils import translation

from forum.kit.folding import indexed
from forum.kit.searching import Searchable, searched
from forum.search.models import SearchEntry

FIELDS = ["kind", "edition", "language", "title", "text", "url", "folded_title", "folded"]
BATCH = 200


def entry(searchable: Searchable, obj: Any) -> SearchEntry:
    found = searchable.read(obj)
    title = "".join(indexed(*each) for each in [(found.title, found.language), *found.titles])
    return SearchEntry(
        kind=searchable.kind,
        object_type=searchable.label,
        object_id=obj.pk,
        edition_id=found.edition_id,
        language=found.language,
        title=found.title,
        text=found.text,
        url=found.url,
        folded_title=title,
        folded=title + "".join(indexed(*each) for each in [(found.text, found.language), *found.also]),
    )


def write(searchable: Searchable, objects: "models.QuerySet[Any]") -> int:
    """In the language of the texts themselves: words that we put in are English."""
    written, rows = 0, objects.iterator(chunk_size=BATCH)
    with translation.override("en"):
        while batch := [entry(searchable, obj) for obj in islice(rows, BATCH)]:
            SearchEntry.objects.bulk_create(
                batch, update_conflicts=True, unique_fields=["object_type", "object_id"], update_fields=FIELDS
            )
            written += len(batch)
    return written


def refresh(obj: models.Model) -> None:
    """Inside every act, before its entry: what can be found of this object, or through it."""
    label = obj._meta.label_lower
    for searchable in searched():
        path = "pk" if label == searchable.label else searchable.through.get(label)
        if path is None:
            continue
        pk = obj
        for name in path.split("."):
            pk = getattr(pk, name)
        if pk is not None and not write(searchable, searchable.rows().filter(pk=pk)):
            SearchEntry.objects.filter(object_type=searchable.label, object_id=pk).delete()


def index_all() -> int:
    """The whole index anew; entries of what there is no longer go. Returns how many there are."""
    known = searched()
    with transaction.atomic():
        for searchable in known:
            gone = SearchEntry.objects.filter(object_type=searchable.label)
            gone.exclude(object_id__in=searchable.model._default_manager.values("pk")).delete()
        SearchEntry.objects.exclude(object_type__in=[searchable.label for searchable in known]).delete()
        return sum(write(searchable, searchable.rows()) for searchable in known)


def after_archive() -> None:
    index_all()


def after_rehearsal(day0: datetime) -> None:
    index_all()

"""Reading what is sensitive is an act as well: once for each person, thing and hour."""

from typing import Any

from django.core.cache import cache
from django.db import models
from django.utils.text import slugify

from forum.history.acts import record
from forum.history.panels import is_own

AN_HOUR = 3600


def note_read(obj: models.Model, *, by: Any, what: str) -> None:
    """`what` names the page or the file, never a person. One's own things may be read without a note."""
    key = f"read:{by.pk}:{obj._meta.label_lower}:{obj.pk}:{slugify(what)}"
    if cache.get(key) or is_own(by, obj):
        return
    record("read", obj, by=by, after={"what": what})
    cache.set(key, True, AN_HOUR)

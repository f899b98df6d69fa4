"""Reading what is sensitive is an act as well: once for each person, thing and hour."""

from typing import Any

from django.core.cache import cache
from django.db import models

from forum.history.acts import record
from forum.history.panels import is_own

AN_HOUR = 3600


def note_read(obj: models.Model, *, by: Any, what: str) -> None:
    """`what` names the page or the file, never a person. One's own things may be read without a note."""
    key = f"read:{by.pk}:{obj._meta.label_lower}:{obj.pk}:{what}"
    if is_own(by, obj) or cache.get(key):
        return
    record("read", obj, by=by, after={"what": what})
    cache.set(key, True, AN_HOUR)

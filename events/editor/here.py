"""Who else has the editor of an edition open: kept in the cache for seconds, shown to those who are there."""

from typing import Any

from django.core.cache import cache

from forum.editions.models import Edition
from forum.kit import clock

SECONDS = 12  # a page asks every three; who was not heard of for this long has left


def seen(edition: Edition, person: Any) -> dict[int, str]:
    """Notes that `person` is there; returns the names of the others by id."""
    key, now = f"editor:{edition.pk}", clock.now().timestamp()
    here: dict[int, tuple[str, float]] = cache.get(key) or {}
    here = {pk: (name, at) for pk, (name, at) in here.items() if now - at < SECONDS}
    here[person.pk] = (str(person), now)
    cache.set(key, here, SECONDS * 2)
    return {pk: name for pk, (name, _at) in sorted(here.items()) if pk != person.pk}

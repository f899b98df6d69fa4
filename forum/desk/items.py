"""What waits for a person: one item per duty, from every app (`DESK_PANELS`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from forum.editions.models import Edition, RoleName
from forum.kit import clock
from forum.kit.dotted import load_all
from forum.kit.states import States


@dataclass(frozen=True)
class Item:
    """Something to do. `due` is an instant or None, `zone` the zone in which its date is read, `role` in which role."""

    title: str
    why: str
    role: str
    url: str
    button: str
    due: datetime | None = None
    zone: str = "UTC"

    @property
    def act(self) -> str:
        return self.button

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.now()

    @property
    def is_soon(self) -> bool:
        return self.due is not None and self.due < clock.now() + timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """Where a thing of the person's stands: shown at the side, nothing to do here."""

    title: str
    url: str
    state: States
    note: str = ""


def as_role(user: Any, edition: Edition, *names: RoleName) -> str:
    """In which of these roles the person acts in the edition, the first that is held."""
    held = user.edition_roles.get(edition.pk, ())
    name = next((name for name in names if name in held), names[0])
    return _("%(role)s, %(edition)s") % {"role": name.label, "edition": edition}


def collect(user: Any) -> tuple[list[Item], list[Standing]]:
    """All items by date, undated ones last, and all standings in the order of the apps."""
    items: list[Item] = []
    standings: list[Standing] = []
    for panel in load_all(settings.DESK_PANELS):
        found: Iterable[Item | Standing] = panel(user)
        for each in found:
            if isinstance(each, Item):
                items.append(each)
            else:
                standings.append(each)
    items.sort(key=lambda item: (item.due is None, item.due or clock.now()))
    return items, standings


def count(user: Any) -> int:
    """How many things wait, for the header; at most 20 seconds old."""
    key = f"desk-count:{user.pk}"
    known = cache.get(key)
    if known is None:
        known = len(collect(user)[0])
        cache.set(key, known, 20)
    return known

"""Entries of the history as people read them: with names, words and links, in few queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext as _

from forum.history.models import Detail, Entry
from forum.history.words import object_words, verb_words
from forum.kit.access import may


@dataclass(frozen=True)
class Line:
    entry: Entry
    verb: str
    kind: str
    who: str
    for_whom: str
    name: str
    url: str
    detail: Detail | None = None
    shows_values: bool = False

    @property
    def changed(self) -> list[str]:
        """The names of what changed."""
        return sorted({*(self.detail.before or {}), *(self.detail.after or {})}) if self.detail else []

    @property
    def values(self) -> list[tuple[str, Any, Any]]:
        """What changed, for who may read it: name, before, after."""
        if self.detail is None or not self.shows_values:
            return []
        before, after = self.detail.before or {}, self.detail.after or {}
        return [(name, before.get(name), after.get(name)) for name in self.changed]


def read(entries: Iterable[Entry], user: Any, *, details: bool = False) -> list[Line]:
    """One line for each entry. Objects are linked, and people in them named, as far as `user` may see them."""
    rows = list(entries)
    people = names(get_user_model(), {row.actor_id for row in rows})
    organisations = names(apps.get_model(settings.ORGANISATION_MODEL), {row.organisation_id for row in rows})
    objects = visible(rows, user)
    found = details_of(rows) if details else {}
    return [
        Line(
            entry=row,
            verb=verb_words(row.verb),
            kind=object_words(row.object_type),
            who=people.get(row.actor_id, "") if row.actor_id else _("The system"),
            for_whom=organisations.get(row.organisation_id, ""),
            detail=found.get((row.chain, row.number)),
            shows_values=details and may(user, "read", row),
            **named(row, objects.get((row.object_type, row.object_id)), user),
        )
        for row in rows
    ]


def names(model: type[models.Model], pks: set[int | None]) -> dict[int | None, str]:
    wanted = {pk for pk in pks if pk is not None}
    return {each.pk: str(each) for each in model._default_manager.filter(pk__in=wanted)} if wanted else {}


def details_of(rows: list[Entry]) -> dict[tuple[int, int], Detail]:
    numbers: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        numbers[row.chain].append(row.number)
    return {
        (detail.chain, detail.number): detail
        for chain, chosen in numbers.items()
        for detail in Detail.objects.filter(chain=chain, number__in=chosen)
    }


def named(row: Entry, obj: models.Model | None, user: Any) -> dict[str, str]:
    """Name and address of the object of an entry. Its name is that of then, but for what the entry may not name; its
    address is the one of this reader, where an object has several (`url_for`)."""
    name = str(obj) if hasattr(type(obj), "history_name") else row.object_name
    if hasattr(obj, "url_for"):
        return {"name": name, "url": obj.url_for(user)}
    return {"name": name, "url": obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else ""}


def visible(rows: list[Entry], user: Any) -> dict[tuple[str, int], models.Model]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.object_type].add(row.object_id)
    found: dict[tuple[str, int], models.Model] = {}
    for label, pks in wanted.items():
        try:
            model = apps.get_model(label)
        except LookupError:
            continue
        names_people, manager = hasattr(model, "history_name"), model._default_manager
        if not hasattr(manager.all(), "visible_to") or not (names_people or hasattr(model, "get_absolute_url")):
            continue
        objects = manager.visible_to(user).filter(pk__in=pks).select_related()  # an address may be a parent's
        if names_people:
            loose = [each.name for each in model._meta.fields if each.is_relation and each.null]
            objects = objects.prefetch_related(*loose)
        found |= {(label, obj.pk): obj for obj in objects}
    return found

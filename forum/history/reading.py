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


@dataclass(frozen=True)
class Line:
    entry: Entry
    verb: str
    kind: str
    who: str
    for_whom: str
    url: str
    detail: Detail | None = None

    @property
    def values(self) -> list[tuple[str, Any, Any]]:
        """What changed: name, before, after."""
        if self.detail is None:
            return []
        before, after = self.detail.before or {}, self.detail.after or {}
        return [(name, before.get(name), after.get(name)) for name in sorted({*before, *after})]


def read(entries: Iterable[Entry], user: Any, *, details: bool = False) -> list[Line]:
    """One line for each entry. Objects are linked as far as `user` may see them."""
    rows = list(entries)
    people = names(get_user_model(), {row.actor_id for row in rows})
    organisations = names(apps.get_model(settings.ORGANISATION_MODEL), {row.organisation_id for row in rows})
    urls = addresses(rows, user)
    found = details_of(rows) if details else {}
    return [
        Line(
            entry=row,
            verb=verb_words(row.verb),
            kind=object_words(row.object_type),
            who=people.get(row.actor_id, "") if row.actor_id else _("The system"),
            for_whom=organisations.get(row.organisation_id, ""),
            url=urls.get((row.object_type, row.object_id), ""),
            detail=found.get((row.chain, row.number)),
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


def addresses(rows: list[Entry], user: Any) -> dict[tuple[str, int], str]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.object_type].add(row.object_id)
    found = {}
    for label, pks in wanted.items():
        try:
            model = apps.get_model(label)
        except LookupError:
            continue
        manager = model._default_manager
        if not hasattr(model, "get_absolute_url") or not hasattr(manager.all(), "visible_to"):
            continue
        visible = manager.visible_to(user).filter(pk__in=pks)  # type: ignore[attr-defined]
        for obj in visible.select_related():  # an address may be that of a parent's page
            found[label, obj.pk] = obj.get_absolute_url()
    return found

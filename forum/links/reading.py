"""Both ends of an object's links, as somebody may see them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from forum.kit.dotted import load
from forum.links.models import Link, Relation

INVERSE = {
    Relation.FEEDS_INTO: lambda: _("Fed by"),
    Relation.ANSWERS: lambda: _("Answered by"),
    Relation.ANNOUNCED_AT: lambda: _("Announced here"),
    Relation.EVIDENCE_FOR: lambda: _("Evidence in"),
}


@dataclass(frozen=True)
class End:
    """The other end of a link, and what it is to this one."""

    word: str
    obj: models.Model


def link(
    source: models.Model, relation: Relation, target: models.Model, *, edition_id: int | None, basis: str = ""
) -> Link:
    """Makes the link once; part of the act that needs it."""
    made, _new = Link.objects.get_or_create(
        relation=relation,
        source_type=source._meta.label_lower,
        source_id=source.pk,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        defaults={"edition_id": edition_id, "basis": basis},
    )
    return made


def links_of(kind: str, pk: Any) -> models.QuerySet[Link]:
    return Link.objects.filter(Q(source_type=kind, source_id=pk) | Q(target_type=kind, target_id=pk))


def linked(obj: models.Model, user: Any) -> list[End]:
    """What `obj` is linked to, in both directions, as far as `user` may see it."""
    kind, pk = obj._meta.label_lower, obj.pk
    ends: list[tuple[str, str, int]] = []
    for row in links_of(kind, pk).order_by("pk"):
        if (row.source_type, row.source_id) == (kind, pk):
            ends.append((str(row.get_relation_display()), row.target_type, row.target_id))
        else:
            ends.append((INVERSE[Relation(row.relation)](), row.source_type, row.source_id))
    wanted: dict[str, set[int]] = defaultdict(set)
    for _word, label, other in ends:
        wanted[label].add(other)
    found = {
        (label, each.pk): each
        for label, pks in wanted.items()
        for each in apps.get_model(label)._default_manager.visible_to(user).filter(pk__in=pks)  # type: ignore[attr-defined]
    }
    for label, pks in wanted.items():
        if show := settings.LINKS_SHOW.get(label):
            found.update({(label, each.pk): each for each in load(show)(pks) if (label, each.pk) in found})
    return [End(word, found[(label, other)]) for word, label, other in ends if (label, other) in found]

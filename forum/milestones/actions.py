"""Milestones of objects, set and met as part of the act that needs them, and the verbs of an edition's own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from forum.editions.models import Edition
from forum.history import acts
from forum.kit import clock
from forum.kit.translated import said
from forum.milestones.models import Milestone, MilestoneKind


def set_milestone(
    obj: models.Model, slug: str, *, edition: Edition, kind: MilestoneKind, title: str, due_at: datetime
) -> Milestone:
    """Makes or moves the milestone `slug` of `obj`. A moved date repeats no reminder that was sent.

    One that was met is over: set again, it is a new duty with reminders of its own. Call it inside the act's
    transaction; the act's own entry in the history records it.
    """
    named = {"edition": edition, "object_type": obj._meta.label_lower, "object_id": obj.pk, "slug": slug}
    Milestone.objects.filter(**named).exclude(done_at=None).delete()
    milestone, _made = Milestone.objects.update_or_create(
        **named, defaults={"kind": kind, "title": title, "due_at": due_at}
    )
    return milestone


def meet_milestone(obj: models.Model, slug: str) -> None:
    """Marks it done: no reminder is made any more, and a waiting one is dropped at sending."""
    Milestone.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk, slug=slug, done_at=None).update(
        done_at=clock.now()
    )


def reopen_milestones(obj: models.Model, *, since: datetime) -> None:
    """When an act is undone: what was met since it began is due again, what was set since is due no more."""
    theirs = Milestone.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)
    theirs.filter(made_at__gte=since).delete()
    theirs.filter(done_at__gte=since).update(done_at=None)


def drop_milestones(obj: models.Model) -> None:
    """When an object is withdrawn or declined, nothing is due any more."""
    Milestone.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk, done_at=None).update(
        done_at=clock.now()
    )


@transaction.atomic
def add(edition: Edition, *, by: Any, **fields: Any) -> Milestone:
    """A milestone of the edition itself."""
    milestone = Milestone(edition=edition, **fields)
    acts.permit("add", milestone, by)
    milestone.slug = free_slug(edition, milestone.title)
    milestone.save(force_insert=True)
    acts.record("create", milestone, by=by, after=fields)
    return milestone


def free_slug(edition: Edition, title: str) -> str:
    stem = slugify(title)[:50] or "milestone"
    taken = set(edition.milestones.filter(object_id=None).values_list("slug", flat=True))
    return next(slug for n in range(1, 1000) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)


def edit(milestone: Milestone, *, by: Any, changes: Mapping[str, Any], version: int | None) -> None:
    acts.edit(milestone, by=by, changes=changes, version=version)


def meet(milestone: Milestone, *, by: Any, version: int | None = None) -> None:
    acts.edit(milestone, verb="meet", by=by, changes={"done_at": clock.now()}, version=version)


@transaction.atomic
def remove(milestone: Milestone, *, by: Any, version: int | None = None) -> None:
    """Nobody is reminded any more; what was sent stays, and so does the entry in the history."""
    acts.permit("remove", milestone, by)
    acts.compare(milestone, version)
    acts.record("remove", milestone, by=by, before={"title": milestone.title, "due_at": milestone.due_at})
    milestone.delete()


def clone_milestones(old: Edition, new: Edition, by: Any) -> None:
    """The milestones of the edition itself, as many days later as the new one begins."""
    for milestone in old.milestones.filter(object_id=None):
        Milestone.objects.create(
            edition=new,
            slug=milestone.slug,
            kind=milestone.kind,
            title=milestone.title,
            due_at=new.like(old, milestone.due_at),
            is_public=milestone.is_public,
            owner_role=milestone.owner_role,
            **said(milestone),
        )

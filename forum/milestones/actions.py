"""Setting, moving and meeting milestones of objects; part of the act that needs them."""

from datetime import datetime

from django.db import models

from forum.editions.models import Edition
from forum.kit import clock
from forum.milestones.models import Milestone, MilestoneKind


def set_milestone(
    obj: models.Model, slug: str, *, edition: Edition, kind: MilestoneKind, title: str, due_at: datetime
) -> Milestone:
    """Makes or moves the milestone `slug` of `obj`. A moved date repeats no reminder that was sent.

    Call it inside the act's transaction; the act's own entry in the history records it.
    """
    milestone, _made = Milestone.objects.update_or_create(
        edition=edition,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        slug=slug,
        defaults={"kind": kind, "title": title, "due_at": due_at, "done_at": None},
    )
    return milestone


def meet_milestone(obj: models.Model, slug: str) -> None:
    """Marks it done: no reminder is made any more, and a waiting one is dropped at sending."""
    Milestone.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk, slug=slug, done_at=None).update(
        done_at=clock.now()
    )


def drop_milestones(obj: models.Model) -> None:
    """When an object is withdrawn or declined, nothing is due any more."""
    Milestone.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk, done_at=None).update(
        done_at=clock.now()
    )

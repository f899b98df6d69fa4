"""Keeping the tracks of an edition."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.accreditation.models import Track
from forum.editions.models import Edition
from forum.history.acts import edit as edit_fields
from forum.history.acts import permit, record
from forum.kit.translated import said
from forum.milestones.actions import drop_milestones, set_milestone
from forum.milestones.models import MilestoneKind
from forum.taxonomy.models import Category


@transaction.atomic
def add(edition: Edition, *, by: Any, categories: Iterable[Category] = (), **fields: Any) -> Track:
    track = Track(edition=edition, **fields)
    permit("add", track, by)
    track.save(force_insert=True)
    track.categories.set(categories)
    remind_of_closing(track)
    record("create", track, by=by, after={**fields, "categories": track.categories.all()})
    return track


@transaction.atomic
def edit(
    track: Track, *, by: Any, changes: Mapping[str, Any], categories: Iterable[Category], version: int | None = None
) -> None:
    before, after = list(track.categories.all()), list(categories)
    edit_fields(track, by=by, changes=changes, version=version, also={"categories": (before, after)})
    track.categories.set(after)
    remind_of_closing(track)


def remind_of_closing(track: Track) -> None:
    """Who still has a draft is reminded of the deadline, wherever it moves."""
    if track.closes_at is None:
        drop_milestones(track)
        return
    set_milestone(
        track,
        "closes",
        edition=track.edition,
        kind=MilestoneKind.SUBMISSION,
        title=_("%(track)s closes") % {"track": track.name},
        due_at=track.closes_at,
    )


def clone(old: Edition, new: Edition, by: Any) -> None:
    """`CLONERS`: the tracks of an edition go to its copy, with dates moved by as much as the edition."""
    for track in old.tracks.prefetch_related("categories"):  # type: ignore[attr-defined]
        copy = Track.objects.create(
            edition=new,
            **{
                name: getattr(track, name)
                for name in ("name", "who", "how", "decided_by", "needs_application", "documents", "order")
            },
            **said(track),
            promised_answer_days=track.promised_answer_days,
            opens_at=new.like(old, track.opens_at) if track.opens_at else None,
            closes_at=new.like(old, track.closes_at) if track.closes_at else None,
        )
        copy.categories.set(track.categories.all())
        remind_of_closing(copy)

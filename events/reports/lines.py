"""Outcome lines: what a session recommends, endorses, requests, commits to."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.reports.models import LineKind, OutcomeLine
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.history import acts
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import Refused

FIELDS = ("kind", "words", "actor", "organisation", "place", "due")


def check(session: Session, said: Mapping[str, Any]) -> None:
    """A session that began has results; a commitment says who does it, where and by when."""
    began = session.starts_at is None or session.starts_at <= clock.now()
    if session.status not in (SessionStatus.PUBLISHED, SessionStatus.HELD, SessionStatus.REPORTED) or not began:
        raise Refused(_("Nothing can have come of this session yet. Note its results once it has begun."))
    if said["kind"] != LineKind.COMMITMENT:
        return
    for field, missing in (
        ("actor", not (said["actor"] or said["organisation"])),
        ("place", not said["place"]),
        ("due", not said["due"]),
    ):
        if missing:
            raise Refused(
                _("A commitment says who does it, where and by when. Add it, or call it a recommendation."),
                field=field,
            )


@transaction.atomic
def add_line(session: Session, *, by: Any, **said: Any) -> OutcomeLine:
    line = OutcomeLine(session=session, made_by_id=by.pk, **said)
    acts.permit("add", line, by)
    check(session, said)
    line.save(force_insert=True)
    acts.record("add", line, by=by, after=said)
    return line


@transaction.atomic
def edit_line(line: OutcomeLine, *, by: Any, version: int | None = None, **said: Any) -> Entry | None:
    acts.permit("edit", line, by)
    check(line.session, said)
    return acts.edit(line, by=by, changes=said, version=version)


@transaction.atomic
def remove_line(line: OutcomeLine, *, by: Any, version: int | None = None) -> None:
    acts.permit("remove", line, by)
    acts.compare(line, version)
    acts.record("remove", line, by=by, before={name: getattr(line, name) for name in FIELDS})
    line.delete()

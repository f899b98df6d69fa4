"""The programme as a file; what is null there is not known."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.sessions.models import Session
from events.sessions.querysets import SessionQuerySet
from forum.kit.exports import Column, Export, address, choice, coded


def unless_closed(value: Callable[[Session], Any]) -> Callable[[Session], Any]:
    """Of a closed session only title, date and questions are public."""
    return lambda session: None if session.is_closed else value(session)


def record_of(session: Session) -> dict[str, str] | None:
    """Where an archive session comes from."""
    if not session.is_archive:
        return None
    return {"id": session.record_id, "basis": session.basis, "source": session.source}


def local(field: str) -> Callable[[Session], datetime | None]:
    """The instant in the zone of the venue."""

    def value(session: Session) -> datetime | None:
        moment = getattr(session, field)
        return session.edition.local(moment) if moment else None

    return value


def people_of(session: Session) -> list[dict[str, str]]:
    return [{"role": role.role, "name": role.holder} for role in session.roles.all() if role.is_shown]


PUBLIC = (
    Column("reference", _("Reference")),
    Column("edition", _("Edition"), lambda session: coded(session.edition, "slug")),
    Column("kind", _("Kind"), choice("kind")),
    Column("number", _("Number")),
    Column("title", _("Title")),
    Column("status", _("State"), "state"),
    Column("visibility", _("Who may come"), choice("visibility")),
    Column("date", _("Date")),
    Column("date_precision", _("Date known to the"), lambda session: session.date_precision if session.date else None),
    Column("start", _("Start"), local("starts_at")),
    Column("end", _("End"), local("ends_at")),
    Column("timezone", _("Time zone"), "edition.timezone"),
    Column("as_printed", _("Time as printed")),
    Column("format", _("Format"), unless_closed(choice("format"))),
    Column("summary", _("What it is about"), unless_closed(lambda session: session.summary)),
    Column("room", _("Room"), unless_closed(lambda session: str(session.room) if session.room else None)),
    Column("mode", _("Mode"), unless_closed(choice("mode"))),
    Column("objectives", _("Objectives"), unless_closed(lambda session: session.stated)),
    Column("objectives_inferred", _("Objectives, our reading"), unless_closed(lambda session: session.inferred)),
    Column("lenses", _("Lenses"), unless_closed(lambda session: [coded(each) for each in session.lenses.all()])),
    Column("people", _("People"), unless_closed(people_of)),
    Column("record", _("Record of the archive"), unless_closed(record_of)),
    Column("uid", _("Identifier"), lambda session: str(session.uid)),
    Column("sequence", _("Changes since publication")),
    Column("changed_at", _("Changed")),
    Column("address", _("Address"), address),
)


def in_few_queries(sessions: SessionQuerySet) -> SessionQuerySet:
    return sessions.for_lists().prefetch_related("lenses")


PROGRAMME = Export("programme", _("Programme"), PUBLIC)  # of a release, which is in memory
BACKSTAGE = Export(
    "sessions",
    _("Sessions"),
    (
        *(each for each in PUBLIC if each.name != "room"),
        Column("room", _("Room"), lambda session: str(session.room or "")),
    ),
    in_few_queries,
)

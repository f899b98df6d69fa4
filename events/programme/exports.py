"""The programme for calendars and as a file; what is null there is not known."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar, Event

from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.sessions.querysets import SessionQuerySet
from events.sessions.rows import people_line, place_of
from forum.editions.models import Edition
from forum.kit.exports import Column, Export, address, choice, coded

YEAR = timedelta(days=366)


def calendar_of(edition: Edition, sessions: Iterable[Session]) -> bytes:
    """What has a day; times in the venue's zone. A reader's calendar follows by UID and SEQUENCE."""
    calendar = Calendar()
    calendar.add("prodid", "-//Common Space//Programme//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", str(edition))
    calendar.add("x-wr-timezone", edition.timezone)
    days = [edition.start, edition.end]
    for session in sessions:
        if session.day:
            calendar.add_component(event_of(session))
            days.append(session.day)
    calendar.add_missing_timezones(min(days) - YEAR, max(days) + YEAR)
    return calendar.to_ical()


def event_of(session: Session) -> Event:
    event = Event()
    event.add("uid", f"{session.uid}@{settings.MAIL_DOMAIN}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", session.changed_at)
    event.add("last-modified", session.changed_at)
    event.add("summary", str(session))
    event.add("status", "CANCELLED" if session.status == SessionStatus.CANCELLED else "CONFIRMED")
    event.add("categories", [session.get_kind_display()])
    event.add("url", f"{settings.BASE_URL}{session.get_absolute_url()}")
    if session.starts_at:
        event.add("dtstart", session.edition.local(session.starts_at))
        if session.ends_at:
            event.add("dtend", session.edition.local(session.ends_at))
    else:
        event.add("dtstart", session.day)
        if session.end_date:  # whole days: the end is the day after the last
            event.add("dtend", session.end_date + timedelta(days=1))
    if place := place_of(session):
        event.add("location", place)
    if not session.is_closed:
        texts = [people_line(session), session.summary]
        event.add("description", "\n\n".join(text for text in texts if text))
    return event


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


PROGRAMME = Export("programme", _("Programme"), PUBLIC, in_few_queries)
BACKSTAGE = Export(
    "sessions",
    _("Sessions"),
    (
        *(each for each in PUBLIC if each.name != "room"),
        Column("room", _("Room"), lambda session: str(session.room or "")),
    ),
    in_few_queries,
)

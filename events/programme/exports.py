"""The public programme for calendars and for programs."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from icalendar import Calendar, Event

from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.sessions.rows import people_line, place_of
from forum.editions.models import Edition

YEAR = timedelta(days=366)


def calendar_of(edition: Edition, sessions: Iterable[Session]) -> bytes:
    """What has a day; times in the venue's zone. A reader's calendar follows by UID and SEQUENCE."""
    calendar = Calendar()
    calendar.add("prodid", "-//Common Space//Programme//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", edition.short_title)
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


def data_of(edition: Edition, sessions: Iterable[Session]) -> dict[str, Any]:
    """`null` means not known."""
    return {
        "edition": edition.slug,
        "title": edition.title,
        "timezone": edition.timezone,
        "start": edition.start,
        "end": edition.end,
        "sessions": [session_data(session) for session in sessions],
    }


def session_data(session: Session) -> dict[str, Any]:
    data = {
        "reference": session.reference,
        "uid": str(session.uid),
        "url": f"{settings.BASE_URL}{session.get_absolute_url()}",
        "kind": session.kind,
        "number": session.number or None,
        "title": session.title or None,
        "status": session.status,
        "visibility": session.visibility,
        "date": session.date,
        "date_precision": session.date_precision if session.date else None,
        "start": session.edition.local(session.starts_at) if session.starts_at else None,
        "end": session.edition.local(session.ends_at) if session.ends_at else None,
        "timezone": session.edition.timezone,
        "as_printed": session.as_printed or None,
        "sequence": session.sequence,
        "changed_at": session.changed_at,
    }
    if session.is_closed:
        return data
    return {
        **data,
        "format": session.format or None,
        "summary": session.summary or None,
        "room": session.room.name if session.room else None,
        "mode": session.mode or None,
        "objectives": session.stated,
        "objectives_inferred": session.inferred,
        "lenses": [lens.code for lens in session.lenses.all()],
        "people": [{"role": role.role, "name": role.holder} for role in session.roles.all() if role.is_shown],
        "record": {"id": session.record_id, "basis": session.basis, "source": session.source}
        if session.is_archive
        else None,
    }

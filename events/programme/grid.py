"""The grid of a day: rooms as columns, quarter hours as rows. It only places; how it looks is in the style sheet."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.sessions.kinds import SIDE_EVENTS, SessionKind, SessionStatus
from events.sessions.models import Session
from events.sessions.rows import is_online, look_of, note_of, people_line
from forum.editions.models import Edition
from forum.kit import dates

OPEN_END = timedelta(hours=2)  # drawn length of a session whose end is not known
HOUR = timedelta(hours=1)


def grid_of(edition: Edition, day: date, sessions: Iterable[Session], reader: str) -> dict[str, Any]:
    """What `components/programme_grid.html` is given. Cancelled sessions stand in the list only."""
    sessions = [each for each in sessions if each.status != SessionStatus.CANCELLED]
    timed = [each for each in sessions if each.starts_at]
    grid = {
        "day": day,
        "rooms": [],
        "hours": [],
        "sessions": [],
        "tray": [tray(each) for each in sessions if not each.starts_at],
    }
    if not timed:
        return grid
    midnight = datetime.combine(day, time(), tzinfo=edition.zone)
    first = min(hours_after(midnight, each.starts_at) for each in timed)
    last = max(-(-(end_of(each) - midnight) // HOUR) for each in timed)
    first = max(first, 0)
    last = min(max(last, first + 1) + 1, first + 24)
    columns = columns_of(timed)
    placed = []
    for number, (_title, _note, column) in enumerate(columns, 1):
        for each in column:
            start = quarters(midnight + first * HOUR, each.starts_at)
            span = max(quarters(start_of(each), end_of(each)), 2)
            placed.append((each.starts_at, number, cell(each, number, start, min(span, (last - first) * 4 - start))))
    placed.sort(key=lambda row: row[:2])
    return {
        **grid,
        "rooms": [{"title": title, "note": note, "url": address_of(column[0])} for title, note, column in columns],
        "hours": [hour_of(midnight + n * HOUR, edition, reader) for n in range(first, last)],
        "sessions": [each for _start, _number, each in placed],
    }


def hours_after(midnight: datetime, moment: datetime | None) -> int:
    return (moment - midnight) // HOUR if moment else 0


def start_of(session: Session) -> datetime:
    """Of a session whose hour is known."""
    if session.starts_at is None:
        raise ValueError(session)
    return session.starts_at


def end_of(session: Session) -> datetime:
    return session.ends_at or start_of(session) + OPEN_END


def quarters(start: datetime, end: datetime | None) -> int:
    return round((end - start) / timedelta(minutes=15)) if end else 0


def columns_of(sessions: list[Session]) -> list[tuple[str, str, list[Session]]]:
    """One column a room; those without a room stand beside each other where they overlap."""
    rooms: dict[tuple[int, int, str], list[Session]] = {}
    for each in sessions:
        if each.is_closed:
            key = (2, 0, _("Closed session"))
        elif each.room:
            key = (0, each.room.order, str(each.room))
        elif is_online(each):
            key = (1, 0, _("Online"))
        else:
            key = (1, 1, _("Room not known"))
        rooms.setdefault(key, []).append(each)
    columns = []
    for key in sorted(rooms):
        for lane in lanes(rooms[key]):
            columns.append((key[2], note_of_column(lane, known=key[0] == 0), lane))
    return columns


def address_of(session: Session) -> str:
    """The page of the room; a closed session does not say where it is."""
    if session.room is None or session.is_closed:
        return ""
    return reverse("room_page", args=[session.edition.slug, session.room.pk])


def note_of_column(sessions: list[Session], *, known: bool) -> str:
    room = sessions[0].room
    if known and room:
        return room.said.place or (_("Virtual room") if room.is_virtual else "")
    return ngettext("%(count)s session", "%(count)s sessions", len(sessions)) % {"count": len(sessions)}


def lanes(sessions: list[Session]) -> list[list[Session]]:
    found: list[list[Session]] = []
    for each in sorted(sessions, key=lambda one: (start_of(one), one.serial)):
        for lane in found:
            if end_of(lane[-1]) <= start_of(each):
                lane.append(each)
                break
        else:
            found.append([each])
    return found


def hour_of(moment: datetime, edition: Edition, reader: str) -> dict[str, Any]:
    hour: dict[str, Any] = {"venue": dates.clock(moment, edition.timezone)}
    if not dates.same_clock(moment, edition.timezone, reader):
        hour["reader"] = dates.clock(moment, reader)
        hour["days"] = (dates.day_in(moment, reader) - dates.day_in(moment, edition.timezone)).days
    return hour


def cell(session: Session, column: int, start: int, span: int) -> dict[str, Any]:
    zone = session.edition.timezone
    first = dates.clock(session.starts_at, zone) if session.starts_at else ""
    ends = session.ends_at
    return {
        "column": column,
        "start": start,
        "span": span,
        "title": str(session),
        "mark": session.language if session.kind in SIDE_EVENTS else "",
        "url": session.get_absolute_url(),
        "time": dates.span(first, dates.clock(ends, zone)) if ends else _("%(time)s, end not known") % {"time": first},
        "kind": str(SessionKind(session.kind).label),
        "look": look_of(session),
        "people": people_line(session),
        "note": note_of(session),
        "stated": [] if session.is_closed else session.stated,
        "inferred": [] if session.is_closed else session.inferred,
        "open_end": ends is None,
    }


def tray(session: Session) -> dict[str, str]:
    return {"title": str(session), "url": session.get_absolute_url(), "note": people_line(session)}

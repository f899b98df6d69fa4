"""How sessions are shown in the list, in the grid and in the week."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.sessions.kinds import ORGANISERS, PLENARIES, SIDE_EVENTS, RoleKind, SessionKind, SessionStatus
from events.sessions.models import Session
from forum.editions.models import Edition, Mode
from forum.kit import dates
from forum.kit.lists import listed

NAMED = 4


def names(session: Session, *roles: str) -> list[str]:
    """Who has one of these roles and is shown in public, a body by the name for lists."""
    found = []
    for role in session.roles.all():
        if role.role in roles and role.is_shown:
            body = role.organisation.name_in_lists if role.organisation else ""
            person = role.user.name if role.user else role.name
            found.append(f"{person} ({body})" if person and body and role.user else person or body)
    return found


def some(found: list[str]) -> str:
    shown = listed(found[:NAMED])
    more = len(found) - NAMED
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more) % {
        "names": shown,
        "count": more,
    }


def people_line(session: Session) -> str:
    """The people by whom a session is known; what a round table lacks is said."""
    if session.is_closed:
        return ""
    if chairs := names(session, RoleKind.CO_CHAIR):
        return _("Co-chairs: %(names)s") % {"names": some(chairs)}
    if chairs := names(session, RoleKind.CHAIR):
        return _("Chair: %(names)s") % {"names": some(chairs)}
    if session.kind == SessionKind.ROUND_TABLE:
        return _("Co-chairs not known") if session.is_archive else _("Co-chairs to be confirmed")
    if organisers := names(session, *ORGANISERS):
        return some(organisers)
    for role in (RoleKind.FACILITATOR, RoleKind.MODERATOR):
        if found := names(session, role):
            return f"{role.label}: {some(found)}"
    return ""


def note_of(session: Session) -> str:
    if session.is_closed:  # where it is says so
        return ""
    if opens := session.notes.get("opens_with"):
        return _("Opens with %(what)s") % {"what": opens}
    if session.timezone != session.edition.timezone:
        words = {"city": dates.city(session.timezone), "printed": session.as_printed}
        if session.as_printed:
            return _("Organised in %(city)s time, printed “%(printed)s”") % words
        return _("Organised in %(city)s time") % words
    return ""


def is_online(session: Session) -> bool:
    return session.room.is_virtual if session.room else session.mode == Mode.VIRTUAL


def place_of(session: Session) -> str:
    if session.is_closed:
        return _("Not shown: closed session")
    if session.room:
        return str(session.room)
    return _("Online") if session.mode == Mode.VIRTUAL else ""


def row_of(session: Session) -> dict[str, Any]:
    """What `components/session_row.html` is given."""
    cancelled = session.status == SessionStatus.CANCELLED
    return {
        "start": session.starts_at,
        "end": session.ends_at,
        "zone": session.edition.timezone,
        "title": str(session),
        "mark": session.language if session.kind in SIDE_EVENTS else "",
        "url": session.get_absolute_url(),
        "kind": str(SessionKind(session.kind).label),  # Django's own display translates every choice each time
        "place": place_of(session),
        "online": is_online(session),
        "people": people_line(session),
        "note": note_of(session),
        "stated": [] if session.is_closed else session.stated,
        "inferred": [] if session.is_closed else session.inferred,
        "state": session.state if cancelled else None,
    }


def look_of(session: Session) -> str:
    if session.kind == SessionKind.ROUND_TABLE:
        return "round_table"
    return "plenary" if session.kind in PLENARIES else ""


def days_of(sessions: Iterable[Session]) -> list[tuple[date, list[Session]]]:
    """Sessions whose day is known, day by day."""
    found: dict[date, list[Session]] = {}
    for session in sessions:
        if session.day:
            found.setdefault(session.day, []).append(session)
    return sorted(found.items())


def when_words(session: Session) -> str:
    """The date as exactly as it is known: `September 2008`, `2008`."""
    if session.date is None:
        return _("Date not known")
    if session.date_precision == "year":
        return str(session.date.year)
    if session.date_precision == "month":
        return format_skeleton("yMMMM", session.date, locale=dates.locale())
    return dates.days(session.date, session.end_date)


def hours_ahead(edition: Edition, reader: str, moment: datetime) -> str:
    """`Nairobi, 7 hours ahead`: the reader's clock beside the venue's, on the day of the meeting."""
    there, here = moment.astimezone(edition.zone).utcoffset(), None
    if reader:
        here = moment.astimezone(ZoneInfo(reader)).utcoffset()
    if here is None or there is None or here == there:
        return ""
    hours = abs(here - there).total_seconds() / 3600
    words = {"city": dates.city(reader), "hours": f"{hours:g}"}
    if here > there:
        return ngettext("%(city)s, %(hours)s hour ahead", "%(city)s, %(hours)s hours ahead", round(hours)) % words
    return ngettext("%(city)s, %(hours)s hour behind", "%(city)s, %(hours)s hours behind", round(hours)) % words

"""The programme on paper: a tagged PDF, A4 across, each day on pages of its own."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from events.sessions.kinds import SIDE_EVENTS, SessionStatus
from events.sessions.models import Session
from events.sessions.rows import days_of, note_of, people_line, place_of, when_words
from forum.editions.models import Edition
from forum.kit import dates
from forum.outcomes.numbering import Data
from forum.outcomes.pdf import compiled

TEMPLATE = Path(__file__).resolve().parent / "programme.typ"


def programme_pdf(edition: Edition, sessions: Iterable[Session], version: str) -> bytes:
    sessions = list(sessions)
    language = get_language() or settings.LANGUAGE_CODE
    days = [
        {"title": dates.day(day, "long"), "rows": [row_of(each) for each in of_day]}
        for day, of_day in days_of(sessions)
    ]
    if undated := [each for each in sessions if not each.day]:
        days.append({"title": _("Day not known"), "rows": [row_of(each) for each in undated]})
    data = {
        "language": language,
        "rtl": get_language_info(language)["bidi"],
        "title": str(edition.said.title),
        "kind": _("Programme"),
        "facts": [dates.days(edition.start, edition.end), edition.where, version],
        "address": f"{settings.BASE_URL}{edition.get_absolute_url()}programme/",
        "days": days,
        "words": {
            "time": _("Time"),
            "room": _("Room"),
            "session": _("Session"),
            "zone": _("All times are those of %(city)s.") % {"city": dates.city(edition.timezone)},
            "none": _("No programme yet"),
            "page": _("Page {page} of {pages}"),
        },
    }
    return compiled(TEMPLATE, data, pdf_standards=["ua-1"], timestamp=int(edition_moment(sessions)))


def edition_moment(sessions: list[Session]) -> float:
    """The same programme gives the same bytes."""
    return max((each.changed_at.timestamp() for each in sessions), default=0)


def row_of(session: Session) -> Data:
    cancelled = session.status == SessionStatus.CANCELLED
    return {
        "time": time_of(session),
        "room": place_of(session) or _("Room not known"),
        "kind": str(session.get_kind_display()),
        "mark": str(session.state.label) if cancelled else "",
        "name": str(session),
        "language": session.language.split("-")[0] if session.kind in SIDE_EVENTS else "",
        "url": f"{settings.BASE_URL}{session.get_absolute_url()}",
        "people": people_line(session),
        "note": note_of(session),
    }


def time_of(session: Session) -> str:
    zone = session.edition.timezone
    if not session.starts_at:
        return _("Time not known") if session.day else when_words(session)
    first = dates.clock(session.starts_at, zone)
    return dates.span(first, dates.clock(session.ends_at, zone)) if session.ends_at else first

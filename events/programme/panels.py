"""What the programme adds to the pages of an edition and of an organisation, and to the desk."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.organisations.models import Organisation
from events.programme.filters import PROGRAMME
from events.releases.models import ReleasedSession
from events.releases.reading import released, sessions_of, sessions_of_body
from events.sessions.kinds import PREPARATIONS, SIDE_EVENTS, SessionKind, SessionStatus
from events.sessions.models import Session
from events.sessions.rows import days_of
from forum.editions.models import Edition
from forum.kit import dates
from forum.kit.access import may
from forum.kit.lists import listed, together
from forum.taxonomy.models import Objective

NEAR = timedelta(days=3)


def tab(edition: Edition, user: Any) -> tuple[str, str, str] | None:
    return "programme", _("Programme"), reverse("programme", args=[edition.slug])


def manage_tab(edition: Edition, user: Any) -> tuple[str, str, str] | None:
    if not may(user, "arrange", edition):
        return None
    return "manage-programme", _("Programme"), reverse("manage_programme", args=[edition.slug])


def numbers(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    count = sum(each.kind not in (*SIDE_EVENTS, *PREPARATIONS) for each in released(edition))
    if not count:
        return None
    words = ngettext("programme session", "programme sessions", count)
    url = f"{reverse('programme', args=[edition.slug])}?view=list&kind={PROGRAMME}"
    return {"slot": "numbers", "numbers": [{"value": count, "words": words, "url": url}]}


def week(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    """The days of the forum, and those right before and after, beside each other, as far as they are public."""
    public = [each for each in released(edition) if each.date and each.status != SessionStatus.CANCELLED]
    first, last = edition.start - NEAR, edition.end + NEAR
    near = [each for each in public if each.date and first <= each.date <= last]
    days = [
        {
            "day": day,
            "kinds": kinds_line(of_day),
            "timed": [(hours(each), each) for each in of_day if each.starts_at],
            "untimed": [each for each in of_day if not each.starts_at],
        }
        for day, of_day in days_of(near)
    ]
    before = sum(bool(each.date and each.date < first) for each in public)
    if not days:
        return None
    return {"slot": "main", "wide": True, "template": "events/programme/_week.html", "days": days, "before": before}


def hours(session: Session) -> str:
    zone = session.edition.timezone
    first = dates.clock(session.starts_at, zone) if session.starts_at else ""
    return dates.span(first, dates.clock(session.ends_at, zone)) if session.ends_at else first


def kinds_line(sessions: list[Session]) -> str:
    """`Round tables 1 and 2`, `Plenary`: what a day is about, without its side events."""
    tables = sorted(each.number for each in sessions if each.kind == SessionKind.ROUND_TABLE and each.number)
    words = []
    if tables:
        word = ngettext("Round table %(numbers)s", "Round tables %(numbers)s", len(tables))
        words.append(word % {"numbers": together(tables)})
    words += dict.fromkeys(
        each.get_kind_display() for each in sessions if each.kind not in SIDE_EVENTS and each.number not in tables
    )
    return listed(words) or _("Side events")


def of_objective(request: HttpRequest, objective: Objective) -> dict[str, Any]:
    """The public sessions that name an objective, or that we read so."""
    named = [
        {"session": each, "inferred": objective.number in each.inferred}
        for each in newest_first(sessions_of(ReleasedSession.objects.public().filter(objectives=objective)))
    ]
    return {"template": "events/programme/_objective.html", "named": named}


def newest_first(sessions: Iterable[Session]) -> list[Session]:
    return sorted(sessions, key=lambda each: (-each.edition.start.toordinal(), each.date or date.max, each.pk))


def of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """Public sessions in which a body has a role that it confirmed; side events have a panel of their own."""
    rows = []
    for session in newest_first(sessions_of_body(request, organisation)):
        roles = [role.get_role_display() for role in session.roles.all() if role.organisation_id == organisation.pk]
        if roles and not session.is_closed and session.kind not in SIDE_EVENTS:
            rows.append({"session": session, "roles": roles})
    return {"template": "events/programme/_organisation.html", "rows": rows} if rows else None

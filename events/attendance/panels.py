"""Who is expected, and afterwards who came, on the page of a session; the invitations that this person answers."""

from typing import Any

from django.http import HttpRequest

from events.attendance.models import Invited
from events.attendance.numbers import Row, cells, numbers, withheld
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.kit import clock
from forum.kit.access import may


def of_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    if session.is_archive:
        return None
    own = own_invitations(request.user, session)
    backstage = may(request.user, "arrange", session.edition)
    rows = numbers(session) if backstage or not session.is_closed else []
    invited = [row for row in rows if row.invited or row.target or row.signed_up]
    if not (own or invited or (backstage and session.starts_at)):
        return None
    held = session.status in (SessionStatus.HELD, SessionStatus.REPORTED)
    return {
        "template": "events/attendance/_session.html",
        "session": session,
        "own": own,
        "may_answer": session.ends_at is not None and clock.now() < session.ends_at,
        "rows": [cells(row, public=not backstage) for row in invited],
        "bars": bars(invited, held=held, public=not backstage),
        "held": held,
        "backstage": backstage,
    }


def own_invitations(user: Any, session: Session) -> list[Invited]:
    if not getattr(user, "is_authenticated", False) or not user.acts_for:
        return []
    asked = Invited.objects.filter(session=session, organisation__in=user.acts_for)
    return list(asked.select_related("organisation"))


def bars(rows: list[Row], *, held: bool, public: bool) -> list[dict[str, Any]]:
    """Expected beside the target; after the session present beside what was expected. What is withheld has no bar."""
    found = []
    for row in rows:
        number = row.present if held else row.expected
        if number is not None and not (public and withheld(row, number)):
            tick = None if public and withheld(row, row.expected) else row.expected
            found.append(
                {"label": str(row.category), "value": number, "reference": tick if held else row.target, "url": ""}
            )
    return sorted(found, key=lambda bar: -bar["value"])

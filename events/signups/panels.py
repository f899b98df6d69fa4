"""Seats and one's own place, on the page of a session; one's own sign-ups, on one's own page."""

from typing import Any

from django.http import HttpRequest

from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.signups.models import Seats, SignUp, SignUpStatus
from events.signups.standing import check
from forum.kit.access import may
from forum.kit.refusals import Refused


def of_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    """Nothing where nobody signs up; who keeps the seats may open the sign-up."""
    if session.is_archive or session.is_closed:
        return None
    keeps = may(request.user, "seat", session)
    seats = Seats.objects.filter(session=session).prefetch_related("categories").first()
    if seats is None:
        opens = keeps and session.status in (SessionStatus.SCHEDULED, SessionStatus.PUBLISHED)
        return {"template": "events/signups/_session.html", "session": session, "keeps": True} if opens else None
    seats.session = session
    own = SignUp.objects.filter(seats=seats, user=request.user.pk).standing().first() if request.user.pk else None
    waiting = SignUp.objects.filter(seats=seats).in_line()
    return {
        "template": "events/signups/_session.html",
        "session": session,
        "seats": seats,
        "own": own,
        "line": waiting.count(),
        "place": waiting.filter(pk__lte=own.pk).count() if own and own.status == SignUpStatus.WAITING else 0,
        "refused": refusal(request.user, seats) if request.user.pk and not own else "",
        "keeps": keeps,
    }


def refusal(user: Any, seats: Seats) -> str:
    """Why this person cannot sign up, said before they try."""
    try:
        check(user, seats)
    except Refused as refused:
        return str(refused.message)
    return ""


def of_person(request: HttpRequest) -> dict[str, Any] | None:
    """`PERSON_PANELS`: my sign-ups."""
    own = SignUp.objects.filter(user=request.user.pk).standing().to_come()
    found = own.select_related("seats__session__edition").order_by("seats__session__starts_at", "pk")
    return {"template": "events/signups/_mine.html", "sign_ups": found}

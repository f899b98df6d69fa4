"""Inputs on both ends: what feeds a session, what a meeting or a regional review feeds."""

from typing import Any

from django.http import HttpRequest

from events.inputs.models import Input
from events.sessions.kinds import PREPARATIONS, SIDE_EVENTS, SessionStatus
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.history.models import Entry
from forum.kit.access import may
from forum.links.models import Link, Relation

ENDS = Input.objects.select_related("session__edition", "source_session__edition", "source_edition")


def of_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    if session.is_archive or session.is_closed or session.kind in SIDE_EVENTS:
        return None
    shown = ENDS.visible_to(request.user)
    inputs = list(shown.filter(session=session))
    feeds = list(shown.filter(source_session=session)) if session.kind in PREPARATIONS else []
    may_propose = may(request.user, "propose", Input(session=session, edition=session.edition))
    reason = "" if feeds else why_nothing(session)
    if not (inputs or feeds or may_propose or reason):
        return None
    return {
        "template": "events/inputs/_session.html",
        "session": session,
        "inputs": inputs,
        "feeds": feeds,
        "reason": reason,
        "may_propose": may_propose,
        "may_decide": may_propose and may(request.user, "accept", Input(session=session, edition=session.edition)),
        "prepares": session.kind in PREPARATIONS,
    }


def why_nothing(session: Session) -> str:
    """The stated reason with which a meeting was closed that feeds into nothing."""
    if session.kind not in PREPARATIONS or session.status != SessionStatus.REPORTED:
        return ""
    return Entry.objects.of(session).filter(verb="report").values_list("reason", flat=True).last() or ""


def of_edition(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    """What fed a forum as a whole, such as the statement of a regional meeting; and what a regional review feeds."""
    links = Link.objects.filter(relation=Relation.FEEDS_INTO, target_type="forum.edition", target_id=edition.pk)
    ids = links.filter(source_type="events.session").values("source_id")
    meetings = Session.objects.visible_to(request.user).filter(pk__in=ids).select_related("edition").in_order()
    feeds = ENDS.visible_to(request.user).filter(source_edition=edition) if edition.parent_id else Input.objects.none()
    rows, ends = list(meetings), list(feeds)
    if not (rows or ends):
        return None
    return {"slot": "main", "template": "events/inputs/_edition.html", "meetings": rows, "feeds": ends}

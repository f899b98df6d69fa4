"""Starring a session, and giving one's agenda an address that a calendar can read without signing in."""

from typing import Any

from django.db import transaction

from events.agenda.models import AgendaLink, Star, digest, new_token
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.history.acts import permit, record
from forum.kit import clock


def star(session: Session, *, by: Any) -> None:
    """Twice is once. No entry in the history: what somebody wants to hear is nobody else's business."""
    permit("star", session, by)
    Star.objects.get_or_create(user=by, session_id=session.pk)


def unstar(session: Session, *, by: Any) -> None:
    permit("unstar", session, by)
    Star.objects.filter(user=by, session_id=session.pk).delete()


def link_of(edition: Edition, user: Any) -> AgendaLink | None:
    return AgendaLink.objects.filter(edition=edition, user=user, ended_at=None).first()


@transaction.atomic
def make(edition: Edition, *, by: Any, language: str) -> str:
    """The token of a new address, told this once. An earlier address ends."""
    token = new_token()
    link = AgendaLink(edition=edition, user=by, token_digest=digest(token), language=language)
    permit("make", link, by)
    if before := link_of(edition, by):
        end(before, by=by)
    link.save(force_insert=True)
    record("make", link, by=by)
    return token


@transaction.atomic
def end(link: AgendaLink, *, by: Any) -> None:
    """From now on nobody is served under this address; twice is once."""
    permit("end", link, by)
    if AgendaLink.objects.filter(pk=link.pk, ended_at=None).update(ended_at=clock.now()):
        record("end", link, by=by)

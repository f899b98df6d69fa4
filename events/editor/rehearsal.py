"""The editor in the rehearsal: the opening is pinned, so that nobody moves it by accident."""

from datetime import datetime, timedelta

from accounts.people.rehearsal import person
from events.sessions import actions
from events.sessions.kinds import ACTIVE, SessionKind
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.kit import clock


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    opening = Session.objects.filter(edition=edition, kind=SessionKind.OPENING, status__in=ACTIVE).in_order().first()
    if opening is not None:
        with clock.moved(day0 - timedelta(hours=3)):
            actions.pin(opening, by=person("programme"))

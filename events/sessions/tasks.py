"""What the clock does with sessions."""

import logging

from celery import shared_task

from events.sessions.actions import hold
from events.sessions.models import Session
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.kit.refusals import Refused

log = logging.getLogger(__name__)


@shared_task
def hold_ended() -> int:
    """Published sessions count as held after their end; what is due follows from that. Returns how many."""
    held = 0
    for session in Session.objects.ended(clock.now()).select_related("edition").order_by("pk"):
        try:
            hold(session, by=SYSTEM)
        except Refused:
            continue
        except Exception:  # one session in trouble does not stop the others
            log.exception("session %s was not held", session.pk)
            continue
        held += 1
    return held

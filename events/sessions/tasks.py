"""What the clock does with sessions."""

from celery import shared_task

from events.sessions.actions import hold
from events.sessions.models import Session
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.kit.refusals import Refused


@shared_task
def hold_ended() -> int:
    """Published sessions count as held after their end; what is due follows from that. Returns how many."""
    held = 0
    for session in Session.objects.ended(clock.now()).select_related("edition").order_by("pk"):
        try:
            hold(session, by=SYSTEM)
        except Refused:
            continue
        held += 1
    return held

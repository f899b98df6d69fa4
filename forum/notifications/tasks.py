"""Celery's part of delivery."""

from celery import shared_task

from forum.kit import clock
from forum.notifications.delivery import hand_over, send_outbox
from forum.notifications.models import Beat


@shared_task
def heartbeat() -> None:
    """Says that scheduler and worker are alive; /readyz looks at it."""
    Beat.objects.update_or_create(name="scheduler", defaults={"at": clock.now()})


@shared_task
def deliver() -> None:
    while hand_over():
        send_outbox()
    send_outbox()  # what failed before and is due again

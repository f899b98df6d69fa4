"""Celery's part of the reminders."""

from celery import shared_task

from forum.milestones.engine import remind as write_reminders
from forum.notifications.actions import ask_for_delivery


@shared_task
def remind() -> None:
    if write_reminders():
        ask_for_delivery()

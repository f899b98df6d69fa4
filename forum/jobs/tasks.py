"""Celery's part of the jobs."""

from celery import shared_task

from forum.jobs.actions import sweep as send_again


@shared_task
def sweep() -> None:
    send_again()

"""Celery's part of taking sessions over."""

from celery import shared_task

from events.imports.actions import take_over as take_over_rows
from events.imports.models import Import
from forum.jobs.actions import run
from forum.jobs.models import Job


def taken_over(job: Job) -> str:
    found = Import.objects.select_related("edition").get(pk=job.arguments["import_id"])
    take_over_rows(found, by=job.made_by, job=job)
    return found.get_absolute_url()


@shared_task
def take_over(job_id: int) -> None:
    run(job_id, taken_over)

"""Celery's part of the outcome summary."""

from celery import shared_task

from forum.jobs.actions import run
from forum.jobs.models import Job
from forum.outcomes.actions import fill
from forum.outcomes.models import Document


def work(job: Job) -> str:
    document = Document.objects.select_related("edition", "edition__series").get(pk=job.arguments["document"])
    fill(document, by=job.made_by, job=job)
    return document.get_absolute_url()


@shared_task
def build(job_id: int) -> None:
    run(job_id, work)

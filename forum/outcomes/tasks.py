"""Celery's part of documents."""

from celery import shared_task

from forum.jobs.actions import progress, run
from forum.jobs.models import Job
from forum.outcomes.actions import fill
from forum.outcomes.files import make_files
from forum.outcomes.models import Document

WITH_EDITION = Document.objects.select_related("edition__series")


def filled(job: Job) -> str:
    document = WITH_EDITION.get(pk=job.arguments["document"])
    fill(document, by=job.made_by, job=job)
    return document.get_absolute_url()


def rendered(job: Job) -> str:
    document, wanted = WITH_EDITION.get(pk=job.arguments["document"]), job.arguments["wanted"]
    make_files(document, wanted, lambda done: progress(job, done, len(wanted)))
    return f"{document.get_absolute_url()}#files"


@shared_task
def build(job_id: int) -> None:
    run(job_id, filled)


@shared_task
def render(job_id: int) -> None:
    run(job_id, rendered)

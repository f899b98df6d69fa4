"""Celery's part of the automatic draft."""

from celery import shared_task

from events.drafting import actions
from events.drafting.models import AutomaticDraft
from forum.jobs.actions import run
from forum.jobs.models import Job


def made(job: Job) -> str:
    draft = AutomaticDraft.objects.select_related("edition", "begun_by").get(
        edition=job.edition_id, number=job.arguments["draft"]
    )
    actions.make(draft, job)
    return draft.get_absolute_url()


@shared_task
def make(job_id: int) -> None:
    run(job_id, made)

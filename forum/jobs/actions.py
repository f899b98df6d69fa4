"""Starting jobs and moving them on."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from forum.editions.models import Edition
from forum.history.acts import permit, record
from forum.jobs.models import Job, JobStatus
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.kit.workers import wake

log = logging.getLogger(__name__)
LOST_AFTER = timedelta(seconds=30)  # a broker in memory forgets at a restart
STALLED_AFTER = timedelta(minutes=3)
MAX_ATTEMPTS = 3


def start(
    task: str, title: str, *, by: Any, edition: Edition | None = None, can_stop: bool = False, **arguments: Any
) -> Job:
    """Writes the job and sends its id to a worker after the commit. `task` is the dotted path of a Celery task."""
    job = Job.objects.create(
        task=task, title=title, made_by=by, edition=edition, can_stop=can_stop, arguments=arguments
    )
    transaction.on_commit(lambda: send(job))
    return job


@transaction.atomic
def retry(job: Job, *, by: Any) -> None:
    """Starts a job that did not finish once more, from its beginning, as the same job."""
    permit("retry", job, by)
    again = Job.objects.filter(pk=job.pk, status=JobStatus.FAILED)
    if not again.update(
        status=JobStatus.WAITING, attempts=0, done=0, error="", stop_asked=False, touched_at=clock.now()
    ):
        raise Refused(_("This is being made, or it is done. Only what did not finish is started again."))
    record("retry", job, by=by)
    transaction.on_commit(lambda: send(job))


@transaction.atomic
def stop(job: Job, *, by: Any) -> None:
    """One that waits is over at once; one that runs ends by itself, with what it has until then."""
    permit("stop", job, by)
    mine = Job.objects.filter(pk=job.pk, can_stop=True)
    if not mine.filter(status=JobStatus.WAITING).update(
        status=JobStatus.STOPPED, stop_asked=True, touched_at=clock.now()
    ) and not mine.filter(status=JobStatus.RUNNING).update(stop_asked=True):
        raise Refused(_("This is over already, or it cannot be stopped."))
    record("stop", job, by=by)


def is_to_stop(job: Job) -> bool:
    return Job.objects.filter(pk=job.pk, stop_asked=True).exists()


def send(job: Job) -> None:
    wake(job.task, job.pk)


def run(job_id: int, work: Callable[[Job], str]) -> None:
    """Runs `work` for a job that nobody else runs. `work` returns the address of the result."""
    stalled = Q(status=JobStatus.RUNNING, touched_at__lt=clock.now() - STALLED_AFTER)
    mine = Job.objects.filter(Q(status=JobStatus.WAITING) | stalled, pk=job_id)
    if not mine.update(status=JobStatus.RUNNING, done=0, attempts=F("attempts") + 1, touched_at=clock.now()):
        return
    job = Job.objects.select_related("edition", "made_by").get(pk=job_id)
    try:
        url = work(job)
    except Exception:
        log.exception("job %s", job_id)
        Job.objects.filter(pk=job_id).update(status=JobStatus.FAILED, error=went_wrong())
        return
    Job.objects.filter(pk=job_id).update(status=JobStatus.DONE, result_url=url, done=F("total"), touched_at=clock.now())


def went_wrong() -> str:
    return _("Something went wrong on our side. It is in our log; start it again, or tell the operators.")


def progress(job: Job, done: int, total: int) -> None:
    Job.objects.filter(pk=job.pk).update(done=done, total=total, touched_at=clock.now())


def sweep() -> int:
    """Sends again what no worker took or what a dead worker left, until the last attempt. Returns how many."""
    now = clock.now()
    stalled = Job.objects.filter(status=JobStatus.RUNNING, touched_at__lt=now - STALLED_AFTER)
    stalled.filter(attempts__gte=MAX_ATTEMPTS).update(status=JobStatus.FAILED, error=went_wrong())
    lost = Job.objects.filter(status=JobStatus.WAITING, touched_at__lt=now - LOST_AFTER)
    jobs = [*lost, *stalled]
    for job in jobs:
        send(job)
    return len(jobs)

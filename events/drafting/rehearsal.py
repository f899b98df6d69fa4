"""The rehearsal's automatic draft: made a day ago for what waited then, and not accepted yet."""

from datetime import datetime, timedelta

from accounts.people.rehearsal import person
from events.conflicts.plan import load
from events.drafting import actions
from events.drafting.wishes import usual
from forum.editions.models import Edition
from forum.jobs import actions as jobs
from forum.jobs.models import Job, JobStatus
from forum.kit import clock

SECONDS = 2.0


def run(day0: datetime) -> None:
    """Without the solver's last step: the rehearsal is made in seconds."""
    edition = Edition.objects.get(is_rehearsal=True)
    with clock.moved(day0 - timedelta(days=1)):
        draft = actions.add(edition, by=person("programme"), wishes=usual(load(edition)))

        def made(job: Job) -> str:
            actions.make(draft, job, seconds=SECONDS)
            return draft.get_absolute_url()

        if draft.job and draft.job.status == JobStatus.WAITING:
            jobs.run(draft.job.pk, made)

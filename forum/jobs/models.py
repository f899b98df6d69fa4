"""Long work: a row that says how far it is, so that people may leave and find it again on their desk."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.states import States


class JobStatus(States):
    WAITING = "waiting", "clock", "info", _("Waiting")
    RUNNING = "running", "half-circle", "info", _("Being made")
    DONE = "done", "filled-check", "positive", _("Done")
    FAILED = "failed", "triangle", "negative", _("Did not finish")
    STOPPED = "stopped", "pause", "neutral", _("Stopped")


class JobQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(made_by=user) if user.is_authenticated else self.none()


class Job(models.Model):
    """`task` is the Celery task that does it; it gets the job's id and nothing else.

    The work of one that can be stopped asks `actions.is_to_stop` now and then, and ends with what it has.
    """

    task = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.CASCADE, related_name="jobs")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    status = models.CharField(max_length=10, choices=JobStatus.choices, default=JobStatus.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    touched_at = models.DateTimeField(auto_now=True)
    result_url = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=300, blank=True)
    can_stop = models.BooleanField(default=False)
    stop_asked = models.BooleanField(default=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.pk])

    @property
    def state(self) -> JobStatus:
        return JobStatus(self.status)

    @property
    def is_over(self) -> bool:
        return self.status in (JobStatus.DONE, JobStatus.FAILED, JobStatus.STOPPED)

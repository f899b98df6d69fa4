"""Notices: a row in the act's own transaction first, a mail after it. Also the dated beats of the scheduler."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition
from forum.history.words import object_words
from forum.kit import clock
from forum.kit.moves import status_constraint
from forum.kit.states import States
from forum.notifications.querysets import NotificationQuerySet


class NoticeStatus(States):
    WAITING = "waiting", "clock", "info", _("Waiting")
    SENT = "sent", "filled-check", "positive", _("Sent")
    FAILED = "failed", "triangle", "negative", _("Not delivered")
    SUPERSEDED = "superseded", "door", "neutral", _("Superseded")
    DROPPED = "dropped", "door", "neutral", _("Dropped")


class Notification(models.Model):
    """One message to one person about one thing. `key` makes it unique for ever.

    `kind` names the templates `emails/<kind>/subject.txt` and `body.txt`; `context` holds plain values for them.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.CASCADE, related_name="notifications")
    object_type = models.CharField(max_length=80, blank=True)
    object_id = models.BigIntegerField(null=True)
    url = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=200, blank=True)  # as mailed, in the recipient's language
    context = models.JSONField(default=dict, blank=True)
    milestone_id = models.BigIntegerField(null=True, blank=True)
    offset = models.SmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=NoticeStatus.choices, default=NoticeStatus.WAITING)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    act_id = models.BigIntegerField(null=True, blank=True, db_index=True)  # the entry of the act that this tells of
    not_before = models.DateTimeField(null=True, blank=True)  # until then the act can be undone
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.OneToOneField(
        "post_office.Email", null=True, blank=True, on_delete=models.SET_NULL, related_name="notification"
    )
    error = models.TextField(blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [status_constraint(NoticeStatus, "notification_status")]
        indexes = [models.Index(fields=["status", "mail"]), models.Index(fields=["milestone_id", "recipient"])]

    def __str__(self) -> str:
        return self.key

    @property
    def state(self) -> NoticeStatus:
        return NoticeStatus(self.status)

    @property
    def goes_at(self) -> datetime | None:
        """When the next try is, or when the act that it tells of can no longer be undone."""
        return (self.mail.scheduled_time if self.mail else self.not_before) if self.status == "waiting" else None

    @property
    def fault(self) -> str:
        """What went wrong, without the server's words, which may name the address."""
        return self.error.partition(":")[0]

    @property
    def title(self) -> str:
        """The subject as mailed; before that, what it is about."""
        return self.subject or object_words(self.object_type)


class Beat(models.Model):
    """The last sign of life of a part of the machinery, and a lease that only one process holds at a time."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

"""What was found for the programme, kept beside it: nothing of it is in the programme until somebody accepts it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.drafting.querysets import AutomaticDraftQuerySet
from events.drafting.wishes import Wishes
from events.sessions.models import Session
from events.venues.models import Room
from forum.editions.models import Edition
from forum.jobs.models import Job
from forum.kit import clock
from forum.kit.moves import Versioned


class AutomaticDraft(Versioned):
    """`wishes` is what it was asked for. `made_at` is empty while it is being made."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="automatic_drafts")
    number = models.PositiveIntegerField()
    wishes = models.JSONField(default=dict)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)
    by_solver = models.BooleanField(default=False)
    was_stopped = models.BooleanField(default=False)

    objects = AutomaticDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="automatic_draft_number")]

    def __str__(self) -> str:
        return gettext("Automatic draft %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("automatic_draft", args=[self.edition.slug, self.number])

    @property
    def wished(self) -> Wishes:
        return Wishes.from_json(self.wishes)


CHANGED = _("The session was changed since the draft was made.")


class Fate(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("Accepted")
    LEFT = "left", _("Left as it was")
    NONE = "none", _("No place found")


class DraftPlace(models.Model):
    """A place that is proposed for a session, or why there is none: `reasons` lists `{rule, subject, other, count}`.

    `version` is that of the session when the draft was begun: one that changed meanwhile keeps its place.
    """

    draft = models.ForeignKey(AutomaticDraft, on_delete=models.CASCADE, related_name="places")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    room = models.ForeignKey(Room, null=True, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    old_room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="+")
    old_starts_at = models.DateTimeField(null=True)
    old_ends_at = models.DateTimeField(null=True)
    reasons = models.JSONField(default=list)
    fate = models.CharField(max_length=8, choices=Fate.choices, default=Fate.PROPOSED)
    why_left = models.TextField(blank=True)

    class Meta:
        ordering = [F("starts_at").asc(nulls_last=True), "room__order", "session"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "session"], name="draft_place_once"),
            models.CheckConstraint(condition=Q(fate__in=Fate.values), name="draft_place_fate"),
            models.CheckConstraint(
                condition=Q(fate="none", room=None, starts_at=None)
                | (~Q(fate="none") & Q(starts_at__isnull=False, ends_at__gt=F("starts_at"))),
                name="draft_place_is_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft}: {self.session}"

    @property
    def is_outdated(self) -> bool:
        """Whether somebody changed the session since: its place can no longer be accepted."""
        return self.session.version != self.version

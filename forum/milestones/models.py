"""Milestones: dates with an owner. They make people move."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition, RoleName
from forum.editions.querysets import EditionPartQuerySet
from forum.kit import clock
from forum.kit.translated import Translated


class MilestoneKind(models.TextChoices):
    PREPARATION = "preparation", _("Preparation")
    SUBMISSION = "submission", _("Submission")
    DECISION = "decision", _("Decision")
    DELIVERY = "delivery", _("Delivery")
    REPORT = "report", _("Report")


class MilestoneQuerySet(EditionPartQuerySet):
    def open(self) -> "MilestoneQuerySet":
        return self.filter(done_at=None)

    def public(self) -> "MilestoneQuerySet":
        return self.filter(is_public=True).exclude(edition__status="draft")


class Milestone(Translated):
    """Something is due at an instant. Who must act follows from the object (see `REMINDERS`), or from a role.

    `object_type` and `object_id` name the object without a foreign key; empty for a milestone of the edition itself.
    `slug` tells several milestones of one object apart.
    """

    TRANSLATED = ("title",)
    TO_TRANSLATE = models.Q(object_id=None)  # the others get their titles from what they hang on

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="milestones")
    slug = models.CharField(max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=MilestoneKind.choices)
    title = models.CharField(_("title"), max_length=200)
    due_at = models.DateTimeField(_("due"))
    made_at = models.DateTimeField(default=clock.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_public = models.BooleanField(_("shown to everybody"), default=False)
    owner_role = models.CharField(_("who acts"), max_length=24, choices=RoleName.choices, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    object_type = models.CharField(max_length=80, blank=True, editable=False)
    object_id = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "object_type", "object_id", "slug"], name="milestone_of_object"),
            models.UniqueConstraint(
                fields=["edition", "slug"], condition=models.Q(object_id=None), name="milestone_of_edition"
            ),
        ]
        indexes = [models.Index(fields=["done_at", "due_at"])]

    def __str__(self) -> str:
        return self.said.title

    def get_absolute_url(self) -> str:
        return self.edition.get_absolute_url()

    @property
    def due_on(self) -> date:
        """The day it is due, in the edition's zone."""
        return self.due_at.astimezone(self.edition.zone).date()

    @property
    def made_on(self) -> date:
        return self.made_at.astimezone(self.edition.zone).date()

    @property
    def is_late(self) -> bool:
        return self.done_at is None and self.due_at < clock.now()

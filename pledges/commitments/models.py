"""The commitments of an outcome document, paragraph by paragraph, in our words."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forum.editions.models import Edition
from forum.kit.moves import Stateful, status_constraint
from forum.kit.provenance import Provenance
from forum.kit.states import States
from forum.taxonomy.models import Objective
from pledges.commitments.querysets import CommitmentQuerySet


class CommitmentStatus(States):
    """Overdue is computed and not stored."""

    OPEN = "open", "circle", "neutral", pgettext_lazy("where it stands", "Open")
    UNDER_WAY = "under_way", "half-circle", "info", _("Under way")
    DONE = "done", "filled-check", "positive", _("Done")
    SUPERSEDED = "superseded", "joined-arrows", "neutral", _("Superseded")


class Kind(models.TextChoices):
    REAFFIRMATION = "reaffirmation", _("Reaffirmation")
    NEW_MEASURE = "new_measure", _("New measure")
    REQUEST = "request", _("Request")


class Addressee(models.TextChoices):
    MEMBER_STATES = "member_states", _("Member States")
    SECRETARY_GENERAL = "secretary_general", _("Secretary-General")
    PRESIDENT = "president_of_the_general_assembly", _("President of the General Assembly")


class Declaration(Provenance):
    """What is known of an edition's outcome document as a whole, and what it does not say."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="declaration")
    title = models.CharField(_("title"), max_length=200)
    chapter = models.CharField(_("chapter"), max_length=200, blank=True)
    at_least = models.PositiveSmallIntegerField(_("commitments it has at least"), null=True)
    absences = models.JSONField(default=list)  # [{"subject": "…", "source": "…"}]

    objects = CommitmentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitments", args=[self.edition.slug])


class Commitment(Provenance, Stateful):
    """An undertaking in a numbered paragraph, by a named actor."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField(_("paragraph"))
    subject = models.CharField(_("subject"), max_length=300)
    type = models.CharField(_("type"), max_length=16, choices=Kind.choices)
    addressee = models.CharField(_("addressee"), max_length=40, choices=Addressee.choices)
    due = models.CharField(_("due"), max_length=20, blank=True)  # as the source gives it
    due_date = models.DateField(null=True, blank=True)  # its last day
    objectives = models.ManyToManyField(Objective, related_name="commitments")
    status = models.CharField(max_length=12, choices=CommitmentStatus.choices, default=CommitmentStatus.OPEN)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            status_constraint(CommitmentStatus, "commitment_status"),
            models.UniqueConstraint(fields=["edition", "number"], name="commitment_number"),
            models.UniqueConstraint(fields=["record_id"], condition=~models.Q(record_id=""), name="commitment_record"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return f"{reverse('commitments', args=[self.edition.slug])}#paragraph-{self.number}"

    @property
    def state(self) -> CommitmentStatus:
        return CommitmentStatus(self.status)

    @property
    def numbers(self) -> list[int]:
        """Its objectives: our mapping, never the text's."""
        return [objective.number for objective in self.objectives.all()]

    def is_overdue(self, on: date) -> bool:
        still = self.status in (CommitmentStatus.OPEN, CommitmentStatus.UNDER_WAY)
        return still and self.due_date is not None and self.due_date < on

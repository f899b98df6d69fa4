"""The report of a side event: what was said, what is to change, who was there."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.reports.querysets import ReportQuerySet
from events.side_events.models import Proposal
from forum.kit import clock
from forum.kit.moves import Versioned
from forum.kit.translated import Written
from forum.taxonomy.models import Lens


class Report(Written, Versioned):
    """Without a policy intervention it cannot be stored. `attendance` maps category codes to numbers of people."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="report")
    key_messages = models.TextField(_("key messages"), max_length=3000)
    policy_interventions = models.TextField(_("policy interventions"), max_length=3000)
    lenses = models.ManyToManyField(Lens, verbose_name=_("lenses"), blank=True)
    attendance = models.JSONField(_("attendance"), default=dict, blank=True)
    questions_asked = models.PositiveIntegerField(_("questions asked"), null=True, blank=True)
    questions_answered = models.PositiveIntegerField(_("questions answered"), null=True, blank=True)
    recording = models.URLField(_("link to the recording"), blank=True)
    requests = models.TextField(_("requests that came out of it"), max_length=2000, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(policy_interventions="") & ~models.Q(key_messages=""),
                name="report_names_policy_intervention",
            ),
            models.CheckConstraint(
                condition=models.Q(questions_answered=None)
                | models.Q(questions_answered__lte=models.F("questions_asked")),
                name="report_answers_within_questions",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal.reference}, report"

    def get_absolute_url(self) -> str:
        return self.proposal.get_absolute_url()

    @property
    def history_chain(self) -> int:
        return self.proposal.edition_id

    @property
    def edition_id(self) -> int:
        return self.proposal.edition_id

    @property
    def attended(self) -> int:
        return sum(self.attendance.values())

    @property
    def interventions(self) -> list[str]:
        """One a line."""
        return [line.strip(" -*•\t") for line in self.policy_interventions.splitlines() if line.strip(" -*•\t")]

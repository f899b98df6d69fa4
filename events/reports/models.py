"""The report of a side event: what was said and what is to change. Of any session: who was there, and who spoke."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.reports.querysets import PresenceQuerySet, ReportQuerySet
from events.sessions.models import Session
from events.side_events.models import Proposal
from forum.kit import clock
from forum.kit.moves import Versioned
from forum.kit.translated import Written
from forum.taxonomy.models import Category, Lens


class Report(Written, Versioned):
    """Without a policy intervention it cannot be stored."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="report")
    key_messages = models.TextField(_("key messages"), max_length=3000)
    policy_interventions = models.TextField(_("policy interventions"), max_length=3000)
    lenses = models.ManyToManyField(Lens, verbose_name=_("lenses"), blank=True)
    questions_asked = models.PositiveIntegerField(_("questions asked"), null=True, blank=True)
    questions_answered = models.PositiveIntegerField(_("questions answered"), null=True, blank=True)
    recording = models.URLField(_("link to the recording"), blank=True)
    requests = models.TextField(_("requests that came out of it"), max_length=2000, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report on a side event")
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
    def interventions(self) -> list[str]:
        """One a line."""
        return [line.strip(" -*•\t") for line in self.policy_interventions.splitlines() if line.strip(" -*•\t")]


class Presence(models.Model):
    """How many people of a category were in a session, and how many minutes they spoke. None is not known."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="presence")
    category = models.ForeignKey(Category, verbose_name=_("category"), on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes spoken"), null=True, blank=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["session", "category"]
        constraints = [
            models.UniqueConstraint(fields=["session", "category"], name="presence_once"),
            models.CheckConstraint(
                condition=models.Q(people__isnull=False) | models.Q(minutes__isnull=False),
                name="presence_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}, {self.category}: {self.people}, {self.minutes}"

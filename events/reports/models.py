"""The report of a side event: what was said and what is to change. Of any session: who was there, and who spoke."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.accreditation.statistics import SMALL
from accounts.organisations.models import Organisation
from events.reports.querysets import OutcomeLineQuerySet, PresenceQuerySet, ReportQuerySet
from events.sessions.models import Session
from events.side_events.models import Proposal
from forum.kit import clock
from forum.kit.moves import Stateful, Versioned, moves, status_constraint
from forum.kit.states import States
from forum.kit.translated import Written
from forum.taxonomy.models import Category, Lens


class ReportStatus(States):
    SUBMITTED = "submitted", "clock", "info", _("Submitted")
    CHANGES_REQUESTED = "changes_requested", "return", "attention", _("Changes asked for")
    PUBLISHED = "published", "globe", "positive", _("Published")


class Report(Written, Stateful):
    """Without a policy intervention it cannot be stored. It is public once an officer has checked it."""

    MOVES = moves(
        submit=([ReportStatus.CHANGES_REQUESTED], ReportStatus.SUBMITTED),
        ask_changes=([ReportStatus.SUBMITTED], ReportStatus.CHANGES_REQUESTED, "reason"),
        publish=([ReportStatus.SUBMITTED], ReportStatus.PUBLISHED),
    )

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="report")
    key_messages = models.TextField(_("key messages"), max_length=3000)
    policy_interventions = models.TextField(_("policy interventions"), max_length=3000)
    lenses = models.ManyToManyField(Lens, verbose_name=_("lenses"), blank=True)
    questions_asked = models.PositiveIntegerField(_("questions asked"), null=True, blank=True)
    questions_answered = models.PositiveIntegerField(_("questions answered"), null=True, blank=True)
    recordings = models.TextField(_("links to recordings"), max_length=2000, blank=True)
    # words, actor, place, and due as a day in ISO 8601, or ""
    requests = models.JSONField(_("requests that came out of it"), default=list, blank=True)
    status = models.CharField(max_length=20, choices=ReportStatus.choices, default=ReportStatus.SUBMITTED)
    asked = models.TextField(_("what was asked for"), max_length=1000, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report on a side event")
        constraints = [
            status_constraint(ReportStatus, "report_status"),
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
    def organisation_id(self) -> int:
        return self.proposal.organisation_id

    @property
    def state(self) -> ReportStatus:
        return ReportStatus(self.status)

    @property
    def links(self) -> list[str]:
        """Recordings, one a line."""
        return self.recordings.split()

    @property
    def request_lines(self) -> list["OutcomeLine"]:
        """As they stand once the report is published; until then they are kept here alone."""
        return [
            OutcomeLine(
                kind=LineKind.REQUEST,
                language=self.language,
                **{**each, "due": date.fromisoformat(each["due"]) if each["due"] else None},
            )
            for each in self.requests
        ]

    @property
    def interventions(self) -> list[str]:
        """One a line."""
        return [line.strip(" -*•\t") for line in self.policy_interventions.splitlines() if line.strip(" -*•\t")]


STATES = "member_state"


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

    @property
    def is_withheld(self) -> bool:
        """So few people that the public number could point at one; what States do is public."""
        return self.category.code != STATES and self.people is not None and 0 < self.people < SMALL


class LineKind(models.TextChoices):
    RECOMMENDATION = "recommendation", _("Recommendation")
    TOOL = "tool", _("Tool endorsed")
    REQUEST = "request", _("Request")
    COMMITMENT = "commitment", _("Commitment")


class OutcomeLine(Written, Versioned):
    """One result of a session. A commitment says who does it, where and by when, or it is none."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(_("kind"), max_length=16, choices=LineKind.choices)
    words = models.TextField(_("what"), max_length=1000)
    actor = models.CharField(_("who acts"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation that acts"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="outcome_lines",
    )
    place = models.CharField(_("where"), max_length=200, blank=True)
    due = models.DateField(_("by when"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = OutcomeLineQuerySet.as_manager()

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=LineKind.values), name="outcome_line_kind"),
            models.CheckConstraint(condition=~models.Q(words=""), name="outcome_line_says_something"),
            models.CheckConstraint(
                condition=~models.Q(kind="commitment")
                | (
                    (~models.Q(actor="") | models.Q(organisation__isnull=False))
                    & ~models.Q(place="")
                    & models.Q(due__isnull=False)
                ),
                name="outcome_line_commitment_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.session}"

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.session.edition_id

    @property
    def who(self) -> str:
        return str(self.organisation) if self.organisation else self.actor

"""Proposals for side events, and who organises them with the lead."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from events.calls.kinds import CallRule
from events.calls.models import LONGEST, Call
from events.sessions.kinds import RoleKind, SessionFormat
from events.sessions.models import Session
from events.side_events.querysets import CoOrganiserQuerySet, ProposalQuerySet
from forum.editions.models import Edition, Mode, Part
from forum.kit import clock
from forum.kit.moves import Stateful, Versioned, moves, status_constraint
from forum.kit.states import States
from forum.kit.translated import Written
from forum.kit.uploads import random_name
from forum.taxonomy.models import Lens, Objective

DAYS_TO_REPORT = 14


class ProposalStatus(States):
    DRAFT = "draft", "dashed-circle", "neutral", _("Draft")
    SUBMITTED = "submitted", "clock", "info", _("Submitted")
    CHANGES_REQUESTED = "changes_requested", "return", "attention", _("Changes asked for")
    SELECTED = "selected", "filled-check", "positive", _("Selected")
    RESERVE = "reserve", "bookmark", "info", _("Reserve")
    DECLINED = "declined", "minus-circle", "negative", _("Declined")
    MERGED = "merged", "joined-arrows", "neutral", _("Merged")
    WITHDRAWN = "withdrawn", "door", "neutral", _("Withdrawn")


S = ProposalStatus


def place_of_file(proposal: "Proposal", name: str) -> str:
    return random_name("proposals")


class Proposal(Written, Stateful):
    """What a lead organiser proposes to the call; once selected it owns a session."""

    MOVES = moves(
        submit=([S.DRAFT, S.CHANGES_REQUESTED], S.SUBMITTED),
        ask_changes=([S.SUBMITTED], S.CHANGES_REQUESTED, "reason"),
        select=([S.SUBMITTED, S.RESERVE], S.SELECTED),
        reserve=([S.SUBMITTED], S.RESERVE),
        decline=([S.SUBMITTED, S.RESERVE], S.DECLINED, "reason"),
        withdraw=([S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED, S.RESERVE, S.SELECTED], S.WITHDRAWN),
        lapse=([S.SELECTED], S.WITHDRAWN, "reason"),
        merge=([S.SUBMITTED, S.CHANGES_REQUESTED], S.MERGED),
    )

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="proposals", editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="proposals", editable=False)
    reference = models.CharField(max_length=24, unique=True, editable=False)
    status = models.CharField(max_length=20, choices=ProposalStatus.choices, default=ProposalStatus.DRAFT)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("lead organiser"), on_delete=models.PROTECT, related_name="proposals"
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    format = models.CharField(_("format"), max_length=16, choices=SessionFormat.choices, blank=True)
    mode = models.CharField(_("how people take part"), max_length=12, choices=Mode.choices, blank=True)
    speakers = models.TextField(_("speakers"), max_length=2000, blank=True)
    description = models.TextField(_("description"), max_length=LONGEST, blank=True)
    objectives = models.ManyToManyField(Objective, verbose_name=_("objectives it serves"), blank=True)
    lenses = models.ManyToManyField(Lens, verbose_name=_("lenses"), blank=True)
    policy_intervention = models.TextField(_("expected policy intervention"), max_length=2000, blank=True)
    concept_note = models.FileField(_("concept note"), upload_to=place_of_file, blank=True, max_length=200)
    concept_note_name = models.CharField(max_length=200, blank=True, editable=False)
    concept_note_size = models.PositiveIntegerField(default=0, editable=False)
    windows = models.JSONField(_("windows that suit you"), default=list, blank=True)
    days = models.JSONField(_("days that suit you"), default=list, blank=True)
    place_wish = models.CharField(_("wishes for the place"), max_length=300, blank=True)
    spoken = models.JSONField(_("languages of the event"), default=list, blank=True)
    interpretation = models.JSONField(_("interpretation wished"), default=list, blank=True)
    part = models.ForeignKey(
        Part, verbose_name=_("part of the forum"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    passed_rules = models.JSONField(default=list, blank=True, editable=False)  # of the call, when it was submitted
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="joined", editable=False
    )
    session = models.OneToOneField(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal", editable=False
    )
    decision_reason = models.TextField(blank=True, editable=False)
    answer_by = models.DateField(null=True, blank=True, editable=False)
    reserve_order = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    confirm_by = models.DateField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        constraints = [
            status_constraint(ProposalStatus, "proposal_status"),
            models.CheckConstraint(
                condition=~models.Q(status="declined") | ~models.Q(decision_reason=""),
                name="proposal_declined_has_reason",
            ),
            models.CheckConstraint(
                condition=(models.Q(status="selected") & models.Q(session__isnull=False))
                | (~models.Q(status="selected") & models.Q(session__isnull=True)),
                name="proposal_selected_owns_session",
            ),
            models.CheckConstraint(
                condition=models.Q(status="merged", merged_into__isnull=False)
                | (~models.Q(status="merged") & models.Q(merged_into__isnull=True)),
                name="proposal_merged_says_into_which",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.edition.slug, self.reference])

    @property
    def state(self) -> ProposalStatus:
        return ProposalStatus(self.status)

    @property
    def name(self) -> str:
        return self.title or str(_("Untitled draft"))

    @property
    def wished_days(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.days]

    @property
    def passed_words(self) -> list[str]:
        """The rules of the call that it passed when it was submitted; who was silent then may have answered since."""
        rules = set(self.passed_rules)
        if CallRule.ANSWERED in rules:
            asked = CoOrganiser.objects.filter(proposal=self, answer=CoOrganiserState.INVITED)
            rules -= set() if asked.exists() else {CallRule.ANSWERED}
        return [str(CallRule(rule).label) for rule in self.passed_rules if rule in rules]

    @property
    def spoken_words(self) -> list[str]:
        return [str(dict(settings.LANGUAGES).get(code, code)) for code in self.spoken]

    @property
    def interpretation_words(self) -> list[str]:
        return [str(dict(settings.LANGUAGES).get(code, code)) for code in self.interpretation]

    def replies(self) -> list[Any]:
        """The answers to the questions of the call, which it knows already."""
        found = list(self.answers.select_related("question"))  # type: ignore[attr-defined]
        for each in found:
            each.question.call = self.call
        return found

    @property
    def is_editable(self) -> bool:
        """A submitted one only where the call lets it change, and until that closes."""
        changes = self.status == S.SUBMITTED and self.call.edits_allowed and self.call.is_open
        return self.status in (S.DRAFT, S.CHANGES_REQUESTED) or changes

    @property
    def is_answer_late(self) -> bool:
        asked = self.answer_by if self.status == S.CHANGES_REQUESTED else None
        return asked is not None and self.edition.today() > asked


class CoOrganiserState(States):
    INVITED = "invited", "clock", "neutral", _("Invited")
    CONFIRMED = "confirmed", "filled-check", "positive", _("Confirmed")
    DECLINED = "declined", "minus-circle", "neutral", _("Declined")


CO_ORGANISING = [
    (each.value, each.label)
    for each in (
        RoleKind.CO_ORGANISER,
        RoleKind.CO_SPONSOR,
        RoleKind.HOST,
        RoleKind.CO_HOST,
        RoleKind.PARTNER,
        RoleKind.FUNDER,
        RoleKind.LEAD,
    )
]


class CoOrganiser(Versioned):
    """An organisation that the lead names, in its role; it answers for itself. After a merger one may lead as well."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="co_organisers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="co_organised")
    role = models.CharField(_("role"), max_length=24, choices=CO_ORGANISING, default=RoleKind.CO_ORGANISER)
    answer = models.CharField(max_length=12, choices=CoOrganiserState.choices, default=CoOrganiserState.INVITED)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CoOrganiserQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "organisation"], name="co_organiser_once"),
            models.CheckConstraint(condition=models.Q(answer__in=CoOrganiserState.values), name="co_organiser_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.proposal.reference}"

    def get_absolute_url(self) -> str:
        return self.proposal.get_absolute_url()

    @property
    def history_chain(self) -> int:
        return self.proposal.edition_id

    @property
    def state(self) -> CoOrganiserState:
        return CoOrganiserState(self.answer)

"""Two proposals that may become one joint event: both leads have to consent."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.side_events.models import Proposal
from events.side_events.querysets import MergerQuerySet
from forum.kit import clock
from forum.kit.moves import Versioned
from forum.kit.states import States

CHOSEN = ("title", "description", "policy_intervention")


class MergerState(States):
    PROPOSED = "proposed", "clock", "info", _("Waits for consent")
    AGREED = "agreed", "joined-arrows", "positive", _("Agreed")
    DECLINED = "declined", "minus-circle", "neutral", _("Declined")
    WITHDRAWN = "withdrawn", "door", "neutral", _("Withdrawn")


class Merger(Versioned):
    """`kept` goes on as the joint proposal, `joined` becomes merged. `texts` says of which the leads take each text."""

    kept = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="mergers")
    joined = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="mergers_into")
    texts = models.JSONField(default=dict)
    word = models.TextField(_("why"), max_length=1000, blank=True)
    reply = models.TextField(_("a word to the other side"), max_length=1000, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    kept_agreed_at = models.DateTimeField(null=True, blank=True)
    joined_agreed_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=MergerState.choices, default=MergerState.PROPOSED)
    made_at = models.DateTimeField(default=clock.now)

    objects = MergerQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(answer__in=MergerState.values), name="merger_answer"),
            models.CheckConstraint(condition=~models.Q(kept=models.F("joined")), name="merger_of_two"),
            models.CheckConstraint(
                condition=~models.Q(answer="agreed")
                | models.Q(kept_agreed_at__isnull=False, joined_agreed_at__isnull=False),
                name="merger_agreed_by_both",
            ),
            models.UniqueConstraint(
                fields=["kept", "joined"], condition=models.Q(answer="proposed"), name="merger_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kept.reference} + {self.joined.reference}"

    def get_absolute_url(self) -> str:
        return reverse("merger", args=[self.kept.edition.slug, self.pk])

    @property
    def edition_id(self) -> int:
        return self.kept.edition_id

    def other_of(self, side: str) -> Proposal:
        return self.joined if side == "kept" else self.kept

    def asked_by(self, side: str) -> bool:
        """Its lead asked, and so consented before the other side had said anything."""
        return bool(getattr(self, f"{side}_agreed_at") == self.made_at)

    @property
    def mark(self) -> str:
        """What both proposals said when they were read."""
        return f"{self.kept.version}-{self.joined.version}"

    @property
    def state(self) -> MergerState:
        return MergerState(self.answer)

"""Drafts of the selection: who could be chosen, kept and compared before anybody is told."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.calls.models import Call
from events.selection.querysets import SelectionQuerySet
from events.side_events.models import Proposal
from forum.kit import clock
from forum.kit.moves import Versioned


class Selection(Versioned):
    """One way to fill the places. Once its list was committed, `record` holds what was seen and decided then."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="selections")
    name = models.CharField(_("name"), max_length=80)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    saved_at = models.DateTimeField(default=clock.now)
    committed_at = models.DateTimeField(null=True, blank=True)
    committed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    record = models.JSONField(default=dict, blank=True)

    objects = SelectionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="selection_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('selection_board', args=[self.call.edition.slug])}?draft={self.pk}"

    @property
    def edition_id(self) -> int:
        return self.call.edition_id


class Choice(models.TextChoices):
    SELECT = "select", _("Selected")
    RESERVE = "reserve", _("Reserve")
    DECLINE = "decline", _("Declined")


class Pick(models.Model):
    """What a draft means to do with a proposal, and the words that go with it. `order` counts the reserve."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="picks")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="picks")
    choice = models.CharField(max_length=8, choices=Choice.choices)
    order = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(max_length=3000, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["selection", "proposal"], name="pick_once"),
            models.CheckConstraint(condition=models.Q(choice__in=Choice.values), name="pick_choice"),
        ]

    def __str__(self) -> str:
        return f"{self.selection}: {self.proposal_id} {self.choice}"

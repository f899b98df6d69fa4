"""Invitations of organisations to a session with their replies, and targets by category."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from events.attendance.querysets import InvitedQuerySet
from events.sessions.models import Session
from forum.kit import clock
from forum.kit.moves import Stateful, Versioned, moves, status_constraint
from forum.kit.states import States
from forum.taxonomy.models import Category


class Reply(States):
    INVITED = "invited", "envelope", "neutral", _("Invited, no reply")
    CONFIRMED = "confirmed", "filled-check", "positive", _("Confirmed")
    DECLINED = "declined", "minus-circle", "neutral", _("Declined")


class Invited(Stateful):
    """An organisation that is asked to come to a session. `was_present` is known after it, or not at all."""

    MOVES = moves(
        confirm=([Reply.INVITED, Reply.DECLINED], Reply.CONFIRMED),
        decline=([Reply.INVITED, Reply.CONFIRMED], Reply.DECLINED),
    )

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="invited")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invited_to")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Reply.choices, default=Reply.INVITED)
    was_present = models.BooleanField(_("came"), null=True, blank=True)

    objects = InvitedQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            status_constraint(Reply, "invited_status"),
            models.UniqueConstraint(fields=["session", "organisation"], name="invited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.session}"

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.session.edition_id

    @property
    def state(self) -> Reply:
        return Reply(self.status)


class Target(Versioned):
    """So many organisations of a category should come. Who is short of it `warn_days` before is told once."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="targets")
    category = models.ForeignKey(Category, verbose_name=_("category"), on_delete=models.PROTECT, related_name="+")
    wanted = models.PositiveIntegerField(_("organisations wanted"))
    warn_days = models.PositiveSmallIntegerField(_("warn so many days before"), default=7)

    class Meta:
        ordering = ["category"]
        constraints = [
            models.UniqueConstraint(fields=["session", "category"], name="target_once"),
            models.CheckConstraint(condition=Q(wanted__gte=1), name="target_wants_somebody"),
            models.CheckConstraint(condition=Q(warn_days__lte=90), name="target_warns_in_time"),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.wanted}"

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.session.edition_id

"""Seats of a session for which people sign up. `Seats.taken` never exceeds `places`, whoever comes at once."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.signups.querysets import SignUpQuerySet
from forum.kit import clock
from forum.kit.moves import Stateful, Versioned, moves, status_constraint
from forum.kit.states import States
from forum.taxonomy.models import Category


class Seats(Versioned):
    """`own` is the session's own number of seats; without one the room's count. `places` is what holds now."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="seats")
    own = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Empty means as many as the room has.")
    )
    places = models.PositiveIntegerField(editable=False)
    taken = models.PositiveIntegerField(default=0, editable=False)
    closes_at = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    categories = models.ManyToManyField(
        Category,
        verbose_name=_("only for these categories"),
        blank=True,
        related_name="+",
        help_text=_("None chosen means every category."),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(taken__lte=F("places")), name="seats_not_exceeded")]

    def __str__(self) -> str:
        return str(self.session)

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.session.edition_id

    @property
    def left(self) -> int:
        return self.places - self.taken

    @property
    def until(self) -> datetime | None:
        """Sign-up ends when the session begins, or earlier."""
        known = [moment for moment in (self.closes_at, self.session.starts_at) if moment]
        return min(known, default=None)

    @property
    def is_open(self) -> bool:
        until = self.until
        return self.session.status == SessionStatus.PUBLISHED and until is not None and clock.now() < until


class SignUpStatus(States):
    SEATED = "seated", "filled-check", "positive", _("Has a seat")
    WAITING = "waiting", "list", "attention", _("Waiting list")
    WITHDRAWN = "withdrawn", "door", "neutral", _("Withdrawn")


S = SignUpStatus


class SignUp(Stateful):
    """One person at one session. Who withdraws and comes back is a new row, at the end of the line."""

    MOVES = moves(promote=([S.WAITING], S.SEATED), withdraw=([S.SEATED, S.WAITING], S.WITHDRAWN))

    seats = models.ForeignKey(Seats, on_delete=models.PROTECT, related_name="sign_ups")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_ups")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="sign_ups"
    )
    made_at = models.DateTimeField(default=clock.now, editable=False)
    status = models.CharField(max_length=10, choices=S.choices)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            status_constraint(S, "sign_up_status"),
            models.UniqueConstraint(
                fields=["seats", "user"], condition=~Q(status="withdrawn"), name="sign_up_person_once"
            ),
        ]
        indexes = [models.Index(fields=["seats", "status"])]

    def __str__(self) -> str:
        return str(_("Sign-up %(number)s") % {"number": self.pk})

    def get_absolute_url(self) -> str:
        return self.seats.session.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.seats.session.edition_id

    @property
    def state(self) -> SignUpStatus:
        return SignUpStatus(self.status)

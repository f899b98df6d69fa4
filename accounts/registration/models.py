"""Registration: entry of a person to an edition, space by space."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from accounts.registration.querysets import RegistrationQuerySet, SpaceRegistrationQuerySet
from forum.editions.models import Edition, Space
from forum.kit import clock
from forum.kit.moves import Stateful, Versioned, moves, status_constraint
from forum.kit.states import States


class Registration(Versioned):
    """One person at one edition, for an organisation or for themselves.

    A focal point may register somebody who has no account yet: then `user` is empty and the person is known by name and
    e-mail address alone. Whoever later holds the account with that (verified) address is the person; no account is
    made in anybody's name. The folded address is unique per edition, so nobody is registered twice.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="registrations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    person_name = models.CharField(_("full name"), max_length=150)
    person_email = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="registrations",
    )
    function = models.CharField(_("function"), max_length=150, blank=True)
    access_needs = models.TextField(
        _("what you need to take part"),
        max_length=600,
        blank=True,
        help_text=_("Step-free ways, captions, diet. Read by who runs registration and by your focal point."),
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="registrations_made")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "person_email"], name="registration_person_once"),
        ]

    def __str__(self) -> str:
        return str(_("Registration %(number)s") % {"number": self.pk})

    def get_absolute_url(self) -> str:
        return reverse("registration_person", args=[self.edition.slug, self.pk])


class RegistrationStatus(States):
    SUBMITTED = "submitted", "clock", "info", _("Submitted")
    PRE_CONFIRMED = "pre_confirmed", "open-check", "info", _("Confirmed by the focal point")
    APPROVED = "approved", "filled-check", "positive", _("Approved")
    WAITING = "waiting", "list", "attention", _("Waiting list")
    DECLINED = "declined", "minus-circle", "negative", _("Declined")
    WITHDRAWN = "withdrawn", "door", "neutral", _("Withdrawn")


R = RegistrationStatus


class SpaceRegistration(Stateful):
    """A person's request for one space. `Space.taken` counts those approved and never exceeds the capacity."""

    MOVES = moves(
        submit=([R.WITHDRAWN], R.SUBMITTED),
        pre_confirm=([R.SUBMITTED], R.PRE_CONFIRMED),
        approve=([R.SUBMITTED, R.PRE_CONFIRMED, R.WAITING], R.APPROVED),
        wait=([R.SUBMITTED, R.PRE_CONFIRMED], R.WAITING),
        decline=([R.SUBMITTED, R.PRE_CONFIRMED, R.WAITING], R.DECLINED, "reason"),
        withdraw=([R.SUBMITTED, R.PRE_CONFIRMED, R.APPROVED, R.WAITING], R.WITHDRAWN),
    )

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="spaces")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="registrations")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=16, choices=R.choices, default=R.SUBMITTED)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    objects = SpaceRegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["space__order", "pk"]
        constraints = [
            status_constraint(R, "space_registration_status"),
            models.UniqueConstraint(fields=["registration", "space"], name="space_registration_once"),
            models.CheckConstraint(
                condition=~models.Q(status="declined") | ~models.Q(reason=""), name="space_registration_no_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["space", "status"])]

    def __str__(self) -> str:
        return f"{self.registration}, {self.space}"

    def get_absolute_url(self) -> str:
        return self.registration.get_absolute_url()

    @property
    def state(self) -> RegistrationStatus:
        return RegistrationStatus(self.status)

    @property
    def organisation_id(self) -> int | None:
        return self.registration.organisation_id

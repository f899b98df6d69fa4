"""Who stands behind somebody else's pledge."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from forum.kit.moves import Stateful, moves, status_constraint
from forum.kit.states import States
from pledges.partners.querysets import PartnerQuerySet
from pledges.pledges.models import Pledge


class PartnerStatus(States):
    INVITED = "invited", "clock", "neutral", _("Invited")
    CONFIRMED = "confirmed", "filled-check", "positive", _("Confirmed")
    DECLINED = "declined", "minus-circle", "neutral", _("Declined")
    LEFT = "left", "door", "neutral", _("Left")


class Partner(Stateful):
    """An organisation that stands behind somebody else's pledge and says so itself.

    A partner that an archive source names is a fact of that source: a name, perhaps matched, stored as confirmed.
    """

    MOVES = moves(
        confirm=([PartnerStatus.INVITED], PartnerStatus.CONFIRMED),
        decline=([PartnerStatus.INVITED], PartnerStatus.DECLINED),
        leave=([PartnerStatus.CONFIRMED], PartnerStatus.LEFT, "reason"),
    )

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="pledge_partnerships"
    )
    name = models.CharField(max_length=250, blank=True, editable=False)
    status = models.CharField(max_length=10, choices=PartnerStatus.choices, default=PartnerStatus.INVITED)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            status_constraint(PartnerStatus, "pledge_partner_status"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name=""), name="pledge_partner_has_name"
            ),
            models.UniqueConstraint(
                fields=["pledge", "organisation"],
                condition=Q(status__in=[PartnerStatus.INVITED, PartnerStatus.CONFIRMED]),
                name="pledge_partner_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.organisation.name

    def get_absolute_url(self) -> str:
        return self.pledge.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.pledge.edition_id

    @property
    def state(self) -> PartnerStatus:
        return PartnerStatus(self.status)

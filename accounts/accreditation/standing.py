"""Whether an organisation may take part in an edition: the word that events and pledges ask for."""

from django.utils.translation import gettext as _

from accounts.organisations.models import Organisation
from forum.editions.models import Edition
from forum.kit.refusals import Refused


def is_accredited(organisation: Organisation, edition: Edition) -> bool:
    """Accredited for this edition, or a delegation, entitled without applying (see `accredited_for` for sets)."""
    return Organisation.objects.filter(pk=organisation.pk).accredited_for(edition).exists()


def check_category(organisation: Organisation) -> None:
    """Nothing is asked for in a category that is only stated."""
    if organisation.category_is_claim:
        raise Refused(
            _("The secretariat has not confirmed this category yet: %(category)s. You are mailed when it has.")
            % {"category": organisation.category},
            field="organisation",
        )

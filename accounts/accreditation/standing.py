"""Whether an organisation may take part in an edition: the word that events and pledges ask for."""

from accounts.accreditation.models import Application, ApplicationStatus
from accounts.organisations.models import Organisation
from forum.editions.models import Edition


def is_accredited(organisation: Organisation, edition: Edition) -> bool:
    """Accredited for this edition, or entitled by its category without applying (see `accredited_for` for sets)."""
    return (
        organisation.category.is_entitled
        or Application.objects.filter(
            organisation=organisation, edition=edition, status=ApplicationStatus.ACCREDITED
        ).exists()
    )

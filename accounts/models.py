"""The tables of `accounts`, from its areas."""

from accounts.accreditation.models import Application, ApplicationDocument, ReferenceCounter, Track
from accounts.organisations.models import Invitation, JoinRequest, Membership, Organisation
from accounts.people.models import User
from accounts.registration.models import Registration, SpaceRegistration

__all__ = [
    "Application",
    "ApplicationDocument",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Organisation",
    "ReferenceCounter",
    "Registration",
    "SpaceRegistration",
    "Track",
    "User",
]

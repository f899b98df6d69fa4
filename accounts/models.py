"""The tables of `accounts`, from its areas."""

from accounts.organisations.models import Membership, Organisation
from accounts.people.models import User

__all__ = ["Membership", "Organisation", "User"]

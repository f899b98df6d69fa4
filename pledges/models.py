"""The tables of `pledges`, from its areas."""

from pledges.commitments.models import Commitment, Declaration
from pledges.partners.models import Partner
from pledges.pledges.models import Amendment, Attachment, Contact, Counter, Pledge, PledgeObjective
from pledges.progress.models import Check, Update

__all__ = [
    "Amendment",
    "Attachment",
    "Check",
    "Commitment",
    "Contact",
    "Counter",
    "Declaration",
    "Partner",
    "Pledge",
    "PledgeObjective",
    "Update",
]

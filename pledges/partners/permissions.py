"""Who answers for a partner, and who may take its name away."""

from typing import Any

import rules

from accounts.organisations.permissions import acts_for


@rules.predicate
def made_the_pledge(user: Any, partner: Any) -> bool:
    """Acts for the organisation whose pledge it is."""
    return bool(user.is_authenticated and partner.pledge.organisation_id in user.acts_for)


for verb in ("confirm", "decline", "leave"):
    rules.add_perm(f"pledges.{verb}_partner", acts_for)
rules.add_perm("pledges.remove_partner", made_the_pledge)

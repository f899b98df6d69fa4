"""Who may do what with a pledge."""

from typing import Any

import rules

from accounts.organisations.permissions import acts_for
from forum.editions.models import RoleName
from forum.editions.permissions import has_role
from pledges.pledges.models import Pledge

is_officer = has_role(RoleName.PLEDGES)


@rules.predicate
def has_no_stake(user: Any, pledge: Any) -> bool:
    """Belongs neither to the pledging organisation nor to a partner that has not declined or left."""
    mine = set(user.organisation_roles)
    if pledge.organisation_id in mine:
        return False
    return not (mine and pledge.partners.standing().filter(organisation__in=mine).exists())


@rules.predicate
def sees_contacts(user: Any, pledge: Any) -> bool:
    return bool(
        user.is_authenticated and isinstance(pledge, Pledge) and pledge.organisation_id in user.organisation_roles
    )


decides = is_officer & has_no_stake

for verb in ("add", "edit", "submit", "amend", "withdraw", "invite", "link", "meet"):
    rules.add_perm(f"pledges.{verb}_pledge", acts_for)
for verb in ("ask_changes", "publish"):
    rules.add_perm(f"pledges.{verb}_pledge", decides)
rules.add_perm("pledges.contact_pledge", sees_contacts | has_role(RoleName.PLEDGES, RoleName.SECRETARIAT))
rules.add_perm("forum.pledges_edition", has_role(RoleName.PLEDGES, RoleName.SECRETARIAT, RoleName.AUDITOR))

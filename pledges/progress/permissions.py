"""Who reports on a pledge, who may check the report, who may reply."""

from typing import Any

import rules

from accounts.organisations.permissions import acts_for
from pledges.progress.models import Check, Update


@rules.predicate
def without_stake(user: Any, update: Any) -> bool:
    """Acts for some organisation that is neither pledger nor partner; which of them is accredited is asked then."""
    return bool(user.is_authenticated and isinstance(update, Update) and independent_of(update, user.acts_for))


def independent_of(update: Update, organisations: set[int]) -> set[int]:
    pledge = update.pledge
    return organisations - {pledge.organisation_id} - set(pledge.partners.values_list("organisation_id", flat=True))


@rules.predicate
def belongs_to_the_pledge(user: Any, update: Any) -> bool:
    """A person of the pledging organisation or a partner never checks, whatever else they belong to."""
    return bool(
        user.is_authenticated and set(user.organisation_roles) != independent_of(update, set(user.organisation_roles))
    )


@rules.predicate
def is_pledger(user: Any, check: Any) -> bool:
    return bool(
        user.is_authenticated
        and isinstance(check, Check)
        and check.update_checked.pledge.organisation_id in user.acts_for
    )


reports = acts_for
rules.add_perm("pledges.report_pledge", reports)
rules.add_perm("pledges.verify_update", without_stake & ~belongs_to_the_pledge)
rules.add_perm("pledges.reply_check", is_pledger)

"""Who acts for an organisation."""

from typing import Any

import rules

from accounts.organisations.models import Invitation, Membership, Organisation
from forum.editions.permissions import is_secretariat_anywhere


def organisation_id_of(obj: Any) -> int | None:
    return obj.pk if isinstance(obj, Organisation) else getattr(obj, "organisation_id", None)


@rules.predicate
def acts_for(user: Any, obj: Any) -> bool:
    """Head, focal point or deputy, today, of the object's organisation."""
    return bool(getattr(user, "is_authenticated", False) and organisation_id_of(obj) in user.acts_for)


@rules.predicate
def belongs_to(user: Any, obj: Any) -> bool:
    """Any member, today, of the object's organisation."""
    return bool(getattr(user, "is_authenticated", False) and organisation_id_of(obj) in user.organisation_roles)


@rules.predicate
def nobody_acts(user: Any, obj: Any) -> bool:
    """Nobody acts for the organisation yet, as with those known from the archive only."""
    return not Membership.objects.filter(organisation=organisation_id_of(obj)).acting().exists()


@rules.predicate
def is_invited(user: Any, obj: Any) -> bool:
    """The account has the invited address, which sign-up has verified."""
    return getattr(user, "is_authenticated", False) and isinstance(obj, Invitation) and user.email.lower() == obj.email


@rules.predicate
def is_holder(user: Any, obj: Any) -> bool:
    return getattr(obj, "user_id", None) is not None and obj.user_id == user.pk


# Where nobody acts for an organisation, the secretariat lets the first person in.
lets_in = acts_for | (is_secretariat_anywhere & nobody_acts)

rules.add_perm("accounts.add_organisation", rules.is_authenticated)
rules.add_perm("accounts.edit_organisation", acts_for)
rules.add_perm("accounts.set_category_organisation", is_secretariat_anywhere & ~belongs_to)
rules.add_perm("accounts.invite_organisation", acts_for)
rules.add_perm("accounts.join_organisation", rules.is_authenticated & ~belongs_to)
rules.add_perm("accounts.see_members_organisation", belongs_to | lets_in)
rules.add_perm("accounts.cancel_invitation", acts_for)
rules.add_perm("accounts.accept_invitation", is_invited)
rules.add_perm("accounts.answer_joinrequest", lets_in)
rules.add_perm("accounts.change_role_membership", acts_for)
rules.add_perm("accounts.end_membership", acts_for | is_holder)

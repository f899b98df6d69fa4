"""Who acts for an organisation."""

from typing import Any

import rules

from accounts.organisations.models import Organisation


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


rules.add_perm("accounts.edit_organisation", acts_for)
rules.add_perm("accounts.invite_organisation", acts_for)

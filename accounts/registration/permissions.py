"""Who may do what in registration."""

from typing import Any

import rules

from accounts.accreditation.permissions import decides, has_no_tie, is_officer, is_reader
from accounts.organisations.permissions import acts_for
from accounts.registration.models import Registration, SpaceRegistration
from forum.editions.models import RoleName
from forum.editions.permissions import has_role, runs_part

runs_some_part = has_role(RoleName.PART_ADMIN)


@rules.predicate
def is_person(user: Any, obj: Any) -> bool:
    """The registered person: by account, or by the e-mail address a focal point gave."""
    if not getattr(user, "is_authenticated", False):
        return False
    registration = obj.registration if isinstance(obj, SpaceRegistration) else obj
    if not isinstance(registration, Registration):
        return False
    if registration.user_id is not None:
        return registration.user_id == user.pk
    return registration.person_email == user.email.lower()


for verb in ("add", "edit"):
    rules.add_perm(f"accounts.{verb}_registration", is_person | acts_for)
for verb in ("submit", "withdraw"):
    rules.add_perm(f"accounts.{verb}_spaceregistration", is_person | acts_for)
rules.add_perm("accounts.pre_confirm_spaceregistration", acts_for)
for verb in ("approve", "wait", "decline"):
    rules.add_perm(f"accounts.{verb}_spaceregistration", (decides | runs_part & has_no_tie) & ~is_person)
rules.add_perm("forum.register_edition", is_reader | runs_some_part)  # the list of an edition, as far as it is theirs
rules.add_perm("forum.decide_registration_edition", is_officer | runs_some_part)
rules.add_perm("accounts.register_for_organisation", acts_for)  # its delegation page

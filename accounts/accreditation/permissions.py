"""Who may do what in accreditation. Nobody decides on an organisation they belong to."""

from typing import Any

import rules

from accounts.organisations.permissions import acts_for, belongs_to
from forum.editions.models import RoleName as Name
from forum.editions.permissions import has_role, is_secretariat

is_officer = has_role(Name.SECRETARIAT, Name.ACCREDITATION)
is_reader = has_role(Name.SECRETARIAT, Name.ACCREDITATION, Name.AUDITOR)


@rules.predicate
def has_no_tie(user: Any, obj: Any) -> bool:
    return not belongs_to(user, obj)


decides = is_officer & has_no_tie

for verb in ("add", "edit", "submit", "withdraw"):
    rules.add_perm(f"accounts.{verb}_application", acts_for)
for verb in ("review", "ask_changes", "accredit", "decline"):
    rules.add_perm(f"accounts.{verb}_application", decides)
for verb in ("add", "edit"):
    rules.add_perm(f"accounts.{verb}_track", is_secretariat)
rules.add_perm("forum.accredit_edition", is_reader)  # the officer's queue of an edition

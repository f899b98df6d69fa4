"""Who keeps the call."""

import rules

from forum.editions.models import RoleName
from forum.editions.permissions import has_role

keeps_call = has_role(RoleName.SECRETARIAT, RoleName.PROGRAMME)

for verb in ("add", "edit", "raise_places"):
    rules.add_perm(f"events.{verb}_call", keeps_call)
rules.add_perm("forum.keep_call_edition", keeps_call)

"""Who takes sessions over from a file."""

import rules

from forum.editions.models import RoleName
from forum.editions.permissions import has_role

takes_over = has_role(RoleName.SECRETARIAT, RoleName.PROGRAMME)

for _verb in ("add", "apply"):
    rules.add_perm(f"events.{_verb}_import", takes_over)

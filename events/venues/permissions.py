"""Who keeps the rooms."""

import rules

from forum.editions.models import RoleName
from forum.editions.permissions import has_role

keeps_rooms = has_role(RoleName.SECRETARIAT, RoleName.PROGRAMME)

for _verb in ("add", "edit", "remove"):
    rules.add_perm(f"events.{_verb}_room", keeps_rooms)

"""Who keeps the rooms and what belongs to them."""

import rules

from forum.editions.models import RoleName
from forum.editions.permissions import has_role

keeps_rooms = has_role(RoleName.SECRETARIAT, RoleName.PROGRAMME)

for _model in ("room", "equipmentkind", "resource", "venue"):
    for _verb in ("add", "edit", "remove"):
        rules.add_perm(f"events.{_verb}_{_model}", keeps_rooms)

"""Who moves a forum."""

import rules

from forum.editions.permissions import is_secretariat

rules.add_perm("forum.move_edition", is_secretariat)

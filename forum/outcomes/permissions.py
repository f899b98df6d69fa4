"""Who makes and freezes outcome documents, and who orders files of one they can read."""

import rules

from forum.editions.models import RoleName
from forum.editions.permissions import has_role

may_make = has_role(RoleName.SECRETARIAT)
rules.add_perm("forum.build_edition", may_make)
rules.add_perm("forum.build_document", may_make)
rules.add_perm("forum.freeze_document", may_make)
rules.add_perm("forum.render_document", rules.is_authenticated)

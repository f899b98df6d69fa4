"""Who translates: the secretariat, and who makes the programme."""

import rules

from forum.editions.models import RoleName
from forum.editions.permissions import has_role
from forum.kit.access import permission_name
from forum.translations.reading import models

is_translator = has_role(RoleName.SECRETARIAT, RoleName.PROGRAMME)

for model in models():
    rules.add_perm(permission_name("translate", model), is_translator)

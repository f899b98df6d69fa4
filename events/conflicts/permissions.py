"""Who settles conflicts, sets the rules and says what sessions need."""

import rules

from events.sessions.permissions import is_programme

rules.add_perm("events.settle_session", is_programme)
rules.add_perm("events.unsettle_session", is_programme)
rules.add_perm("events.edit_rulebook", is_programme)
rules.add_perm("events.edit_needs", is_programme)

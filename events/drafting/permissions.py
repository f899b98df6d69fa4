"""Who asks for a draft of the programme, and who accepts what it proposes."""

import rules

from events.sessions.permissions import is_programme

rules.add_perm("events.add_automaticdraft", is_programme)
rules.add_perm("events.accept_automaticdraft", is_programme)

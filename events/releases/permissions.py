"""Who makes a release: who arranges the programme. Everybody reads it."""

import rules

from events.sessions.permissions import is_programme

rules.add_perm("events.add_release", is_programme)
rules.add_perm("events.restore_release", is_programme)

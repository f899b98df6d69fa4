"""Who decides where the programme is shown."""

import rules

from events.sessions.permissions import is_programme

rules.add_perm("events.edit_embedding", is_programme)

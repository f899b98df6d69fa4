"""Who says which people were there: as with organisations, the officers and who writes the session up."""

import rules

from events.sessions.permissions import is_programme, writes_up

rules.add_perm("events.certify_session", is_programme | writes_up)

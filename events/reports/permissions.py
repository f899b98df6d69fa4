"""Who reports: who acts for the lead organiser. Who counts: who writes a session up, and who runs the programme."""

import rules

from accounts.organisations.permissions import acts_for
from events.sessions.permissions import is_programme, writes_up

rules.add_perm("events.report_proposal", acts_for)
rules.add_perm("events.count_session", is_programme | writes_up)

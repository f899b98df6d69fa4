"""Who answers an invitation: who acts for the organisation, or the officer whom it was told. Who invites and counts."""

import rules

from accounts.organisations.permissions import acts_for
from events.sessions.permissions import is_programme, writes_up

for _verb in ("invite", "set_targets"):
    rules.add_perm(f"events.{_verb}_session", is_programme)
rules.add_perm("events.mark_present_session", is_programme | writes_up)
rules.add_perm("events.confirm_invited", acts_for | is_programme)
rules.add_perm("events.decline_invited", acts_for | is_programme)

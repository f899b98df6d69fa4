"""Who reports: who acts for the lead organiser. Who checks: the programme officers. Who counts, and who notes results:
who writes a session up, and who runs the programme."""

from typing import Any

import rules

from accounts.organisations.permissions import acts_for
from events.reports.models import OutcomeLine
from events.sessions.permissions import is_programme, writes_up


@rules.predicate
def writes_it_up(user: Any, line: Any) -> bool:
    return isinstance(line, OutcomeLine) and writes_up(user, line.session)


rules.add_perm("events.report_proposal", acts_for)
rules.add_perm("events.submit_report", acts_for)
rules.add_perm("events.ask_changes_report", is_programme)
rules.add_perm("events.publish_report", is_programme)
rules.add_perm("events.count_session", is_programme | writes_up)
for _verb in ("add", "edit", "remove"):
    rules.add_perm(f"events.{_verb}_outcomeline", is_programme | writes_it_up)

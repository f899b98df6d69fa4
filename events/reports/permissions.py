"""Who reports: who acts for the lead organiser."""

import rules

from accounts.organisations.permissions import acts_for

rules.add_perm("events.report_proposal", acts_for)

"""Who enters the pages on which proposals are scored and selected, and who keeps drafts of the selection."""

import rules

from events.side_events.permissions import decides, reads, reviews

rules.add_perm("forum.select_side_events_edition", reads)
rules.add_perm("forum.review_side_events_edition", reviews)
for verb in ("add", "pick", "write", "remove", "commit"):
    rules.add_perm(f"events.{verb}_selection", decides)
for verb in ("set_targets", "assign_all", "remind", "promote"):
    rules.add_perm(f"events.{verb}_call", decides)

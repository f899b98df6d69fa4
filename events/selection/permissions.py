"""Who enters the pages on which proposals are scored and selected."""

import rules

from events.side_events.permissions import reads, reviews

rules.add_perm("forum.select_side_events_edition", reads)
rules.add_perm("forum.review_side_events_edition", reviews)

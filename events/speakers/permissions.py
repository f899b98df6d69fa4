"""Nobody but the person decides about the page of a speaker."""

from typing import Any

import rules

from events.speakers.models import SpeakerPage


@rules.predicate
def is_own(user: Any, page: Any) -> bool:
    return getattr(user, "is_authenticated", False) and isinstance(page, SpeakerPage) and page.user_id == user.pk


rules.add_perm("events.edit_speakerpage", is_own)

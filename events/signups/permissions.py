"""Who signs up: whoever sees the session and is let in by its visibility. Who keeps the seats: programme officers."""

from typing import Any

import rules

from events.sessions.permissions import is_programme
from events.signups.models import SignUp


@rules.predicate
def is_somebody(user: Any) -> bool:
    return getattr(user, "is_authenticated", False)


@rules.predicate
def is_own(user: Any, sign_up: Any) -> bool:
    return getattr(user, "is_authenticated", False) and isinstance(sign_up, SignUp) and sign_up.user_id == user.pk


rules.add_perm("events.sign_up_session", is_somebody)
rules.add_perm("events.withdraw_signup", is_own | is_programme)
rules.add_perm("events.promote_signup", is_programme)
rules.add_perm("events.seat_session", is_programme)
rules.add_perm("events.edit_seats", is_programme)

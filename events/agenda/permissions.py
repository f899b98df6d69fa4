"""One's agenda is one's own; whoever is signed in has one."""

from typing import Any

import rules

from events.agenda.models import AgendaLink
from events.sessions.models import Session


@rules.predicate
def may_star(user: Any, session: Any) -> bool:
    public = isinstance(session, Session) and session.published_at is not None
    return getattr(user, "is_authenticated", False) and public


@rules.predicate
def is_own(user: Any, link: Any) -> bool:
    return getattr(user, "is_authenticated", False) and isinstance(link, AgendaLink) and link.user_id == user.pk


rules.add_perm("events.star_session", may_star)
rules.add_perm("events.unstar_session", may_star)
rules.add_perm("events.make_agendalink", is_own)
rules.add_perm("events.end_agendalink", is_own)

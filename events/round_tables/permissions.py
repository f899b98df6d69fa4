"""Who prepares a round table, who writes it up, who must agree."""

from typing import Any

import rules

from events.sessions.kinds import RoleKind, RoleStatus
from events.sessions.models import Session, SessionRole
from events.sessions.permissions import is_programme


def session_of(obj: Any) -> Session | None:
    """The session of a round table or of a summary."""
    table = getattr(obj, "round_table", obj)
    return getattr(table, "session", None)


def holds(user: Any, obj: Any, role: RoleKind) -> bool:
    session = session_of(obj)
    if session is None or not getattr(user, "is_authenticated", False):
        return False
    return SessionRole.objects.held_by(user).filter(session=session, role=role, status=RoleStatus.CONFIRMED).exists()


@rules.predicate
def is_rapporteur(user: Any, obj: Any) -> bool:
    return holds(user, obj, RoleKind.RAPPORTEUR)


@rules.predicate
def is_co_chair(user: Any, obj: Any) -> bool:
    return holds(user, obj, RoleKind.CO_CHAIR)


rules.add_perm("events.edit_roundtable", is_programme | is_co_chair)
rules.add_perm("events.write_summary", is_rapporteur)
rules.add_perm("events.submit_summary", is_rapporteur)
rules.add_perm("events.agree_summary", is_co_chair)
rules.add_perm("events.ask_changes_summary", is_co_chair)
rules.add_perm("events.publish_summary", is_programme)
rules.add_perm("events.set_composition_session", is_programme)
rules.add_perm("events.edit_composition", is_programme)

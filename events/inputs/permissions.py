"""Who brings an input in: who works on either end. Who says what became of it: who works on the session it feeds."""

from typing import Any

import rules

from events.inputs.models import Input
from events.sessions.kinds import RoleKind, RoleStatus
from events.sessions.models import Session
from events.sessions.permissions import is_programme, writes_up

CHAIRS = (RoleKind.CHAIR, RoleKind.CO_CHAIR)


def works_on(user: Any, session: Session | None) -> bool:
    if session is None or not getattr(user, "is_authenticated", False):
        return False
    held = session.roles.held_by(user).filter(status=RoleStatus.CONFIRMED, role__in=CHAIRS)
    return writes_up(user, session) or held.exists()


@rules.predicate
def works_on_it(user: Any, found: Any) -> bool:
    return isinstance(found, Input) and works_on(user, found.session)


@rules.predicate
def works_on_source(user: Any, found: Any) -> bool:
    return isinstance(found, Input) and works_on(user, found.source_session)


rules.add_perm("events.propose_input", is_programme | works_on_it | works_on_source)
for _verb in ("accept", "use", "set_aside"):
    rules.add_perm(f"events.{_verb}_input", is_programme | works_on_it)

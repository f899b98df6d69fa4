"""Conflicts in the list and in words, as its tests ask for them."""

import json
from datetime import timedelta
from typing import Any

from events.conflicts.models import Needs
from events.conflicts.plan import load
from events.conflicts.words import words
from events.models import Session
from events.sessions.kinds import RoleKind
from tests.cast import Cast
from tests.events.stage import give, hour, make_room, make_session, place


def found(cast: Cast, rule: str) -> list[str]:
    """What a rule says about the whole programme."""
    plan = load(cast.edition)
    return [words(each, plan) for each in plan.findings() if each.rule == rule]


def needs(session: Session, **said: Any) -> Needs:
    resources = said.pop("resources", [])
    made = Needs.objects.create(session=session, **said)
    made.resources.set(resources)
    return made


def there(cast: Cast, room: str, at: int) -> dict[str, Any]:
    start = hour(cast, 0, at)
    return {"room": make_room(cast, room), "starts_at": start, "ends_at": start + timedelta(hours=2)}


def two_places(cast: Cast) -> tuple[Session, Session]:
    first = place(cast, make_session(cast, "One"), 10)
    second = place(cast, make_session(cast, "Two"), 10, room="B")
    for session in (first, second):
        give(session, RoleKind.CHAIR, user=cast.people["cochair"])
    return first, second


def listed(cast: Cast, query: str = "") -> Any:
    return json.loads(cast.client("programme").get(f"/here/manage/conflicts/?format=json{query}").getvalue())


def key_of(cast: Cast) -> str:
    return next(each.key for each in load(cast.edition).findings() if each.rule == "person")

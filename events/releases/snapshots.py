"""A session as it was released: what is public of it as JSON, in all languages, and the session made from it again.

Of people and bodies it holds who they are, not how they are called: their names are their own, and who leaves the site
or a role leaves every release. What follows a session after its release (held, reported) is read from its row.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models.base import ModelState

from accounts.organisations.models import Organisation
from accounts.people.models import User
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session, SessionObjective, SessionRole
from events.venues.models import Room
from forum.editions.models import Edition
from forum.taxonomy.models import Lens, Objective

PLAIN: tuple[str, ...] = ("serial", "reference", "kind", "format", "number", "title", "title_is_subject", "summary")
PLAIN += ("part_id", "date_precision", "timezone", "as_printed", "mode", "livestream", "visibility", "notes")
PLAIN += ("language", "record_id", "basis", "source", "source_note")
DATES = ("date", "end_date")
INSTANTS = ("starts_at", "ends_at", "imported_at")
OF_ROOM = ("id", "name", "kind", "place", "order", "language", "words", "capacity")
OF_ROLE = ("id", "role", "organisation_id", "user_id", "name", "note", "order")
LIVE = ("outcome",)  # translations of these follow the row
AFTER = (SessionStatus.HELD, SessionStatus.REPORTED)


def data_of(session: Session) -> dict[str, Any]:
    """What a release holds of a session that was read with `for_lists()` and its lenses."""
    room = session.room
    return json.loads(
        json.dumps(
            {
                **{name: getattr(session, name) for name in (*PLAIN, *DATES, *INSTANTS)},
                "uid": str(session.uid),
                "words": without(session.words, LIVE),
                "cancelled": session.status == SessionStatus.CANCELLED,
                "room": {name: getattr(room, name) for name in OF_ROOM} if room else None,
                "roles": [
                    {name: getattr(role, name) for name in OF_ROLE} for role in session.roles.all() if role.is_shown
                ],
                "objectives": [
                    [row.objective_id, row.objective.number, row.inferred] for row in session.session_objectives.all()
                ],
                "lenses": [each.pk for each in session.lenses.all()],
            },
            cls=Exactly,
        )
    )


class Exactly(DjangoJSONEncoder):
    """Instants to the microsecond: what comes back is what was there."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else super().default(value)


def without(words: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    kept = {code: {name: said for name, said in held.items() if name not in names} for code, held in words.items()}
    return {code: held for code, held in kept.items() if held}


def digest_of(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@lru_cache(maxsize=4096)
def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


@lru_cache(maxsize=1024)
def day(text: str) -> date:
    return date.fromisoformat(text)


def made(model: Any, fields: Mapping[str, Any]) -> Any:
    """An object of the model with these fields, as if it were read; any other field is read when it is asked for.

    `Model.from_db` does the same and takes five times as long, which counts with thousands of them.
    """
    found = model.__new__(model)
    found.__dict__.update(fields)
    found._state = ModelState()
    found._state.adding, found._state.db = False, "default"
    return found


def answered(model: Any, rows: list[Any]) -> Any:
    """What a relation gives that was read before."""
    found = model._default_manager.all()
    found._result_cache, found._prefetch_done = rows, True
    return found


class Shelf:
    """People, bodies and rooms that many released sessions share: one object of each."""

    def __init__(self, datas: Iterable[Mapping[str, Any]], lenses: Iterable[Lens]) -> None:
        roles = [role for data in datas for role in data["roles"]]
        people = {role["user_id"] for role in roles} - {None}
        bodies = {role["organisation_id"] for role in roles} - {None}
        self.people = User.objects.only("name", "email").in_bulk(people) if people else {}
        known = Organisation.objects.select_related("category")
        self.bodies = known.in_bulk(bodies) if bodies else {}
        self.rooms: dict[int, Room] = {}
        self.objectives: dict[int, Objective] = {}
        self.lenses = {each.pk: each for each in lenses}

    def room(self, edition: Edition, fields: Mapping[str, Any] | None) -> Room | None:
        if fields is None:
            return None
        if fields["id"] not in self.rooms:
            room = self.rooms[fields["id"]] = made(Room, {**fields, "edition_id": edition.pk})
            room.edition = edition
        return self.rooms[fields["id"]]

    def objective(self, pk: int, number: int) -> Objective:
        if pk not in self.objectives:
            self.objectives[pk] = made(Objective, {"id": pk, "number": number})
        return self.objectives[pk]

    def role(self, session: Session, fields: Mapping[str, Any]) -> SessionRole:
        status = {"status": "confirmed", "is_private": False, "session_id": session.pk, "starts": None, "ends": None}
        role = made(SessionRole, {**fields, **status, "version": 0})
        cache = role._state.fields_cache
        cache["session"] = session
        cache["user"] = self.people.get(role.user_id) if role.user_id else None
        cache["organisation"] = self.bodies.get(role.organisation_id) if role.organisation_id else None
        return role


@dataclass(frozen=True)
class Row:
    """What stands beside the data: which session it is, since when it stands so, and what followed."""

    pk: int
    sequence: int
    since: datetime
    status: str = ""
    status_since: datetime | None = None
    version: int = 0
    outcome: str = ""
    words: Mapping[str, Any] = field(default_factory=dict)


def rebuilt(
    data: Mapping[str, Any], row: Row, shelf: Shelf, edition: Edition, gone: frozenset[int] = frozenset()
) -> Session:
    """The session as it was released; `gone` are roles whose holders have left them. It is read and never saved."""
    status = SessionStatus.CANCELLED if data["cancelled"] else SessionStatus.PUBLISHED
    follows = row.status in AFTER and not data["cancelled"]
    session = made(
        Session,
        {
            **{name: data[name] for name in PLAIN},
            **{name: day(data[name]) if data[name] else None for name in DATES},
            **{name: instant(data[name]) if data[name] else None for name in INSTANTS},
            "id": row.pk,
            "uid": UUID(data["uid"]),
            "edition_id": edition.pk,
            "room_id": data["room"]["id"] if data["room"] else None,
            "words": with_live(data["words"], row.words),
            "status": row.status if follows else status,
            "status_since": row.status_since if follows else row.since,
            "outcome": row.outcome,
            "version": row.version,
            "sequence": row.sequence,
            "published_at": row.since,
            "changed_at": row.since,
        },
    )
    session._state.fields_cache["edition"] = edition
    session._state.fields_cache["room"] = shelf.room(edition, data["room"])
    roles = [shelf.role(session, fields) for fields in data["roles"] if fields["id"] not in gone]
    named = []
    for pk, number, inferred in data["objectives"]:
        one = made(SessionObjective, {"session_id": session.pk, "objective_id": pk, "inferred": inferred})
        one._state.fields_cache["objective"] = shelf.objective(pk, number)
        named.append(one)
    session._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "roles": answered(SessionRole, roles),
        "session_objectives": answered(SessionObjective, named),
        "lenses": answered(Lens, [shelf.lenses[pk] for pk in data["lenses"] if pk in shelf.lenses]),
    }
    return session


def with_live(words: Mapping[str, Any], live: Mapping[str, Any]) -> dict[str, Any]:
    return {**words, **{code: {**words.get(code, {}), **said} for code, said in live_words(live).items()}}


def live_words(words: Mapping[str, Any] | None) -> dict[str, Any]:
    found = {code: {name: held[name] for name in LIVE if name in held} for code, held in (words or {}).items()}
    return {code: said for code, said in found.items() if said}


def in_order(sessions: Iterable[Session]) -> list[Session]:
    """The order of the programme, as `SessionQuerySet.in_order` gives it."""

    def place(session: Session) -> tuple[Any, ...]:
        room = session.room
        return (
            (session.date is None, session.date or date.min),
            (session.starts_at is None, session.starts_at.timestamp() if session.starts_at else 0),
            (room is None, room.order if room else 0),
            session.number,
            session.serial,
        )

    return sorted(sessions, key=place)

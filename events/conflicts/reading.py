"""Reads the draft programme of an edition in one statement, as tuples."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from accounts.organisations.models import MemberRole, Membership
from events.conflicts.facts import Elsewhere, Person, Place, Server, Slot
from events.conflicts.models import Needs, Rulebook
from events.sessions.kinds import ACTIVE, ORGANISERS, RoleStatus, SessionStatus
from events.sessions.models import Override, Session, SessionObjective, SessionRole
from events.venues.models import Resource
from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.rows import Rows, instant

NAMED, SEEN, SERVED, LED, PASSED = range(5)
STATE = "member_state"
Query = QuerySet[Any, Any]
Asks = Callable[[Edition], Query]
OWN = Slot._fields.index("layout")
SLOT = [*Slot._fields[:OWN], *(f"needs__{name}" for name in Slot._fields[OWN:-3])]
PLACE = [f"rooms__{name}" for name in Place._fields]
RULEBOOK = ["levels", "apart", "day_opens", "day_closes", "night_from", "night_until", "place_by"]
WAYS = (3, 10)  # minutes to another floor and to another building, unless an edition says otherwise
HOURS = ("day_opens", "day_closes", "night_from", "night_until")
VENUE = ["walking", "floor_minutes", "building_minutes"]


@dataclass
class Read:
    slots: dict[int, Slot]
    rulebook: Rulebook
    rooms: dict[int, Place] = field(default_factory=dict)
    walking: dict[str, int] = field(default_factory=dict)
    floor_minutes: int = 0
    building_minutes: int = 0
    people: dict[int, Person] = field(default_factory=dict)
    bodies: dict[int, str] = field(default_factory=dict)
    servers: dict[int, Server] = field(default_factory=dict)
    persons: list[tuple[int, int]] = field(default_factory=list)
    organisers: list[tuple[int, int]] = field(default_factory=list)
    objectives: list[tuple[int, int]] = field(default_factory=list)
    lenses: list[tuple[int, str]] = field(default_factory=list)
    serving: list[tuple[int, int]] = field(default_factory=list)
    heads: list[tuple[int, int]] = field(default_factory=list)
    overrides: list[tuple[int, int, int, str, str, str]] = field(default_factory=list)
    elsewhere: dict[int, list[Elsewhere]] = field(default_factory=dict)
    kept: dict[str, list[list[Any]]] = field(default_factory=dict)


@lru_cache(maxsize=32)
def statement(edition: int, _day: date, asked: tuple[Asks, ...]) -> tuple[str, tuple[Any, ...]]:
    """Made once a day for each edition: making it takes longer than reading. Who leads changes with the day."""
    columns = (Rows(each(Edition(pk=edition))) for each in asked)
    return Edition.objects.filter(pk=edition).order_by().values_list(*columns).query.sql_with_params()


def read(edition: Edition, also: Mapping[str, Asks]) -> Read:
    """`also` is what others want to have read with it; it comes back in `kept`."""
    own = (slots, venue, roles, links, servers, elsewhere)
    with connection.cursor() as cursor:
        cursor.execute(*statement(edition.pk, clock.now().date(), (*own, *also.values())))
        found = [json.loads(column) for column in cursor.fetchone()]
    in_programme, house, held, linked, serving, others = found[: len(own)]
    known = Read({row[0]: slot_of(row) for row in in_programme}, Rulebook(edition=edition))
    take_venue(house, edition, known)
    take_roles(held, known)
    sort(linked, known)
    for row in serving:
        known.servers[row[0]] = Server(*row[:-4], *map(hour, row[-4:-2]), *row[-2:])
    for user, *facts, starts, ends in others:
        where = Elsewhere._make((*facts, seconds(starts), seconds(ends)))
        known.elsewhere.setdefault(user, []).append(where)
    known.kept = dict(zip(also, found[len(own) :], strict=True))
    return known


def seconds(text: str) -> int:
    return int(instant(text).timestamp())


def hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def slots(edition: Edition) -> Query:
    """Every session in the programme or still to be placed; not the archive, not what is cancelled."""
    found = Session.objects.filter(edition=edition, imported_at=None).exclude(status=SessionStatus.CANCELLED)
    return found.order_by("pk").values_list(*SLOT, "room_id", "starts_at", "ends_at")


def slot_of(row: list[Any]) -> Slot:
    *facts, room, starts, ends = row
    if starts and ends and facts[3] in ACTIVE:
        return Slot._make((*facts, room, seconds(starts), seconds(ends)))
    return Slot._make((*facts, None, 0, 0))


def venue(edition: Edition) -> Query:
    """Rooms, the ways between them and the rules: each row is a room."""
    rows = Edition.objects.filter(pk=edition.pk).order_by("rooms__order", "rooms__name", "rooms__pk")
    rules, ways = (f"rulebook__{name}" for name in RULEBOOK), (f"venue_plan__{name}" for name in VENUE)
    return rows.values_list("rulebook__pk", *rules, "venue_plan__pk", *ways, *PLACE)


def take_venue(rows: list[list[Any]], edition: Edition, known: Read) -> None:
    known.floor_minutes, known.building_minutes = WAYS
    for row in rows:
        rules, ways, room = row[: len(RULEBOOK) + 1], row[len(RULEBOOK) + 1 : -len(PLACE)], row[-len(PLACE) :]
        if rules[0] and not known.rulebook.pk:
            said = dict(zip(RULEBOOK, rules[1:], strict=True))
            said |= {name: hour(said[name]) for name in HOURS}
            said["place_by"] = date.fromisoformat(said["place_by"]) if said["place_by"] else None
            known.rulebook = Rulebook(edition=edition, pk=rules[0], **said)
        if ways[0]:
            known.walking, known.floor_minutes, known.building_minutes = ways[1:]
        if room[0]:
            known.rooms[room[0]] = Place(*room)


def roles(edition: Edition) -> Query:
    held = SessionRole.objects.filter(session__edition=edition, session__imported_at=None)
    named = ("session_id", "role", "user_id", "user__name", "user__timezone", "organisation_id", "organisation__name")
    return held.exclude(status=RoleStatus.DECLINED).order_by().values_list(*named)


def take_roles(rows: list[list[Any]], known: Read) -> None:
    for session, role, user, name, zone, body, title in rows:
        if user:
            known.people[user] = Person(name, zone)
            known.persons.append((session, user))
        if body and role in ORGANISERS:
            known.bodies[body] = title
            known.organisers.append((session, body))


def servers(edition: Edition) -> Query:
    return Resource.objects.filter(edition=edition).order_by().values_list(*Server._fields)


def elsewhere(edition: Edition) -> Query:
    """When people of this programme are in sessions of other forums."""
    here = SessionRole.objects.filter(session__edition=edition, session__imported_at=None, user__isnull=False)
    there = SessionRole.objects.filter(
        user__in=here.exclude(status=RoleStatus.DECLINED).values("user"),
        session__imported_at=None,
        session__status__in=ACTIVE,
        session__starts_at__isnull=False,
        session__ends_at__isnull=False,
    )
    named = ("user_id", "session_id", "session__edition__short_title", "session__edition__status")
    others = there.exclude(session__edition=edition).exclude(status=RoleStatus.DECLINED).order_by()
    return others.values_list(*named, "session__published_at", "session__starts_at", "session__ends_at").distinct()


def links(edition: Edition) -> Query:
    """What hangs on sessions: objectives, lenses, who serves, heads of delegation, overrides."""
    here = {"session__edition": edition}
    heads = Membership.objects.current().filter(role=MemberRole.HEAD, organisation__category__code=STATE)
    text, none = Value(""), Value(0)
    branches = [
        SessionObjective.objects.filter(**here, inferred=False).values_list(
            Value(NAMED), "session_id", "objective__number", none, text, text, text
        ),
        Session.lenses.through.objects.filter(**here).values_list(
            Value(SEEN), "session_id", none, none, "lens__code", text, text
        ),
        Needs.resources.through.objects.filter(needs__session__edition=edition).values_list(
            Value(SERVED), "needs__session_id", "resource_id", none, text, text, text
        ),
        SessionRole.objects.filter(**here, user__in=heads.values("user"))
        .exclude(status=RoleStatus.DECLINED)
        .values_list(Value(LED), "session_id", "user_id", none, text, text, text),
        Override.objects.filter(**here).values_list(
            Value(PASSED), "session_id", "pk", Coalesce("other_id", 0), "rule", "subject", "mark"
        ),
    ]
    first, *rest = (each.order_by() for each in branches)
    return first.union(*rest, all=True)


def sort(rows: list[list[Any]], known: Read) -> None:
    for what, session, number, other, word, subject, mark in rows:
        if what == NAMED:
            known.objectives.append((session, number))
        elif what == SEEN:
            known.lenses.append((session, word))
        elif what == SERVED:
            known.serving.append((session, number))
        elif what == LED:
            known.heads.append((session, number))
        else:
            known.overrides.append((number, session, other, word, subject, mark))

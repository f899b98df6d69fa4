"""Reads the draft programme of an edition in five statements, as tuples."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce

from accounts.organisations.models import MemberRole, Membership
from events.conflicts.facts import Person, Place, Server, Slot
from events.conflicts.models import Needs, Rulebook
from events.sessions.kinds import ACTIVE, ORGANISERS, RoleStatus, SessionStatus
from events.sessions.models import Override, Session, SessionObjective, SessionRole
from events.venues.models import Resource
from forum.editions.models import Edition

NAMED, SEEN, SERVED, LED, PASSED = range(5)
STATE = "member_state"
SLOT = [*Slot._fields[:13], *(f"needs__{name}" for name in Slot._fields[13:20])]
PLACE = [f"rooms__{name}" for name in Place._fields]
RULEBOOK = ["levels", "apart", "day_opens", "day_closes", "night_from", "night_until", "place_by"]
WAYS = (3, 10)  # minutes to another floor and to another building, unless an edition says otherwise
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


def read(edition: Edition) -> Read:
    known = Read(slots_of(edition), Rulebook(edition=edition))
    read_venue(edition, known)
    read_roles(edition, known)
    read_links(edition, known)
    servers = Resource.objects.filter(edition=edition).order_by().values_list(*Server._fields)
    known.servers = {row[0]: Server(*row) for row in servers}
    return known


def slots_of(edition: Edition) -> dict[int, Slot]:
    """Every session in the programme or still to be placed; not the archive, not what is cancelled."""
    found = {}
    sessions = Session.objects.filter(edition=edition, imported_at=None).exclude(status=SessionStatus.CANCELLED)
    for *facts, room, starts, ends in sessions.order_by("pk").values_list(*SLOT, "room_id", "starts_at", "ends_at"):
        if starts and ends and facts[3] in ACTIVE:
            found[facts[0]] = Slot._make((*facts, room, int(starts.timestamp()), int(ends.timestamp())))
        else:
            found[facts[0]] = Slot._make((*facts, None, 0, 0))
    return found


def read_venue(edition: Edition, known: Read) -> None:
    """Rooms, the ways between them and the rules: one statement, of which each row is a room."""
    rows = (
        Edition.objects.filter(pk=edition.pk)
        .order_by("rooms__order", "rooms__name", "rooms__pk")
        .values_list(
            "rulebook__pk",
            *(f"rulebook__{name}" for name in RULEBOOK),
            "venue_plan__pk",
            *(f"venue_plan__{name}" for name in VENUE),
            *PLACE,
        )
    )
    for row in rows:
        rules, venue, room = row[: len(RULEBOOK) + 1], row[len(RULEBOOK) + 1 : -len(PLACE)], row[-len(PLACE) :]
        if rules[0] and not known.rulebook.pk:
            known.rulebook = Rulebook(edition=edition, pk=rules[0], **dict(zip(RULEBOOK, rules[1:], strict=True)))
        if venue[0]:
            known.walking, known.floor_minutes, known.building_minutes = venue[1:]
        else:
            known.floor_minutes, known.building_minutes = WAYS
        if room[0]:
            known.rooms[room[0]] = Place(*room)


def read_roles(edition: Edition, known: Read) -> None:
    roles = (
        SessionRole.objects.filter(session__edition=edition, session__imported_at=None)
        .exclude(status=RoleStatus.DECLINED)
        .order_by()
    )
    named = ("session_id", "role", "user_id", "user__name", "user__timezone", "organisation_id", "organisation__name")
    for session, role, user, name, zone, body, title in roles.values_list(*named):
        if user:
            known.people[user] = Person(name, zone)
            known.persons.append((session, user))
        if body and role in ORGANISERS:
            known.bodies[body] = title
            known.organisers.append((session, body))


def read_links(edition: Edition, known: Read) -> None:
    """What hangs on sessions, in one statement: objectives, lenses, who serves, heads of delegation, overrides."""
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
    sort(first.union(*rest, all=True), known)


def sort(rows: Iterable[tuple[Any, ...]], known: Read) -> None:
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

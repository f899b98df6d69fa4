"""The draft programme of an edition in memory, and what is wrong with it: one engine for page, form and release."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from events.conflicts.facts import Elsewhere, Finding, Person, Place, Server, Settled, Slot
from events.conflicts.kinds import RANKS, Level
from events.conflicts.models import Rulebook, level_of
from events.conflicts.reading import Asks, Read, read
from events.sessions.kinds import Rule, SessionStatus
from forum.editions.models import Edition
from forum.kit.dotted import load as load_one
from forum.kit.dotted import load_all

OVER = (SessionStatus.HELD, SessionStatus.REPORTED)


@dataclass
class Plan:
    """`tags` of a session are what it cannot share with another at the same time: `person:12`, `resource:3`."""

    edition: Edition
    rulebook: Rulebook
    slots: dict[int, Slot]
    rooms: dict[int, Place]
    people: dict[int, Person]
    bodies: dict[int, str]
    servers: dict[int, Server]
    tags: dict[int, frozenset[str]]
    holders: dict[str, set[int]]
    heads_in: dict[int, set[int]]
    walking: dict[str, int]
    floor_minutes: int
    building_minutes: int
    passed: dict[tuple[str, int, int, str], list[Settled]]
    elsewhere: dict[int, list[Elsewhere]]
    kept: dict[str, Any] = field(default_factory=dict)  # what other areas read once for their rules

    @cached_property
    def placed(self) -> list[Slot]:
        return sorted((slot for slot in self.slots.values() if slot.is_placed), key=lambda slot: slot.start)

    @cached_property
    def levels(self) -> dict[str, Level]:
        return {rule: level_of(self.rulebook.levels, rule) for rule in Rule}

    @cached_property
    def overlaps(self) -> list[tuple[Slot, Slot]]:
        """Every pair that is on at one time, found in one sweep over the starts."""
        found: list[tuple[Slot, Slot]] = []
        running: list[Slot] = []
        for slot in self.placed:
            running = [each for each in running if each.end > slot.start]
            found.extend((each, slot) for each in running)
            running.append(slot)
        return found

    def meeting(self, only: Collection[int] | None = None) -> list[tuple[Slot, Slot]]:
        """Pairs that are on at one time; of `only`, each with those beside it."""
        if only is None:
            return self.overlaps
        found = []
        for pk in only:
            slot = self.slots[pk]
            found += [
                (slot, other)
                for other in self.placed
                if other.start < slot.end and slot.start < other.end and other.pk != pk
            ]
        return found

    def looked_at(self, only: Collection[int] | None = None) -> list[Slot]:
        """The placed sessions, or those of `only`."""
        return self.placed if only is None else [self.slots[pk] for pk in only if self.slots[pk].is_placed]

    def of_tag(self, tag: str) -> list[Slot]:
        """The placed sessions with this tag, in order."""
        found = (self.slots[pk] for pk in self.holders.get(tag, ()))
        return sorted((slot for slot in found if slot.is_placed), key=lambda slot: slot.start)

    def local(self, moment: int) -> datetime:
        """An instant by the venue's clock."""
        return datetime.fromtimestamp(moment, self.edition.zone)

    def day(self, slot: Slot) -> date:
        return self.local(slot.start).date()

    def walk(self, one: int | None, other: int | None) -> int:
        """Minutes from a room to another: as kept for the two, else by floor and building; 0 where not known."""
        if one is None or other is None or one == other:
            return 0
        known = self.walking.get(f"{min(one, other)}-{max(one, other)}")
        if known is not None:
            return known
        here, there = self.rooms[one], self.rooms[other]
        if here.is_virtual or there.is_virtual:
            return 0
        if here.building and there.building and here.building != there.building:
            return self.building_minutes
        if here.floor is not None and there.floor is not None and here.floor != there.floor:
            return self.floor_minutes
        return 0

    def mark(self, session: int, other: int | None) -> str:
        """Where and when these sessions are: a settled finding is open again when one of them moves."""
        pair = sorted({session, other or session})
        return "/".join(f"{each.room}@{each.start}-{each.end}" for each in map(self.slots.__getitem__, pair))

    def is_over(self, found: Finding) -> bool:
        """Nothing can be done any more about what was held."""
        return all(self.slots[pk].status in OVER for pk in (found.session, found.other) if pk)

    def settled(self, found: Finding) -> Settled | None:
        one, other = sorted((found.session, found.other or 0))
        for subject in {found.subject, ""}:
            for each in self.passed.get((found.rule, one, other, subject), ()):
                if not each.mark or each.mark == self.mark(found.session, found.other):
                    return each
        return None

    def findings(self, sessions: Iterable[int] | None = None) -> list[Finding]:
        """What the rules find in the whole programme, or about these sessions; the strictest first, then by time."""
        only = None if sessions is None else frozenset(sessions) & self.slots.keys()
        found = []
        for rule in load_all(settings.CONFLICT_RULES):
            for each in rule(self, only):
                level = self.levels[each.rule]
                if level != Level.OFF and not self.is_over(each):
                    found.append(each._replace(level=level, settled=self.settled(each)))
        if only is not None and len(only) > 1:
            found = list({(*sorted((f.session, f.other or 0)), f.rule, f.subject): f for f in found}.values())
        return sorted(found, key=lambda f: (RANKS[Level(f.level)], self.slots[f.session].start, f.session, f.subject))

    def placed_at(self, session: int, room: int | None, start: int, end: int) -> "Plan":
        """The same programme with one session elsewhere; `end` 0 takes its place away."""
        moved = self.slots[session]._replace(room=room, start=start, end=end)
        return replace(self, slots={**self.slots, session: moved})

    def would_break(self, session: int, room: int, starts_at: datetime, ends_at: datetime) -> list[Finding]:
        """What would be open if the session lay there and then."""
        there = self.placed_at(session, room, int(starts_at.timestamp()), int(ends_at.timestamp()))
        return [each for each in there.findings({session}) if each.is_open]


def load(edition: Edition, **also: Asks) -> Plan:
    """In one statement, whatever the size of the programme; `also` is read with it and lies in `kept`."""
    wanted = {name: load_one(path) for name, path in settings.CONFLICT_FACTS.items()}
    return planned(edition, read(edition, {**wanted, **also}))


def planned(edition: Edition, known: Read) -> Plan:
    tags, heads_in = tags_of(known)
    holders: dict[str, set[int]] = defaultdict(set)
    for session, held in tags.items():
        for tag in held:
            holders[tag].add(session)
    passed: dict[tuple[str, int, int, str], list[Settled]] = defaultdict(list)
    for pk, session, other, rule, subject, mark in known.overrides:
        one, two = sorted((session, other))
        passed[rule, one, two, subject].append(Settled(pk, mark))
    return Plan(
        edition=edition,
        rulebook=known.rulebook,
        slots=known.slots,
        rooms=known.rooms,
        people=known.people,
        bodies=known.bodies,
        servers=known.servers,
        tags={pk: frozenset(held) for pk, held in tags.items()},
        holders=holders,
        heads_in=heads_in,
        walking=known.walking,
        floor_minutes=known.floor_minutes,
        building_minutes=known.building_minutes,
        passed=passed,
        elsewhere=known.elsewhere,
        kept=dict(known.kept),
    )


def tags_of(known: Read) -> tuple[dict[int, set[str]], dict[int, set[int]]]:
    tags: dict[int, set[str]] = defaultdict(set)
    heads_in: dict[int, set[int]] = defaultdict(set)
    apart = known.rulebook.apart or {}
    objectives, lenses = set(apart.get("objectives", ())), set(apart.get("lenses", ()))
    sets = [set(each) for each in apart.get("sets", ())]
    for session, user in known.persons:
        tags[session].add(f"person:{user}")
    for session, body in known.organisers:
        tags[session].add(f"organisation:{body}")
    for session, number in known.objectives:
        if number in objectives:
            tags[session].add(f"objective:{number}")
        for place, each in enumerate(sets):
            if number in each:
                tags[session].add(f"set:{place}")
    for session, code in known.lenses:
        if code in lenses:
            tags[session].add(f"lens:{code}")
    for session, server in known.serving:
        tags[session].add(f"resource:{server}")
    for session, user in known.heads:
        heads_in[session].add(user)
    for slot in known.slots.values():
        if slot.asks_for_heads:
            tags[slot.pk].add("heads")
    return {pk: held for pk, held in tags.items() if pk in known.slots}, heads_in

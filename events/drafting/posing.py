"""Makes the puzzle of an edition's programme: every rule is asked of the one conflict engine."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from events.conflicts.facts import Finding, Place, Slot
from events.conflicts.kinds import Level
from events.conflicts.meetings import rule_of
from events.conflicts.places import OUTSIDE
from events.conflicts.plan import Plan
from events.drafting.puzzle import Fixed, Puzzle, Reason, Task, room_key
from events.drafting.wishes import Scope, Wishes
from events.selection.rules import terms_of
from events.sessions.kinds import SIDE_EVENTS, Rule, SessionStatus
from events.sessions.models import Session, SessionObjective
from events.side_events.models import Proposal
from forum.editions.models import Mode
from forum.kit import clock

HARD = (Level.REFUSE, Level.REASON)
OF_THE_ROOM = {Rule.CAPACITY, Rule.EQUIPMENT, Rule.ACCESS, Rule.INTERPRETATION, Rule.PLACE}
OF_ROOM_AND_TIME = {Rule.AVAILABILITY, Rule.ROOM_TIME, Rule.BUFFER}
NOWHERE_BETTER = ("team:", "none")  # what a session lacks wherever it lies: who serves is settled by people
WALK = 30  # minutes kept free for the way at most
SIDE = "side_events"
PRICES = {Rule.CAPACITY: "fit", Rule.OFFICIAL_HOURS: "hours", Rule.REMOTE_NIGHT: "night", Rule.BUFFER: "buffers"}


@dataclass(frozen=True)
class About:
    """What the engine does not read of a session, as it has no rule about it."""

    part: int | None
    first: date | None
    last: date | None
    objectives: frozenset[int]
    days: frozenset[date]
    windows: tuple[tuple[time, time | None], ...]


def tasks_in(plan: Plan, wishes: Wishes) -> list[Slot]:
    """What is to be placed, and what may be moved: nothing pinned, begun or held outside the forum's days."""
    now = clock.now().timestamp()

    def may_move(slot: Slot) -> bool:
        movable = slot.status in (SessionStatus.SCHEDULED, SessionStatus.PUBLISHED) and not slot.is_pinned
        return wishes.scope == Scope.ALL and movable and slot.start > now and slot.room in wishes.rooms

    return [
        slot
        for slot in plan.slots.values()
        if slot.kind not in OUTSIDE and (slot.status == SessionStatus.DRAFT if not slot.is_placed else may_move(slot))
    ]


def about_sessions(plan: Plan) -> dict[int, About]:
    """In three statements."""
    edition = plan.edition
    objectives: dict[int, set[int]] = defaultdict(set)
    for pk, number in SessionObjective.objects.filter(session__edition=edition).values_list(
        "session_id", "objective__number"
    ):
        objectives[pk].add(number)
    wished: dict[int, tuple[Any, ...]] = {}
    for each in Proposal.objects.filter(session__edition=edition).select_related("call"):
        hours = [each.call.window(code) for code in each.windows]
        spans = tuple(
            (time.fromisoformat(window["not_before"]), time.fromisoformat(window["not_after"]))
            for window in hours
            if window and window.get("not_before") and window.get("not_after")
        )
        wished[each.session_id or 0] = frozenset(each.wished_days), spans
    found = {}
    parts = Session.objects.filter(edition=edition).order_by()
    for pk, part, first, last in parts.values_list("pk", "part_id", "part__start", "part__end"):
        days, windows = wished.get(pk, (frozenset(), ()))
        found[pk] = About(part, first, last, frozenset(objectives[pk]), days, windows)
    return found


def pose(plan: Plan, wishes: Wishes, *, each: Callable[[], None] = lambda: None) -> Puzzle:
    about = about_sessions(plan)
    chosen = tasks_in(plan, wishes)
    keys = {slot.pk for slot in chosen}
    alone = Lone(plan, wishes, about)
    tasks = []
    for slot in chosen:
        tasks.append(alone.task(slot))
        each()
    fixed = [
        Fixed(
            slot.pk, slot.room, slot.start // 60, slot.end // 60, alone.bound(slot), alone.mild(slot), alone.kin(slot)
        )
        for slot in plan.placed
        if slot.pk not in keys
    ]
    fixed += [shut for pk in wishes.rooms for shut in closures(plan, wishes, plan.rooms[pk])]
    return Puzzle(tuple(tasks), tuple(fixed), gaps_of(plan, wishes), float(wishes.weight("same_room")))


def minute(day: date, hour: time, plan: Plan) -> int:
    return int(datetime.combine(day, hour, plan.edition.zone).timestamp()) // 60


def closures(plan: Plan, wishes: Wishes, room: Place) -> Iterator[Fixed]:
    """When a room is closed, unless the edition only advises against it."""
    if plan.levels[Rule.AVAILABILITY] not in HARD:
        return
    for closed in room.closed:
        start, end = (int(datetime.fromisoformat(closed[name]).timestamp()) // 60 for name in ("starts", "ends"))
        yield Fixed(0, room.pk, start, end)
    for day in wishes.dates:
        if hours := room.hours.get(day.isoformat()):
            opens, closes = map(time.fromisoformat, hours)
            yield Fixed(0, room.pk, minute(day, time(), plan), minute(day, opens, plan))
            yield Fixed(0, room.pk, minute(day, closes, plan), minute(day + timedelta(days=1), time(), plan))


def gaps_of(plan: Plan, wishes: Wishes) -> dict[Any, int]:
    """Minutes to turn a room around, and for the longest way of a person."""
    if plan.levels[Rule.BUFFER] not in HARD and not wishes.weight("buffers"):
        return {}
    gaps: dict[Any, int] = {room_key(room.pk): room.turnaround_minutes for room in plan.rooms.values()}
    way = max((plan.walk(one, other) for one in wishes.rooms for other in wishes.rooms), default=0)
    for tag in plan.holders:
        if tag.startswith("person:"):
            gaps[tag] = min(way, WALK)
        elif tag.startswith("resource:"):
            gaps[tag] = plan.servers[int(tag[9:])].pause_minutes
    return gaps


class Lone:
    """Asks the engine of one session as if it were alone in the programme: what remains are rules of place and time."""

    def __init__(self, plan: Plan, wishes: Wishes, about: dict[int, About]) -> None:
        self.plan, self.wishes, self.about = plan, wishes, about
        self.rooms = [plan.rooms[pk] for pk in wishes.rooms if pk in plan.rooms]
        self.terms = terms_of(plan)

    def bound(self, slot: Slot) -> frozenset[Any]:
        """Who is needed for it alone, by the rules that are strict in this edition."""
        tags = {tag for tag in self.plan.tags.get(slot.pk, ()) if self.plan.levels[rule_of(self.plan, tag)] in HARD}
        said = self.terms.get(slot.pk)
        if slot.kind in SIDE_EVENTS and said and not said.parallel_allowed and self.plan.levels[Rule.PARALLEL] in HARD:
            tags.add(SIDE)
        return frozenset(tags)

    def mild(self, slot: Slot) -> frozenset[Any]:
        tags = {tag for tag in self.plan.tags.get(slot.pk, ()) if self.plan.levels[rule_of(self.plan, tag)] == "advise"}
        if self.wishes.weight("spread"):
            tags |= {f"objective:{number}" for number in self.about[slot.pk].objectives}
        return frozenset(tags)

    def kin(self, slot: Slot) -> int | None:
        return self.about[slot.pk].part

    def minutes(self, slot: Slot) -> int:
        if slot.is_placed:
            return (slot.end - slot.start) // 60
        said = self.terms.get(slot.pk)
        longest = min((window.get("duration_minutes") or 999 for window in said.windows), default=999) if said else 999
        return slot.duration_minutes or min(self.wishes.length, longest)

    def starts(self, slot: Slot, minutes: int) -> list[int]:
        """On the chosen days in the chosen hours, and where a window of the call begins."""
        first, last = time.fromisoformat(self.wishes.first), time.fromisoformat(self.wishes.last)
        about, now = self.about[slot.pk], int(clock.now().timestamp()) // 60
        found = {slot.start // 60} if slot.is_placed else set[int]()
        for day in self.wishes.dates:
            if (about.first and day < about.first) or (about.last and day > about.last):
                continue
            opens, closes = minute(day, first, self.plan), minute(day, last, self.plan)
            found.update(range(opens, closes - minutes + 1, self.wishes.step))
            said = self.terms.get(slot.pk)
            for window in said.windows if said else ():
                if window.get("not_before"):
                    found.add(minute(day, time.fromisoformat(window["not_before"]), self.plan))
        return sorted(start for start in found if start > now)

    def task(self, slot: Slot) -> Task:
        minutes = self.minutes(slot)
        at = (slot.room, slot.start // 60) if slot.is_placed and slot.room else None
        plan = replace(self.plan, slots={}, holders={tag: {slot.pk} for tag in self.plan.tags.get(slot.pk, ())})

        def findings(room: int | None, start: int) -> list[Finding]:
            there = slot._replace(room=room, start=start * 60, end=(start + minutes) * 60)
            found = replace(plan, slots={slot.pk: there}).findings({slot.pk})
            return [each for each in found if each.is_open and not each.subject.startswith(NOWHERE_BETTER)]

        starts, rooms = self.starts(slot, minutes), dict[int, float]()
        not_rooms, not_starts = dict[int, Reason](), dict[int, Reason]()
        for room in self.rooms if starts else ():
            known = [each for each in findings(room.pk, starts[0]) if each.rule in OF_THE_ROOM]
            if self.other_mode(slot, room):
                not_rooms[room.pk] = Reason("mode")
            elif hard := strictest(known):
                not_rooms[room.pk] = Reason(hard.rule)
            else:
                rooms[room.pk] = self.price(known) + self.spare(slot, room)
        free = dict.fromkeys(starts, 0.0) if not rooms else dict[int, float]()
        probe = min(rooms, default=None)
        for start in starts if probe is not None else ():
            known = [each for each in findings(probe, start) if each.rule not in OF_THE_ROOM | OF_ROOM_AND_TIME]
            if hard := strictest(known):
                not_starts[start] = Reason(hard.rule, hard.subject if hard.subject.startswith("person:") else None)
            else:
                free[start] = self.price(known) + self.unwished(slot, start, minutes)
        if at and (at[0] not in rooms or at[1] not in free):
            at = None
        return Task(
            slot.pk,
            minutes,
            rooms,
            free,
            self.bound(slot),
            dict.fromkeys(self.mild(slot), float(max(1, self.wishes.weight("spread")))),
            self.kin(slot),
            at,
            at is not None,
            not_rooms,
            not_starts,
        )

    def other_mode(self, slot: Slot, room: Place) -> bool:
        """Online sessions lie in rooms online, all others in a building, as long as there is one."""
        if slot.mode == Mode.VIRTUAL:
            return not room.is_virtual
        return room.is_virtual and any(not each.is_virtual for each in self.rooms)

    def price(self, findings: list[Finding]) -> float:
        return float(sum(3 * self.wishes.weight(PRICES.get(Rule(each.rule), "")) for each in findings))

    def spare(self, slot: Slot, room: Place) -> float:
        """The share of seats that would stay empty."""
        seats = room.seats(slot.layout)
        if not slot.expected or not seats:
            return 0.0
        return self.wishes.weight("fit") * max(0.0, 1 - slot.expected / seats)

    def unwished(self, slot: Slot, start: int, minutes: int) -> float:
        about = self.about[slot.pk]
        begins, ends = self.plan.local(start * 60), self.plan.local((start + minutes) * 60)
        missed = bool(about.days) and begins.date() not in about.days
        missed_hours = bool(about.windows) and not any(
            begins.time() >= first and (last is None or ends.time() <= last) for first, last in about.windows
        )
        return 2.0 * self.wishes.weight("wishes") * (missed + missed_hours)


def strictest(findings: list[Finding]) -> Finding | None:
    return next((each for each in findings if each.level in HARD), None)

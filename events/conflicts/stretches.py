"""Time between sessions and time at work: turning a room around, walking, working hours, pauses."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from events.conflicts.facts import Finding, Server, Slot
from events.conflicts.meetings import SERVES
from events.conflicts.plan import Plan
from events.sessions.kinds import Rule
from events.venues.models import ResourceKind

MINUTE = 60


def touching(one: Slot, other: Slot, only: Collection[int] | None) -> bool:
    return only is None or one.pk in only or other.pk in only


def between(plan: Plan, only: Collection[int] | None) -> Iterator[Finding]:
    yield from turned(plan, only)
    yield from walked(plan, only)


def turned(plan: Plan, only: Collection[int] | None) -> Iterator[Finding]:
    """A room needs its minutes before the next session."""
    last: dict[int, Slot] = {}
    for slot in plan.placed:
        if slot.room is None:
            continue
        before, last[slot.room] = last.get(slot.room), slot
        needed = plan.rooms[slot.room].turnaround_minutes
        if before and needed and touching(before, slot, only):
            gap = slot.start - before.end
            if 0 <= gap < needed * MINUTE:
                facts = (gap // MINUTE, needed)
                yield Finding(Rule.BUFFER, before.pk, slot.pk, f"room:{slot.room}", facts)


def walked(plan: Plan, only: Collection[int] | None) -> Iterator[Finding]:
    """A person needs the minutes of the way to the next room."""
    if not any(plan.walk(one, other) for one in plan.rooms for other in plan.rooms if one < other):
        return
    for tag in who(plan, only, "person:"):
        for before, after in pairwise(plan.of_tag(tag)):
            gap = after.start - before.end
            if gap >= 0 and touching(before, after, only):
                way = plan.walk(before.room, after.room)
                if gap < way * MINUTE:
                    yield Finding(Rule.BUFFER, before.pk, after.pk, tag, (gap // MINUTE, way))


def who(plan: Plan, only: Collection[int] | None, kind: str) -> Iterable[str]:
    held = plan.holders if only is None else {tag for pk in only for tag in plan.tags.get(pk, ())}
    return sorted(tag for tag in held if tag.startswith(kind))


def at_work(plan: Plan, only: Collection[int] | None) -> Iterator[Finding]:
    """Teams and technicians work in their hours and not longer at a stretch than agreed."""
    for tag in who(plan, only, "resource:"):
        server = plan.servers[int(tag.partition(":")[2])]
        rule = SERVES[ResourceKind(server.kind)]
        days: dict[object, list[Slot]] = defaultdict(list)
        for slot in plan.of_tag(tag):
            days[plan.day(slot)].append(slot)
            start, end = plan.local(slot.start), plan.local(slot.end)
            early = server.begins and start.time() < server.begins
            late = server.finishes and (end.time() > server.finishes or end.date() > start.date())
            if (early or late) and (only is None or slot.pk in only):
                yield Finding(rule, slot.pk, None, f"hours:{server.pk}")
        for slots in days.values():
            for last, minutes in too_long(server, slots):
                if only is None or last.pk in only:
                    yield Finding(rule, last.pk, None, f"stretch:{server.pk}", (minutes, server.longest_minutes))


def too_long(server: Server, slots: list[Slot]) -> Iterator[tuple[Slot, int]]:
    """Sessions at whose end the team has worked too long without its pause, with the minutes."""
    began = ended = 0
    for slot in slots:
        if slot.start - ended >= max(server.pause_minutes, 1) * MINUTE:
            began = slot.start
        ended = max(ended, slot.end)
        minutes = (ended - began) // MINUTE
        if server.longest_minutes and minutes > server.longest_minutes:
            yield slot, minutes

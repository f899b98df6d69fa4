"""Whether a session fits its room, the hours of the house and of the forum, and those who join from afar."""

from collections.abc import Collection, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.conflicts.facts import Finding, Place, Slot
from events.conflicts.plan import Plan
from events.sessions.kinds import PREPARATIONS, Rule, SessionKind, SessionStatus
from events.venues.models import ResourceKind
from forum.editions.models import Mode

OUTSIDE = (*PREPARATIONS, SessionKind.RELATED_SIDE_EVENT)
UNPLACED_DAYS = timedelta(days=14)


def of_places(plan: Plan, only: Collection[int] | None) -> Iterator[Finding]:
    for slot in plan.looked_at(only):
        room = plan.rooms.get(slot.room or 0)
        if room is not None:
            yield from fits(slot, room)
            yield from opens(plan, slot, room)
        yield from served(plan, slot, room)
        yield from in_hours(plan, slot)
        if slot.mode == Mode.VIRTUAL or (room is not None and room.is_virtual):
            yield from at_night(plan, slot)


def fits(slot: Slot, room: Place) -> Iterator[Finding]:
    """Seats, layout, equipment and ways in. What a room is not known to have is only asked of rooms in a building."""
    seats = room.seats(slot.layout)
    if slot.expected and seats is not None and slot.expected > seats:
        yield Finding(Rule.CAPACITY, slot.pk, None, "seats", (slot.expected, seats))
    if room.is_virtual:
        return
    if slot.layout and room.layouts and slot.layout not in room.layouts:
        yield Finding(Rule.CAPACITY, slot.pk, None, f"layout:{slot.layout}")
    if missing := sorted(set(slot.equipment or ()) - set(room.equipment)):
        yield Finding(Rule.EQUIPMENT, slot.pk, None, f"equipment:{','.join(missing)}")
    if (slot.streaming or slot.livestream) and room.streaming is False:
        yield Finding(Rule.EQUIPMENT, slot.pk, None, "streaming")
    if slot.step_free and not room.step_free:
        yield Finding(Rule.ACCESS, slot.pk, None, "step_free", (room.step_free,))


def opens(plan: Plan, slot: Slot, room: Place) -> Iterator[Finding]:
    for closed in room.closed:
        start, end = (datetime.fromisoformat(closed[name]).timestamp() for name in ("starts", "ends"))
        if start < slot.end and slot.start < end:
            yield Finding(Rule.AVAILABILITY, slot.pk, None, f"closed:{closed['starts']}", (closed["why"],))
    if room.hours:
        here = plan.local(slot.start)
        if hours := room.hours.get(here.date().isoformat()):
            first, last = map(time.fromisoformat, hours)
            if outside(plan, slot, first, last):
                yield Finding(Rule.AVAILABILITY, slot.pk, None, f"hours:{room.pk}", (*hours,))


def outside(plan: Plan, slot: Slot, first: time | None, last: time | None) -> bool:
    """Whether it begins before `first` or ends after `last`, by the venue's clock."""
    start, end = plan.local(slot.start), plan.local(slot.end)
    return bool((first and start.time() < first) or (last and (end.time() > last or end.date() > start.date())))


def served(plan: Plan, slot: Slot, room: Place | None) -> Iterator[Finding]:
    """Interpretation needs a booth for each language and a team that has it; a technician is named or missing."""
    if not (slot.languages or slot.technician):
        return
    mine = [plan.servers[int(tag[9:])] for tag in plan.tags.get(slot.pk, ()) if tag.startswith("resource:")]
    if slot.languages:
        asked = set(slot.languages)
        if room is not None and not room.is_virtual:
            if room.booths is not None and room.booths < len(asked):
                yield Finding(Rule.INTERPRETATION, slot.pk, None, "booths", (len(asked), room.booths))
            elif room.booth_languages and (lacking := sorted(asked - set(room.booth_languages))):
                yield Finding(Rule.INTERPRETATION, slot.pk, None, f"booth:{','.join(lacking)}")
        had = {code for server in mine for code in server.languages}
        if lacking := sorted(asked - had):
            yield Finding(Rule.INTERPRETATION, slot.pk, None, f"team:{','.join(lacking)}")
    if slot.technician and not any(server.kind == ResourceKind.TECHNICIAN for server in mine):
        yield Finding(Rule.TECHNICIAN, slot.pk, None, "none")


def in_hours(plan: Plan, slot: Slot) -> Iterator[Finding]:
    if slot.kind in OUTSIDE:
        return
    if not plan.edition.start <= plan.day(slot) <= plan.edition.end:
        yield Finding(Rule.OFFICIAL_HOURS, slot.pk, None, "day")
        return
    book = plan.rulebook
    if (book.day_opens or book.day_closes) and outside(plan, slot, book.day_opens, book.day_closes):
        yield Finding(Rule.OFFICIAL_HOURS, slot.pk, None, "hours", (book.day_opens, book.day_closes))


def at_night(plan: Plan, slot: Slot) -> Iterator[Finding]:
    """Who joins from afar has night by their own clock."""
    for tag in plan.tags.get(slot.pk, ()):
        if tag.startswith("person:"):
            zone = plan.people[int(tag[7:])].timezone
            if zone and zone != plan.edition.timezone and by_night(plan, slot, ZoneInfo(zone)):
                yield Finding(Rule.REMOTE_NIGHT, slot.pk, None, tag, (zone,))


def by_night(plan: Plan, slot: Slot, zone: ZoneInfo) -> bool:
    """Whether any minute of it lies between `night_from` and `night_until`, which may be past midnight."""
    first, last = plan.rulebook.night_from, plan.rulebook.night_until
    start, end = (datetime.fromtimestamp(moment, zone) for moment in (slot.start, slot.end))
    for back in (1, 0, -1):
        day = start.date() - timedelta(days=back)
        begins = datetime.combine(day, first, zone)
        until = datetime.combine(day + timedelta(days=last <= first), last, zone)
        if start < until and begins < end:
            return True
    return False


def unplaced(plan: Plan, only: Collection[int] | None) -> Iterator[Finding]:
    """What still has no room and time when all should be placed, until the forum is over."""
    book, edition = plan.rulebook, plan.edition
    if not (book.place_by or edition.start - UNPLACED_DAYS) <= edition.today() <= edition.end:
        return
    for slot in plan.slots.values():
        if slot.status == SessionStatus.DRAFT and not slot.is_placed and (only is None or slot.pk in only):
            yield Finding(Rule.UNPLACED, slot.pk)

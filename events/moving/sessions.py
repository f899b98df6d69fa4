"""What becomes of the programme when a forum moves, and what the rules say of it at the new days and place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from events.conflicts.places import OUTSIDE
from events.conflicts.plan import Plan, load
from events.conflicts.words import words
from events.sessions.kinds import Rule, SessionStatus
from events.sessions.models import Session
from forum.editions.models import Mode
from forum.editions.moving import Change, Step, is_past, notes_on
from forum.kit import clock

ALIVE = (SessionStatus.DRAFT, SessionStatus.SCHEDULED, SessionStatus.PUBLISHED)


def sessions(change: Change) -> Iterable[Step]:
    """`MOVERS`: in an order in which no session is written onto one that has still to go."""
    alive = Session.objects.filter(edition=change.old, imported_at=None, status__in=ALIVE).select_related("room")
    steps = [step for each in alive.order_by("starts_at", "pk") if (step := session_step(change, each))]
    plan = load(change.old)
    steps = kept_where_taken(change, plan, steps)
    said = new_findings(change, plan, steps)
    steps = [replace(step, notes=(*step.notes, *said.get(step.obj.pk, ()))) for step in steps]
    return sorted(steps, key=order_of, reverse=any(map(goes_later, steps)))


def goes_later(step: Step) -> bool:
    return bool(step.old and step.new and step.new > step.old)


def order_of(step: Step) -> tuple[bool, float]:
    return (step.old is not None, step.old.timestamp() if isinstance(step.old, datetime) else 0.0)


def session_step(change: Change, session: Session) -> Step | None:
    session.edition = change.old
    kind, what, old = _("Session"), str(session), session.starts_at
    if session.kind in OUTSIDE:
        note = _("It takes place outside the days of the forum, on a date of its own.")
        return Step(kind, session, what, old, notes=(note,)) if old and change.values else None
    changes: dict[str, Any] = {}
    new, notes, also = None, tuple[str, ...](), ""
    if old and session.ends_at:
        if is_past(old, change.old):
            return Step(kind, session, what, old, notes=(_("It is past."),))
        new = change.moment(old)
        if is_past(new, change.new):
            return Step(kind, session, what, old, notes=(_("Moved along, it would lie in the past. Move it by hand."),))
        if new != old or change.old.timezone != change.new.timezone:
            changes = {
                "starts_at": new,
                "ends_at": new + (session.ends_at - old),
                "date": change.new.local(new).date(),
                "timezone": change.new.timezone,
            }
            notes = notes_on(change, old, new)
        if room := change.becomes.get(("room", session.room_id or 0)):
            new, also = new or old, _("In %(room)s") % {"room": room}
            changes["room"] = room
        else:
            notes += room_notes(change, session)
    if change.goes_online and session.mode != Mode.VIRTUAL:
        changes["mode"] = Mode.VIRTUAL
    if not changes:
        return Step(kind, session, what, old, notes=notes) if notes else None
    changes["changed_at"] = clock.now()
    if session.published_at:
        changes["sequence"] = session.sequence + 1
    return Step(kind, session, what, old, new, changes, notes, also)


def room_notes(change: Change, session: Session) -> tuple[str, ...]:
    if session.room is None or session.room.is_virtual:
        return ()
    if change.goes_online:
        return (_("%(room)s is in a building. Give the session a room online.") % {"room": session.room},)
    if change.moves_house:
        return (_("%(room)s was a room of the old place. Say which it is in the new one.") % {"room": session.room},)
    return ()


def moved_plan(change: Change, plan: Plan, steps: list[Step]) -> Plan:
    slots = dict(plan.slots)
    for step in steps:
        new, slot = step.changes, slots.get(step.obj.pk)
        if slot is not None and "starts_at" in new:
            start, end = int(new["starts_at"].timestamp()), int(new["ends_at"].timestamp())
            slot = slot._replace(start=start, end=end)
        if slot is not None and slot.is_placed:
            room = new["room"].pk if "room" in new else slot.room
            slots[slot.pk] = slot._replace(room=room, mode=new.get("mode", slot.mode))
    return replace(plan, edition=change.new, slots=slots)


def kept_where_taken(change: Change, plan: Plan, steps: list[Step]) -> list[Step]:
    """A room that something else keeps at the new time is not taken twice: what would move there stays."""
    while True:
        there = moved_plan(change, plan, steps)
        moving = {step.obj.pk for step in steps if {"starts_at", "room"} & step.changes.keys()}
        taken = {}
        for each in there.findings(moving):
            if each.rule == Rule.ROOM_TIME:
                pair = [pk for pk in (each.session, each.other or 0) if pk in moving]
                taken[pair[0]] = each
        if not taken:
            return steps
        steps = [
            step.kept(f"{words(taken[step.obj.pk], there)} {_('Move it by hand.')}") if step.obj.pk in taken else step
            for step in steps
        ]


def new_findings(change: Change, plan: Plan, steps: list[Step]) -> dict[int, list[str]]:
    """What would be open after the move and is not now, such as the night of who joins from afar or a closed room."""
    before = {each.key for each in plan.findings()}
    there = moved_plan(change, plan, steps)
    moving = {step.obj.pk for step in steps if step.moves}
    said: dict[int, list[str]] = defaultdict(list)
    for each in there.findings():
        if each.key not in before and each.is_open and each.rule != Rule.UNPLACED:
            pk = each.session if each.session in moving else each.other or 0
            if pk in moving:
                said[pk].append(words(each, there))
    return said

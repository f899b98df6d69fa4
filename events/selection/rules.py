"""The rules of the call for a time and a place, as rules of the conflict engine."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, time
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from events.calls.models import PlaceRule, hour
from events.conflicts.facts import Finding, Slot
from events.conflicts.plan import Plan
from events.conflicts.words import title
from events.sessions.kinds import SIDE_EVENTS, Rule
from events.side_events.models import Proposal
from forum.editions.models import Edition
from forum.kit import dates


class Terms(NamedTuple):
    """What the call of a side event says about time and place."""

    windows: list[dict[str, Any]]
    parallel_allowed: bool
    place_rule: str


def fits(window: dict[str, Any], start: time, end: time) -> bool:
    first, last = hour(window.get("not_before")), hour(window.get("not_after"))
    return (first is None or start >= first) and (last is None or start < end <= last)


def facts(edition: Edition) -> QuerySet[Any, Any]:
    """`CONFLICT_FACTS`: only a side event that was proposed to a call has rules."""
    proposed = Proposal.objects.filter(session__edition=edition).order_by()
    return proposed.values_list("session_id", "call__windows", "call__parallel_allowed", "call__place_rule")


def terms_of(plan: Plan) -> dict[int, Terms]:
    """By session."""
    return {pk: Terms(*said) for pk, *said in plan.kept["terms"]}


def of_call(plan: Plan, only: Collection[int] | None) -> Iterator[Finding]:
    terms = terms_of(plan)
    bound = [(slot, terms[slot.pk]) for slot in plan.looked_at(only) if slot.pk in terms] if terms else []
    if not bound:
        return
    for slot, said in bound:
        window = window_of(plan, slot, said)
        if not plan.edition.start <= plan.day(slot) <= plan.edition.end or (said.windows and window is None):
            yield Finding(Rule.WINDOW, slot.pk, None, "outside", said=_("It lies outside the windows of the call."))
        longest, minutes = (window or {}).get("duration_minutes"), round((slot.end - slot.start) / 60)
        if longest and minutes > longest:
            words = _("It takes %(minutes)s minutes; the window allows %(longest)s.")
            said_so = words % {"minutes": minutes, "longest": longest}
            yield Finding(Rule.DURATION, slot.pk, None, "minutes", said=said_so)
        virtual = slot.room is not None and plan.rooms[slot.room].is_virtual
        if said.place_rule == PlaceRule.VIRTUAL and not virtual:
            yield Finding(Rule.PLACE, slot.pk, None, "virtual", said=_("The call says: online only."))
        if said.place_rule == PlaceRule.PHYSICAL and virtual:
            yield Finding(Rule.PLACE, slot.pk, None, "physical", said=_("The call says: in a room only."))
    yield from crowded(plan, terms, only)
    yield from parallel(plan, terms, only)


def window_of(plan: Plan, slot: Slot, terms: Terms) -> dict[str, Any] | None:
    start, end = plan.local(slot.start), plan.local(slot.end)
    day = start.date().isoformat()
    open_then = [each for each in terms.windows if not each.get("days") or day in each["days"]]
    return next((each for each in open_then if fits(each, start.time(), end.time())), None)


def crowded(plan: Plan, terms: dict[int, Terms], only: Collection[int] | None) -> Iterator[Finding]:
    """A window takes so many a day; those that were passed with a reason count as the ones too many."""
    said = next(iter(terms.values()))
    held: dict[tuple[date, str], list[Slot]] = defaultdict(list)
    known = {each["code"]: each for each in said.windows if each.get("per_day")}
    for slot in plan.placed if known else ():
        if slot.kind in SIDE_EVENTS and (window := window_of(plan, slot, said)) and window["code"] in known:
            held[plan.day(slot), window["code"]].append(slot)
    for (_day, code), slots in held.items():
        places = known[code]["per_day"]
        if len(slots) <= places:
            continue
        subject = f"full:{code}"
        words = _("The window “%(window)s” takes %(count)s a day and has %(held)s.")
        text = words % {"window": known[code]["label"], "count": places, "held": len(slots) - 1}
        found = {slot.pk: Finding(Rule.WINDOW, slot.pk, None, subject, said=text) for slot in slots}
        first = sorted(slots, key=lambda slot: (plan.settled(found[slot.pk]) is not None, slot.start, slot.pk))
        for slot in first[places:] if only is None else slots:
            if slot.pk in terms and (only is None or slot.pk in only):
                yield found[slot.pk]


def parallel(plan: Plan, terms: dict[int, Terms], only: Collection[int] | None) -> Iterator[Finding]:
    for pair in plan.meeting(only):
        if any(slot.kind not in SIDE_EVENTS for slot in pair):
            continue
        one, other = pair if pair[0].pk in terms else reversed(pair)
        if one.pk in terms and not terms[one.pk].parallel_allowed:
            words = _("It runs beside the side event “%(title)s”, which begins at %(hour)s.")
            begins = dates.clock(plan.local(other.start), plan.edition.timezone)
            yield Finding(Rule.PARALLEL, one.pk, other.pk, "", said=words % {"title": title(other), "hour": begins})

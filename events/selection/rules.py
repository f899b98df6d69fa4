"""The rules of the call for a time and a place. Each may be passed with a stated reason; a taken room never."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from events.calls.models import Call, PlaceRule, hour
from events.sessions.kinds import Rule
from events.sessions.models import Session
from events.side_events.models import Proposal
from events.venues.models import Room
from forum.kit import dates


@dataclass(frozen=True)
class Broken:
    rule: Rule
    text: str


def fits(window: dict[str, Any], start: time, end: time) -> bool:
    first, last = hour(window.get("not_before")), hour(window.get("not_after"))
    return (first is None or start >= first) and (last is None or start < end <= last)


def broken_rules(call: Call, session: Session, room: Room, starts_at: datetime, ends_at: datetime) -> list[Broken]:
    edition = call.edition
    start, end = edition.local(starts_at), edition.local(ends_at)
    others = Session.objects.side_events().active().filter(edition=edition).exclude(pk=session.pk)
    found = []

    window = next((each for each in call.windows if fits(each, start.time(), end.time())), None)
    if start.date() not in call.days or (call.windows and window is None):
        found.append(Broken(Rule.WINDOW, _("It lies outside the windows of the call.")))
    elif window is not None and window.get("per_day"):
        held = in_window(window, start.date(), others, call)
        if held >= window["per_day"]:
            words = _("The window “%(window)s” takes %(count)s a day and has %(held)s.")
            found.append(
                Broken(Rule.WINDOW, words % {"window": window["label"], "count": window["per_day"], "held": held})
            )
    longest = (window or {}).get("duration_minutes")
    minutes = round((ends_at - starts_at).total_seconds() / 60)
    if longest and minutes > longest:
        words = _("It takes %(minutes)s minutes; the window allows %(longest)s.")
        found.append(Broken(Rule.DURATION, words % {"minutes": minutes, "longest": longest}))
    if not call.parallel_allowed:
        beside = others.overlapping(starts_at, ends_at).order_by("starts_at").first()
        if beside is not None and beside.starts_at is not None:
            words = _("It runs beside the side event “%(title)s”, which begins at %(hour)s.")
            hour_of = dates.clock(beside.starts_at, edition.timezone)
            found.append(Broken(Rule.PARALLEL, words % {"title": beside, "hour": hour_of}))
    if call.place_rule == PlaceRule.VIRTUAL and not room.is_virtual:
        found.append(Broken(Rule.PLACE, _("The call says: online only.")))
    if call.place_rule == PlaceRule.PHYSICAL and room.is_virtual:
        found.append(Broken(Rule.PLACE, _("The call says: in a room only.")))
    return found


def of_session(session: Session, room: Room, starts_at: datetime, ends_at: datetime) -> list[Broken]:
    """What a place of this session would break; only a side event of the call has rules."""
    proposal = Proposal.objects.filter(session=session).select_related("call__edition").first()
    return broken_rules(proposal.call, session, room, starts_at, ends_at) if proposal else []


def in_window(window: dict[str, Any], day: date, others: Any, call: Call) -> int:
    """How many side events already lie in this window on this day."""
    held = others.filter(date=day, starts_at__isnull=False, ends_at__isnull=False).values_list("starts_at", "ends_at")
    local = call.edition.local
    return sum(fits(window, local(first).time(), local(last).time()) for first, last in held)

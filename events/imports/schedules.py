"""`schedule.xml` and `schedule.json` of the frab family, as other systems for conferences write them."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from events.imports import cells
from events.imports.cells import DAY_CHANGES, Unreadable
from events.imports.sheets import MOST_ROWS, problem
from events.sessions.kinds import RoleKind, SessionKind
from forum.editions.models import Edition
from forum.kit.refusals import Refused

Read = tuple[list[Any], list[Any], list[Any]]


def read_xml(content: bytes, edition: Edition) -> Read:
    try:
        schedule = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Refused(_("The XML cannot be read. Export it anew and send that."), field="file") from None
    if schedule.tag != "schedule":
        raise Refused(_("This XML is no schedule: its first element is not “schedule”."), field="file")
    return collected(events_of_xml(schedule), edition)


def events_of_xml(schedule: Element) -> Iterator[tuple[str, dict[str, Any]]]:
    for day in schedule.iter("day"):
        for room in day.iter("room"):
            for event in room.iter("event"):
                values = {child.tag: child.text or "" for child in event}
                people = [each.text or "" for each in event.iter("person")]
                key = event.get("guid") or event.get("id") or ""
                yield room.get("name", ""), {**values, "key": key, "people": people, "day": day.get("date", "")}


def read_json(content: str, edition: Edition) -> Read:
    try:
        days = json.loads(content)["schedule"]["conference"]["days"]
        events = list(events_of_json(days))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        words = _("This is no schedule.json: it has no “schedule”, “conference” and “days” as expected.")
        raise Refused(words, field="file") from None
    return collected(iter(events), edition)


def events_of_json(days: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for day in days:
        for room, events in day["rooms"].items():
            for event in events:
                people = [each.get("public_name") or each.get("name") or "" for each in event.get("persons") or []]
                key = str(event.get("guid") or event.get("id") or "")
                yield str(room), {**event, "key": key, "people": people, "day": str(day.get("date", ""))}


def collected(events: Iterator[tuple[str, dict[str, Any]]], edition: Edition) -> Read:
    rooms: dict[str, Any] = {}
    sessions: list[Any] = []
    problems: list[Any] = []
    kinds = cells.kinds()
    for number, (room, event) in enumerate(events, 1):
        if number > MOST_ROWS:
            raise Refused(
                _("The schedule has more than %(most)s events. Send it in parts.") % {"most": MOST_ROWS}, field="file"
            )
        name = cells.text_of(room, 120)
        if cells.kind_of(name, kinds) == SessionKind.CLOSED:
            name = ""  # our own schedules keep the room of a closed session to themselves
        where = _("event %(number)s") % {"number": number}
        if name:
            rooms.setdefault(name, {"name": name, "seats": None, "place": ""})
        try:
            sessions.append({"where": where, **session_of(event, name, edition, kinds)})
        except Unreadable as error:
            problems.append(problem(where, str(error)))
    return list(rooms.values()), sessions, problems


def session_of(event: dict[str, Any], room: str, edition: Edition, kinds: dict[str, str]) -> dict[str, Any]:
    title = cells.text_of(event.get("title"), 300)
    if not title:
        raise Unreadable(_("The event has no title."))
    start, length = start_of(event, edition), cells.length_of(event.get("duration"))
    end = cells.later(start, length) if start and length else None
    texts = [cells.text_of(event.get(name)) for name in ("subtitle", "abstract", "description")]
    return {
        "key": cells.text_of(event.get("key"), 200),
        "title": title,
        "kind": cells.kind_of(event.get("type"), kinds),
        "room": room,
        "start": start.isoformat() if start else "",
        "end": end.isoformat() if end else "",
        "minutes": int(length.total_seconds() // 60) if length else None,
        "summary": "\n\n".join(dict.fromkeys(text for text in texts if text))[:3000],
        "language": cells.language_of(event.get("language")),
        "people": [
            {"role": RoleKind.PANELLIST.value, "name": name}
            for each in event["people"][:60]
            if (name := cells.text_of(each, 250))
        ],
        "objectives": [],
    }


def start_of(event: dict[str, Any], edition: Edition) -> datetime | None:
    """The whole instant where there is one, else the day with the hour, which may lie past midnight."""
    if event.get("date"):
        return cells.moment_of(event["date"], edition.zone)
    day, hour = cells.day_of(event.get("day")), cells.clock_of(event.get("start"))
    if day is None or hour is None:
        return None
    moment = datetime.combine(day, hour, edition.zone)
    if hour < DAY_CHANGES:
        moment = cells.later(moment, timedelta(days=1))
    return cells.placed(moment, edition.zone)

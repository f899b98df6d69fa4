"""The programme as `schedule.xml` and `schedule.json` of the family of frab and Pentabarf, which conference apps read.

Both are written from one structure. The format knows a start and a length for everything: sessions whose hour is not
known stand in the list and the calendar only, and one whose end is not known is 0 minutes long. What is cancelled is
left out, as the format has no word for it; apps that follow the file then drop it.
"""

import json
import uuid
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree as tree

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.outputs.reading import parts_of
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session, SessionRole
from events.sessions.rows import is_online, place_of
from forum.editions.models import Edition

GENERATOR = {"name": "Common Space", "version": "1"}
SLOT = "00:15"
CONTROLS = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\r")
WHOLE_DAY = time(23, 59, 59)
Data = dict[str, Any]


def as_json(edition: Edition, sessions: Iterable[Session], version: str) -> bytes:
    data = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": GENERATOR,
        "schedule": schedule_of(edition, sessions, version),
    }
    return json.dumps(data, ensure_ascii=False).encode()


def schedule_of(edition: Edition, sessions: Iterable[Session], version: str) -> Data:
    parts = {pk: str(part) for pk, part in parts_of(edition).items()}
    days = days_of(edition, sessions, parts)
    rooms = dict.fromkeys(name for day in days for name in day["rooms"])
    return {
        "url": f"{settings.BASE_URL}{edition.get_absolute_url()}programme/",
        "version": version,
        "base_url": settings.BASE_URL,
        "conference": {
            "acronym": edition.slug.replace("-", "_"),
            "title": str(edition.said.title or edition.short_title),
            "start": days[0]["date"] if days else edition.start.isoformat(),
            "end": days[-1]["date"] if days else edition.end.isoformat(),
            "daysCount": len(days),
            "timeslot_duration": SLOT,
            "time_zone_name": edition.timezone,
            "url": f"{settings.BASE_URL}{edition.get_absolute_url()}",
            "tracks": [{"name": each} for each in parts.values()],
            "rooms": [{"name": each, "guid": named(edition, "room", each)} for each in rooms],
            "days": days,
        },
    }


def days_of(edition: Edition, sessions: Iterable[Session], parts: Mapping[int, str]) -> list[Data]:
    by_day: dict[Any, dict[str, list[Data]]] = {}
    for session in sessions:
        if session.day and session.starts_at and session.status != SessionStatus.CANCELLED:
            event = event_of(session, edition.local(session.starts_at), parts)
            by_day.setdefault(session.day, {}).setdefault(event["room"], []).append(event)
    return [
        {
            "index": index,
            "date": day.isoformat(),
            "day_start": datetime.combine(day, time(), edition.zone).isoformat(),
            "day_end": datetime.combine(day, WHOLE_DAY, edition.zone).isoformat(),
            "rooms": rooms,
        }
        for index, (day, rooms) in enumerate(sorted(by_day.items()), 1)
    ]


def event_of(session: Session, start: datetime, parts: Mapping[int, str]) -> Data:
    open_ = not session.is_closed
    address = f"{settings.BASE_URL}{session.get_absolute_url()}"
    return {
        "id": session.pk,
        "guid": str(session.uid),
        "date": start.isoformat(),
        "start": f"{start:%H:%M}",
        "duration": hours(session.ends_at - session.starts_at if session.ends_at and session.starts_at else None),
        "room": room_of(session),
        "slug": session.reference.lower(),
        "url": address,
        "title": str(session),
        "subtitle": "",
        "track": parts.get(session.part_id or 0),
        "type": str(session.get_kind_display()),
        "language": session.language or get_language() or "",
        "abstract": str(session.said.summary) if open_ else "",
        "description": "",
        "persons": [person_of(role) for role in session.roles.all() if role.is_shown] if open_ else [],
        "links": [{"url": address, "title": _("Page of the session")}],
        "attachments": [],
    }


def hours(length: timedelta | None) -> str:
    minutes = int(length.total_seconds()) // 60 if length else 0
    return f"{minutes // 60:02}:{minutes % 60:02}"


def room_of(session: Session) -> str:
    """Apps put everything into a room."""
    if session.is_closed:
        return _("Closed session")
    if session.room or not is_online(session):
        return place_of(session) or _("Room not known")
    return _("Online")


def person_of(role: SessionRole) -> Data:
    """A body that has a role is one of those who appear, and the same wherever it does; no address of anybody."""
    guid = uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.BASE_URL}/{role.user_id}/{role.organisation_id}/{role.name}")
    return {
        "id": zlib.crc32(guid.bytes) % (2**31 - 1) + 1,
        "guid": str(guid),
        "name": role.holder,
        "public_name": role.holder,
    }


def named(edition: Edition, kind: str, name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.BASE_URL}/{edition.slug}/{kind}/{name}"))


# --- XML ------------------------------------------------------------------------------------------------------

CONFERENCE = ("acronym", "title", "start", "end")
EVENT = ("room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track", "language")


def as_xml(edition: Edition, sessions: Iterable[Session], version: str) -> bytes:
    data = schedule_of(edition, sessions, version)
    conference = data["conference"]
    root = tree.Element("schedule")
    tree.SubElement(root, "generator", GENERATOR)
    add(root, "url", data["url"])
    add(root, "version", data["version"])
    head = tree.SubElement(root, "conference")
    for name in CONFERENCE:
        add(head, name, conference[name])
    add(head, "days", conference["daysCount"])
    add(head, "timeslot_duration", conference["timeslot_duration"])
    add(head, "base_url", data["base_url"])
    add(head, "time_zone_name", conference["time_zone_name"])
    for track in conference["tracks"]:
        tree.SubElement(head, "track", {"name": shown(track["name"])})
    guids = {each["name"]: each["guid"] for each in conference["rooms"]}
    for day in conference["days"]:
        frame = {"index": day["index"], "date": day["date"], "start": day["day_start"], "end": day["day_end"]}
        of_day = tree.SubElement(root, "day", {name: str(value) for name, value in frame.items()})
        for name, events in day["rooms"].items():
            room = tree.SubElement(of_day, "room", {"name": shown(name), "guid": guids[name]})
            for event in events:
                room.append(element_of(event))
    return tree.tostring(root, encoding="utf-8", xml_declaration=True)


def element_of(event: Data) -> tree.Element:
    found = tree.Element("event", {"guid": event["guid"], "id": str(event["id"])})
    for name in EVENT:
        add(found, name, event[name])
    add(found, "description", event["description"])
    persons = tree.SubElement(found, "persons")
    for each in event["persons"]:
        add(persons, "person", each["name"], id=str(each["id"]), guid=each["guid"])
    links = tree.SubElement(found, "links")
    for each in event["links"]:
        add(links, "link", each["title"], href=each["url"])
    tree.SubElement(found, "attachments")
    add(found, "url", event["url"])
    return found


def add(parent: tree.Element, name: str, text: Any, **attributes: str) -> None:
    tree.SubElement(parent, name, attributes).text = shown("" if text is None else str(text))


def shown(text: str) -> str:
    """XML has no place for signs that control a printer."""
    return text.translate(CONTROLS)

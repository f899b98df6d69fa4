"""What a file would change: each room and session of it beside what is there."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from events.imports.models import Import, ImportedKey
from events.sessions.kinds import ACTIVE, SIDE_EVENTS, RoleKind, SessionKind, SessionStatus
from events.sessions.models import Session
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit import dates
from forum.kit.folding import fold

SETTLED = (SessionStatus.HELD, SessionStatus.REPORTED, SessionStatus.CANCELLED)


@dataclass
class Step:
    """`act` is new, changed, same or refused; `changes` are (what, before, after) in words."""

    row: dict[str, Any]
    act: str
    session: Session | None = None
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    text: str = ""
    done: str = ""

    @property
    def key(self) -> str:
        return str(self.row["number"])


def start_and_end(row: dict[str, Any]) -> tuple[datetime | None, datetime | None]:
    start, end = row["start"], row["end"]
    return datetime.fromisoformat(start) if start else None, datetime.fromisoformat(end) if end else None


def name_of(room: str) -> str:
    return " ".join(fold(room).split())


def new_rooms(found: Import) -> list[dict[str, Any]]:
    """Rooms of the file that the edition has not, also those that only a session names."""
    known = {name_of(each.name) for each in Room.objects.filter(edition=found.edition_id)}
    rooms = {name_of(each["name"]): each for each in found.rooms}
    for row in found.sessions:
        if row["room"]:
            rooms.setdefault(name_of(row["room"]), {"name": row["room"], "seats": None, "place": ""})
    return [room for name, room in rooms.items() if name not in known]


def steps_of(found: Import) -> list[Step]:
    """Known again by the name the other system gave it, else by a title that occurs once on both sides."""
    sessions = list(Session.objects.filter(edition=found.edition_id).select_related("room", "edition").order_by("pk"))
    by_key = dict(ImportedKey.objects.filter(edition=found.edition_id).values_list("key", "session"))
    by_pk = {each.pk: each for each in sessions}
    by_reference = {each.reference: each for each in sessions} | {str(each.uid): each for each in sessions}
    titles = Counter(fold(each.title) for each in sessions)
    by_title = {fold(each.title): each for each in sessions if titles[fold(each.title)] == 1}
    twice = Counter(fold(row["title"]) for row in found.sessions)
    keys = Counter(row["key"] for row in found.sessions if row["key"])
    taken: set[int] = set()
    steps = []
    for row in found.sessions:
        done = str(found.done.get(str(row["number"]), ""))
        if keys[row["key"]] > 1:
            words = _("“%(key)s” stands in the file more than once.") % {"key": row["key"]}
            steps.append(Step(row, "refused", text=words, done=done))
            continue
        same = by_pk.get(by_key.get(row["key"], 0)) or by_reference.get(row["key"])
        if same is None and twice[fold(row["title"])] == 1:
            same = by_title.get(fold(row["title"]))
        if same is not None and same.pk in taken:
            same = None
        if same is None:
            steps.append(Step(row, "new", changes=brought(found, row), done=done))
            continue
        taken.add(same.pk)
        step = compared(row, same)
        step.done = done
        steps.append(step)
    if found.applied_at is None:
        say_taken(steps, sessions)
    return steps


def brought(found: Import, row: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What a session that is not here yet would be, beside its title."""
    start, end = start_and_end(row)
    said = (
        (_("Kind"), str(SessionKind(row["kind"] or found.kind).label)),
        (_("Time"), hours(start, end, found.edition)),
        (_("Room"), row["room"]),
        (_("People"), "; ".join(f"{RoleKind(each['role']).label}: {each['name']}" for each in row["people"])),
        (_("Objectives"), ", ".join(map(str, row["objectives"]))),
    )
    return [(what, "", words) for what, words in said if words]


def say_taken(steps: list[Step], sessions: list[Session]) -> None:
    """Whose room another session has at that time, here or in the file: it comes in and waits for another."""
    moved = {step.session.pk for step in steps if step.session and step.act == "changed"}
    held = defaultdict[str, list[tuple[datetime, datetime, str]]](list)
    for each in sessions:
        if each.pk not in moved and each.room and each.status in ACTIVE and each.starts_at and each.ends_at:
            held[name_of(each.room.name)].append((each.starts_at, each.ends_at, str(each)))
    for step in steps:
        if step.act not in ("new", "changed"):
            continue
        start, end = start_and_end(step.row)
        room = step.row["room"]
        if now := step.session:
            start, end = start or now.starts_at, end or now.ends_at
            room = room or (now.room.name if now.room else "")
        if not (room and start and end):
            continue
        beside = held[name_of(room)]
        if other := next((title for first, last, title in beside if first < end and start < last), None):
            said = {"room": room, "session": other}
            step.text = _("%(room)s is taken by “%(session)s” at that time.") % said
        else:
            beside.append((start, end, step.row["title"]))


def compared(row: dict[str, Any], session: Session) -> Step:
    changes = changes_of(row, session)
    if changes and session.status in SETTLED:
        words = _("It is over or was cancelled: %(state)s.") % {"state": session.state.label}
        return Step(row, "refused", session, changes, words)
    return Step(row, "changed" if changes else "same", session, changes)


def texts_of(row: dict[str, Any], session: Session) -> dict[str, Any]:
    """What the file says otherwise. Schedules write the number of a round table before its title."""
    texts = {name: row[name] for name in ("title", "summary") if row[name] and row[name] != getattr(session, name)}
    if session.kind == SessionKind.ROUND_TABLE and row["title"].endswith(f": {session.title}"):
        texts.pop("title", None)
    return texts


def changes_of(row: dict[str, Any], session: Session) -> list[tuple[str, str, str]]:
    """A side event keeps the words of its organisers. What the file leaves out stays as it is."""
    found = []
    if session.kind not in SIDE_EVENTS:
        labels = {"title": _("Title"), "summary": _("What it is about")}
        found += [(labels[name], getattr(session, name), text) for name, text in texts_of(row, session).items()]
    start, end = start_and_end(row)
    if start and end and (start, end) != (session.starts_at, session.ends_at):
        found.append(
            (_("Time"), hours(session.starts_at, session.ends_at, session.edition), hours(start, end, session.edition))
        )
    if row["room"] and name_of(row["room"]) != name_of(session.room.name if session.room else ""):
        found.append((_("Room"), str(session.room or ""), row["room"]))
    return found


def hours(start: datetime | None, end: datetime | None, edition: Edition) -> str:
    if start is None or end is None:
        return ""
    return dates.at(start, edition.timezone, until=end)

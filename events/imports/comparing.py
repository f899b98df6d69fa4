"""What a file would change: each room and session of it beside what is there."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from events.imports.models import Import, ImportedKey
from events.sessions.kinds import SIDE_EVENTS, SessionStatus
from events.sessions.models import Session
from events.venues.models import Room
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
            steps.append(Step(row, "new", done=done))
            continue
        taken.add(same.pk)
        step = compared(row, same)
        step.done = done
        steps.append(step)
    return steps


def compared(row: dict[str, Any], session: Session) -> Step:
    changes = changes_of(row, session)
    if changes and session.status in SETTLED:
        words = _("It is over or was cancelled: %(state)s.") % {"state": session.state.label}
        return Step(row, "refused", session, changes, words)
    return Step(row, "changed" if changes else "same", session, changes)


def changes_of(row: dict[str, Any], session: Session) -> list[tuple[str, str, str]]:
    """A side event keeps the words of its organisers. What the file leaves out stays as it is."""
    found = []
    if session.kind not in SIDE_EVENTS:
        for name, label in (("title", _("Title")), ("summary", _("What it is about"))):
            if row[name] and row[name] != getattr(session, name):
                found.append((label, getattr(session, name), row[name]))
    start, end = start_and_end(row)
    if start and end and (start, end) != (session.starts_at, session.ends_at):
        found.append((_("Time"), hours(session.starts_at, session.ends_at, session), hours(start, end, session)))
    if row["room"] and name_of(row["room"]) != name_of(session.room.name if session.room else ""):
        found.append((_("Room"), str(session.room or ""), row["room"]))
    return found


def hours(start: datetime | None, end: datetime | None, session: Session) -> str:
    if start is None or end is None:
        return ""
    zone = session.edition.timezone
    return _("%(start)s to %(end)s") % {"start": dates.at(start, zone), "end": dates.clock(end, zone)}

"""What runs in each room at a moment, and what comes there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.venues.models import Room
from forum.editions.models import Edition

OPEN_END = timedelta(hours=2)  # a session whose end is not known is taken to run so long, at most until the next one


@dataclass
class InRoom:
    room: Room
    running: Session | None = None
    next: Session | None = None
    today: list[Session] = field(default_factory=list)


def ends(session: Session, then: datetime | None) -> datetime | None:
    if session.ends_at or session.starts_at is None:
        return session.ends_at
    drawn = session.starts_at + OPEN_END
    return min(drawn, then) if then else drawn


def rooms_at(edition: Edition, sessions: Iterable[Session], moment: datetime) -> list[InRoom]:
    """Rooms in their order, each that has a session today or later. A closed session does not say where it is."""
    by_room: dict[int, list[Session]] = {}
    for session in sessions:
        if session.room and session.starts_at and not session.is_closed:
            by_room.setdefault(session.room.pk, []).append(session)
    found = [in_room(edition, of_room, moment) for of_room in by_room.values()]
    to_show = [each for each in found if each.running or each.next or each.today]
    return sorted(to_show, key=lambda each: (each.room.order, str(each.room), each.room.pk))


def in_room(edition: Edition, sessions: list[Session], moment: datetime) -> InRoom:
    """`sessions` of one room, in the order of time. Those cancelled stand under today only."""
    first = sessions[0].room
    if first is None:
        raise ValueError(sessions[0])
    today = edition.local(moment).date()
    held = [each for each in sessions if each.status != SessionStatus.CANCELLED and each.starts_at]
    shown = InRoom(first, today=[each for each in sessions if each.day == today])
    for each, after in zip(held, [*held[1:], None], strict=False):
        end = ends(each, after.starts_at if after else None)
        if each.starts_at and end and each.starts_at <= moment < end:
            shown.running = each
        elif each.starts_at and each.starts_at > moment:
            shown.next = each
            break
    return shown


def of_room(sessions: Iterable[Session], pk: int) -> list[Session]:
    return [each for each in sessions if each.room and each.room.pk == pk and not each.is_closed]

"""A small programme to test with: rooms, sessions, people in roles."""

from datetime import datetime, timedelta
from typing import Any

from events.models import Room, Session, SessionRole
from events.releases.actions import release
from events.sessions import actions
from events.sessions.kinds import RoleKind
from forum.history.acts import SYSTEM
from forum.notifications.models import Notification
from forum.search.indexing import refresh
from forum.taxonomy.models import Objective
from tests import factories
from tests.cast import Cast


def hour(cast: Cast, day: int, at: int, minute: int = 0) -> datetime:
    start = datetime.combine(cast.edition.start + timedelta(days=day), datetime.min.time(), tzinfo=cast.edition.zone)
    return start + timedelta(hours=at, minutes=minute)


def make_room(cast: Cast, name: str = "Room 1", **values: Any) -> Room:
    return Room.objects.get_or_create(edition=cast.edition, name=name, defaults=values)[0]


def make_session(cast: Cast, title: str = "On routes", *, numbers: tuple[int, ...] = (), **fields: Any) -> Session:
    factories.make_objectives()
    objectives = list(Objective.objects.filter(number__in=numbers))
    made = actions.create(
        cast.edition, by=SYSTEM, title=title, objectives=objectives, **{"kind": "common_space", **fields}
    )
    if made.published_at:
        release(cast.edition, by=SYSTEM, only=[made.pk], quietly=True)
    return made


def place(
    cast: Cast, session: Session, at: int = 10, *, day: int = 0, hours: float = 2, room: str = "Room 1"
) -> Session:
    start = hour(cast, day, at)
    actions.schedule(
        session,
        by=cast["programme"],
        room=make_room(cast, room),
        starts_at=start,
        ends_at=start + timedelta(hours=hours),
    )
    return session


def publish(cast: Cast, session: Session, at: int = 10, **where: Any) -> Session:
    place(cast, session, at, **where)
    actions.publish(session, by=cast["programme"])
    return session


def give(session: Session, role: RoleKind, **who: Any) -> SessionRole:
    """A role that its holder confirmed."""
    given = SessionRole.objects.create(session=session, role=role, status="confirmed", **who)
    refresh(given)
    if session.published_at and not given.is_private:
        release(session.edition, by=SYSTEM, only=[session.pk], quietly=True)
    return given


def typed(moment: datetime) -> str:
    """As a person types it, in the venue's zone."""
    return f"{moment:%Y-%m-%dT%H:%M}"


def manage(session: Session, verb: str = "") -> str:
    return f"/{session.edition.slug}/manage/programme/{session.reference}/{verb + '/' if verb else ''}"


def kinds_sent(name: str, cast: Cast) -> list[str]:
    return list(Notification.objects.filter(recipient=cast.people[name]).values_list("kind", flat=True))

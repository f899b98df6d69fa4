"""The way into a virtual room: for whom, from when until when. Every sight of the link is entered in the history."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.registration.models import RegistrationStatus, SpaceRegistration
from events.sessions.kinds import SIDE_EVENTS, SessionKind, SessionStatus, Visibility
from events.sessions.models import Session
from events.venues.models import Room
from forum.history import acts
from forum.kit import clock, dates
from forum.kit.access import may
from forum.kit.dotted import load, load_all
from forum.kit.refusals import Refused


class Door(NamedTuple):
    """A room's link in its time window."""

    link: str
    opens_at: datetime
    closes_at: datetime

    @property
    def is_open(self) -> bool:
        return self.opens_at <= clock.now() < self.closes_at


def door_of(session: Session) -> Door | None:
    """Of the session as it was released, if its room has a link and it is still to come or on."""
    released = next((each for each in load(settings.RELEASED)(session.edition) if each.pk == session.pk), None)
    if released is None or released.status == SessionStatus.CANCELLED or not (released.starts_at and released.ends_at):
        return None
    room = Room.objects.filter(pk=released.room_id).exclude(link="").first()
    if room is None or released.ends_at <= clock.now():
        return None
    return Door(room.link, released.starts_at - timedelta(minutes=room.link_minutes), released.ends_at)


def is_expected(user: Any, session: Session) -> bool:
    """Who holds a role in it, has a seat in it, or is registered for its space."""
    if session.roles.held_by(user).exists():
        return True
    edition, mine = session.edition, (session.pk, user.pk)
    if any(mine in admitted(edition, [session.pk]) for admitted in load_all(settings.ADMITTED)):
        return True
    if session.visibility == Visibility.CLOSED:
        return False
    approved = SpaceRegistration.objects.filter(
        edition=session.edition_id, registration__user=user, status=RegistrationStatus.APPROVED
    )
    spaces = set(approved.values_list("space__slug", flat=True))
    wanted = space_of(session)
    return bool(spaces) and (wanted in spaces or not session.edition.spaces.filter(slug=wanted).exists())


def space_of(session: Session) -> str:
    """The space whose entry rule holds for a session: that of its kind, else that of its part of the forum."""
    if session.kind in SIDE_EVENTS:
        return "side-events"
    if session.kind == SessionKind.ROUND_TABLE:
        return "round-tables"
    return session.part.slug if session.part else ""


def see_link(session: Session, *, by: Any) -> str:
    acts.permit("see_link", session, by)
    door = door_of(session)
    if door is None:
        raise Refused(_("There is no way in online: the session is over, or has no link."))
    if not door.is_open:
        when = dates.at(door.opens_at, session.edition.timezone)
        raise Refused(_("The link is shown from %(when)s. Come back then.") % {"when": when})
    acts.record("see_link", session, by=by)
    return door.link


def panel(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    """On the page of the session: from when the link is shown, and then the button."""
    if not request.user.is_authenticated or session.is_archive or not (session.room and session.room.is_virtual):
        return None
    if not may(request.user, "see_link", session):
        return None
    door = door_of(session)
    return {"template": "events/sessions/_join.html", "session": session, "door": door} if door else None

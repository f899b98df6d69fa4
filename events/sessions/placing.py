"""Room and time of a session: what is checked and kept as part of the act that sets them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from events.sessions.kinds import Precision
from events.sessions.models import Session
from events.venues.models import Room
from forum.kit import clock, dates
from forum.kit.refusals import Refused

AROUND = timedelta(days=2 * 366)  # preparation begins early and follow-up ends late


def stamp(session: Session) -> dict[str, Any]:
    """What every change carries for calendars that follow the programme. Call it inside the act's transaction.

    The number is read anew: answers to roles raise it without a new version of the session.
    """
    now = {"changed_at": clock.now()}
    if session.published_at is None:
        return now
    current = Session.objects.select_for_update().values_list("sequence", flat=True).get(pk=session.pk)
    return {**now, "sequence": current + 1}


def placed(session: Session, room: Room, starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
    """The fields of a time and a place, after the checks that need no other session."""
    if room.edition_id != session.edition_id:
        raise Refused(_("This room belongs to another forum. Choose a room of this one."), field="room")
    if ends_at <= starts_at:
        raise Refused(_("The end is not after the start. Set a later end."), field="ends_at")
    edition = session.edition
    for field, moment in (("starts_at", starts_at), ("ends_at", ends_at)):
        if not edition.start - AROUND <= moment.date() <= edition.end + AROUND:
            words_of = {"days": dates.days(edition.start, edition.end)}
            raise Refused(
                _("This is more than two years away from the forum, %(days)s. Choose a day nearer to it.") % words_of,
                field=field,
            )
    return {
        "room": room,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "date": edition.local(starts_at).date(),
        "end_date": None,
        "date_precision": Precision.DAY,
        **stamp(session),
    }


def nowhere(session: Session) -> dict[str, Any]:
    """The fields of a session that gives its room and time back; how long it was is how long it is wanted."""
    length = session.duration_minutes
    if session.starts_at and session.ends_at:
        length = round((session.ends_at - session.starts_at).total_seconds() / 60)
    return {
        "room": None,
        "starts_at": None,
        "ends_at": None,
        "date": None,
        "duration_minutes": length,
        "is_pinned": False,
        **stamp(session),
    }


def holder_of_room(room: Room, starts_at: datetime, ends_at: datetime, *, but: Session) -> Session | None:
    taken = Session.objects.active().overlapping(starts_at, ends_at).filter(room=room).exclude(pk=but.pk)
    return taken.select_related("edition").order_by("starts_at").first()


def refuse_taken(room: Room, starts_at: datetime, ends_at: datetime, *, but: Session) -> None:
    holder = holder_of_room(room, starts_at, ends_at, but=but)
    if holder is not None and holder.starts_at and holder.ends_at:
        zone = holder.edition.timezone
        raise Refused(
            _(
                "%(room)s is taken from %(start)s to %(end)s by “%(session)s”. "
                "Choose another room or time; this cannot be overridden."
            )
            % {
                "room": room,
                "start": dates.clock(holder.starts_at, zone),
                "end": dates.clock(holder.ends_at, zone),
                "session": holder,
            },
            field="room",
        )


def in_room(act: Any, session: Session, room: Room, starts_at: datetime, ends_at: datetime) -> Any:
    """Runs the act that takes the room. Of two at once the database lets one pass; the other reads who was faster."""
    refuse_taken(room, starts_at, ends_at, but=session)
    try:
        with transaction.atomic():
            Room.objects.select_for_update(no_key=True).get(pk=room.pk)  # or both wait for each other at the constraint
            return act()
    except IntegrityError:
        refuse_taken(room, starts_at, ends_at, but=session)
        raise

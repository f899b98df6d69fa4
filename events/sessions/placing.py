"""Room and time of a session: what is checked and kept as part of the act that sets them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from events.sessions.conflicts import clashes_at, refuse_taken, words
from events.sessions.kinds import Precision, Rule
from events.sessions.models import Override, Session
from events.venues.models import Room
from forum.kit import clock, dates
from forum.kit.dotted import load_all
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


def in_room(act: Any, session: Session, room: Room, starts_at: datetime, ends_at: datetime) -> Any:
    """Runs the act that takes the room. Of two at once the database lets one pass; the other reads who was faster."""
    refuse_taken(room, starts_at, ends_at, but=session)
    try:
        with transaction.atomic():
            entry = act()
            for follow in load_all(settings.AFTER_PLACE):
                follow(session)
            return entry
    except IntegrityError:
        refuse_taken(room, starts_at, ends_at, but=session)
        raise


def pass_rules(session: Session, room: Room, starts_at: datetime, ends_at: datetime, *, reason: str, by: Any) -> None:
    """Rules of other areas (`PLACE_RULES`), such as those of the call for side events; a reason passes them."""
    broken = [each for rules in load_all(settings.PLACE_RULES) for each in rules(session, room, starts_at, ends_at)]
    if broken and not reason.strip():
        said = " ".join(each.text for each in broken)
        raise Refused(
            _("%(broken)s Choose another time or room, or say why it is right all the same.") % {"broken": said},
            field="reason",
        )
    for each in broken:
        override(session, each.rule, reason, by=by)


def pass_clashes(session: Session, starts_at: datetime, ends_at: datetime, *, reason: str, by: Any) -> None:
    clashes = clashes_at(session, starts_at, ends_at)
    if not clashes:
        return
    if not reason.strip():
        raise Refused(
            _("%(clashes)s Choose another time, or say why it is right all the same.") % {"clashes": words(clashes)},
            field="reason",
        )
    override(session, Rule.PERSON, reason, by=by, others=[other for _person, other in clashes])


def override(session: Session, rule: Rule, reason: str, *, by: Any, others: Iterable[Session | None] = (None,)) -> None:
    """Keeps the reason that a rule was passed with; part of the act that passes it."""
    if not reason.strip():
        raise Refused(_("Say why this rule is passed. The reason is kept."), field="reason")
    Override.objects.bulk_create(
        Override(session=session, rule=rule, other=other, reason=reason.strip(), by_id=by.pk) for other in others
    )

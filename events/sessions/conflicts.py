"""What stands in the way of a time and a place: a taken room, a person in two places."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from events.sessions.kinds import ACTIVE, RoleStatus, Rule
from events.sessions.models import Override, Session, SessionRole
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit import dates
from forum.kit.refusals import Refused


@dataclass(frozen=True)
class Conflict:
    """One person who is expected in two sessions at one time. `override` is the reason it passed with, if it did."""

    person: Any
    first: Session
    second: Session
    override: Override | None = None

    @property
    def is_open(self) -> bool:
        return self.override is None


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


def clashes_at(session: Session, starts_at: datetime, ends_at: datetime) -> list[tuple[Any, Session]]:
    """People of `session` who have a role in another active session between these instants."""
    people = session.roles.exclude(status=RoleStatus.DECLINED).filter(user__isnull=False).values("user")
    others = (
        SessionRole.objects.filter(
            user__in=people, session__in=Session.objects.active().overlapping(starts_at, ends_at)
        )
        .exclude(status=RoleStatus.DECLINED)
        .exclude(session=session)
        .select_related("user", "session__edition", "session__room")
        .order_by("session__starts_at", "pk")
    )
    return list({(role.user_id, role.session_id): (role.user, role.session) for role in others}.values())


def conflicts_of(edition: Edition) -> list[Conflict]:
    """Every person in two places in the programme of an edition: three queries, whatever its size."""
    places: dict[int, dict[int, SessionRole]] = defaultdict(dict)
    roles = (
        SessionRole.objects.filter(
            session__edition=edition,
            session__status__in=ACTIVE,
            session__imported_at=None,
            session__starts_at__isnull=False,
            session__ends_at__isnull=False,
            user__isnull=False,
        )
        .exclude(status=RoleStatus.DECLINED)
        .select_related("user", "session__edition", "session__room")
        .order_by("session__starts_at", "session_id")
    )
    for role in roles:
        places[role.user_id or 0].setdefault(role.session_id, role)
    passed = {
        frozenset((each.session_id, each.other_id)): each
        for each in Override.objects.filter(rule=Rule.PERSON, session__edition=edition).select_related("by")
    }
    return [
        Conflict(one.user, one.session, two.session, passed.get(frozenset((one.session_id, two.session_id))))
        for sessions in places.values()
        for one, two in combinations(sessions.values(), 2)
        if overlap(one.session, two.session)
    ]


def overlap(one: Session, two: Session) -> bool:
    if not (one.starts_at and one.ends_at and two.starts_at and two.ends_at):
        return False
    return one.starts_at < two.ends_at and two.starts_at < one.ends_at


def open_conflicts_of(session: Session) -> list[Conflict]:
    """What a session must give a reason for before it is published."""
    if session.starts_at is None or session.ends_at is None:
        return []
    found = clashes_at(session, session.starts_at, session.ends_at)
    mine = Override.objects.filter(Q(session=session) | Q(other=session), rule=Rule.PERSON)
    passed = {pk for pair in mine.values_list("session_id", "other_id") for pk in pair}
    return [Conflict(person, session, other) for person, other in found if other.pk not in passed]


def words(clashes: list[tuple[Any, Session]]) -> str:
    return " ".join(
        _("%(person)s is in “%(session)s” at that time.") % {"person": person, "session": other}
        for person, other in clashes
    )

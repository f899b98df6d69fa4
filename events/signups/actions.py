"""Signing up for a session, leaving it again, and keeping its seats. A seat is taken under the guard of `taken`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from events.sessions.models import Session
from events.signups.models import Seats, SignUp, SignUpStatus
from events.signups.standing import check
from forum.history.acts import SYSTEM, compare, edit, move, permit, record
from forum.history.models import Entry
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.actions import set_milestone
from forum.milestones.models import MilestoneKind
from forum.notifications.actions import notify
from forum.taxonomy.models import Category

THE_DAY_BEFORE = timedelta(days=1)


def lock(session: Session) -> Seats:
    """Who gives, takes or leaves a seat locks the seats before anything else."""
    found = Seats.objects.select_for_update(no_key=True).filter(session=session).first()
    if found is None:
        raise Refused(_("Nobody needs to sign up for this session. Come to its room."))
    found.session = session
    return found


@transaction.atomic
def sign_up(session: Session, *, by: Any) -> SignUp:
    """Gives a seat, or a place at the end of the waiting list where none is left."""
    permit("sign_up", session, by)
    seats = lock(session)
    organisation = check(by, seats)
    waits = SignUp.objects.filter(seats=seats).in_line().exists()
    status = SignUpStatus.SEATED if not waits and take_seat(seats) else SignUpStatus.WAITING
    try:
        with transaction.atomic():
            made = SignUp.objects.create(seats=seats, user=by, organisation=organisation, status=status)
    except IntegrityError:
        raise Refused(_("You have signed up for this session already.")) from None
    entry = record("sign_up", made, by=by, organisation_id=made.organisation_id, after={"status": status})
    tell(made, "sign_up_seated" if status == SignUpStatus.SEATED else "sign_up_waiting", entry)
    return made


@transaction.atomic
def withdraw(sign_up: SignUp, *, by: Any, version: int | None = None) -> Entry:
    """Gives the seat back; in the same act it goes to the first in line."""
    permit("withdraw", sign_up, by)
    seats = lock(sign_up.seats.session)
    held = sign_up.status == SignUpStatus.SEATED
    entry = move(sign_up, "withdraw", by=by, organisation_id=sign_up.organisation_id, version=version)
    if by.pk != sign_up.user_id:
        tell(sign_up, "sign_up_withdrawn", entry)
    if held:
        Seats.objects.filter(pk=seats.pk, taken__gt=0).update(taken=F("taken") - 1)
        fill(seats)
    return entry


def take_seat(seats: Seats) -> bool:
    """One more seat, if there is one: the comparison and the increment are one statement."""
    return bool(Seats.objects.filter(pk=seats.pk, taken__lt=F("places")).update(taken=F("taken") + 1))


def promote(sign_up: SignUp, *, by: Any = SYSTEM) -> Entry:
    """Part of the act that frees a seat, which is taken already."""
    entry = move(sign_up, "promote", by=by)
    tell(sign_up, "sign_up_promoted", entry)
    return entry


def fill(seats: Seats) -> None:
    """The waiting list takes the seats there are, in the order of the line. The seats are locked."""
    line = SignUp.objects.filter(seats=seats).in_line().select_related("seats__session__edition", "user")
    for first in line:
        if not take_seat(seats):
            return
        promote(first)


def seats_of(session: Session, own: int | None) -> int:
    found = own if own is not None else (session.room.capacity if session.room else None)
    if found is None:
        raise Refused(_("The room has no number of seats. Say how many people can sign up."), field="own")
    return found


@transaction.atomic
def seat(
    session: Session,
    *,
    by: Any,
    changes: Mapping[str, Any],
    categories: Iterable[Category] = (),
    version: int | None = None,
) -> Seats:
    """Opens the sign-up, or changes it: seats raised go to the waiting list, seats that are taken are never lost."""
    permit("seat", session, by)
    places = seats_of(session, changes.get("own"))
    chosen = sorted(each.code for each in categories)
    held = Seats.objects.select_for_update(no_key=True).filter(session=session).first()
    if held is None:
        try:
            with transaction.atomic():
                held = Seats.objects.create(session=session, places=places, **changes)
        except IntegrityError:
            raise ChangedMeanwhile from None
        held.categories.set(categories)
        record("seat", session, by=by, after={**changes, "places": places, "categories": chosen})
    else:
        held.session = session
        compare(held, version)
        if places < held.taken:
            raise Refused(
                _("%(taken)s people have a seat already. Choose that number or a higher one.") % {"taken": held.taken},
                field="own",
            )
        before = sorted(held.categories.values_list("code", flat=True))
        edit(held, by=by, changes={**changes, "places": places}, also={"categories": (before, chosen)})
        held.categories.set(categories)
        fill(held)
    keep_reminder(held)
    return held


def after_release(sessions: Collection[int]) -> None:
    """`AFTER_RELEASE`: another room has other seats, another hour another day before. Nobody loses a seat by it."""
    locked = Seats.objects.select_for_update(of=["self"], no_key=True).filter(session__in=sessions).order_by("pk")
    for held in locked.select_related("session__edition", "session__room"):
        room = held.session.room
        if held.own is None and room and room.capacity:
            held.places = max(room.capacity, held.taken)
            Seats.objects.filter(pk=held.pk).update(places=held.places, version=F("version") + 1)
            fill(held)
        keep_reminder(held)


def keep_reminder(seats: Seats) -> None:
    session = seats.session
    if session.starts_at is None:
        return
    set_milestone(
        seats,
        "day_before",
        edition=session.edition,
        kind=MilestoneKind.PREPARATION,
        title=_("Tomorrow: %(session)s") % {"session": session},
        due_at=session.starts_at - THE_DAY_BEFORE,
    )


def tell(sign_up: SignUp, kind: str, entry: Entry) -> None:
    notify([sign_up.user], kind, sign_up, entry=entry)

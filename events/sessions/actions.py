"""Acts on sessions: into the programme, through it, out of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from events.sessions.engine import engine
from events.sessions.kinds import ACTIVE, SessionStatus
from events.sessions.models import Session, SessionObjective
from events.sessions.offers import confirm, decline, name, offer, remove
from events.sessions.people import people_of
from events.sessions.placing import in_room, nowhere, placed, stamp
from events.venues.models import Room
from forum.editions.models import Edition
from forum.history import acts
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.dotted import load, load_all
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.notifications.actions import notify
from forum.taxonomy.models import Lens, Objective

__all__ = ["cancel", "confirm", "create", "decline", "edit", "hold", "name", "offer", "pin", "publish"]
__all__ += ["remove", "report", "reschedule", "schedule", "unpin", "unschedule"]


def create(
    edition: Edition,
    *,
    by: Any,
    objectives: Iterable[Objective] = (),
    inferred: Iterable[Objective] = (),
    lenses: Iterable[Lens] = (),
    verb: str = "add",
    **fields: Any,
) -> Session:
    """A session with the next reference of its edition, such as `RF27-S-0007`; a reference is never used again."""
    session = Session(edition=edition, **{"timezone": edition.timezone, **fields})
    acts.permit("add", session, by)
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        last = Session.objects.filter(edition=edition).aggregate(last=Max("serial"))["last"] or 0
        session.serial = last + 1
        session.reference = f"{edition.code}-S-{session.serial:04}"
        session.save(force_insert=True)
        name_objectives(session, objectives, inferred)
        session.lenses.set(lenses)
        acts.record(verb, session, by=by, after={**fields, "objectives": [each.number for each in objectives]})
    return session


def name_objectives(session: Session, stated: Iterable[Objective], inferred: Iterable[Objective] = ()) -> None:
    rows = {each.pk: SessionObjective(session=session, objective=each, inferred=True) for each in inferred}
    rows |= {each.pk: SessionObjective(session=session, objective=each) for each in stated}
    session.session_objectives.all().delete()
    SessionObjective.objects.bulk_create(rows.values())


def edit(
    session: Session,
    *,
    by: Any,
    objectives: Iterable[Objective],
    lenses: Iterable[Lens],
    version: int | None = None,
    **fields: Any,
) -> Entry | None:
    """Changes what a session says of itself; time and place are moved by `reschedule`."""
    before = sorted(session.stated), sorted(session.lenses.values_list("code", flat=True))
    after = sorted(each.number for each in objectives), sorted(each.code for each in lenses)
    changed = before != after or any(getattr(session, name) != value for name, value in fields.items())
    if fields.get("part", session.part) != session.part:  # who runs one part gives nothing to another, nor takes it
        acts.permit("edit", Session(edition=session.edition, part=fields["part"]), by)
    with transaction.atomic():
        entry = acts.edit(
            session,
            by=by,
            changes={**fields, **(stamp(session) if changed else {})},
            version=version,
            also={"objectives": (before[0], after[0]), "lenses": (before[1], after[1])},
        )
        if before[0] != after[0]:
            name_objectives(session, objectives)
        session.lenses.set(lenses)
    return entry


def schedule(
    session: Session,
    *,
    by: Any,
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    reason: str = "",
    version: int | None = None,
) -> Entry:
    """Gives a draft its room and time. A taken room refuses; a person in two places passes with a reason."""
    acts.permit("schedule", session, by)
    with transaction.atomic():
        changes = placed(session, room, starts_at, ends_at)
        engine().let_place(session, room, starts_at, ends_at, reason=reason, by=by)
        return in_room(
            lambda: acts.move(session, "schedule", by=by, changes=changes, reason=reason, version=version),
            session,
            room,
            starts_at,
            ends_at,
        )


def reschedule(
    session: Session,
    *,
    by: Any,
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    reason: str = "",
    version: int | None = None,
) -> Entry | None:
    """Moves a session in time or place. Once published it needs a reason, which the next release tells its people."""
    acts.permit("reschedule", session, by)
    if session.status not in (SessionStatus.SCHEDULED, SessionStatus.PUBLISHED):
        raise ChangedMeanwhile
    acts.compare(session, version)
    if (session.room_id, session.starts_at, session.ends_at) == (room.pk, starts_at, ends_at):
        return None
    if session.published_at and not reason.strip():
        raise Refused(_("Say why. The people in the session are told in these words."), field="reason")
    with transaction.atomic():
        changes = placed(session, room, starts_at, ends_at)
        engine().let_place(session, room, starts_at, ends_at, reason=reason, by=by)
        return in_room(
            lambda: acts.edit(
                session, verb="reschedule", by=by, changes=changes, reason=reason.strip(), version=version
            ),
            session,
            room,
            starts_at,
            ends_at,
        )


def unschedule(session: Session, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    """Back to those that have no room and no time; its length stays wanted. Once published it needs a reason."""
    acts.permit("unschedule", session, by)
    if session.published_at and not reason.strip():
        raise Refused(_("Say why. It stands in the public programme until the next release."), field="reason")
    with transaction.atomic():
        return acts.move(session, "unschedule", by=by, changes=nowhere(session), reason=reason.strip(), version=version)


def pin(session: Session, *, by: Any, version: int | None = None) -> Entry | None:
    """Room and time stay as they are, whatever is arranged around them."""
    if session.status not in (SessionStatus.SCHEDULED, SessionStatus.PUBLISHED):
        raise Refused(_("Only a session with a room and a time can be pinned."))
    return acts.edit(session, verb="pin", by=by, changes={"is_pinned": True}, version=version)


def unpin(session: Session, *, by: Any, version: int | None = None) -> Entry | None:
    return acts.edit(session, verb="unpin", by=by, changes={"is_pinned": False}, version=version)


def publish(session: Session, *, by: Any, reason: str = "", version: int | None = None) -> Any:
    """Into the public programme, by a release of this session alone. What a strict rule finds needs a reason."""
    acts.permit("publish", session, by)
    acts.compare(session, version)
    if session.status != SessionStatus.SCHEDULED:
        raise ChangedMeanwhile
    with transaction.atomic():
        engine().let_publish(session, reason=reason, by=by)
        return load(settings.RELEASE_OF_ONE)(session, by=by)


def hold(session: Session, *, by: Any, version: int | None = None) -> Entry:
    """After its end; what is due then follows from `AFTER_HOLD`."""
    acts.permit("hold", session, by)
    if session.ends_at is None or session.ends_at > clock.now():
        raise Refused(_("This session has not ended yet. It counts as held after its end."))
    with transaction.atomic():
        entry = acts.move(session, "hold", by=by, version=version)
        for follow in load_all(settings.AFTER_HOLD):
            follow(session)
        return entry


def report(session: Session, *, by: Any, outcome: str, reason: str = "", version: int | None = None) -> Entry:
    """What came of it, in words. A side event is reported through its proposal, which asks for more.

    `reason`: why it does without what `REPORT_RULES` want of it.
    """
    acts.permit("report", session, by)
    if not outcome.strip():
        raise Refused(_("Say what came of the session: a report without it tells nothing."), field="outcome")
    with transaction.atomic():
        for rule in load_all(settings.REPORT_RULES):
            rule(session, reason)
        for follow in load_all(settings.AFTER_REPORT):
            follow(session)
        changes = {"outcome": outcome.strip(), **stamp(session)}
        return acts.move(session, "report", by=by, changes=changes, reason=reason, version=version)


def cancel(session: Session, *, by: Any, reason: str, version: int | None = None) -> Entry:
    """Frees the room. Once published, the public and its people are told of it, and why, by the next release."""
    acts.permit("cancel", session, by)
    was_active = session.status in ACTIVE
    with transaction.atomic():
        for follow in load_all(settings.ON_CANCEL):
            follow(session)
        entry = acts.move(session, "cancel", by=by, reason=reason, changes=stamp(session), version=version)
        if was_active and session.published_at is None:
            tell(session, "session_cancelled", entry, reason=reason.strip())
        return entry


def tell(session: Session, kind: str, entry: Entry, **context: str) -> None:
    """A notice to the people in a session; its time and place are read when it is sent (`notices.context`)."""
    notify(people_of(session), kind, session, entry=entry, context=context)

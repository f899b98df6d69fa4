"""Acts of the editor: a place for a session, and one's own acts taken back and done again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.people.models import User
from events.editor.stack import Act, Stack, acts_of, stack_of
from events.sessions import actions as sessions
from events.sessions.engine import engine
from events.sessions.kinds import ACTIVE, SessionStatus
from events.sessions.models import Session
from events.sessions.placing import in_room, stamp
from events.venues.models import Room
from forum.editions.models import Edition
from forum.history import acts
from forum.history.models import Detail, Entry
from forum.kit.refusals import ChangedMeanwhile, Refused

PLACE = ("room", "starts_at", "ends_at", "date", "end_date", "date_precision")
PUT_BACK = (*PLACE, "duration_minutes", "is_pinned", "status", "status_since")


def place(
    session: Session,
    *,
    by: Any,
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    reason: str = "",
    version: int | None = None,
) -> Entry | None:
    """A room and a time for a session, whether or not it had one."""
    act = sessions.schedule if session.status == SessionStatus.DRAFT else sessions.reschedule
    acts.permit(act.__name__, session, by)
    acts.compare(session, version)
    refuse_fixed(session)
    return act(session, by=by, room=room, starts_at=starts_at, ends_at=ends_at, reason=reason, version=version)


def unschedule(session: Session, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    acts.permit("unschedule", session, by)
    acts.compare(session, version)
    refuse_fixed(session)
    return sessions.unschedule(session, by=by, reason=reason, version=version)


def refuse_fixed(session: Session) -> None:
    if session.is_pinned:
        raise Refused(_("“%(session)s” is pinned. Unpin it before you move it.") % {"session": session})
    if session.is_archive or session.status in (SessionStatus.HELD, SessionStatus.REPORTED):
        raise Refused(_("“%(session)s” has taken place. It stays where it was.") % {"session": session})


def stack(edition: Edition, person: Any) -> Stack:
    return stack_of((Act(*row) for row in acts_of(edition)), person)


def undo(edition: Edition, *, by: Any, number: int) -> Entry:
    """Takes back one's own last act in the editor; `number` is that of its entry, as the button carried it."""
    acts.permit("undo", Session(edition=edition), by)
    return put_back("undo", edition, stack(edition, by).undo, by=by, number=number)


def redo(edition: Edition, *, by: Any, number: int) -> Entry:
    """Does again what one took back last."""
    acts.permit("redo", Session(edition=edition), by)
    return put_back("redo", edition, stack(edition, by).redo, by=by, number=number)


def put_back(verb: str, edition: Edition, entry: Act | None, *, by: Any, number: int) -> Entry:
    """What the session was before `entry`, as an act of its own. A taken room refuses here, too."""
    if entry is None or entry.number != number:
        raise Refused(changed_since(edition, number))
    session = Session.objects.select_related("edition", "room").filter(pk=entry.object_id).first()
    detail = Detail.objects.get(chain=edition.pk, number=entry.number)
    if session is None or detail.before is None:
        raise Refused(_("What it was before is no longer known."))
    acts.permit(verb, session, by)
    changes = {name: value_of(name, value) for name, value in detail.before.items() if name in PUT_BACK}
    with transaction.atomic():
        changes |= stamp(session)

        def act() -> Entry | None:
            return acts.edit(session, verb=verb, by=by, changes=changes)

        after = {name: changes.get(name, getattr(session, name)) for name in ("status", "room", "starts_at", "ends_at")}
        if after["status"] in ACTIVE and after["room"]:
            where = after["room"], after["starts_at"], after["ends_at"]
            engine().let_place(session, *where, reason="", by=by)
            done = in_room(act, session, *where)
        else:
            done = act()
    if done is None:
        raise ChangedMeanwhile
    return done


def value_of(name: str, value: Any) -> Any:
    """As the field holds it; the history keeps text and numbers."""
    if name == "room":
        return room_of(value)
    return Session._meta.get_field(name).to_python(value)


def room_of(pk: int | None) -> Room | None:
    if pk is None:
        return None
    room = Room.objects.filter(pk=pk).first()
    if room is None:
        raise Refused(_("The room where it was is no longer there."))
    return room


def changed_since(edition: Edition, number: int) -> str:
    """Why an act can no longer be taken back: who did what to the same session since."""
    mine = Entry.objects.filter(chain=edition.pk, number=number, object_type="events.session").first()
    if mine is None:
        return _("There is nothing to take back.")
    since = Entry.objects.filter(chain=edition.pk, object_type=mine.object_type, object_id=mine.object_id)
    theirs = since.filter(number__gt=number).exclude(actor_id=mine.actor_id).order_by("-number").first()
    if theirs is None:
        return _("You did something else since. Look at what can be taken back now.")
    person = User.objects.filter(pk=theirs.actor_id).first()
    words = {"person": person or _("The system"), "session": mine.object_name}
    return _("%(person)s changed “%(session)s” since, so your act can no longer be taken back.") % words

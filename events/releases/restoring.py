"""An earlier release as the draft again: each session goes back by the act that a person would do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.releases.comparing import Change, Kind, change_of, place
from events.releases.models import Release
from events.releases.reading import programme_of
from events.sessions import actions as sessions
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.venues.models import Room
from forum.editions.models import Edition
from forum.history import acts
from forum.kit.refusals import ChangedMeanwhile, Refused

OPEN = (SessionStatus.DRAFT, SessionStatus.SCHEDULED, SessionStatus.PUBLISHED)
TEXTS = ("title", "summary", "kind", "format", "number", "mode", "livestream", "visibility")
Act = Callable[[Any, str], Any]


@dataclass(frozen=True)
class Step:
    """One session on its way back. `cannot` says what of it stays as it is, and why."""

    change: Change
    place: bool
    texts: bool
    away: bool
    cannot: list[str]

    @property
    def acts(self) -> bool:
        return self.place or self.texts or self.away


def steps_to(release: Release) -> list[Step]:
    """What differs between the draft and the release, session by session."""
    then = {each.pk: each for each in programme_of(release.edition, release.number).sessions}
    live = Session.objects.filter(edition=release.edition).for_lists().prefetch_related("lenses").in_order()
    rooms = set(Room.objects.filter(edition=release.edition).values_list("pk", flat=True))
    found = [step_of(session, then.get(session.pk), rooms) for session in live]
    return [step for step in found if step is not None]


def step_of(live: Session, then: Session | None, rooms: set[int]) -> Step | None:
    if then is None:
        if live.status not in (SessionStatus.SCHEDULED, SessionStatus.PUBLISHED):
            return None
        return Step(change_of(live, None), place=False, texts=False, away=True, cannot=[])
    change = change_of(live, then)
    if then.status == SessionStatus.CANCELLED or not change.kinds:
        return None
    cannot = []
    if live.status not in OPEN:
        cannot.append(_("It is cancelled or was held; that is final."))
        return Step(change, place=False, texts=False, away=False, cannot=cannot)
    moves = place(live) != place(then)
    if moves and not (then.starts_at and then.ends_at and then.room_id):
        cannot.append(_("Its room or hour was not known then."))
        moves = False
    elif moves and then.room_id not in rooms:
        cannot.append(_("Its room is no longer there."))
        moves = False
    if Kind.PEOPLE in change.kinds:
        cannot.append(_("People are not put back: each answers for a role."))
    texts = Kind.TEXTS in change.kinds and change.texts != [_("translations")]
    return Step(change, place=moves, texts=texts, away=False, cannot=cannot) if moves or texts or cannot else None


def version_of(edition: Edition) -> int:
    """Of the whole draft: every act on a session raises it."""
    return sum(Session.objects.filter(edition=edition).values_list("version", flat=True))


def restore(release: Release, *, by: Any, reason: str, version: int | None = None) -> list[tuple[Session, str]]:
    """Puts the draft back, as acts of their own on each session; nothing public changes. Returns what was refused."""
    acts.permit("restore", release, by)
    if not reason.strip():
        raise Refused(_("Say why. The reason is kept with each session."), field="reason")
    refused = []
    with transaction.atomic():
        list(Session.objects.select_for_update(of=["self"]).filter(edition=release.edition).order_by("pk").values("pk"))
        if version is not None and version != version_of(release.edition):
            raise ChangedMeanwhile
        steps = [step for step in steps_to(release) if step.acts]
        if not steps:
            raise Refused(_("The draft already says what this release says."))
        for step in steps:
            if step.away or step.place:
                leave(step, by, reason)
        for step in steps:
            for act in (back, write):
                try:
                    with transaction.atomic():
                        act(step, by, reason)
                except Refused as error:
                    refused.append((step.change.session, str(error.message)))
        acts.record("restore", release, by=by, reason=reason.strip(), after={"sessions": len(steps)})
    return refused


def current(step: Step) -> Session:
    return Session.objects.select_related("edition", "room").get(pk=step.change.session.pk)


def leave(step: Step, by: Any, reason: str) -> None:
    """Rooms are given back first, so that two sessions can change places."""
    live = current(step)
    if live.status in (SessionStatus.SCHEDULED, SessionStatus.PUBLISHED):
        sessions.unschedule(live, by=by, reason=reason)


def back(step: Step, by: Any, reason: str) -> None:
    then = step.change.after
    if not step.place or then is None or not (then.starts_at and then.ends_at):
        return
    room = Room.objects.get(pk=then.room_id)
    sessions.schedule(current(step), by=by, room=room, starts_at=then.starts_at, ends_at=then.ends_at, reason=reason)


def write(step: Step, by: Any, reason: str) -> None:
    then = step.change.after
    if not step.texts or then is None:
        return
    live = current(step)
    sessions.edit(
        live,
        by=by,
        objectives=[row.objective for row in then.session_objectives.all() if not row.inferred],
        lenses=list(then.lenses.all()),
        **{name: getattr(then, name) for name in TEXTS},
    )

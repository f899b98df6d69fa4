"""Moving a forum: all its dates as one act, told once."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.people.mail import mail_to
from accounts.people.models import User
from events.moving.notices import lines_of
from events.moving.people import told
from events.releases.actions import release
from events.releases.models import Release
from events.sessions.models import Session
from forum.editions.models import Edition, Mode, Stage
from forum.editions.moving import MOVED, Change, Step
from forum.history import acts
from forum.history.models import Entry
from forum.kit.dotted import load_all
from forum.kit.moves import Versioned
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.notifications.actions import notify

MOVES = {"starts_at", "room"}
Becomes = Mapping[tuple[str, int], models.Model]
OVER = (Stage.CLOSED, Stage.ARCHIVED)


@dataclass(frozen=True)
class Preview:
    """What would happen. `mark` is another one as soon as anything of it is."""

    change: Change
    steps: list[Step]

    @cached_property
    def mark(self) -> str:
        said = [
            [
                step.obj._meta.label,
                step.obj.pk,
                getattr(step.obj, "version", 0),
                str(step.old),
                str(step.new),
                step.notes,
            ]
            for step in self.steps
        ]
        values = {name: str(value) for name, value in self.change.values.items()}
        rooms = sorted((pk, room.pk) for (_label, pk), room in self.change.becomes.items())
        text = json.dumps([self.change.old.pk, self.change.old.version, values, rooms, said])
        return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()

    @cached_property
    def people(self) -> tuple[dict[int, set[int]], list[tuple[str, str]]]:
        return told(self.change.old, self.steps)

    @property
    def moved_sessions(self) -> list[Step]:
        return [step for step in self.steps if isinstance(step.obj, Session) and MOVES & step.changes.keys()]

    @property
    def public_moves(self) -> bool:
        """Whether the public programme lags behind until it is released anew."""
        moved = any(getattr(step.obj, "published_at", None) for step in self.moved_sessions)
        return moved and Release.objects.filter(edition=self.change.old).exists()


def previewed(edition: Edition, values: Mapping[str, Any], becomes: Becomes | None = None) -> Preview:
    change = Change.of(edition, values, becomes)
    if edition.is_archive or edition.status in OVER:
        raise Refused(_("This forum is over. What is over is not moved."))
    if not change.values:
        raise Refused(_("Nothing is another than now. Change the days, the place or the format."))
    if change.new.mode != Mode.VIRTUAL and not change.new.place:
        raise Refused(_("A place is missing. Add one, or let the forum meet online."), field="place")
    return Preview(change, [step for mover in load_all(settings.MOVERS) for step in mover(change)])


def move(
    edition: Edition,
    *,
    by: Any,
    values: Mapping[str, Any],
    reason: str,
    mark: str,
    becomes: Becomes | None = None,
    and_release: bool = False,
) -> tuple[Entry, str]:
    """The entry of the act, and why the programme was not released if it was to be.

    `mark` is that of the preview: what changed since is looked at again first.
    """
    acts.permit("move", edition, by)
    if not reason.strip():
        raise Refused(_("Say why the forum moves. Everybody is told in these words."), field="reason")
    with transaction.atomic():
        now = Edition.objects.select_for_update().get(pk=edition.pk)
        preview = previewed(now, values, becomes)
        if preview.mark != mark:
            raise ChangedMeanwhile
        lags, people = preview.public_moves, preview.people
        before = {name: getattr(now, name) for name in MOVED}
        moving = [step for step in preview.steps if step.moves]
        dates = [{str(step.obj._meta.label_lower): step.obj.pk, "from": step.old, "to": step.new} for step in moving]
        stays = [
            {str(step.obj._meta.label_lower): step.obj.pk, "why": step.notes}
            for step in preview.steps
            if not step.moves
        ]
        write(moving, by=by, reason=reason.strip())
        rooms = {str(pk): room.pk for (_label, pk), room in preview.change.becomes.items()}
        also: dict[str, tuple[Any, Any]] = {"dates": ([], dates), "stays": ([], stays), "rooms": ({}, rooms)}
        entry = acts.edit(now, verb="move", by=by, changes=preview.change.values, reason=reason.strip(), also=also)
        if entry is None:
            raise ChangedMeanwhile
        tell(now, before, preview, people, entry, reason.strip())
        left = released(now, by, reason.strip()) if and_release and lags else ""
    return entry, left


def write(steps: list[Step], *, by: Any, reason: str) -> None:
    """Each object once, with all that changes of it, and an entry of its own."""
    whole: dict[tuple[type[models.Model], Any], tuple[models.Model, dict[str, Any]]] = {}
    for step in steps:
        _obj, changes = whole.setdefault((type(step.obj), step.obj.pk), (step.obj, {}))
        changes.update(step.changes)
    for obj, changes in whole.values():
        before = {name: getattr(obj, name) for name in changes}
        if isinstance(obj, Versioned):
            acts.compare_and_set(obj, changes)
        else:
            type(obj)._default_manager.filter(pk=obj.pk).update(**changes)
        acts.record("move", obj, by=by, reason=reason, before=before, after=changes)


def tell(
    edition: Edition,
    before: dict[str, Any],
    preview: Preview,
    people: tuple[dict[int, set[int]], list[tuple[str, str]]],
    entry: Entry,
    reason: str,
) -> None:
    """One mail to each person, with the edition's change and that of their own sessions."""
    concerned, strangers = people
    was = {step.obj.pk: step.old.isoformat() for step in preview.moved_sessions if step.old}
    common = {"before": acts.plain(before), "reason": reason}
    for user in User.objects.filter(pk__in=concerned):
        mine = {str(pk): was[pk] for pk in concerned[user.pk] if pk in was}
        notify([user], "edition_moved", edition, entry=entry, context={**common, "sessions": mine})
    for name, email in strangers:
        mail_to(
            email,
            "edition_moved",
            path=edition.get_absolute_url(),
            entry=entry,
            name=name,
            edition=edition,
            reason=reason,
            lines=lines_of(before, edition),
            sessions=(),
        )


def released(edition: Edition, by: Any, note: str) -> str:
    """Quietly: whoever it concerns has heard of the move. Why not, where an open conflict keeps it back."""
    try:
        with transaction.atomic():
            release(edition, by=by, note=note, quietly=True)
    except Refused as refused:
        return str(refused.message)
    return ""

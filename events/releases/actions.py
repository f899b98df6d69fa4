"""A release: what is drafted becomes what is public, as one act."""

import hashlib
from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from events.conflicts import plan
from events.conflicts.checking import strict
from events.conflicts.words import words
from events.releases.drafting import Draft, draft_of
from events.releases.models import Release, ReleasedSession
from events.releases.telling import tell
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.history import acts
from forum.kit import clock
from forum.kit.dotted import load_all
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.kit.workers import wake

__all__ = ["of_one", "release"]


def release(
    edition: Edition,
    *,
    by: Any,
    note: str = "",
    only: Collection[int] | None = None,
    since: int | None = None,
    quietly: bool = False,
) -> Release:
    """Makes the draft public, or these sessions of it alone. `since` is the release that the person compared with.

    `quietly`: what an archive or the bench brings in is neither checked nor told.
    """
    acts.permit("add", Release(edition=edition), by)
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        draft = draft_of(edition, only)
        if since is not None and since != draft.since:
            raise ChangedMeanwhile(
                _("Release %(number)s was made meanwhile. Look at what is left to release.") % {"number": draft.since}
            )
        if not draft.differs:
            raise Refused(_("Nothing differs from what is public. Change the programme first."))
        if not quietly:
            refuse_open(draft)
        follow_in(draft, by)
        for follow in load_all(settings.AFTER_RELEASE):
            follow(draft.new.keys())
        made = write(draft, by=by, note=note.strip())
        entry = acts.record("release", made, by=by, after=told_of(draft))
        if not quietly:
            tell(made, draft, entry)
            transaction.on_commit(lambda: wake("events.releases.tasks.draw", edition.pk))
        return made


def of_one(session: Session, *, by: Any, since: int | None = None) -> Release:
    """A release of this session alone; the copy that is at hand follows."""
    made = release(session.edition, by=by, only=[session.pk], since=since)
    session.refresh_from_db(fields=["status", "status_since", "version", "published_at", "changed_at"])
    return made


def refuse_open(draft: Draft) -> None:
    """What no release may make public: an open conflict, and what other areas want to know first.

    A session of which nothing reads differently, as when its room is translated, is not asked again.
    """
    changed = {change.session.pk for change in draft.changes}
    touched = [draft.live[pk] for pk in draft.new if pk in changed and not draft.live[pk].is_archive]
    if not touched:
        return
    drafted = plan.load(draft.edition)
    said = [words(each, drafted) for each in strict(drafted.findings({each.pk for each in touched}))]
    said += [text for rule in load_all(settings.RELEASE_RULES) for text in rule(draft.edition, touched)]
    if said:
        raise Refused(
            _("%(broken)s Change it, settle it with a reason, or leave the session out.")
            % {"broken": " ".join(map(str, said))}
        )


def follow_in(draft: Draft, by: Any) -> None:
    """Sessions that enter the public programme are published, those that leave it are no longer."""
    now = clock.now()
    for pk, session in draft.live.items():
        if pk in draft.new and session.status == SessionStatus.SCHEDULED:
            first = {"published_at": session.published_at or now, "changed_at": now}
            acts.move(session, "publish", by=by, changes=first)
        elif session.published_at and pk not in draft.new and pk not in draft.kept:
            acts.edit(session, by=by, changes={"published_at": None})


def write(draft: Draft, *, by: Any, note: str) -> Release:
    now = clock.now()
    made = ReleasedSession.objects.bulk_create(
        ReleasedSession(session_id=pk, data=data, digest=digest, sequence=sequence, since=now)
        for pk, (data, digest, sequence) in draft.new.items()
    )
    for name, ids in NAMED.items():
        through = getattr(ReleasedSession, name).through
        target = through._meta.get_fields()[-1].attname
        through.objects.bulk_create(
            through(**{"releasedsession_id": row.pk, target: pk}) for row in made for pk in ids(row.data)
        )
    rows = [*draft.kept.values(), *made]
    digests = sorted(row.digest for row in rows)
    new = Release.objects.create(
        edition=draft.edition,
        number=draft.since + 1,
        note=note,
        by_id=by.pk,
        made_at=now,
        code=hashlib.sha256("".join(digests).encode()).hexdigest()[:12],
    )
    through = Release.sessions.through
    through.objects.bulk_create(through(release_id=new.pk, releasedsession_id=row.pk) for row in rows)
    refresh_found(draft.edition, [*draft.new, *(change.session.pk for change in draft.changes)])
    return new


def ids_of(name: str) -> Any:
    return lambda data: {role[name] for role in data["roles"]} - {None}


NAMED: dict[str, Any] = {
    "organisations": ids_of("organisation_id"),
    "people": ids_of("user_id"),
    "objectives": lambda data: {pk for pk, _number, _inferred in data["objectives"]},
    "lenses": lambda data: set(data["lenses"]),
}


def refresh_found(edition: Edition, sessions: Iterable[int]) -> None:
    """What search finds of them."""
    for pk in set(sessions):
        for follow in load_all(settings.ON_RECORD):
            follow(Session(pk=pk, edition=edition))


def told_of(draft: Draft) -> dict[str, Any]:
    """What the history keeps: how many changed in which way."""
    counts: dict[str, int] = {}
    for change in draft.changes:
        for kind in change.kinds:
            counts[kind] = counts.get(kind, 0) + 1
    return {**counts, "sessions": len(draft.kept) + len(draft.new)}

"""The draft as the next release would show it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from events.releases.comparing import Change, changes_between
from events.releases.models import Release, ReleasedSession
from events.releases.reading import Programme, built, programme_of
from events.releases.snapshots import Row, data_of, digest_of
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.kit import clock


@dataclass(frozen=True)
class Draft:
    """`rows` are the sessions that would be in the release: the row that stands, or what a new one would hold.

    `sessions` are the live rows of those that are taken from the draft.
    """

    edition: Edition
    before: Programme
    kept: dict[int, ReleasedSession]
    new: dict[int, tuple[dict[str, Any], str, int]]
    live: dict[int, Session]
    changes: list[Change]
    differs: bool

    @property
    def since(self) -> int:
        return self.before.release.number if self.before.release else 0


def is_due(session: Session) -> bool:
    """Whether the draft of a session has a place in the public programme."""
    if session.status in (SessionStatus.DRAFT, SessionStatus.CANCELLED):
        return session.status == SessionStatus.CANCELLED and session.published_at is not None
    return True


def draft_of(edition: Edition, only: Collection[int] | None = None) -> Draft:
    """With all that is drafted, or with these sessions alone; nine statements."""
    before = programme_of(edition)
    standing = ReleasedSession.objects.filter(releases=before.release) if before.release else ()
    kept = {row.session_id: row for row in standing}
    count = len(kept)
    numbered = ReleasedSession.objects.filter(session__edition=edition).order_by("session")
    earlier = dict(numbered.values_list("session").annotate(Max("sequence")))
    chosen = Session.objects.filter(edition=edition)
    live = {
        each.pk: each
        for each in (chosen if only is None else chosen.filter(pk__in=only)).for_lists().prefetch_related("lenses")
    }
    new: dict[int, tuple[dict[str, Any], str, int]] = {}
    for pk, session in live.items():
        old = kept.get(pk)
        if not is_due(session):
            kept.pop(pk, None)
            continue
        data = data_of(session)
        digest = digest_of(data)
        if old is None or old.digest != digest:
            new[pk] = data, digest, earlier[pk] + 1 if pk in earlier else session.sequence
            kept.pop(pk, None)
    now = clock.now()
    rows = [(row.data, Row(row.session_id, row.sequence, row.since)) for row in kept.values()]
    rows += [(data, Row(pk, sequence, now)) for pk, (data, _digest, sequence) in new.items()]
    changes = changes_between(before.sessions, built(edition, rows, before.gone))
    return Draft(edition, before, kept, new, live, changes, bool(new) or len(kept) < count)


def last(edition: Edition) -> Release | None:
    return Release.objects.filter(edition=edition).order_by("-number").first()

"""The programme as everybody reads it: the sessions of the current release, kept by this process.

An act of the edition, or of people and bodies, makes it read anew; where nothing of it has changed, the same objects
and all that was made of them serve on.
"""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db.models import F, FilteredRelation, Q, QuerySet, Subquery
from django.http import HttpRequest

from accounts.organisations.models import Organisation
from events.releases.models import Release, ReleasedSession
from events.releases.snapshots import Row, Shelf, in_order, rebuilt
from events.sessions.kinds import RoleStatus
from events.sessions.models import Session, SessionRole
from forum.editions.models import Edition
from forum.editions.shared import once
from forum.pages.generation import heads, is_reading
from forum.taxonomy.models import Lens
from forum.taxonomy.reading import entries

ROW = {
    "release_number": F("number"),
    "state": F("sessions__pk"),
    "session_id": F("sessions__session_id"),
    "data": F("sessions__data"),
    "sequence": F("sessions__sequence"),
    "since": F("sessions__since"),
    "status": F("sessions__session__status"),
    "status_since": F("sessions__session__status_since"),
    "row_version": F("sessions__session__version"),
    "outcome": F("sessions__session__outcome"),
    "row_words": F("sessions__session__words"),
    "gone_role": F("gone__pk"),
}


@dataclass(frozen=True)
class Programme:
    """`mark` is another one whenever anything that is shown of it is."""

    release: Release | None
    sessions: list[Session]
    mark: str
    gone: frozenset[int] = frozenset()

    def one(self, reference: str) -> Session | None:
        return next((each for each in self.sessions if each.reference == reference), None)


_read: dict[int, tuple[tuple[str, str], Programme]] = {}


def programme(edition: Edition) -> Programme:
    """What is public of `edition`. The same objects serve many requests: nobody changes them."""
    if not settings.PUBLIC_PAGES_MB:
        return once_a_request(edition) if is_reading() else programme_of(edition)
    now = heads()
    under = now.get(edition.pk, ""), now.get(0, "")
    known = _read.get(edition.pk)
    if known is None or known[0] != under:
        with without_collection():
            found = programme_of(edition)
        if known is not None and known[1].mark == found.mark:
            found = known[1]
        known = _read[edition.pk] = under, found
    return known[1]


@contextmanager
def without_collection() -> Iterator[None]:
    """Thousands of objects are made that stay: looking for garbage among them takes longer than making them."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


@once
def once_a_request(edition: Edition) -> Programme:
    return programme_of(edition)


def current(edition: Edition) -> Release | None:
    return programme(edition).release


def released(edition: Edition) -> list[Session]:
    """In the order of the programme."""
    return programme(edition).sessions


def released_one(edition: Edition, reference: str) -> Session | None:
    """For a page of its own: a copy, with the page's edition."""
    found = programme(edition).one(reference)
    return own(found, edition) if found else None


def own(session: Session, edition: Edition) -> Session:
    mine = copy(session)
    mine.edition = edition
    return mine


def forget() -> None:
    _read.clear()


def programme_of(edition: Edition, number: int | None = None) -> Programme:
    """That of the current release, or of the one with this number."""
    releases = Release.objects.filter(edition=edition)
    asked: Any = number or Subquery(releases.order_by("-number").values("number")[:1])
    rows = list(
        releases.filter(number=asked)
        .annotate(
            gone=FilteredRelation(
                "sessions__session__roles", condition=Q(sessions__session__roles__status=RoleStatus.DECLINED)
            )
        )
        .values("pk", "note", "language", "words", "made_at", "code", "by_id", "version", **ROW)
    )
    if not rows:
        return Programme(None, [], f"{edition.pk}-0")
    first = rows[0]
    release = Release(
        **{name: first[name] for name in ("pk", "note", "language", "words", "made_at", "code", "by_id", "version")},
        number=first["release_number"],
        edition=edition,
    )
    gone = frozenset(row["gone_role"] for row in rows if row["gone_role"])
    shown = {row["session_id"]: (row["data"], beside(row)) for row in rows if row["state"]}
    sessions = built(copy(edition), shown.values(), gone)
    return Programme(release, sessions, mark_of(edition, release, sessions, gone), gone)


def beside(row: Mapping[str, Any]) -> Row:
    return Row(
        row["session_id"],
        row["sequence"],
        row["since"],
        row["status"],
        row["status_since"],
        row["row_version"],
        row["outcome"],
        row["row_words"],
    )


def built(
    edition: Edition, rows: Iterable[tuple[Mapping[str, Any], Row]], gone: frozenset[int] = frozenset()
) -> list[Session]:
    rows = list(rows)
    datas = [data for data, _row in rows]
    shelf = Shelf(datas, entries(Lens) if any(data["lenses"] for data in datas) else ())
    return in_order(rebuilt(data, row, shelf, edition, gone) for data, row in rows)


def sessions_of(found: QuerySet[ReleasedSession]) -> list[Session]:
    """Released sessions of several editions, for the pages of what they name; four statements."""
    rows = list(found.select_related("session__edition__series"))
    if not rows:
        return []
    declined = SessionRole.objects.filter(session__in=[row.session_id for row in rows], status=RoleStatus.DECLINED)
    gone = frozenset(declined.values_list("pk", flat=True))
    shelf = Shelf([row.data for row in rows], entries(Lens) if any(row.data["lenses"] for row in rows) else ())
    return [rebuilt(row.data, followed(row), shelf, row.session.edition, gone) for row in rows]


def as_public(pks: Collection[int]) -> list[Session]:
    """Those of these sessions that are public, as they are."""
    return sessions_of(ReleasedSession.objects.public().filter(session__in=pks))


def sessions_of_body(request: HttpRequest, organisation: Organisation) -> list[Session]:
    """Those that name a body, read once for all panels of its page."""
    known: dict[int, list[Session]] = request.__dict__.setdefault("released_of", {})
    if organisation.pk not in known:
        known[organisation.pk] = sessions_of(ReleasedSession.objects.public().filter(organisations=organisation))
    return known[organisation.pk]


def followed(row: ReleasedSession) -> Row:
    live = row.session
    return Row(live.pk, row.sequence, row.since, live.status, live.status_since, live.version, live.outcome, live.words)


def mark_of(edition: Edition, release: Release, sessions: list[Session], gone: frozenset[int]) -> str:
    """Of the release, and of what follows a session or belongs to people and bodies."""
    followed = [(each.pk, each.status, each.outcome, str(each.words)) for each in sessions]
    named = {
        (role.user_id, role.user and str(role.user), role.organisation and str(role.organisation))
        for each in sessions
        for role in each.roles.all()
    }
    told = repr((edition.version, release.pk, release.version, sorted(followed), sorted(map(str, named)), sorted(gone)))
    return blake2b(told.encode(), digest_size=12).hexdigest()

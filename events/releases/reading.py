"""The programme as everybody reads it: the sessions of the current release, kept by this process.

After an act of the edition, or of people and bodies, its mark is asked for again; where that is the same, the same
objects and all that was made of them serve on.
"""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db.models import F, FilteredRelation, Q, QuerySet, Subquery, Value
from django.http import HttpRequest

from accounts.organisations.models import Organisation
from accounts.people.models import User
from events.releases.models import Release, ReleasedSession
from events.releases.snapshots import Row, Shelf, in_order, live_words, rebuilt
from events.sessions.kinds import RoleStatus
from events.sessions.models import Session, SessionRole
from forum.editions.models import Edition, Part
from forum.editions.shared import once
from forum.pages.code import code
from forum.pages.generation import heads, is_reading
from forum.taxonomy.models import Lens, Objective
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
    release: Release | None
    sessions: list[Session]
    gone: frozenset[int] = frozenset()


_marks: dict[int, tuple[tuple[str, str], str]] = {}
_read: dict[int, tuple[str, Programme]] = {}


def programme(edition: Edition) -> Programme:
    """What is public of `edition`. The same objects serve many requests: nobody changes them."""
    if not settings.PUBLIC_PAGES_MB:
        return once_a_request(edition) if is_reading() else programme_of(edition)
    now = mark(edition)
    known = _read.get(edition.pk)
    if known is None or known[0] != now:
        with without_collection():
            known = _read[edition.pk] = now, programme_of(edition)
    return known[1]


def mark(edition: Edition) -> str:
    """Another one whenever anything that is shown of the programme is; asked again after an act."""
    if not settings.PUBLIC_PAGES_MB:
        return mark_once_a_request(edition) if is_reading() else mark_of(edition)
    now = heads()
    under = now.get(edition.pk, ""), now.get(0, "")
    known = _marks.get(edition.pk)
    if known is None or known[0] != under:
        known = _marks[edition.pk] = under, mark_of(edition)
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


@once
def mark_once_a_request(edition: Edition) -> str:
    return mark_of(edition)


def current(edition: Edition) -> Release | None:
    return programme(edition).release


def released(edition: Edition) -> list[Session]:
    """In the order of the programme."""
    return programme(edition).sessions


def released_one(edition: Edition, reference: str) -> Session | None:
    """For a page of its own: no other session is read."""
    found = programme_of(edition, reference=reference).sessions
    return own(found[0], edition) if found else None


def own(session: Session, edition: Edition) -> Session:
    mine = copy(session)
    mine.edition = edition
    return mine


def forget() -> None:
    _marks.clear()
    _read.clear()


def rows_of(edition: Edition, number: int | None = None) -> QuerySet[Release]:
    """The current release, or the one with this number: a row for each session and for each who left a role of it."""
    releases = Release.objects.filter(edition=edition)
    asked: Any = number or Subquery(releases.order_by("-number").values("number")[:1])
    left = Q(sessions__session__roles__status=RoleStatus.DECLINED)
    return (
        releases.filter(number=asked)
        .order_by()
        .annotate(gone=FilteredRelation("sessions__session__roles", condition=left))
    )


def programme_of(edition: Edition, number: int | None = None, reference: str = "") -> Programme:
    """That of the current release, or of the one with this number; `reference`: one session of it."""
    found = rows_of(edition, number)
    if reference:
        found = found.filter(sessions__session__reference=reference)
    rows = list(found.values("pk", "note", "language", "words", "made_at", "code", "by_id", "version", **ROW))
    if not rows:
        return Programme(None, [])
    first = rows[0]
    release = Release(
        **{name: first[name] for name in ("pk", "note", "language", "words", "made_at", "code", "by_id", "version")},
        number=first["release_number"],
        edition=edition,
    )
    gone = frozenset(row["gone_role"] for row in rows if row["gone_role"])
    shown = {row["session_id"]: (row["data"], beside(row)) for row in rows if row["state"]}
    sessions = built(copy(edition), shown.values(), gone)
    return Programme(release, sessions, gone)


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


def mark_of(edition: Edition) -> str:
    """Of the release, of what follows a session, and of names that are their own; no snapshot is read for it."""
    followed = [f"sessions__{name}" for name in ("pk", "session__status", "session__outcome", "session__words")]
    rows = list(rows_of(edition).values_list("pk", "version", *followed, "gone__pk"))
    shown = sorted(repr((*row[:-2], live_words(row[-2]), row[-1])) for row in rows)
    named = sorted(names_of(edition, rows[0][0])) if rows else []
    told = repr((code(), settings.BASE_URL, settings.MAIL_DOMAIN, edition.pk, edition.version, shown, named))
    return blake2b(told.encode(), digest_size=12).hexdigest()


def names_of(edition: Edition, release: int) -> list[tuple[Any, ...]]:
    """How those in a release are called, and the lists that it points to."""
    there = {"released_sessions__releases": release}
    people = User.objects.filter(**there).values_list(Value("person"), "pk", "name", "email", "version")
    bodies = Organisation.objects.filter(**there).values_list(Value("body"), "pk", "name", "acronym", "version")
    parts = Part.objects.filter(edition=edition).values_list(Value("part"), "pk", "title", "slug", "version")
    lenses = Lens.objects.values_list(Value("lens"), "pk", "title", "code", "version")
    goals = Objective.objects.values_list(Value("objective"), "pk", "title", "code", "version")
    return list(people.order_by().union(*(each.order_by() for each in (bodies, parts, lenses, goals))))

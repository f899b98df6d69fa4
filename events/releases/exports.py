"""Releases, and what changed between two of them, as files."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.releases.comparing import Change
from events.sessions.models import Session
from forum.kit.exports import Coded, Column, Export, address, choice

RELEASES = Export(
    "releases",
    _("Releases"),
    (
        Column("number", _("Number")),
        Column("made_at", _("Released"), lambda release: release.edition.local(release.made_at)),
        Column("note", _("What changed")),
        Column("code", _("Code")),
        Column("address", _("Address"), address),
    ),
)


def of(side: str, value: Callable[[Session], Any]) -> Callable[[Change], Any]:
    """Of the session before or after, where it was or is in the programme."""

    def found(change: Change) -> Any:
        session = getattr(change, side)
        return value(session) if session else None

    return found


def start(session: Session) -> Any:
    return session.edition.local(session.starts_at) if session.starts_at else None


def end(session: Session) -> Any:
    return session.edition.local(session.ends_at) if session.ends_at else None


def room(session: Session) -> str | None:
    return None if session.is_closed or not session.room else str(session.room)


CHANGES = Export(
    "changes",
    _("Changes"),
    (
        Column("reference", _("Reference"), "session.reference"),
        Column("title", _("Title"), lambda change: str(change.session)),
        Column("changes", _("What changed"), lambda change: [Coded(kind.value, kind.label) for kind in change.kinds]),
        Column("start_before", _("Start before"), of("before", start)),
        Column("end_before", _("End before"), of("before", end)),
        Column("start", _("Start after"), of("after", start)),
        Column("end", _("End after"), of("after", end)),
        Column("room_before", _("Room before"), of("before", room)),
        Column("room", _("Room after"), of("after", room)),
        Column("joined", _("Joined"), lambda change: [] if change.session.is_closed else change.joined),
        Column("left", _("Left"), lambda change: [] if change.session.is_closed else change.left),
        Column("address", _("Address"), lambda change: address(change.session)),
    ),
)
RELEASED = Export(
    "release",
    _("Release"),
    (
        Column("reference", _("Reference")),
        Column("kind", _("Kind"), choice("kind")),
        Column("title", _("Title"), str),
        Column("status", _("State"), "state"),
        Column("date", _("Date")),
        Column("start", _("Start"), start),
        Column("end", _("End"), end),
        Column("room", _("Room"), room),
        Column("sequence", _("Changes since publication")),
        Column("address", _("Address"), address),
    ),
)

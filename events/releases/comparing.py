"""What changed between two programmes, session by session."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from events.releases.snapshots import LIVE, without
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session, SessionRole

TEXTS = ("title", "summary", "kind", "format", "number", "mode", "livestream", "visibility", "part_id", "words")


class Kind(TextChoices):
    NEW = "new", _("New")
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Cancelled")
    TAKEN_OUT = "taken_out", _("Taken out")
    PEOPLE = "people", _("Other people")
    TEXTS = "texts", _("Other texts")


@dataclass(frozen=True)
class Change:
    """Of one session; `before` or `after` is missing where it was or is not in the programme."""

    before: Session | None
    after: Session | None
    kinds: tuple[Kind, ...]
    joined: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    texts: list[Any] = field(default_factory=list)

    @property
    def session(self) -> Session:
        found = self.after or self.before
        if found is None:
            raise ValueError(self)
        return found

    @property
    def is_placed(self) -> bool:
        """Whether where and when it is belongs to the news."""
        return any(kind not in (Kind.PEOPLE, Kind.TEXTS) for kind in self.kinds)

    @property
    def is_gone(self) -> bool:
        return Kind.CANCELLED in self.kinds or Kind.TAKEN_OUT in self.kinds

    @property
    def words(self) -> list[str]:
        return [str(kind.label) for kind in self.kinds]


def changes_between(before: Iterable[Session], after: Iterable[Session]) -> list[Change]:
    """In the order of the programme as it is after; what was taken out stands at the end."""
    was = {each.pk: each for each in before}
    found = [change_of(was.pop(each.pk, None), each) for each in after]
    found += [change_of(each, None) for each in was.values()]
    return [change for change in found if change.kinds]


def change_of(before: Session | None, after: Session | None) -> Change:
    if before is None or after is None:
        cancelled = after is not None and is_cancelled(after)
        kind = Kind.TAKEN_OUT if after is None else Kind.CANCELLED if cancelled else Kind.NEW
        return Change(before, after, (kind,))
    if is_cancelled(before) != is_cancelled(after):
        return Change(before, after, (Kind.CANCELLED if is_cancelled(after) else Kind.NEW,))
    kinds, joined, left = [], [], []
    if place(before) != place(after):
        kinds.append(Kind.MOVED)
    then, now = holders(before), holders(after)
    if then.keys() != now.keys():
        kinds.append(Kind.PEOPLE)
        joined = [words_of(role) for key, role in now.items() if key not in then]
        left = [words_of(role) for key, role in then.items() if key not in now]
    if texts := texts_changed(before, after):
        kinds.append(Kind.TEXTS)
    return Change(before, after, tuple(kinds), joined, left, texts)


def is_cancelled(session: Session) -> bool:
    return session.status == SessionStatus.CANCELLED


def place(session: Session) -> tuple[Any, ...]:
    return session.room_id, session.starts_at, session.ends_at, session.date, session.end_date


def holders(session: Session) -> dict[tuple[Any, ...], SessionRole]:
    return {
        (role.role, role.organisation_id, role.user_id, role.name): role
        for role in session.roles.all()
        if role.is_shown
    }


def words_of(role: SessionRole) -> str:
    return f"{role.get_role_display()}: {role.holder}"


def texts_changed(before: Session, after: Session) -> list[Any]:
    """The names of what reads differently."""
    found = [
        Session._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        for name in TEXTS
        if name != "words" and getattr(before, name) != getattr(after, name)
    ]
    if (before.stated, before.inferred) != (after.stated, after.inferred):
        found.append(_("objectives"))
    if {each.pk for each in before.lenses.all()} != {each.pk for each in after.lenses.all()}:
        found.append(_("lenses"))
    if without(before.words, LIVE) != without(after.words, LIVE):
        found.append(_("translations"))
    return found


def telling(change: Change) -> bool:
    """Whether the people of the session are told: a translation alone is no news to them."""
    return change.kinds != (Kind.TEXTS,) or [str(each) for each in change.texts] != [str(_("translations"))]

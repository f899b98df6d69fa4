"""What stands in the way in the draft programme, in words: everywhere, and at a place before a session is put there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest

from events.conflicts.facts import Finding
from events.conflicts.kinds import RANKS, Level
from events.conflicts.plan import Plan, load
from events.conflicts.words import words
from events.editor.stack import acts_of
from events.sessions.models import Session
from events.venues.models import Room
from forum.editions.models import Edition
from forum.editions.views import WITH_FRAME
from forum.history.models import Head
from forum.kit.access import fetch

LEVELS = [level for level in Level if level != Level.OFF]  # the strictest first
EDITIONS = 4  # of which each web process keeps the plan
A_WHILE = 60  # seconds: what is done in other forums, or to a person, is not in the history of this one


@dataclass
class Kept:
    """A plan, for as long as the mark is that of the last act; `sheets` are what is drawn of it, by language."""

    mark: str
    plan: Plan
    until: float
    sheets: dict[str, Any] = field(default_factory=dict)


_kept: dict[int, Kept] = {}


@dataclass(frozen=True)
class Shown:
    """`sessions`: whom it concerns, by key; settled: somebody said why it is right all the same."""

    level: str
    text: str
    sessions: tuple[int, ...]
    settled: bool


@dataclass(frozen=True)
class Token:
    """How far the history of an edition has come: `count` rises with every act, `mark` is that of the last."""

    count: int
    mark: str


def arranged(request: HttpRequest, slug: str) -> tuple[Edition, Token]:
    """The edition, for who may arrange it, and how far its history has come: in one statement."""
    head = Head.objects.filter(chain=OuterRef("pk"))
    editions = WITH_FRAME.annotate(acts=Subquery(head.values("count")[:1]), mark=Subquery(head.values("last_hash")[:1]))
    found: Any = fetch(request.user, "arrange", editions, slug=slug)
    return found, Token(found.acts or 0, found.mark or "")


def token_of(edition: Edition) -> Token:
    row = Head.objects.filter(chain=edition.pk).values_list("count", "last_hash").first()
    return Token(*row) if row else Token(0, "")


def kept(edition: Edition, token: Token) -> Kept:
    """The draft programme as it was when `token` was read, or later; read anew after every act."""
    held = _kept.get(edition.pk)
    if held and held.mark == token.mark and monotonic() < held.until:
        return held
    held = Kept(token.mark, load(edition, acts=acts_of), monotonic() + A_WHILE)
    while len(_kept) >= EDITIONS and edition.pk not in _kept:
        _kept.pop(next(iter(_kept)), None)
    _kept[edition.pk] = held
    return held


def forget() -> None:
    _kept.clear()


def plan_of(edition: Edition, token: Token) -> Plan:
    return kept(edition, token).plan


def in_words(plan: Plan, findings: Iterable[Finding]) -> list[Shown]:
    return [
        Shown(
            each.level,
            words(each, plan),
            (each.session, each.other) if each.other else (each.session,),
            not each.is_open,
        )
        for each in findings
    ]


def about(session: Session) -> list[Shown]:
    """Both what is open and what was settled, about one session."""
    plan = plan_of(session.edition, token_of(session.edition))
    return in_words(plan, plan.findings({session.pk})) if session.pk in plan.slots else []


def would_break(session: Session, room: Room, starts_at: datetime, ends_at: datetime) -> list[Shown]:
    plan = plan_of(session.edition, token_of(session.edition))
    if session.pk not in plan.slots:
        return []
    there = plan.placed_at(session.pk, room.pk, int(starts_at.timestamp()), int(ends_at.timestamp()))
    return in_words(there, (each for each in there.findings({session.pk}) if each.is_open))


def worst(found: list[Shown]) -> str:
    """The level to mark a session with, of what is open; empty when nothing is."""
    return min((each.level for each in found if not each.settled), key=lambda level: RANKS[Level(level)], default="")

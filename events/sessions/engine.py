"""What sessions ask of the engine that checks a programme; it stands to their right, so settings name it."""

from datetime import datetime
from typing import Any, Protocol, cast

from django.conf import settings

from events.sessions.models import Session
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit.dotted import load


class Engine(Protocol):
    def would_break(self, session: Session, room: Room, starts_at: datetime, ends_at: datetime) -> list[Any]:
        """What would be open if the session lay there, in words."""

    def let_place(
        self, session: Session, room: Room, starts_at: datetime, ends_at: datetime, *, reason: str, by: Any
    ) -> None:
        """Refuses, or keeps the reason that strict rules are passed with; part of the act that places."""

    def let_publish(self, session: Session, *, reason: str, by: Any) -> None:
        """The same for what is open when the session becomes public."""

    def about(self, session: Session) -> list[Any]:
        """Everything found about a session, settled or not, in words."""

    def held_back(self, edition: Edition) -> set[int]:
        """Sessions that are not published without a reason."""


def engine() -> Engine:
    return cast(Engine, load(settings.CONFLICT_ENGINE)())

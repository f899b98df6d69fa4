"""What a draft is asked for: which sessions, which days and rooms, and how much each soft rule weighs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, time
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.conflicts.plan import Plan


class Scope(models.TextChoices):
    TRAY = "tray", _("Only sessions without room and time")
    ALL = "all", _("These, and move scheduled ones that are not pinned where it helps")


class Weight(models.IntegerChoices):
    NONE = 0, _("Does not count")
    SOME = 1, _("Counts")
    MUCH = 3, _("Counts much")


SOFT = {
    "spread": _("Sessions on one objective lie apart"),
    "wishes": _("Wished days and windows are kept"),
    "fit": _("Rooms are as large as needed, and no larger"),
    "same_room": _("Sessions of one part stay in one room"),
    "buffers": _("Time to turn rooms around and to walk"),
    "hours": _("Official hours are kept"),
    "night": _("Who joins from afar does so by day"),
}
OPENS, CLOSES = time(9), time(18)


@dataclass(frozen=True)
class Wishes:
    """As it is kept with the draft; hours are those of the venue."""

    scope: str
    days: tuple[str, ...]
    rooms: tuple[int, ...]
    first: str = "09:00"
    last: str = "18:00"
    step: int = 30
    length: int = 60
    weights: Mapping[str, int] = field(default_factory=dict)
    seed: int = 1

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        return cls(**{**kept, "days": tuple(kept["days"]), "rooms": tuple(kept["rooms"])})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def weight(self, name: str) -> int:
        return self.weights.get(name, Weight.SOME)

    @property
    def dates(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.days]


def usual(plan: Plan) -> Wishes:
    """Every day and room, in the official hours."""
    book = plan.rulebook
    return Wishes(
        Scope.TRAY,
        tuple(day.isoformat() for day in plan.edition.days),
        tuple(plan.rooms),
        f"{book.day_opens or OPENS:%H:%M}",
        f"{book.day_closes or CLOSES:%H:%M}",
        weights=dict.fromkeys(SOFT, Weight.SOME.value),
    )

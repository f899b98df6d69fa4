"""States and the moves between them, declared as data on the model."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.db import models

from forum.kit import clock


@dataclass(frozen=True)
class Move:
    """From any of `sources` to `target`; with `reason`, a move without a stated reason is refused."""

    sources: frozenset[str]
    target: str
    reason: bool = False


def moves(**declared: tuple[Iterable[str], str] | tuple[Iterable[str], str, str]) -> dict[str, Move]:
    """`moves(submit=([DRAFT], SUBMITTED), decline=([SUBMITTED], DECLINED, "reason"))`."""
    return {
        verb: Move(frozenset(str(source) for source in row[0]), str(row[1]), reason=len(row) == 3)
        for verb, row in declared.items()
    }


class Versioned(models.Model):
    """Everything that people edit carries a version; the form carries it too, and a stale one is refused."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Stateful(Versioned):
    """A versioned object with a `status`, changed only by `forum.history.acts.move`."""

    MOVES: ClassVar[dict[str, Move]] = {}
    status: models.Field
    status_since = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def can_move(self, verb: str) -> bool:
        return self.status in self.MOVES[verb].sources


def status_constraint(choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The database refuses a status outside its list."""
    return models.CheckConstraint(condition=models.Q(status__in=list(choices.values)), name=name)

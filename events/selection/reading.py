"""All drafts of a call with what they pick, in one statement; and one of them laid over the proposals."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from events.calls.models import Call
from events.selection.models import Choice, Selection
from events.selection.pool import Entrant
from events.selection.targets import Finding, Level, Yardstick

NAMES = ("pk", "name", "version", "committed_at", "saved_at")


@dataclass
class Draft:
    """`picks`: proposal to choice and order; `findings`: the targets that it does not meet."""

    pk: int
    name: str
    version: int
    committed_at: datetime | None
    saved_at: datetime
    picks: dict[int, tuple[str, int | None]] = field(default_factory=dict)
    chosen: list[Entrant] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def rules(self) -> list[Finding]:
        return [each for each in self.findings if each.level == Level.RULE]

    @property
    def advice(self) -> list[Finding]:
        return [each for each in self.findings if each.level != Level.RULE]

    @property
    def mean(self) -> float | None:
        known = [each.mean for each in self.chosen if each.mean is not None]
        return sum(known) / len(known) if known else None

    def choice(self, pk: int) -> str:
        return self.picks.get(pk, ("", None))[0]

    def reserve(self, entrants: list[Entrant]) -> list[Entrant]:
        by_pk = {each.pk: each for each in entrants}
        rows = [(order or 0, pk) for pk, (choice, order) in self.picks.items() if choice == Choice.RESERVE]
        return [by_pk[pk] for _order, pk in sorted(rows) if pk in by_pk]


def drafts_of(call: Call) -> list[Draft]:
    found: dict[int, Draft] = {}
    rows = Selection.objects.filter(call=call).order_by("pk")
    for row in rows.values_list(*NAMES, "picks__proposal", "picks__choice", "picks__order"):
        draft = found.setdefault(row[0], Draft(*row[:5]))
        if row[5] is not None:
            draft.picks[row[5]] = (row[6], row[7])
    return list(found.values())


def lay_over(draft: Draft, entrants: list[Entrant], yardstick: Yardstick) -> Draft:
    """Those that hold a place stay in it, whatever a draft says; what no longer waits is no longer picked."""
    draft.chosen = [
        each for each in entrants if each.held or (each.is_waiting and draft.choice(each.pk) == Choice.SELECT)
    ]
    draft.findings = yardstick.findings(draft.chosen)
    return draft


def nobody(entrants: list[Entrant], yardstick: Yardstick) -> Draft:
    """The board before the first draft."""
    return lay_over(Draft(0, "", 0, None, datetime.min), entrants, yardstick)


def shown(draft: Draft, entrants: list[Entrant]) -> list[dict[str, Any]]:
    """The ranked list: each proposal with what this draft does with it."""
    reserve = {each.pk: place for place, each in enumerate(draft.reserve(entrants), 1)}
    return [
        {
            "rank": rank,
            "one": each,
            "choice": "held" if each.held else draft.choice(each.pk) if each.is_waiting else "",
            "order": reserve.get(each.pk),
        }
        for rank, each in enumerate(entrants, 1)
    ]

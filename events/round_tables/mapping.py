"""Which objectives the round tables of an edition cover, and which none does."""

from dataclasses import dataclass

from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.taxonomy.models import Objective
from forum.taxonomy.reading import entries


@dataclass(frozen=True)
class Mapping:
    tables: list[Session]
    uncovered: list[Objective]
    repeated: list[tuple[Objective, int]]
    inferred: set[int]
    names_objectives: bool

    @property
    def is_complete(self) -> bool:
        return self.names_objectives and not self.uncovered


def mapping_of(edition: Edition) -> Mapping:
    """Public round tables that were not cancelled. Four queries, and none where there are none."""
    public = Session.objects.public().round_tables().filter(edition=edition)
    tables = list(
        public.exclude(status=SessionStatus.CANCELLED)
        .for_lists()
        .select_related("round_table__summary")
        .order_by("number", "starts_at", "serial")
    )
    covered: dict[int, int] = {}
    for table in tables:
        for number in {*table.stated, *table.inferred}:
            covered[number] = covered.get(number, 0) + 1
    objectives = entries(Objective)
    return Mapping(
        tables=tables,
        uncovered=[each for each in objectives if each.number not in covered] if covered else [],
        repeated=[(each, covered[each.number]) for each in objectives if covered.get(each.number, 0) > 1],
        inferred={number for table in tables for number in table.inferred},
        names_objectives=bool(covered),
    )

"""Which objectives the round tables of an edition cover, and which none does."""

from dataclasses import dataclass
from math import inf

from events.releases.reading import own, released
from events.round_tables.models import RoundTable
from events.sessions.kinds import SessionKind, SessionStatus
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
    """Round tables of the current release that are not cancelled, with their summaries."""
    kept = [each for each in released(edition) if each.kind == SessionKind.ROUND_TABLE]
    tables = [own(each, edition) for each in kept if each.status != SessionStatus.CANCELLED]
    tables.sort(key=lambda each: (each.number, each.starts_at.timestamp() if each.starts_at else inf, each.serial))
    written = RoundTable.objects.filter(session__in=tables).select_related("summary") if tables else ()
    by_session = {each.session_id: each for each in written}
    for table in tables:
        table._state.fields_cache["round_table"] = by_session.get(table.pk)
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

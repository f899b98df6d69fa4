"""The map of the 23 objectives by category of actor: what is named, what is our reading, what is silent."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.taxonomy.models import Objective
from pledges.coverage.filters import COLUMNS, NONE, REST, PledgeFilter, without
from pledges.coverage.lists import Lists

# A map needs these to be its axes, so they do not narrow its base.
AXES = ("objective", "category", "page", "order", "lang", "zone")


@dataclass(frozen=True)
class Column:
    code: str
    title: str
    members: frozenset[str]


@dataclass(frozen=True)
class Cell:
    count: int
    stated: int
    url: str

    @property
    def look(self) -> str:
        dense = " many" if self.count >= 6 else " some" if self.count >= 2 else ""
        return f"{'stated' if self.stated else 'inferred'}{dense}"


@dataclass(frozen=True)
class Row:
    objective: Objective
    cells: list[Cell]
    count: int
    stated: int
    url: str


class Coverage:
    """Each pledge has one category, so a row adds up to its total; a pledge may stand in several rows."""

    def __init__(self, data: QueryDict, *, lists: Lists, address: str) -> None:
        self.lists, self.address = lists, address
        self.data = without(data, *AXES)
        if not self.data.get("edition"):
            self.data["rehearsal"] = "without"

    @cached_property
    def counts(self) -> dict[int | None, dict[str, tuple[int, int]]]:
        """By objective (None: none is named) and category: how many pledges, and how many of them state it."""
        pledges = PledgeFilter(self.data, lists=self.lists).qs.order_by()
        found: dict[int | None, dict[str, tuple[int, int]]] = defaultdict(dict)
        rows = pledges.values_list(
            "pledge_objectives__objective__number", "category__code", "pledge_objectives__inferred"
        ).annotate(count=Count("pk"))
        for number, code, inferred, count in rows:
            all_of_it, stated = found[number].get(code or "", (0, 0))
            found[number][code or ""] = (all_of_it + count, stated + (0 if inferred else count))
        return found

    @cached_property
    def columns(self) -> list[Column]:
        codes = frozenset(category.code for category in self.lists.categories)
        own = [Column(code, str(title), frozenset({code})) for code, title in COLUMNS.items() if code in codes]
        rest = codes - set(COLUMNS) | {""}
        others = len(rest) - 1
        title = ngettext("%(count)s other category", "%(count)s other categories", others) % {"count": others}
        return [*own, Column(REST, title, rest)]

    @cached_property
    def rows(self) -> list[Row]:
        return [self.row(objective) for objective in self.lists.objectives]

    def row(self, objective: Objective) -> Row:
        by_category = self.counts.get(objective.number, {})
        cells = []
        for column in self.columns:
            pairs = [pair for code, pair in by_category.items() if code in column.members]
            url = self.link(objective=objective.number, category=column.code)
            cells.append(Cell(sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs), url))
        return Row(
            objective,
            cells,
            sum(cell.count for cell in cells),
            sum(cell.stated for cell in cells),
            self.link(objective=objective.number),
        )

    def link(self, **changes: object) -> str:
        query = self.data.copy()
        for name, value in changes.items():
            query[name] = str(value)
        return f"{self.address}?{query.urlencode()}" if query else self.address

    @property
    def silent(self) -> list[Row]:
        return [row for row in self.rows if not row.count]

    @property
    def named(self) -> int:
        return len(self.rows) - len(self.silent)

    @property
    def nameless(self) -> int:
        """Pledges that name no objective, in whatever category."""
        return sum(pair[0] for pair in self.counts.get(None, {}).values())

    @property
    def nameless_url(self) -> str:
        return self.link(objective=NONE)

    @property
    def leaves_rehearsal_out(self) -> bool:
        return "rehearsal" in self.data and any(edition.is_rehearsal for edition in self.lists.editions)

    def table(self) -> Iterator[list[object]]:
        """The map as rows for downloads, every category in a column of its own."""
        codes = [category.code for category in self.lists.categories]
        yield ["objective", "title", *codes, "all", "stated", "state"]
        for row in self.rows:
            by_category = self.counts.get(row.objective.number, {})
            yield [
                row.objective.number,
                row.objective.title,
                *[by_category.get(code, (0, 0))[0] for code in codes],
                row.count,
                row.stated,
                "named" if row.count else "silent",
            ]

    @property
    def finding(self) -> str:
        return _("%(silent)s of %(all)s objectives are silent.") % {
            "silent": len(self.silent),
            "all": len(self.rows),
        }

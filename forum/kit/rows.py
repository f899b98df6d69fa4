"""Several tables in one statement: the rows of each as one JSON array of arrays, in the order of the query."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, JSONField, Subquery
from django.db.models.sql.compiler import SQLCompiler


class Rows(Subquery):
    """`Rows(queryset.values_list(…))` as a column. Instants and hours come as text, see `instant`."""

    contains_aggregate = False
    output_field = JSONField()

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, template: str | None = None, **extra: Any
    ) -> tuple[str, Any]:
        kinds = list(self.kinds())
        given = {"names": ", ".join(f"c{n}" for n in range(len(kinds)))}
        if connection.vendor == "postgresql":
            given["made"] = f"COALESCE(json_agg(json_build_array({given['names']}))::text, '[]')"
        else:
            columns = ", ".join(in_sqlite(kind, f"c{n}") for n, kind in enumerate(kinds))
            given["made"] = f"json_group_array(json_array({columns}))"
        whole = "(WITH found(%(names)s) AS (%(subquery)s) SELECT %(made)s FROM found)"
        return super().as_sql(compiler, connection, template=whole, **given, **extra)

    def kinds(self) -> Iterator[Any]:
        query = self.query.combined_queries[0] if self.query.combinator else self.query
        for name, place in query.selected.items():
            yield query.select[place].output_field if isinstance(place, int) else query.annotations[name].output_field


def in_sqlite(kind: Any, column: str) -> str:
    """It keeps JSON as text and truth as a number."""
    if isinstance(kind, JSONField):
        return f"json({column})"
    if isinstance(kind, BooleanField):
        return f"json(CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"
    return column


def instant(text: str) -> datetime:
    """As either database writes it into JSON: with the zone, or in UTC without."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

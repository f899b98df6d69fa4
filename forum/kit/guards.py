"""Triggers: what the database itself refuses. Installed again after every migrate, checked at start and in /readyz.

SQLite drops a table's triggers whenever a migration rebuilds it, so no migration installs them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.checks import Tags, Warning, register
from django.db import connections


@dataclass(frozen=True)
class Guard:
    """One trigger. `sqlite` and `postgres` create it under `name` on `table`; empty where a database needs none."""

    name: str
    table: str
    sqlite: str
    postgres: str


GUARDS: dict[str, Guard] = {}


def guard(name: str, table: str, *, sqlite: str, postgres: str) -> None:
    GUARDS[name] = Guard(name, table, sqlite, postgres)


def refuse_always(name: str, table: str, event: str, message: str) -> None:
    """A guard that refuses every UPDATE or DELETE (and, for DELETE, PostgreSQL's TRUNCATE) on a table."""
    guard(
        name,
        table,
        sqlite=f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
        postgres=(
            f"CREATE OR REPLACE FUNCTION {name}_fn() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END $$; "
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}_fn()"
        ),
    )


def existing(using: str = "default") -> set[str]:
    connection = connections[using]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def drop(using: str = "default") -> None:
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for each in GUARDS.values():
            if each.table not in tables:
                continue
            on = "" if connection.vendor == "sqlite" else f" ON {each.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {each.name}{on}")


def install(using: str = "default", **_signal: Any) -> None:
    """Drops and creates every guard whose table exists."""
    connection = connections[using]
    drop(using)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for each in GUARDS.values():
            statement = each.sqlite if connection.vendor == "sqlite" else each.postgres
            if each.table in tables and statement:
                cursor.execute(statement)


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Without guards, for the reset of a demo and for tests that empty tables; always put back."""
    drop(using)
    try:
        yield
    finally:
        install(using)


def missing(using: str = "default") -> list[str]:
    vendor = connections[using].vendor
    needed = {each.name for each in GUARDS.values() if (each.sqlite if vendor == "sqlite" else each.postgres)}
    return sorted(needed - existing(using))


@register(Tags.database)  # type: ignore[type-var]
def check_guards(databases: list[str] | None = None, **_kwargs: Any) -> list[Warning]:
    """A warning, since migrate runs the checks before it can install what is missing."""
    warnings = []
    for using in databases or []:
        tables = connections[using].introspection.table_names()
        gone = [name for name in missing(using) if GUARDS[name].table in tables]
        if gone:
            warnings.append(
                Warning(f"Triggers are missing: {', '.join(gone)}.", hint="Run manage.py migrate.", id="forum.W001")
            )
    return warnings

"""The database itself refuses what must never be."""

import pytest
from django.db import DatabaseError, connection, transaction

from forum.history.acts import record
from forum.history.models import Detail, Entry, Head
from forum.kit import guards
from tests.cast import Cast

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def entry(cast: Cast) -> Entry:
    return record("touch", cast.edition, by=cast["secretariat"], after={"place": "Accra"})


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError:
        return True
    return False


def test_guards_are_normally_on(db: None) -> None:
    assert guards.missing() == []
    assert {"history_entry_no_update", "history_entry_no_delete"} <= guards.existing()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE forum_entry SET reason = 'another'",
        "DELETE FROM forum_entry",
        "UPDATE forum_detail SET after = NULL",
        "UPDATE forum_detail SET erased_by = 1",
        "DELETE FROM forum_detail",
        "DELETE FROM forum_head",
    ],
)
def test_history_cannot_be_changed_by_sql(entry: Entry, sql: str) -> None:
    assert refused(sql)


def test_history_cannot_be_truncated(entry: Entry) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL can empty a table without deleting rows")
    for model in (Entry, Detail, Head):
        assert refused(f"TRUNCATE {model._meta.db_table}")


def test_lifted_guards_come_back_after_an_error(entry: Entry) -> None:
    with pytest.raises(ZeroDivisionError), guards.lifted():
        assert guards.missing()
        _ = 1 / 0
    assert guards.missing() == []


def test_a_missing_guard_is_reported(entry: Entry) -> None:
    guard = guards.GUARDS["history_entry_no_delete"]
    on = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {guard.name}{on}")
    assert guards.missing() == [guard.name]
    [warning] = guards.check_guards(databases=["default"])
    assert guard.name in warning.msg


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_leaves_the_guards_on(cast: Cast) -> None:
    """Its tables are emptied afterwards; the next test shows that the guards are back."""
    record("touch", cast.edition, by=cast["secretariat"])


def test_guards_are_on_after_tables_were_emptied(db: None) -> None:
    assert guards.missing() == []
    assert not Entry.objects.exists()

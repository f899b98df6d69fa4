"""The bench builds a forum of a named size, in a database of its own, and measures its pages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Registration
from events.models import Session
from forum.bench.report import write_docs
from pledges.models import Pledge, Update
from tests import factories
from tests.servers import HOUSE
from tests.template import copied_to

COLUMNS = {"page", "sql", "rps", "p50_ms", "p99_ms", "cpu_ms", "bytes", "gzip_bytes"}


def test_it_builds_the_size_once(db: None) -> None:
    for _time in range(2):
        call_command("bench", size="small", build_only=True, verbosity=0)
    assert Session.objects.filter(edition__slug="bench").count() == 20
    assert Registration.objects.filter(edition__slug="bench").count() == 30
    pledges = Pledge.objects.filter(edition__slug="bench")
    assert pledges.count() == 25
    assert Update.objects.filter(pledge__in=pledges).count() == 2 * pledges.filter(status="published").count()
    with pytest.raises(CommandError, match="holds the size “small”"):
        call_command("bench", size="imrf", build_only=True, verbosity=0)


def test_it_leaves_a_database_with_other_data_alone(db: None) -> None:
    factories.make_edition("a-real-one")
    with pytest.raises(CommandError, match="holds other data"):
        call_command("bench", size="small", build_only=True, verbosity=0)
    assert not Session.objects.exists()


def test_the_table_stands_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("# How fast\n\nWords before.\n")
    write_docs(page, "first table")
    page.write_text(page.read_text() + "\nWords after.\n")
    write_docs(page, "second table")
    text = page.read_text()
    assert "first table" not in text
    assert text.index("Words before.") < text.index("second table") < text.index("Words after.")


@pytest.mark.once
def test_it_measures_every_page_warm_cold_and_bare(tmp_path: Path) -> None:
    copied_to(tmp_path)
    given = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": "", "DEMO": "1", "LOG_LEVEL": "ERROR"}
    for name in ("DATABASE_URL", "PUBLIC_PAGES_MB", "TESTING"):
        given.pop(name, None)
    options = [
        "--beside",
        "--size",
        "small",
        "--seconds",
        "0.05",
        "--json",
        str(tmp_path),
        "--docs",
        str(tmp_path / "page.md"),
    ]
    done = subprocess.run(
        [sys.executable, "manage.py", "bench", *options], env=given, cwd=HOUSE, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    rows = {row["page"]: row for row in json.loads((tmp_path / "bench.json").read_text())}
    assert all(set(row) == COLUMNS for row in rows.values())
    for page in ("home", "session list", "session", "people", "ICS", "JSON", "organisation"):
        assert rows[f"{page}, warm"]["sql"] <= 2
        assert rows[f"{page}, cold"]["sql"] > rows[f"{page}, warm"]["sql"]
        assert rows[f"{page}, bare"]["gzip_bytes"] == rows[f"{page}, cold"]["gzip_bytes"]
    assert rows["queue of registrations, cold"]["rps"] > 0
    assert "| session list, warm | 1 |" in (tmp_path / "page.md").read_text()

"""`check --deploy` refuses what fits a desk and no forum, one by one; a web process does not start with it either."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import servers
from tests.conftest import needs

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("deploy")]

BAD = {
    "DEBUG": ("1", "DEBUG is on"),
    "DEMO": ("1", "DEMO is on"),
    "TESTING": ("1", "TESTING is on"),
    "SECRET_KEY": ("changeme" * 8, "short or a well-known one"),
    "DATABASE_URL": ("", "The database is SQLite"),
    "REDIS_URL": ("", "The broker is in memory"),
    "ALLOWED_HOSTS": ("forum.example,*", "names no host, or every host"),
    "EMAIL_URL": ("", "No mail leaves"),
    "BASE_URL": ("http://forum.example", "not under https"),
    "REQUIRE_SECOND_FACTOR": ("0", "needs no second factor"),
    "CONFIRM_MINUTES": ("0", "Nobody confirms what is dear"),
}


def run(environment: dict[str, str], *command: str) -> tuple[int, str]:
    cleaned = {name: value for name, value in environment.items() if value}
    done = subprocess.run([sys.executable, *command], env=cleaned, cwd=servers.HOUSE, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a forum as it should be, on a migrated PostgreSQL."""
    if servers.postgres_programs() is None:
        needs("initdb")
    with servers.postgres() as url:
        environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(tmp_path_factory.mktemp("production")),
            "DATABASE_URL": url,
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "EMAIL_URL": "smtp+tls://forum:word@127.0.0.1:1",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "forum.example",
            "BASE_URL": "https://forum.example",
        }
        code, said = run(environment, "manage.py", "migrate", "-v0")
        assert code == 0, said
        yield environment


def test_a_forum_as_it_should_be_passes_and_starts(production: dict[str, str]) -> None:
    code, said = run(production, "manage.py", "check", "--deploy")
    assert (code, said.strip()) == (0, "System check identified no issues (1 silenced).")
    for application in ("forum.asgi", "forum.wsgi"):
        assert run(production, "-c", f"import {application}")[0] == 0


@pytest.mark.parametrize("name", BAD)
def test_each_bad_setting_is_refused_by_name(production: dict[str, str], name: str, tmp_path: Path) -> None:
    value, words = BAD[name]
    environment = {**production, "DATA_DIR": str(tmp_path), name: value}
    code, said = run(environment, "manage.py", "check", "--deploy")
    assert code == 1
    assert words in said
    assert "ERRORS" in said
    assert environment["SECRET_KEY"] not in said
    also = {"DATABASE_URL": 2, "REDIS_URL": 2, "DEMO": 2}.get(name, 1)  # no triggers, no shared cache, no factor
    assert said.count("(forum.E") == also, said
    if name not in ("DEMO", "TESTING"):  # these say themselves that they are no forum
        code, said = run(environment, "-c", "import forum.asgi")
        assert code == 1
        assert words in said
        assert "manage.py serve" in said


@pytest.mark.parametrize("secret", ["", "short", "a" * 80, "django-insecure-" + "abcdefghij" * 8])
def test_a_secret_must_be_one(production: dict[str, str], secret: str, tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("one of a local installation, which is long enough for it to start")
    code, said = run({**production, "SECRET_KEY": secret, "DATA_DIR": str(tmp_path)}, "manage.py", "check", "--deploy")
    assert code == 1
    assert "SECRET_KEY is" in said


def test_no_hosts_and_no_secret_at_all_are_refused(production: dict[str, str], tmp_path: Path) -> None:
    code, said = run({**production, "ALLOWED_HOSTS": ""}, "manage.py", "check", "--deploy")
    assert (code, "names no host" in said) == (1, True)
    code, said = run({**production, "SECRET_KEY": "", "DATA_DIR": str(tmp_path)}, "manage.py", "check", "--deploy")
    assert (code, "Set SECRET_KEY" in said) == (1, True)


def test_a_missing_trigger_is_refused_and_put_back(production: dict[str, str]) -> None:
    drop = "import django; django.setup(); from forum.kit import guards; guards.drop()"
    assert run({**production, "DJANGO_SETTINGS_MODULE": "forum.settings"}, "-c", drop)[0] == 0
    code, said = run(production, "manage.py", "check", "--deploy")
    assert code == 1
    assert "Triggers are missing: " in said
    assert "history_entry_no_update" in said
    assert run(production, "manage.py", "migrate", "-v0")[0] == 0
    assert run(production, "manage.py", "check", "--deploy")[0] == 0


def test_a_database_that_does_not_answer_is_said(production: dict[str, str]) -> None:
    code, said = run(
        {**production, "DATABASE_URL": "postgres://x:word@127.0.0.1:1/x"}, "manage.py", "check", "--deploy"
    )
    assert code == 1
    assert "The database does not answer" in said

"""One command, one process: it answers, it works in the background, and it ends when asked."""

import json
import os
import signal
import socket
import sqlite3
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.production import Process
from tests.servers import answers, free_port, wait_until
from tests.site import Site

pytestmark = pytest.mark.once


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path, DEMO="0", SECRET_KEY="only-for-this-test", ALLOWED_HOSTS="localhost")
    yield site
    if hasattr(site, "process") and site.process.poll() is None:
        site.process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_works_and_ends_and_is_no_demo_unless_asked(site: Site, number: int) -> None:
    site.start()
    wait_until(lambda: site.get("/healthz") == (200, "ok"), "the site")
    wait_until(lambda: site.get("/readyz")[0] == 200, "worker and scheduler")
    assert all(part["ok"] for part in json.loads(site.get("/readyz")[1])["parts"].values())
    assert site.get("/demo/mail/")[0] == 404
    code, said = site.end(number)
    assert code == 0
    assert f"Common Space answers at http://localhost:{site.port}" in said
    assert "Traceback" not in said
    assert "ERROR" not in said
    assert "commonspace-demo" not in said


def test_a_port_in_use_is_said_before_any_work(site: Site) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", site.port))
        other.listen()
        site.start()
        said, _ = site.process.communicate(timeout=20)
    assert site.process.returncode == 1
    assert said.strip() == f"CommandError: Port {site.port} is in use. " + (
        f"Stop what uses it, or choose another: PORT={site.port + 1} make run"
    )
    assert not list(site.home.glob("*.sqlite3"))


def test_without_a_secret_it_does_not_start(site: Site) -> None:
    site.environment.pop("SECRET_KEY")
    site.start()
    said, _ = site.process.communicate(timeout=20)
    assert site.process.returncode != 0
    assert "Set SECRET_KEY to a long random text" in said


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "eighty", "PORT=eighty is no number."),
        ("DATA_DIR", __file__, f"DATA_DIR={__file__} cannot be made (File exists)."),
    ],
)
def test_a_bad_setting_is_said_in_one_line(site: Site, name: str, value: str, words: str) -> None:
    site.environment[name] = value
    site.start()
    said, _ = site.process.communicate(timeout=20)
    assert site.process.returncode == 1
    assert said.startswith(f"Common Space does not start: {words}")
    assert len(said.splitlines()) == 1


def counts(home: Path) -> dict[str, int]:
    """Rows of our tables, without the heartbeat's and what reminders add."""
    with sqlite3.connect(home / "common-space.sqlite3") as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in tables if name.startswith(("accounts_", "events_", "pledges_", "forum_"))]
        kept = [name for name in kept if name not in ("forum_beat", "forum_notification")]
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in kept}


def test_the_demo_shows_itself_and_a_second_start_changes_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path, DEMO="1")
    site.start()
    try:
        wait_until(lambda: site.get("/healthz")[0] == 200, "the demo", within=240)
        wait_until(lambda: "Reminder:" in site.get("/demo/mail/")[1], "the reminders", within=120)
        assert site.get("/rehearsal/outcome/")[0] == 200
        assert site.get("/imrf-2022/programme.ics")[0] == 200
        code, said = site.end()
        assert code == 0
        assert "secretariat@demo.example" in said
        assert "commonspace-demo" in said
        assert f"http://localhost:{site.port}/demo/mail/" in said
        before = counts(tmp_path)
        site.start()
        wait_until(lambda: site.get("/readyz")[0] == 200, "the second start", within=60)
        assert site.end()[0] == 0
        assert counts(tmp_path) == before
    finally:
        site.process.kill()


def test_web_processes_of_production_are_replaced_and_end_when_asked(tmp_path: Path) -> None:
    """As `docs/operations.md` starts them: two processes on one port, and one that watches them."""
    port = free_port()
    words = ["manage.py", "web", "--port", str(port), "--workers", "2"]
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": "", "LOG_LEVEL": "WARNING"}
    web = Process(
        [sys.executable, *words], {key: value for key, value in environment.items() if value}, tmp_path / "log"
    )
    children = Path(f"/proc/{web.popen.pid}/task/{web.popen.pid}/children")
    try:
        wait_until(lambda: answers(port), "the web processes")
        with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=20) as answer:
            assert answer.read() == b"ok"
        killed, other = children.read_text().split()
        os.kill(int(killed), signal.SIGKILL)
        wait_until(lambda: len(set(children.read_text().split()) - {killed}) == 2, "another web process")
        assert other in children.read_text().split()
        with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=20) as answer:
            assert answer.read() == b"ok"
        assert web.end() == 0
        assert not answers(port)
        assert f"Web process {killed} ended" in web.said()
        assert "Traceback" not in web.said()
    finally:
        web.kill()

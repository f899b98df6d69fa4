"""/readyz names the part that does not work; /healthz says only that the web process answers."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from post_office import mail as outbox
from post_office.models import STATUS, Email

from forum.kit import clock, guards
from forum.notifications.models import Notification
from forum.notifications.tasks import heartbeat
from tests import factories, servers

pytestmark = [pytest.mark.both, pytest.mark.django_db]
Travel = Callable[[datetime], Any]
PARTS = {"database", "migrations", "triggers", "scheduler", "mail", "broker", "cache"}


def ask() -> tuple[int, dict[str, Any]]:
    answer = Client().get("/readyz")
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    return answer.status_code, answer.json()


def broken() -> dict[str, Any]:
    """The parts that do not work, and 503 if there are any."""
    status, found = ask()
    assert set(found["parts"]) == PARTS
    faults = {name: part for name, part in found["parts"].items() if not part["ok"]}
    assert (status, found["ready"]) == ((503, False) if faults else (200, True))
    return faults


def test_everything_works() -> None:
    heartbeat()
    assert broken() == {}


def test_it_is_cheap(django_assert_num_queries: Callable[[int], Any]) -> None:
    ask()
    with django_assert_num_queries(7 if connection.vendor == "sqlite" else 7):
        ask()


def test_the_scheduler_was_never_heard(travel: Travel) -> None:
    assert broken() == {"scheduler": {"ok": False, "seconds": None}}
    heartbeat()
    travel(clock.now() + timedelta(seconds=170))
    assert broken() == {}
    travel(clock.now() + timedelta(seconds=20))
    assert set(broken()) == {"scheduler"}


def test_a_trigger_is_missing() -> None:
    heartbeat()
    guards.drop()
    assert "history_entry_no_delete" in broken()["triggers"]["missing"]
    guards.install()


def test_a_migration_was_not_applied() -> None:
    heartbeat()
    MigrationRecorder(connection).migration_qs.filter(app="pledges", name="0001_initial").delete()
    assert broken() == {"migrations": {"ok": False, "missing": ["pledges.0001_initial"]}}


def test_a_notice_waits_too_long(travel: Travel) -> None:
    Notification.objects.create(recipient=factories.make_user(), kind="reminder", key="k")
    travel(clock.now() + timedelta(minutes=14))
    heartbeat()
    assert broken() == {}
    travel(clock.now() + timedelta(minutes=2))
    heartbeat()
    assert broken()["mail"]["seconds"] == pytest.approx(960, abs=20)
    Notification.objects.update(status="failed")
    assert broken() == {}


def test_a_mail_waits_too_long(travel: Travel) -> None:
    outbox.send("somebody@people.example", "noreply@here.example", subject="Sign in", message="Here")
    travel(clock.now() + timedelta(minutes=16))
    heartbeat()
    assert set(broken()) == {"mail"}


def test_one_address_that_no_server_takes_is_not_the_mail(travel: Travel) -> None:
    outbox.send("nobody@people.example", "noreply@here.example", subject="Sign in", message="Here")
    Email.objects.update(status=STATUS.requeued)
    travel(clock.now() + timedelta(minutes=16))
    heartbeat()
    assert set(broken()) == {"mail"}
    outbox.send("somebody@people.example", "noreply@here.example", subject="Sign in", message="Here")
    Email.objects.exclude(status=STATUS.requeued).update(status=STATUS.sent)
    assert set(broken()) == set()


def test_broker_and_cache_do_not_answer(settings: Any) -> None:
    heartbeat()
    settings.REDIS_URL = f"redis://:secret@127.0.0.1:{servers.free_port()}/0"
    redis_cache = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": redis_cache, "LOCATION": settings.REDIS_URL}}
    began = time.monotonic()
    assert broken() == {
        "broker": {"ok": False, "error": "ConnectionError"},
        "cache": {"ok": False, "error": "ConnectionError"},
    }
    assert time.monotonic() - began < 5


@pytest.mark.once
def test_nothing_answers_but_the_web_process(tmp_path: Path) -> None:
    """A web process of production whose database and Redis are gone: it lives, and says what it lacks."""
    port = servers.free_port()
    given = {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"postgres://forum:secret@127.0.0.1:{servers.free_port()}/forum",
        "REDIS_URL": f"redis://127.0.0.1:{servers.free_port()}/0",
        "ALLOWED_HOSTS": "localhost",
        "LOG_LEVEL": "CRITICAL",
    }
    command = [sys.executable, "-m", "uvicorn", "forum.asgi:application", "--port", str(port), "--lifespan", "off"]
    web = subprocess.Popen(command, env={**os.environ, **given}, cwd=servers.HOUSE)
    try:
        servers.wait_until(lambda: servers.answers(port), "the web process")
        assert urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=10).read() == b"ok"
        with pytest.raises(urllib.error.HTTPError) as answer:
            urllib.request.urlopen(f"http://localhost:{port}/readyz", timeout=20)
        said = answer.value.read().decode()
        assert answer.value.code == 503
        assert {name for name, part in json.loads(said)["parts"].items() if not part["ok"]} == PARTS
        assert "secret" not in said
    finally:
        web.terminate()
        assert web.wait(20) in (0, -15)

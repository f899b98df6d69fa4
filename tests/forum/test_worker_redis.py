"""As in production: Redis between processes, two workers, a real mail server. One reminder, delivered once."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from django.db import connection

from forum.kit import clock
from forum.notifications.models import Notification
from tests import factories, servers, sink
from tests.cast import assemble
from tests.conftest import needs

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def database_url() -> str:
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@pytest.fixture
def production() -> Iterator[tuple[dict[str, str], list[Message]]]:
    with servers.redis(needs("redis-server")) as redis_url, sink.mail_server() as (email_url, taken):
        settings = {"DATABASE_URL": database_url(), "REDIS_URL": redis_url, "EMAIL_URL": email_url}
        yield {**os.environ, **settings, "CELERY_LOG_LEVEL": "INFO"}, taken


def celery(*words: str) -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "forum", *words]


def wait(seconds: float, until: Any) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if until():
            return True
        time.sleep(0.2)
    return False


def test_two_workers_deliver_a_reminder_once(production: tuple[dict[str, str], list[Message]]) -> None:
    environment, taken = production
    cast = assemble()
    factories.make_milestone(cast.edition, due_at=clock.now(), owner_role="programme_officer")
    workers = [
        subprocess.Popen(
            celery("worker", "--pool", "solo", "--hostname", f"{name}@test", "--loglevel", "WARNING"),
            env=environment,
            cwd=servers.HOUSE,
        )
        for name in ("one", "two")
    ]
    try:
        for _ in range(4):
            subprocess.run(
                celery("call", "forum.milestones.tasks.remind"),
                env=environment,
                cwd=servers.HOUSE,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        assert wait(30, lambda: Notification.objects.filter(status="sent").exists())
        time.sleep(1)
    finally:
        for worker in workers:
            worker.terminate()
        assert [worker.wait(20) for worker in workers] == [0, 0]
    [mail] = taken
    assert mail["To"] == "programme@cast.example"
    assert mail["Message-ID"].endswith("@commonspace.example>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert Notification.objects.count() == 1

"""As in production: Redis between processes, workers and schedulers of their own, a real mail server."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from celery import Celery
from django.db import connection

from tests import servers, sink


def database_url() -> str:
    """The database of this test, for other processes."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def wait(seconds: float, until: Callable[[], object]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if until():
            return True
        time.sleep(0.1)
    return False


class Process:
    """A process of the site whose words can be read while it works."""

    def __init__(self, words: list[str], environment: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("w") as out:
            self.popen = subprocess.Popen(
                [*servers.with_us(), *words], env=environment, cwd=servers.HOUSE, stdout=out, stderr=out
            )

    def said(self) -> str:
        return self.log.read_text()

    def kill(self) -> None:
        self.popen.kill()
        self.popen.wait(20)

    def end(self) -> int:
        """SIGTERM, and how it ended."""
        self.popen.terminate()
        return self.popen.wait(30)


@dataclass
class Production:
    redis_url: str
    sink: sink.Sink
    home: Path
    processes: list[Process] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        given = {"DATABASE_URL": database_url(), "REDIS_URL": self.redis_url, "EMAIL_URL": self.sink.url}
        return {**os.environ, **given, "LOG_LEVEL": "WARNING", "CELERY_LOG_LEVEL": "INFO"}

    def start(self, *words: str) -> Process:
        """A command of Python, such as `-m celery -A forum beat`."""
        log = self.home / f"{len(self.processes)}.log"
        self.processes.append(Process([sys.executable, *words], self.environment(), log))
        return self.processes[-1]

    def worker(self) -> Process:
        name = f"worker{len(self.processes)}@test"
        options = ["--pool", "solo", "--hostname", name, "--loglevel", "WARNING"]
        return self.start("-m", "celery", "-A", "forum", "worker", *options)

    def scheduler(self) -> Process:
        return self.start("-m", "celery", "-A", "forum", "beat", "--loglevel", "WARNING")

    def ask(self, task: str) -> None:
        """Sends a task to whichever worker takes it."""
        with Celery(broker=self.redis_url, set_as_current=False) as app:
            app.send_task(task)


@contextmanager
def production(redis_program: str, home: Path) -> Iterator[Production]:
    with servers.redis(redis_program) as redis_url, sink.mail_server() as server:
        made = Production(redis_url, server, home)
        try:
            yield made
        finally:
            for process in made.processes:
                if process.popen.poll() is None:
                    process.kill()

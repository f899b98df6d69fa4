"""The demonstration as a first start leaves it: made once in a run of the tests, copied or read in from then on."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection

from tests.servers import HOUSE

DATABASE = "common-space.sqlite3"


def demonstration() -> Path:
    """Its data directory. The first of the processes that asks makes it, the others wait for it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    home = Path(os.environ["DATA_DIR"]) / f"demonstration-{run}"
    home.mkdir(exist_ok=True)
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / ".ready").exists():
            environment = {**os.environ, "DATA_DIR": str(home), "DEMO": "1"}
            for name in ("TESTING", "DATABASE_URL"):
                environment.pop(name, None)
            for words in (["migrate", "--verbosity", "0"], ["demo"]):
                subprocess.run([sys.executable, "manage.py", *words], env=environment, cwd=HOUSE, check=True)
            (home / ".ready").touch()
    return home


def copied_to(home: Path) -> None:
    """So a site that starts in `home` has it."""
    shutil.copytree(demonstration(), home, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))


@contextmanager
def read_in() -> Iterator[None]:
    """The demonstration in place of what the test database holds; at the end that is back."""
    home = demonstration()
    shutil.copytree(home / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
    connection.ensure_connection()
    with closing(sqlite3.connect(":memory:")) as kept, closing(sqlite3.connect(home / DATABASE)) as made:
        connection.connection.backup(kept)
        replace_all_by(made)
        try:
            yield
        finally:
            replace_all_by(kept)


def replace_all_by(other: sqlite3.Connection) -> None:
    other.backup(connection.connection)
    ContentType.objects.clear_cache()
    cache.clear()

"""The servers of the tests go with the test run, however it ends, and run as nobody when it runs as root."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import servers
from tests.conftest import needs

pytestmark = pytest.mark.once

RUN = """
import signal, sys, time
from tests import servers
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where whoever started the tests ignores it
with servers.postgres() as database, servers.redis(sys.argv[1]) as redis:
    print(database, redis, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_servers_end_with_the_run_that_started_them(ending: int) -> None:
    if servers.postgres_programs() is None:
        needs("postgres")
    words = [sys.executable, "-c", RUN, needs("redis-server")]
    run = subprocess.Popen(words, cwd=servers.HOUSE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert run.stdout is not None
    ports = [int(address.rsplit(":", 1)[1].split("/")[0]) for address in run.stdout.readline().split()]
    assert len(ports) == 2
    assert all(servers.answers(port) for port in ports)
    run.send_signal(ending)
    run.wait(30)
    servers.wait_until(lambda: not any(servers.answers(port) for port in ports), "the end of both", within=20)


def test_what_a_killed_run_left_is_cleared_away() -> None:
    left, fresh = (Path(servers.MEMORY, f"common-space-postgres-test-{name}") for name in ("left", "fresh"))
    for home in (left, fresh):
        home.mkdir(exist_ok=True)
    try:
        os.utime(left, (0, 0))
        servers.clear_away("common-space-postgres-test-")
        assert (left.exists(), fresh.exists()) == (False, True)
    finally:
        shutil.rmtree(fresh)


def test_a_part_that_is_left_out_is_loud_and_fails_where_nothing_may_be_left_out(tmp_path: Path) -> None:
    """With no program in reach but Python."""
    script = "import tests.run as run; run.servers.postgres_programs = lambda: None; raise SystemExit(run.main())"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=servers.HOUSE,
        env={**os.environ, "PATH": str(tmp_path), "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert [line.split(" (")[0] for line in done.stdout.splitlines()] == [
        "!!! LEFT OUT: PostgreSQL",
        "!!! LEFT OUT: redis-server",
        "!!! LEFT OUT: Chromium",
    ]

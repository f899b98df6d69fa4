"""What `make test` runs: everything that touches the database on PostgreSQL, then the whole suite on SQLite.

A part whose program is not installed is left out loudly; with CI=true leaving one out is a failure.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))

from tests import servers  # noqa: E402

PYTEST = [*servers.with_us("TERM"), sys.executable, "-m", "pytest", "-q", "--durations=30"]
PYTEST += ["-n", os.environ.get("TEST_PROCESSES", "2"), "--dist", "loadgroup"]


def pytest(title: str, *options: str, **environment: str) -> bool:
    print(f"\n=== {title}", flush=True)
    began = time.monotonic()
    done = subprocess.run([*PYTEST, *options, *sys.argv[1:]], env={**os.environ, **environment}, cwd=HOUSE)
    print(f"=== {title}: {(time.monotonic() - began) / 60:.1f} minutes", flush=True)
    return done.returncode == 0


def missing() -> list[str]:
    found = {
        "PostgreSQL (the suite on a second database)": servers.postgres_programs(),
        "redis-server (a worker in a process of its own)": shutil.which("redis-server"),
        "Chromium (the pages in a browser)": shutil.which("chromium"),
    }
    return [part for part, program in found.items() if not program]


def main() -> int:
    """Words after the command go to pytest, such as the path of one test."""
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    left_out = missing()
    for part in left_out:
        print(f"!!! LEFT OUT: {part} is not installed", flush=True)
    if left_out and os.environ.get("CI"):
        return 1
    passed = True
    if servers.postgres_programs():
        with servers.postgres() as url:
            passed = pytest("On PostgreSQL", "-m", "not once and not browser", DATABASE_URL=url)
            if not passed:
                print("!!! FAILED on PostgreSQL, see above; the suite on SQLite follows", flush=True)
    os.environ.pop("DATABASE_URL", None)
    return 0 if pytest("On SQLite") and passed else 1


if __name__ == "__main__":
    sys.exit(main())

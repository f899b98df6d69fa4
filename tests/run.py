"""What `make test` runs: everything that touches the database on PostgreSQL, then the whole suite on SQLite.

A part whose program is not installed is left out loudly; with CI=true leaving one out is a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))

from tests import servers  # noqa: E402

PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", os.environ.get("TEST_PROCESSES", "2"), "--dist", "loadgroup"]


def pytest(title: str, *options: str, **environment: str) -> bool:
    print(f"\n=== {title}", flush=True)
    return subprocess.run([*PYTEST, *options], env={**os.environ, **environment}, cwd=HOUSE).returncode == 0


def missing() -> list[str]:
    found = {
        "PostgreSQL (the suite on a second database)": servers.postgres_programs(),
        "redis-server (a worker in a process of its own)": shutil.which("redis-server"),
        "Chromium (the pages in a browser)": shutil.which("chromium"),
    }
    return [part for part, program in found.items() if not program]


def main() -> int:
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

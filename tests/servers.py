"""Throwaway servers on free ports, each in a directory that goes with it."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
START_WITHIN = 120.0
MEMORY = "/dev/shm"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def wait_until(ready: Callable[[], bool], what: str, within: float = START_WITHIN) -> None:
    until = time.monotonic() + within
    while not ready():
        if time.monotonic() > until:
            raise RuntimeError(f"{what} did not come within {within} seconds")
        time.sleep(0.1)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def postgres_programs() -> Path | None:
    """Debian keeps them outside PATH, one directory per version; the newest is taken."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda home: int(home.parent.name))
    found = shutil.which("initdb")
    homes += [Path(found).resolve().parent] if found else []
    return next((home for home in reversed(homes) if (home / "initdb").exists()), None)


def with_us(ending: str = "KILL", *, unprivileged: bool = False) -> list[str]:
    """Before a command: it ends with the process that started it, however that ends. `unprivileged`: never as root."""
    as_nobody = ["--reuid=nobody", "--regid=nogroup", "--clear-groups"] if unprivileged and os.geteuid() == 0 else []
    return ["setpriv", *as_nobody, f"--pdeathsig={ending}"] if shutil.which("setpriv") else []


def clear_away(stem: str) -> None:
    """What a run that was killed left behind: directories of more than an hour ago in which no server lives."""
    for home in Path(MEMORY).glob(f"{stem}*"):
        pid = home / "data" / "postmaster.pid"
        lives = pid.exists() and Path("/proc", pid.read_text().split()[0]).exists()
        if not lives and time.time() - home.stat().st_mtime > 3600:
            shutil.rmtree(home, ignore_errors=True)


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server that writes no more than it must; its address as DATABASE_URL."""
    programs = postgres_programs()
    assert programs, "PostgreSQL is not installed"
    clear_away("common-space-postgres-")
    home = Path(tempfile.mkdtemp(prefix="common-space-postgres-", dir=MEMORY if os.path.isdir(MEMORY) else None))
    port, data = free_port(), home / "data"
    if os.geteuid() == 0:
        shutil.chown(home, "nobody", "nogroup")
    try:
        subprocess.run(
            [*with_us(unprivileged=True), programs / "initdb", "-D", data, "-U", "forum", "-A", "trust", "-E", "UTF8"]
            + ["--locale=C.UTF-8", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        options = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": home, "fsync": "off"}
        options |= {"synchronous_commit": "off", "full_page_writes": "off", "max_connections": 60}
        with open(home / "log", "w") as log:
            server = subprocess.Popen(
                [*with_us("QUIT", unprivileged=True), programs / "postgres", "-D", data]
                + [part for name, value in options.items() for part in ("-c", f"{name}={value}")],
                stdout=log,
                stderr=log,
            )
        try:
            wait_until(lambda: answers(port), "PostgreSQL")
            subprocess.run(
                [programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "forum", "forum"], check=True
            )
            yield f"postgres://forum@127.0.0.1:{port}/forum"
        finally:
            server.send_signal(2)  # the fast way: it waits for nobody
            server.wait(10)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def redis(program: str) -> Iterator[str]:
    """A Redis server that keeps nothing; its address as REDIS_URL."""
    port = free_port()
    server = subprocess.Popen(
        [*with_us(), program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
    )
    try:
        wait_until(lambda: answers(port), "Redis")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)

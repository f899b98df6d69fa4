"""A real web server on this machine, asked by four readers at once: how many answers, how soon, in how much memory."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

READERS = 4
MOST = 300


@dataclass
class Server:
    process: subprocess.Popen[bytes]
    port: int
    started_ms: float

    def memory_mb(self) -> list[float]:
        """The share of this machine's memory (PSS) of each process, also of the first, that watches the others."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        found = []
        for pid in [str(self.process.pid), *children.read_text().split()] if children.exists() else []:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            found.append(sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024)
        return found


@contextmanager
def server(app: str = "", *, workers: int = 1, **environment: str) -> Iterator[Server]:
    """The web processes of production, or `app` in one like them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    bare = ["-m", "uvicorn", app, "--lifespan", "off", "--no-access-log", "--log-level", "error"]
    command = [*(bare if app else ["manage.py", "web", "--workers", str(workers)]), "--port", str(port)]
    given = {**os.environ, "LOG_LEVEL": "ERROR", **environment}
    start = time.monotonic()
    process = subprocess.Popen([sys.executable, *command], env=given, cwd=settings.BASE_DIR)
    try:
        wait_for(port, process)
        yield Server(process, port, (time.monotonic() - start) * 1000)
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("The web server did not start.")


@dataclass(frozen=True)
class Answers:
    rps: float | None
    p50_ms: float | None
    p99_ms: float | None


def load(port: int, path: str, cookie: str, seconds: float) -> Answers:
    return asyncio.run(readers(port, path, cookie, seconds))


async def readers(port: int, path: str, cookie: str, seconds: float) -> Answers:
    """At most so many requests and seconds, over connections that are kept open, after one that is not counted."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip", "Accept-Language: en"]
    lines += ["X-Forwarded-Proto: https", *([f"Cookie: {cookie}"] if cookie else [])]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    took: list[float] = []

    async def reader(until: float, most: int) -> None:
        receive, send = await asyncio.open_connection("127.0.0.1", port)
        while len(took) < most and time.monotonic() < until:
            start = time.monotonic()
            send.write(request)
            await answer(receive, path)
            took.append((time.monotonic() - start) * 1000)
        send.close()

    await reader(time.monotonic() + 60, 1)
    took.clear()
    start = time.monotonic()
    await asyncio.gather(*(reader(start + seconds, MOST) for _number in range(READERS)))
    spent = time.monotonic() - start
    took.sort()
    return Answers(round(len(took) / spent, 1), round(took[len(took) // 2], 1), round(took[int(len(took) * 0.99)], 1))


async def answer(receive: asyncio.StreamReader, path: str) -> None:
    """Reads one answer, sent whole or in pieces, and looks that it is one."""
    head = (await receive.readuntil(b"\r\n\r\n")).lower()
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise RuntimeError(f"{path}: {head.decode()}")
    length = next((int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"content-length:")), None)
    if length is not None:
        await receive.readexactly(length)
        return
    while size := int(await receive.readuntil(b"\r\n"), 16):
        await receive.readexactly(size + 2)
    await receive.readexactly(2)

"""What was measured, as `var/bench.json` and as a table in `docs/performance.md`."""

import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import connection

from forum.bench.measuring import Process, Row
from forum.bench.sizes import Size
from forum.kit import clock

HEAD = "| page | statements | requests/s | p50 ms | p99 ms | CPU ms | bytes | compressed |"
RULE = "| --- | --: | --: | --: | --: | --: | --: | --: |"


def services() -> str:
    found = connection.vendor if connection.vendor == "sqlite" else "postgresql"
    return f"{found}+redis" if settings.REDIS_URL else found


def write_json(rows: list[Row], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "bench.json"
    path.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    return path


def table(rows: list[Row], process: Process, size: Size) -> str:
    lines = [
        f"{clock.now():%Y-%m-%d}, size `{size.name}`, {os.cpu_count()} cores, Python {platform.python_version()}: "
        f"a web process answers {process.start_ms} ms after it was started; two of them, after all these pages, "
        f"take {process.memory_mb} MB (PSS).",
        "",
        HEAD,
        RULE,
    ]
    for row in rows:
        numbers = [row.sql, row.rps, row.p50_ms, row.p99_ms, row.cpu_ms, row.bytes, row.gzip_bytes]
        lines.append(f"| {row.page} | {' | '.join('' if each is None else str(each) for each in numbers)} |")
    return "\n".join(lines)


def write_docs(path: Path, text: str) -> None:
    """Puts the table between its marks, and leaves the rest of the page alone."""
    first, last = f"<!-- {services()} -->", f"<!-- end of {services()} -->"
    page = path.read_text() if path.exists() else "# How fast it is\n"
    if first not in page:
        page = f"{page.rstrip()}\n\n{first}\n{last}\n"
    before, rest = page.split(first, 1)
    path.write_text(f"{before}{first}\n{text}\n{last}{rest.split(last, 1)[1]}")

"""Asks the application for pages inside this process, and counts statements and processor time."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse


class CountedStatements:
    """Middleware, for the time of the measuring: how many statements the last request made."""

    statements = 0

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        CountedStatements.statements = 0
        with connection.execute_wrapper(self.count):
            return self.get_response(request)

    def count(self, execute: Callable[..., Any], *rest: Any) -> Any:
        CountedStatements.statements += 1
        return execute(*rest)


COUNTED = f"{CountedStatements.__module__}.{CountedStatements.__qualname__}"


@dataclass(frozen=True)
class Asked:
    sql: int
    cpu_ms: float
    status: int
    body: bytes
    compressed: bool


async def ask(app: ASGIHandler, path: str, headers: list[tuple[bytes, bytes]]) -> tuple[int, dict[bytes, bytes], bytes]:
    """One request, as a server would pass it on."""
    address, _mark, query = path.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": address,
        "raw_path": address.encode(),
        "query_string": query.encode(),
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    request: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    request.put_nowait({"type": "http.request", "body": b"", "more_body": False})
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, request.get, send)  # type: ignore[arg-type]
    start = next(each for each in sent if each["type"] == "http.response.start")
    return start["status"], dict(start["headers"]), b"".join(each.get("body", b"") for each in sent)


def headers_of(cookie: str) -> list[tuple[bytes, bytes]]:
    given = {"host": "localhost", "accept-encoding": "gzip", "accept-language": "en", "x-forwarded-proto": "https"}
    if cookie:
        given["cookie"] = cookie
    return [(name.encode(), value.encode()) for name, value in given.items()]


def measure(app: ASGIHandler, path: str, cookie: str, times: int, before: Callable[[], None], seconds: float) -> Asked:
    """The median of so many requests, in so many seconds, `before` being done before each; two are not counted."""
    headers = headers_of(cookie)

    async def run() -> Asked:
        spent, until = [], time.monotonic() + seconds
        for number in range(times + 2):
            await sync_to_async(before)()
            start = time.process_time()
            status, sent, body = await ask(app, path, headers)
            if number > 1:
                spent.append((time.process_time() - start) * 1000)
            if spent and time.monotonic() > until:
                break
        compressed = sent.get(b"Content-Encoding", sent.get(b"content-encoding")) == b"gzip"
        return Asked(CountedStatements.statements, round(median(spent), 2), status, body, compressed)

    return asyncio.run(run())

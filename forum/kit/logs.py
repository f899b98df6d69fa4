"""Logs without personal data: what may hold it is taken out of each line, the traceback included.

Addresses of mail, tokens in addresses of pages, query strings and the values that PostgreSQL quotes in its errors go.
A request is logged by its route (`/invitations/<token>/`), never by its address, and by no person.
"""

import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

request_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger("forum.requests")

REDACTED = (
    (re.compile(r"[^\s<>\"'(),;:=/\[\]{}]+@[^\s<>\"'(),;:=/\[\]{}]+\.[^\s<>\"'(),;:=/\[\]{}]+"), "[address]"),
    (re.compile(r"(DETAIL|CONTEXT):[^\n]*"), r"\1: [values]"),
    (re.compile(r"(/[^\s?\"'<>]*)\?[^\s\"'<>]+"), r"\1?[query]"),
    (re.compile(r"(password/reset/key|confirm-email|invitations)/[^\s/\"'<>]+"), r"\1/[token]"),
    (re.compile(r"\b(?=[\w:-]*\d)(?=[\w:-]*[A-Za-z])[\w:-]{32,}"), "[token]"),
    (re.compile(r"\b(\d{1,3}\.){3}\d{1,3}\b"), "[ip]"),
)


def redacted(text: str) -> str:
    for pattern, instead in REDACTED:
        text = pattern.sub(instead, text)
    return text


class LineFormatter(logging.Formatter):
    """One readable line."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for collectors."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": redacted(record.getMessage()),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["trace"] = redacted(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def new_id(request: HttpRequest) -> str:
    """The proxy's, when there is one that we trust; else a new one."""
    given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXIES else ""
    return given if re.fullmatch(r"[0-9a-fA-F-]{8,64}", given) else secrets.token_hex(8)


def said(request: HttpRequest, response: HttpResponse, began: float) -> HttpResponse:
    response.headers["X-Request-ID"] = request_id.get()
    match = request.resolver_match
    if log.isEnabledFor(logging.INFO) and not request.path.startswith(settings.STATIC_URL):
        route = f"/{match.route}" if match else "no such address"
        facts = {"method": request.method, "route": route, "status": response.status_code}
        facts["ms"] = round((time.perf_counter() - began) * 1000)
        log.info("%(method)s %(route)s %(status)s %(ms)s ms", facts, extra={"facts": facts})
    return response


@sync_and_async_middleware
def requests_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    if iscoroutinefunction(get_response):

        async def answer_later(request: HttpRequest) -> HttpResponse:
            request_id.set(new_id(request))
            began = time.perf_counter()
            return said(request, await get_response(request), began)

        return answer_later

    def answer(request: HttpRequest) -> HttpResponse:
        request_id.set(new_id(request))
        began = time.perf_counter()
        return said(request, get_response(request), began)

    return answer

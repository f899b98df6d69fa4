"""Headers of every answer, the static files' and the errors' included. An answer that set its own keeps it."""

from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

UNUSED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone"),
    *("midi", "payment", "usb", "browsing-topics"),
)
# sorted: the builder works through a set, and every process should send the same words
POLICY = "; ".join(sorted(build_policy().split("; ")))
PERMISSIONS = ", ".join(
    [*(f"{name}=()" for name in UNUSED), "publickey-credentials-get=(self)", "publickey-credentials-create=(self)"]
)


def with_headers(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("Permissions-Policy", PERMISSIONS)
    open_to_all = response.headers.get("Access-Control-Allow-Origin") == "*"
    response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if open_to_all else "same-origin")
    return response


@sync_and_async_middleware
def headers_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    if iscoroutinefunction(get_response):

        async def answer_later(request: HttpRequest) -> HttpResponse:
            awaited: Awaitable[HttpResponse] = get_response(request)
            return with_headers(await awaited)

        return answer_later

    def answer(request: HttpRequest) -> HttpResponse:
        return with_headers(get_response(request))

    return answer

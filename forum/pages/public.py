"""Public pages are made once and kept, for readers who are not signed in, until the next act or the next full minute.

A view says with `@public_page(...)` that it may be kept, and under which parameters of its address; an address with
others is answered and not kept. The middleware stands outside compression, session and language, so that a kept page
costs one statement: it is sent as it was, with its headers. What greets somebody, sets a cookie or carries a form to
post is never kept.
"""

from collections.abc import Callable, Hashable
from datetime import timedelta
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags

from forum.kit import clock
from forum.kit.languages import language_of
from forum.kit.zones import zone_of
from forum.pages.generation import heads, reading
from forum.pages.shelf import Page, Shelf

SHELF = Shelf()
OF_A_304 = ("Cache-Control", "Vary", "Content-Language")
View = Callable[..., HttpResponseBase]


def public_page(*names: str) -> Callable[[View], View]:
    """Of a view that shows the same to all who are not signed in; `names` are the parameters it is kept with."""

    def decorate(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if settings.PUBLIC_PAGES_MB and request.GET.keys() <= set(names):
                request.kept_under = heads()  # type: ignore[attr-defined]  # before anything is read
            return view(request, *args, **kwargs)

        return shown

    return decorate


class PublicPages:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with reading():
            key = key_of(request)
            page = SHELF.get(key) if key and settings.PUBLIC_PAGES_MB else None
            if page and page.until > clock.now() and page.heads == heads():
                return answer(page, request)
            response = self.get_response(request)
            if key:
                return keep(key, request, response)
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                response.headers.setdefault("Cache-Control", "private, no-cache")
            return response


def key_of(request: HttpRequest) -> Hashable | None:
    """All that a public page depends on besides what is in the database; None for who may be somebody."""
    cookies = request.COOKIES
    if settings.SESSION_COOKIE_NAME in cookies or CookieStorage.cookie_name in cookies:
        return None
    if "HTTP_AUTHORIZATION" in request.META or "gzip" not in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        return None
    address = request.get_full_path()
    return request.META.get("HTTP_HOST"), request.scheme, address, language_of(request), zone_of(request)


def keep(key: Hashable, request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    found = getattr(request, "kept_under", None)
    if found is None or response.streaming or response.status_code != 200 or response.cookies:
        return response
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ("Accept-Encoding", "Accept-Language", "Cookie"))
    page = Page(
        heads=found,
        until=(clock.now() + timedelta(minutes=1)).replace(second=0, microsecond=0),
        etag=f'"{blake2b(response.content, digest_size=12).hexdigest()}"',
        headers=tuple(response.items()),
        content=response.content,
        route=request.resolver_match,
    )
    SHELF.put(key, page, settings.PUBLIC_PAGES_MB * 1024 * 1024)
    return answer(page, request)


def answer(page: Page, request: HttpRequest) -> HttpResponse:
    request.resolver_match = page.route
    asked = request.META.get("HTTP_IF_NONE_MATCH", "")
    if asked and page.etag in [each.removeprefix("W/") for each in parse_etags(asked)]:
        response: HttpResponse = HttpResponseNotModified()
        headers = [(name, value) for name, value in page.headers if name in OF_A_304]
    else:
        response, headers = HttpResponse(page.content), list(page.headers)
    for name, value in headers:
        response.headers[name] = value
    response.headers["ETag"] = page.etag
    return response

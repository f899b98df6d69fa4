"""The language of a page: `?lang=`, then the cookie, the profile, the browser. Addresses carry no prefix."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

COOKIE = "lang"


def supported(code: str) -> str:
    """The offered language nearest to `code`, or an empty text."""
    try:
        return get_supported_language_variant(code) if code else ""
    except LookupError:
        return ""


def language_of(request: HttpRequest) -> str:
    asked = supported(request.GET.get("lang", "")) or supported(request.COOKIES.get(COOKIE, ""))
    if asked:
        return asked
    person = getattr(request, "user", None)  # outside the session nobody is known
    if person and person.is_authenticated and supported(person.language):
        return supported(person.language)
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if supported(code):
            return supported(code)
    return settings.LANGUAGE_CODE


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if supported(request.GET.get("lang", "")):
            response.set_cookie(COOKIE, language, max_age=365 * 86400, samesite="Lax", secure=settings.SECURE_HTTPS)
        return response

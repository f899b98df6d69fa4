"""What every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from forum.desk.items import count


def language_choices(request: HttpRequest) -> list[dict[str, Any]]:
    choices = []
    for code, _name in settings.LANGUAGES:
        query = request.GET.copy()
        query["lang"] = code
        url = f"{request.path}?{query.urlencode()}"
        choices.append(
            {
                "code": code,
                "name_local": get_language_info(code)["name_local"],
                "url": url,
                "address": request.build_absolute_uri(url),
                "current": code == request.LANGUAGE_CODE,  # type: ignore[attr-defined]
            }
        )
    return choices


def frame(request: HttpRequest) -> dict[str, Any]:
    """Views add `nav`, `edition`, `edition_tabs`, `series` and `rehearsal` where they apply."""
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    return {
        "languages": language_choices(request) if hasattr(request, "LANGUAGE_CODE") else [],
        "desk_count": SimpleLazyObject(lambda: count(request.user)) if signed_in else 0,
        "demo": settings.DEMO,
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO else "",
        "reader_zone": getattr(request, "reader_zone", ""),
        "series": "common",
        "nav": "",
    }

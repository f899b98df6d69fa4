"""Time zones: the venue's first, the reader's beside it."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

CHOSEN, HERE = "zone", "here"  # cookies: chosen by the reader, and told by the page's script
ZONES = frozenset(zone for zone in available_timezones() if "/" in zone or zone == "UTC")


def validate_zone(name: str) -> None:
    if name not in ZONES:
        raise ValidationError(_("“%(name)s” is no time zone. Choose one such as Africa/Accra."), params={"name": name})


def at_venue(typed: datetime, zone: ZoneInfo) -> datetime:
    """What was typed is the venue's wall clock; forms have read it as UTC. An hour that the change of clocks leaves out
    is refused."""
    wall = typed.astimezone(UTC).replace(tzinfo=None)
    moment = wall.replace(tzinfo=zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        raise ValidationError(
            _("There is no such hour on this day in %(zone)s: the clocks change. Choose another."),
            params={"zone": zone.key},
            code="no_such_hour",
        )
    return moment


def zone_of(request: HttpRequest) -> str:
    """The reader's zone: chosen (`?zone=`, then its cookie), then the profile's, then the browser's own; empty when
    not known."""
    for asked in (request.GET.get("zone", ""), request.COOKIES.get("zone", "")):
        if asked in ZONES:
            return asked
    person = getattr(request, "user", None)  # outside the session nobody is known
    if person and person.is_authenticated and person.timezone in ZONES:
        return person.timezone
    here = request.COOKIES.get(HERE, "")
    return here if here in ZONES else ""


class ZoneMiddleware:
    """Puts `reader_zone` on the request. Django's own current zone stays UTC: every page names its zones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader_zone = zone_of(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.GET.get("zone", "") in ZONES:
            response.set_cookie("zone", request.GET["zone"], max_age=365 * 86400, samesite="Lax")
        return response


def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)

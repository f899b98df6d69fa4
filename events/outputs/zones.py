"""Choosing the time zone in which a reader sees hours beside those of the venue."""

from urllib.parse import parse_qsl, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit import dates
from forum.kit.zones import ZONES

AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@require_safe
def programme_zone(request: HttpRequest, edition: str) -> HttpResponse:
    """`for`: the page to go back to; the answer to it sets the cookie."""
    found = edition_of(request, edition)
    asked = request.GET.get("for", "")
    back = asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""
    parts = urlsplit(back or reverse("programme", args=[found.slug]))
    groups = {area: [zone for zone in sorted(ZONES) if zone.startswith(f"{area}/")] for area in AREAS}
    context = {
        "action": parts.path,
        "kept": [pair for pair in parse_qsl(parts.query) if pair[0] != "zone"],
        "groups": [
            {"area": area, "zones": [(zone, zone.partition("/")[2].replace("_", " ")) for zone in zones]}
            for area, zones in groups.items()
        ],
        "current": request.reader_zone or found.timezone,  # type: ignore[attr-defined]
        "venue": dates.city(found.timezone),
    }
    return render(request, "events/outputs/zone.html", edition_page(request, found, "programme", **context))

"""Releases as everybody reads them: what changed, between any two of them, and each as it was."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.releases.comparing import changes_between
from events.releases.exports import CHANGES, RELEASED
from events.releases.models import Release
from events.releases.reading import programme, programme_of
from events.sessions.rows import days_of, row_of, when_words
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.answers import asked
from forum.kit.exports import exported
from forum.pages.public import public_page


@public_page("from", "to", "format")
@require_safe
def programme_changes(request: HttpRequest, edition: str) -> HttpResponseBase:
    """The last release beside the one before it, unless two others are asked for."""
    found = edition_of(request, edition)
    releases = list(Release.objects.filter(edition=found).select_related("edition"))
    numbers = [str(each.number) for each in releases]
    to = int(asked(request, "to", numbers) or (numbers[0] if numbers else 0))
    since = int(asked(request, "from", ["0", *numbers]) or max(to - 1, 0))
    before = programme_of(found, since).sessions if since else []
    after = programme_of(found, to).sessions if to else []
    changes = changes_between(before, after)
    if file := exported(request, CHANGES, changes, about=edition):
        return file
    context: dict[str, Any] = {
        "releases": releases,
        "changes": changes,
        "since": since,
        "to": to,
        "note": next((each.said.note for each in releases if each.number == to == since + 1), ""),
    }
    return render(request, "events/releases/changes.html", edition_page(request, found, "programme", **context))


@public_page("format")
@require_safe
def release(request: HttpRequest, edition: str, number: int) -> HttpResponseBase:
    """The programme as this release showed it; who has left a role since is no longer named."""
    found = edition_of(request, edition)
    shown = released_as(found, number)
    if file := exported(request, RELEASED, shown.sessions, about=f"{edition}-{number}"):
        return file
    now = programme(found).release
    context: dict[str, Any] = {
        "release": shown.release,
        "is_current": now is not None and now.number == number,
        "days": [{"day": day, "rows": [row_of(each) for each in of_day]} for day, of_day in days_of(shown.sessions)],
        "undated": [{**row_of(each), "when": when_words(each)} for each in shown.sessions if not each.day],
        "count": len(shown.sessions),
    }
    return render(request, "events/releases/release.html", edition_page(request, found, "programme", **context))


def released_as(edition: Edition, number: int) -> Any:
    shown = programme_of(edition, number) if 0 < number < 2**31 else None
    if shown is None or shown.release is None:
        raise Http404(number)
    return shown

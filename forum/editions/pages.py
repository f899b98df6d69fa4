"""The frame of every page of an edition: its bar, its tabs, its colour."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from forum.editions.models import Edition
from forum.kit.dotted import load_all


def edition_page(request: HttpRequest, edition: Edition, tab: str, **context: Any) -> dict[str, Any]:
    """The context of a page of `edition`; `tab` is the slug of the current tab.

    Tabs come from `EDITION_TABS`: functions of (edition, user) that return `(slug, title, url)` or None. Those whose
    slug begins with "manage" form the second row, for who runs the edition.
    """
    tabs: list[dict[str, Any]] = []
    staff_tabs: list[dict[str, Any]] = []
    for contribute in load_all(settings.EDITION_TABS):
        found = contribute(edition, request.user)
        if found is None:
            continue
        slug, title, url = found
        row = {"slug": slug, "title": title, "url": url, "current": slug == tab}
        (staff_tabs if slug.startswith("manage") else tabs).append(row)
    return {
        "edition": edition,
        "edition_tabs": tabs,
        "staff_tabs": staff_tabs,
        "series": edition.series.slug,
        "rehearsal": edition.is_rehearsal,
        "nav": "editions",
        **context,
    }

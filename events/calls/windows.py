"""The windows of a call in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from forum.kit import dates
from forum.kit.lists import listed


def window_words(window: Mapping[str, Any]) -> str:
    """`Lunch, 13:00 to 15:00, 60 minutes`; an open side is said as such."""
    first, last = window.get("not_before"), window.get("not_after")
    if first and last:
        hours = dates.span(first, last)
    elif first:
        hours = gettext("from %(hour)s") % {"hour": first}
    elif last:
        hours = gettext("until %(hour)s") % {"hour": last}
    else:
        hours = gettext("any hour")
    days = [dates.day(date.fromisoformat(day), "week") for day in window.get("days", [])]
    length = window.get("duration_minutes")
    words = [window["label"], hours]
    if length:
        words.append(ngettext("at most %(count)s minute", "at most %(count)s minutes", length) % {"count": length})
    return listed(words + days)

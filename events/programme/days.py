"""One day of the programme as HTML: made once for each release, language and zone of a reader, and kept."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import date
from threading import Lock
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from events.programme.grid import grid_of
from events.releases.reading import programme
from events.sessions.models import Session
from events.sessions.rows import row_of
from forum.editions.models import Edition

ROOM = 4  # share of the memory for public pages that days may take: one part in four
Kept = tuple[str, SafeString, frozenset[str]]
_kept: OrderedDict[Hashable, Kept] = OrderedDict()
_lock = Lock()


def day_of(
    request: HttpRequest,
    edition: Edition,
    day: date,
    sessions: list[Session],
    *,
    as_list: bool,
    whole: bool,
    yours: str,
) -> SafeString:
    """`whole`: these are all that the day has, so that others are sent the same."""
    if not whole or not settings.PUBLIC_PAGES_MB:
        return told(request, made("", edition, day, sessions, reader_of(request), as_list, yours))
    key = edition.pk, day, as_list, get_language(), reader_of(request)
    mark = programme(edition).mark
    found = _kept.get(key)
    if found is None or found[0] != mark:
        found = made(mark, edition, day, sessions, reader_of(request), as_list, yours)
        keep(key, found)
    return told(request, found)


def reader_of(request: HttpRequest) -> str:
    return request.reader_zone  # type: ignore[attr-defined, no-any-return]


def made(
    mark: str, edition: Edition, day: date, sessions: list[Session], reader: str, as_list: bool, yours: str
) -> Kept:
    timed = any(session.starts_at for session in sessions)
    page = SimpleNamespace(untranslated=set())
    context = {
        "request": page,
        "edition": edition,
        "reader_zone": reader,
        "day": day,
        "as_list": as_list,
        "yours": yours,
        "rows": [row_of(session) for session in sessions],
        "grid": grid_of(edition, day, sessions, reader) if timed and not as_list else None,
    }
    template: Any = get_template("events/programme/_day.html")
    return mark, template.template.render(Context(context)), frozenset(page.untranslated)


def told(request: HttpRequest, kept: Kept) -> SafeString:
    """The page says at its end what is not translated."""
    if kept[2]:
        request.untranslated = {*getattr(request, "untranslated", ()), *kept[2]}  # type: ignore[attr-defined]
    return kept[1]


def keep(key: Hashable, found: Kept) -> None:
    """What was made first goes when there is no room."""
    with _lock:
        _kept.pop(key, None)
        _kept[key] = found
        while sum(len(each[1]) for each in _kept.values()) > settings.PUBLIC_PAGES_MB * 1024 * 1024 // ROOM:
            _kept.popitem(last=False)


def forget() -> None:
    _kept.clear()

"""What the page of the programme shows between its frame: drawn once for each day, language and zone of a reader."""

import gzip
from collections import Counter
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, QueryDict
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from events.programme.filters import SessionFilter
from events.programme.grid import grid_of
from events.releases.files import Kept, found, put
from events.releases.reading import current, released
from events.sessions.models import Session
from events.sessions.rows import days_of, hours_ahead, row_of, when_words
from forum.editions.models import Edition

VIEWS = ("", "list")


def plain_query(request: HttpRequest) -> str | None:
    """What the address asks for, if that is a day or all in one of the two ways and nothing else."""
    asked = request.GET
    if not asked.keys() <= {"view", "day"} or asked.get("view", "") not in VIEWS:
        return None
    return query_of(asked.get("view", ""), asked.get("day", "")) if len(request.META["QUERY_STRING"]) < 60 else None


def query_of(view: str, day: str) -> str:
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in (("view", view), ("day", day)) if value})
    return asked.urlencode()


def kept_page(edition: Edition, query: str, reader: str) -> Kept | None:
    """The page of this query, drawn if nobody has; None if there is no such page, or nothing stands on it."""
    name = f"page {query} {reader}"
    held = found(edition, name)
    if held:
        return held
    chosen = SessionFilter(QueryDict(query), edition=edition, sessions=released(edition))
    if not chosen.is_valid() or not chosen.qs:
        return None
    path = reverse("programme", args=[edition.slug])
    request = SimpleNamespace(
        GET=QueryDict(query), path=path, get_full_path=lambda: f"{path}?{query}".rstrip("?"), untranslated=set()
    )
    html = drawn(request, edition, chosen, chosen.qs, reader)
    return put(edition, name, html.encode(), tuple(sorted(request.untranslated)), for_few=bool(reader))


def told(request: HttpRequest, kept: Kept) -> SafeString:
    """The page says at its end what is not translated."""
    request.untranslated = set(kept.untranslated)  # type: ignore[attr-defined]
    return mark_safe(gzip.decompress(kept.compressed).decode())


def drawn(
    request: Any,
    edition: Edition,
    chosen: SessionFilter,
    sessions: list[Session],
    reader: str,
    *,
    may_arrange: bool = False,
) -> SafeString:
    public = chosen.sessions
    counts = Counter(each.day for each in public if each.day)
    day = chosen.form.cleaned_data.get("day", "")
    as_list = request.GET.get("view") == "list"
    yours = hours_ahead(edition, reader, datetime.combine(edition.start, time(12), tzinfo=edition.zone))
    context = {
        "request": request,
        "edition": edition,
        "reader_zone": reader,
        "as_list": as_list,
        "days": [day_of(edition, each, of_day, reader, as_list=as_list) for each, of_day in days_of(sessions)],
        "tabs": [{"day": each, "count": counts[each], "current": each.isoformat() == day} for each in sorted(counts)],
        "all_days": not day,
        "filter": chosen,
        "found": len(sessions),
        "known": len(public),
        "release": current(edition),
        "undated": [{**row_of(each), "when": when_words(each)} for each in sessions if not each.day],
        "yours": yours,
        "may_arrange": may_arrange,
    }
    template: Any = get_template("events/programme/_programme.html")
    return template.template.render(Context(context))


def day_of(edition: Edition, day: date, sessions: list[Session], reader: str, *, as_list: bool) -> dict[str, Any]:
    timed = any(session.starts_at for session in sessions)
    return {
        "day": day,
        "rows": [row_of(session) for session in sessions],
        "grid": grid_of(edition, day, sessions, reader) if timed and not as_list else None,
    }

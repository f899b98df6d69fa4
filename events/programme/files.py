"""Files made from the programme: rendered once for each language, kept as compressed bytes, sent with a strong ETag.

What is kept is as good as made anew for as long as the programme's mark is the same, which the next release changes.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import content_disposition_header, parse_etags
from django.utils.translation import get_language

from events.releases.reading import programme
from forum.editions.models import Edition

CALENDAR = "text/calendar; charset=utf-8"
ROOM = 4  # share of the memory for public pages that files may take: one part in four


@dataclass(frozen=True, slots=True)
class Kept:
    mark: str
    digest: str
    compressed: bytes


_kept: OrderedDict[Hashable, Kept] = OrderedDict()
_lock = Lock()


def programme_file(
    request: HttpRequest, edition: Edition, name: str, make: Callable[[], bytes], content_type: str, also: str = ""
) -> HttpResponse:
    """`name` is the file's, and together with edition and language what it is kept under; `also` marks what else it
    shows."""
    key, mark = (edition.pk, name, get_language()), f"{programme(edition).mark} {also}"
    found = _kept.get(key)
    if found is None or found.mark != mark or not settings.PUBLIC_PAGES_MB:
        found = packed(mark, make())
        keep(key, found)
    return answer(request, found, name, content_type)


def packed(mark: str, content: bytes) -> Kept:
    return Kept(mark, blake2b(content, digest_size=12).hexdigest(), gzip.compress(content, 6, mtime=0))


def keep(key: Hashable, file: Kept) -> None:
    """What was made first goes when there is no room."""
    with _lock:
        _kept.pop(key, None)
        _kept[key] = file
        room = settings.PUBLIC_PAGES_MB * 1024 * 1024 // ROOM
        while _kept and sum(len(each.compressed) for each in _kept.values()) > room:
            _kept.popitem(last=False)


def forget() -> None:
    _kept.clear()


def answer(request: HttpRequest, file: Kept, name: str, content_type: str) -> HttpResponse:
    """The same bytes have the same ETag; packed and unpacked are not the same."""
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{file.digest}{"-gz" if packs else ""}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(file.compressed if packs else gzip.decompress(file.compressed), content_type)
        response["Content-Disposition"] = content_disposition_header(content_type == CALENDAR, name) or "inline"
        if packs:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept-Encoding"
    response["Access-Control-Allow-Origin"] = "*"
    return response

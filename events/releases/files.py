"""What is made from a whole programme: drawn once for each language, kept as compressed bytes.

What is kept is as good as made anew for as long as the programme has the same mark. It lies in rows, so that a process
that has just begun sends what another drew.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import content_disposition_header, parse_etags
from django.utils.translation import get_language

from events.releases.models import Output
from events.releases.reading import mark
from forum.editions.models import Edition

CALENDAR = "text/calendar; charset=utf-8"
MOST = 1000  # rows of an edition: what most ask for is a hundred, the rest are pages with the hours of a reader's zone


@dataclass(frozen=True, slots=True)
class Kept:
    digest: str
    compressed: bytes
    untranslated: tuple[str, ...] = ()


def found(edition: Edition, name: str) -> Kept | None:
    """What is kept of this name in the language of the request."""
    kept = Output.objects.filter(edition=edition, name=name, language=get_language(), mark=mark(edition))
    row = kept.first()
    return Kept(row.digest, bytes(row.content), tuple(row.untranslated)) if row else None


def put(
    edition: Edition, name: str, content: bytes, untranslated: tuple[str, ...] = (), *, for_few: bool = False
) -> Kept:
    """`for_few`: it is a row only as long as there are not too many."""
    file = packed(content, untranslated)
    if not for_few or Output.objects.filter(edition=edition).count() < MOST:
        Output.objects.bulk_create(
            [
                Output(
                    edition=edition,
                    name=name,
                    language=get_language(),
                    mark=mark(edition),
                    digest=file.digest,
                    content=file.compressed,
                    untranslated=untranslated,
                )
            ],
            update_conflicts=True,
            unique_fields=["edition", "name", "language"],
            update_fields=["mark", "digest", "content", "untranslated"],
        )
    return file


def file_of(edition: Edition, name: str, make: Callable[[], bytes]) -> Kept:
    return found(edition, name) or put(edition, name, make())


def packed(content: bytes, untranslated: tuple[str, ...] = ()) -> Kept:
    digest = blake2b(content, digest_size=12).hexdigest()
    return Kept(digest, gzip.compress(content, 6, mtime=0), untranslated)


def drop() -> None:
    Output.objects.all().delete()


def sweep() -> int:
    """Rows that no mark is good for any longer; they could name who has left. Returns how many."""
    return sum(
        Output.objects.filter(edition=edition).exclude(mark=mark(edition)).delete()[0]
        for edition in Edition.objects.filter(outputs__isnull=False).distinct()
    )


def answer(request: HttpRequest, file: Kept, name: str, content_type: str, *, taken: bool = False) -> HttpResponse:
    """The same bytes have the same ETag; packed and unpacked are not the same. `taken`: it is saved, not shown."""
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{file.digest}{"-gz" if packs else ""}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(file.compressed if packs else gzip.decompress(file.compressed), content_type)
        response["Content-Disposition"] = (
            content_disposition_header(taken or content_type == CALENDAR, name) or "inline"
        )
        if packs:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept-Encoding"
    response["Access-Control-Allow-Origin"] = "*"
    return response

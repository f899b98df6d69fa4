"""Any list as CSV, XLSX and JSON, on the list's own address: `?format=csv`, so filter, order and rights are the page's.

An area declares in its `exports.py` which columns a list has. JSON carries the values as they are, under names that no
language changes. CSV and XLSX are for people: headings and words in the reader's language, instants in the venue's time
with its offset. A cell of a CSV file that a spreadsheet could take for a formula has one apostrophe before it; whoever
reads it back takes one apostrophe away from a cell that begins with apostrophes and one of those signs.
"""

import csv
import json
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, islice
from operator import attrgetter
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Choices, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from forum.kit import clock
from forum.kit.answers import asked
from forum.kit.dotted import load
from forum.kit.refusals import Nonsense

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
CHUNK = 200
WHOLE = 1024 * 1024  # bytes
FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠\t\r]")


@dataclass(frozen=True)
class Coded:
    """A value with a name for programs and a word for people; an enumeration's member is one by itself."""

    value: Any
    label: Any


@dataclass(frozen=True)
class Column:
    """`value` is a function of the row, or the path of an attribute; left out, it is the name."""

    name: str
    title: Any
    value: Callable[[Any], Any] | str = ""

    def of(self, row: Any) -> Any:
        return self.value(row) if callable(self.value) else attrgetter(self.value or self.name)(row)


def coded(found: Any, code: str = "code") -> Coded | None:
    """An entry of a reference list, an edition: its code for programs, its name for people."""
    return Coded(getattr(found, code), found) if found else None


@dataclass(frozen=True)
class Display:
    """The word of a choice, looked up when somebody reads it: files for programs do without."""

    row: Any
    field: str

    def __str__(self) -> str:
        return str(getattr(self.row, f"get_{self.field}_display")())


def choice(field: str) -> Callable[[Any], Coded]:
    """The column of a field with choices."""
    return lambda row: Coded(getattr(row, field), Display(row, field))


def address(found: Any) -> str:
    return f"{settings.BASE_URL}{found.get_absolute_url()}"


@dataclass(frozen=True)
class Export:
    """`name` and `title` go into the file's name. `prepare` makes rows of what the page lists, in few queries.

    `apart`: a second list of a page, asked for with `&list=<name>`.
    """

    name: str
    title: Any
    columns: tuple[Column, ...]
    prepare: Callable[[Any], Iterable[Any]] = iter
    apart: bool = False

    def rows(self, listed: Any) -> Iterator[list[Any]]:
        found = self.prepare(listed)
        if isinstance(found, QuerySet):
            found = found.iterator(chunk_size=CHUNK)
        for each in found:
            yield [column.of(each) for column in self.columns]


class Streamed(StreamingHttpResponse):
    """Sends a plain iterator piece by piece under ASGI too, instead of reading it to its end first."""

    async def __aiter__(self) -> AsyncIterator[bytes]:  # type: ignore[override]
        pieces = iter(self.streaming_content)  # type: ignore[arg-type]
        while (piece := await sync_to_async(next)(pieces, None)) is not None:  # type: ignore[call-arg]
            yield piece


def exported(
    request: HttpRequest,
    export: Export,
    listed: Any,
    *,
    about: str = "",
    status: int = 200,
    record: Callable[[Export, str, int], Any] | None = None,
) -> HttpResponseBase | None:
    """The file that is asked for, or None when the page is. `status` is that of the page's filter.

    `listed` is what the page lists, or a function that gives it. `about` names the edition or the organisation in the
    file's name. `record` enters the act in the history.
    """
    wanted = asked(request, "format", TYPES)
    part = request.GET.get("list", "")
    if not wanted or request.method == "POST" or (export.apart and part != export.name):
        return None
    if status != 200 or part not in ("", export.name):
        raise Nonsense(_("This address asks for something that there is not. Choose what the list offers."))
    if callable(listed):
        listed = listed()
    if record is not None and request.method != "HEAD":
        record(export, wanted, listed.count() if isinstance(listed, QuerySet) else len(listed))
    answer = sent(spoken(load(WRITERS[wanted])(export, export.rows(listed)), translation.get_language()), TYPES[wanted])
    answer["Content-Disposition"] = content_disposition_header(True, file_name(export, about, wanted))
    if record is not None:
        answer["Cache-Control"] = "private, no-store"
    elif wanted == "json":
        answer["Access-Control-Allow-Origin"] = "*"
    return answer


def file_name(export: Export, about: str, ending: str) -> str:
    words = [slugify(each, allow_unicode=True) for each in (about, str(export.title))]
    return f"{'-'.join(word for word in words if word)}-{clock.now():%Y-%m-%d}.{ending}"


def sent(pieces: Iterator[bytes], content_type: str) -> HttpResponseBase:
    """A short file in one piece, with its length, so that it can be kept like a page; a long one as it is written."""
    first: list[bytes] = []
    for piece in pieces:
        first.append(piece)
        if sum(map(len, first)) > WHOLE:
            return Streamed(chain(first, pieces), content_type=content_type)
    return HttpResponse(b"".join(first), content_type=content_type)


def spoken(pieces: Iterator[str | bytes], language: str | None) -> Iterator[bytes]:
    """What is streamed is written after the request's language was put away."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece.encode() if isinstance(piece, str) else piece


def chunked(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


# --- JSON -----------------------------------------------------------------------------------------------------


def datum(value: Any) -> Any:
    """A value for programs; null is what is not known."""
    if isinstance(value, Coded | Choices):
        return value.value if value.value != "" else None
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, list | tuple):
        return [datum(each) for each in value]
    if isinstance(value, dict):
        return {name: datum(each) for name, each in value.items()}
    return None if value == "" else value


def as_json(export: Export, rows: Iterator[list[Any]]) -> Iterator[str]:
    names = [column.name for column in export.columns]
    before = "["
    for chunk in chunked(rows):
        objects = (dict(zip(names, map(datum, row), strict=True)) for row in chunk)
        yield before + ",\n".join(json.dumps(each, cls=DjangoJSONEncoder, ensure_ascii=False) for each in objects)
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


def whole_json(export: Export, listed: Any) -> bytes:
    return "".join(as_json(export, export.rows(listed))).encode()


# --- tables ---------------------------------------------------------------------------------------------------


def cell(value: Any) -> Any:
    """A value for people: text, or a number, a date, an instant."""
    if value is None:
        return ""
    if isinstance(value, Coded | Choices):
        return str(value.label)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return "; ".join(str(cell(each)) for each in value)
    if isinstance(value, dict):
        return cell(value.get("name"))
    return value if isinstance(value, int | float | date) else str(value)


def guarded(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if FORMULA.match(value) else value


class Echo:
    def write(self, line: str) -> str:
        return line


def as_csv(export: Export, rows: Iterator[list[Any]]) -> Iterator[str]:
    writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
    yield "\ufeff" + writer.writerow([guarded(str(column.title)) for column in export.columns])
    for chunk in chunked(rows):
        yield "".join(writer.writerow([guarded(cell(value)) for value in row]) for row in chunk)


WRITERS = {
    "csv": "forum.kit.exports.as_csv",
    "xlsx": "forum.kit.spreadsheets.as_xlsx",  # loaded when it is asked for
    "json": "forum.kit.exports.as_json",
}

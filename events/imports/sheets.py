"""Tables of sessions and rooms: XLSX and CSV. A table is known by its headings, in any order."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from events.imports import cells
from events.imports.cells import DAY_CHANGES, Unreadable
from forum.editions.models import Edition
from forum.kit.folding import fold
from forum.kit.refusals import Refused

MOST_ROWS = 2000
MOST_COLUMNS = 60
HEADINGS = {
    "id": "id guid uid reference code identifier key",
    "title": "title name session",
    "kind": "kind type",
    "room": "room location venue",
    "date": "date day",
    "start": "start begin starts from",
    "end": "end ends until to",
    "duration": "duration length minutes",
    "summary": "summary abstract description",
    "language": "language",
    "people": "people speakers persons",
    "objectives": "objectives objective",
    "seats": "seats capacity",
    "place": "place where",
}
BY_WORD = {word: name for name, words in HEADINGS.items() for word in words.split()}


def read_xlsx(file: IO[bytes]) -> list[list[list[Any]]]:
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        return [[list(row) for row in rows_of(sheet.iter_rows(values_only=True))] for sheet in book.worksheets[:10]]
    except Refused:
        raise
    except Exception:  # the library has no error of its own: a damaged part surfaces as any of a dozen
        raise Refused(
            _("The table cannot be opened. Save it anew as XLSX or CSV and send that."), field="file"
        ) from None


def rows_of(rows: Iterable[Any]) -> Iterator[Any]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS:
            raise Refused(
                _("The table has more than %(most)s rows. Send it in parts.") % {"most": MOST_ROWS}, field="file"
            )
        yield row[:MOST_COLUMNS]


def read_csv(content: str) -> list[list[list[Any]]]:
    first = content.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [list(rows_of(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)))]
    except csv.Error:
        raise Refused(
            _("The table cannot be opened. Save it anew as XLSX or CSV and send that."), field="file"
        ) from None


def said(value: Any) -> Any:
    """A cell as its writer meant it: our own files put an apostrophe before what a spreadsheet would calculate."""
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, str) and text[:1] == "'" and text.lstrip("' ")[:1] in ("=", "+", "-", "@"):
        return text[1:]
    return text


def tables(sheets: Iterable[list[list[Any]]], edition: Edition) -> tuple[list[Any], list[Any], list[Any]]:
    """Rooms, sessions and problems of all sheets."""
    rooms: list[Any] = []
    sessions: list[Any] = []
    problems: list[Any] = []
    kinds = cells.kinds()
    for sheet in sheets:
        rows = [(number, row) for number, row in enumerate(sheet, 1) if any(cell not in (None, "") for cell in row)]
        if not rows:
            continue
        places = {BY_WORD.get(fold(cells.text_of(head, 60))): at for at, head in enumerate(rows[0][1])}
        about_rooms = "seats" in places and "start" not in places and "date" not in places
        if not places.keys() & {"title", "room"}:
            heads = ", ".join(filter(None, (cells.text_of(head, 30) for head in rows[0][1][:6])))
            problems.append(
                problem(
                    _("row %(number)s") % {"number": rows[0][0]},
                    _("No heading says “title”: %(heads)s.") % {"heads": heads},
                )
            )
            continue
        for number, row in rows[1:]:
            values = {name: said(row[at]) for name, at in places.items() if name and at < len(row)}
            where = _("row %(number)s") % {"number": number}
            try:
                if about_rooms:
                    rooms.append(room_of(values))
                else:
                    sessions.append({"where": where, **session_of(values, edition, kinds)})
            except Unreadable as error:
                problems.append(problem(where, str(error)))
    return rooms, sessions, problems


def problem(where: str, text: str) -> dict[str, str]:
    return {"where": where, "text": text}


def room_of(values: dict[str, Any]) -> dict[str, Any]:
    name = cells.text_of(values.get("room") or values.get("title"), 120)
    if not name:
        raise Unreadable(_("The room has no name."))
    return {
        "name": name,
        "seats": cells.number_of(values.get("seats")),
        "place": cells.text_of(values.get("place"), 200),
    }


def session_of(values: dict[str, Any], edition: Edition, kinds: dict[str, str]) -> dict[str, Any]:
    title = cells.text_of(values.get("title"), 300)
    if not title:
        raise Unreadable(_("The session has no title."))
    length = cells.length_of(values.get("duration"))
    start, end = times_of(values, edition)
    if start and not end and length:
        end = cells.later(start, length)
    if start and end and end <= start:
        raise Unreadable(_("The end is not after the start."))
    return {
        "key": cells.text_of(values.get("id"), 200),
        "title": title,
        "kind": cells.kind_of(values.get("kind"), kinds),
        "room": cells.text_of(values.get("room"), 120),
        "start": start.isoformat() if start else "",
        "end": end.isoformat() if end else "",
        "minutes": int(length.total_seconds() // 60) if length else None,
        "summary": cells.text_of(values.get("summary")),
        "language": cells.language_of(values.get("language")),
        "people": cells.people_of(values.get("people")),
        "objectives": cells.objectives_of(values.get("objectives")),
    }


def times_of(values: dict[str, Any], edition: Edition) -> tuple[datetime | None, datetime | None]:
    """Either a day with times of day, or two whole instants. An end in the small hours may lie past midnight."""
    zone, day = edition.zone, values.get("date")
    if day in (None, ""):
        return cells.moment_of(values.get("start"), zone), cells.moment_of(values.get("end"), zone)
    date = cells.day_of(day)
    found = []
    for name in ("start", "end"):
        value = values.get(name)
        if isinstance(value, str) and len(value) > 8:  # our own files have the day and the whole instants
            found.append(cells.moment_of(value, zone))
            continue
        hour = cells.clock_of(value)
        if date is None or hour is None:
            found.append(None)
            continue
        moment = datetime.combine(date, hour, zone)
        if name == "end" and hour < DAY_CHANGES and found[0] and hour < found[0].time():
            moment = cells.later(moment, timedelta(days=1))
        found.append(cells.placed(moment, zone))
    return found[0], found[1]

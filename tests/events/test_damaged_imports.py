"""Files that are broken or mean harm: refused in words, or a problem of one row, and never an error of ours."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from events.imports.models import Import
from tests.cast import Cast
from tests.events.test_imports import bring

pytestmark = pytest.mark.django_db


def damaged(part: str, content: bytes) -> bytes:
    """A table of this kind with one of its parts replaced."""
    book, whole, out = Workbook(), BytesIO(), BytesIO()
    book.save(whole)
    with ZipFile(whole) as good, ZipFile(out, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, content if name == part else good.read(name))
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", SHEET),
        ("xl/worksheets/sheet1.xml", b""),
        ("xl/worksheets/sheet1.xml", SHEET + b'<c r="A1" t="s"><v>99</v></c></row></sheetData></worksheet>'),
        ("xl/workbook.xml", b"<x"),
        ("[Content_Types].xml", b"<x"),
    ],
)
def test_a_table_with_a_damaged_part_is_refused_in_words(cast: Cast, part: str, content: bytes) -> None:
    answer = bring(cast.client("programme"), damaged(part, content), "sessions.xlsx")
    assert answer.status_code == 409
    assert "The table cannot be opened." in answer.content.decode()


@pytest.mark.parametrize(
    "cells",
    [
        "2027-03-15,10:00,99999999999:00:00",
        f"2027-03-15,10:00,PT{'9' * 30}H",
        "9999-12-31,23:00,24:00",
        ",9999-12-31T23:00+00:00,24:00",
    ],
)
def test_a_length_or_an_end_out_of_reach_is_a_problem_of_its_row(cast: Cast, cells: str) -> None:
    client = cast.client("programme")
    assert bring(client, f"title,date,start,duration\nFar away,{cells}\n").status_code == 302
    found = Import.objects.get()
    assert found.sessions == []
    assert len(found.problems) == 1


def test_a_schedule_with_half_a_character_and_a_night_after_the_last_day_is_read(cast: Cast) -> None:
    events = [{"title": "Half \ud800", "start": "10:00"}, {"title": "Late", "start": "03:00"}]
    days = [{"date": "9999-12-31", "rooms": {"Garden": events}}]
    assert bring(cast.client("programme"), json.dumps({"schedule": {"conference": {"days": days}}})).status_code == 302
    found = Import.objects.get()
    assert [row["title"] for row in found.sessions] == ["Half ?"]
    assert len(found.problems) == 1

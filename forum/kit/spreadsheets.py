"""The XLSX file of a list."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import Any

from django.utils import translation
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from forum.kit import clock
from forum.kit.exports import Export, cell


def as_xlsx(export: Export, rows: Iterator[list[Any]]) -> Iterator[bytes]:
    """Written row by row to a temporary file, since an archive ends with its index; then sent from there."""
    with TemporaryFile() as file:
        book = Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "remove_timezone": True})
        book.set_properties({"title": str(export.title), "created": clock.now().replace(tzinfo=None)})
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", str(export.title))[:31])
        if translation.get_language_bidi():
            sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(export.columns) - 1, 22)
        bold, formats = book.add_format({"bold": True}), {}
        for place, column in enumerate(export.columns):
            sheet.write_string(0, place, str(column.title), bold)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(map(cell, row)):
                if isinstance(value, datetime) and (zone := str(value.tzinfo)) not in formats:
                    formats[zone] = book.add_format({"num_format": f'yyyy-mm-dd hh:mm "{zone}"'})
                fill(sheet, number, place, value, formats)
        book.close()
        file.seek(0)
        while block := file.read(65536):
            yield block


def fill(sheet: Worksheet, row: int, column: int, value: Any, formats: dict[str, Format]) -> None:
    """Text is written as text, whatever it looks like; dates that no spreadsheet counts are text too."""
    if isinstance(value, datetime) and value.year > 1900:
        sheet.write_datetime(row, column, value, formats[str(value.tzinfo)])
    elif isinstance(value, date) and value.year > 1900:
        sheet.write_datetime(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value != "":
        sheet.write_string(row, column, str(value))

"""Tables as one Excel workbook: text as text, days as typed dates, a frozen header, and a sheet of notes.

Nothing in a cell is a formula or a link. A day before 1900, which Excel has not, is ISO text; so is no other. Text
past Excel's limit for a cell ends with a mark that says so, and the notes count such cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import IO, Any

import pyarrow as pa

from timeline.downloads import TooLong
from timeline.downloads.csv import joined

ROWS = 1_048_576  # of a sheet, the header among them
CHARACTERS = 32_767  # of a cell, in UTF-16 units
CUT = " … [cut: Excel holds 32,767 characters in a cell; the CSV has all]"
WIDTHS = {"text": 60, "sentence": 80, "title": 60, "reason": 50, "raw": 40}
_FIRST_EXCEL_DAY = date(1900, 1, 1)


def write_xlsx(tables: Mapping[str, pa.Table], out: IO[bytes], notes: Mapping[str, str]) -> None:
    """A workbook with one sheet a table and a sheet of notes. Raises TooLong before anything is written."""
    import xlsxwriter

    for name, table in tables.items():
        fits(name, len(table))
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": date(2000, 1, 1)})  # the notes tell the build; the file's bytes have no clock
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        cut: Counter[str] = Counter()
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.column_names):
                sheet.set_column(place, place, WIDTHS.get(column, 18))
            for place, column in enumerate(table.column_names):
                sheet.write_string(0, place, column, bold)
            number = 0
            for batch in table.to_batches(max_chunksize=10_000):
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    for place, value in enumerate(row):
                        if value is not None:
                            cut[name] += _write(sheet, number, place, value, day)
            sheet.autofilter(0, 0, number, len(table.column_names) - 1)
        sheet = book.add_worksheet("notes")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        told = {**notes, **{f"cut cells in {name}": f"{n:,} longer than Excel's limit" for name, n in cut.items() if n}}
        for number, (key, text) in enumerate(told.items()):
            sheet.write_string(number, 0, key, bold)
            sheet.write_string(number, 1, _fitting(text))


def fits(name: str, rows: int) -> None:
    """Raises TooLong where a sheet cannot hold so many rows."""
    if rows >= ROWS:
        raise TooLong(f"{name}: {rows:,} rows; an Excel sheet holds {ROWS - 1:,}: choose csv, or filter more")


def _write(sheet: Any, row: int, place: int, value: Any, day: Any) -> bool:
    """One cell; returns whether its text was cut."""
    if isinstance(value, date):
        if value < _FIRST_EXCEL_DAY:
            sheet.write_string(row, place, value.isoformat())
        else:
            sheet.write_datetime(row, place, value, day)
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int) and abs(value) > 10**15:
        sheet.write_string(row, place, str(value))  # a spreadsheet's number would lose its last digits
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    else:
        text = value if isinstance(value, str) else joined(value)
        fitting = _fitting(text)
        sheet.write_string(row, place, fitting)
        return fitting != text
    return False


def _fitting(text: str) -> str:
    if len(text) * 2 <= CHARACTERS or len(text.encode("utf-16-le")) // 2 <= CHARACTERS:
        return text
    room = CHARACTERS - len(CUT)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + CUT

"""Lists for people outside: some columns of some rows. Other than a sheet, such a list does not come back."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from flask_babel import gettext as _

from festival_ops.spreadsheets.cells import FORMULA_SIGNS, guarded
from festival_ops.spreadsheets.receiving import Raw

LONGEST_PAGE_NAME = 31
_NARROW, _WIDE = 14, 48


@dataclass(frozen=True)
class Extract:
    """`name` is the sheet to which the rows belong; each row has a cell for every heading."""

    name: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Raw]]


def as_text(extract: Extract) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(extract.headings)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in extract.rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(about: Sequence[str], extracts: Sequence[Extract]) -> bytes:
    """A page that says what the list is and what it leaves out, then one for each list, ready to be printed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#ECE6F5"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    sign = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    first = book.add_worksheet(_("About this list")[:LONGEST_PAGE_NAME])
    first.set_column(0, 0, 100)
    for number, sentence in enumerate(about):
        first.write_string(number, 0, sentence, sign if sentence.startswith(FORMULA_SIGNS) else cell)
    for extract in extracts:
        page = book.add_worksheet(extract.title[:LONGEST_PAGE_NAME])
        _prepare(page, extract)
        for place, title in enumerate(extract.headings):
            page.write_string(0, place, title, heading)
        for number, row in enumerate(extract.rows, start=1):
            for place, told in enumerate(row):
                if isinstance(told, str):
                    page.write_string(number, place, told, sign if told.startswith(FORMULA_SIGNS) else cell)
                else:
                    page.write_number(number, place, told, cell)
    book.close()
    return out.getvalue()


def _prepare(page: Any, extract: Extract) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    for place, title in enumerate(extract.headings):
        longest = max((len(str(row[place])) for row in extract.rows), default=0)
        page.set_column(place, place, max(_NARROW, min(_WIDE, max(longest, len(title)) + 2)))

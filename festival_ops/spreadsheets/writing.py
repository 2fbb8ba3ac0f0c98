"""Writes sheets as files that come back unchanged through the importer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from flask_babel import gettext as _

from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.cells import FORMULA_SIGNS, Link, guarded
from festival_ops.spreadsheets.receiving import Raw
from festival_ops.spreadsheets.sheet import Column, Sheet

ROWS_TO_FILL = 2_000
LONGEST_PAGE_NAME = 31
LONGEST_LIST = 255


@dataclass(frozen=True)
class Table:
    """The rows of one sheet as cells, or its example row when `example`."""

    sheet: Sheet
    rows: Sequence[Sequence[Raw]]
    example: bool = False


def blank(sheet: Sheet) -> Table:
    return Table(sheet, [[_plain(column.example) for column in sheet.columns]], example=True)


def filled(sheet: Sheet, book: Book) -> Table:
    rows = []
    for row in book.rows(sheet):
        facts = ((column.cell, column.cell.taken(row, column.key, book)) for column in sheet.columns)
        rows.append(["" if fact is None else cell.show(fact, book) for cell, fact in facts])
    return Table(sheet, rows)


def as_text(table: Table) -> bytes:
    """Comma-separated, marked as Unicode for Excel, with nothing in it that Excel would take for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(str(column.title) for column in table.sheet.columns)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(tables: Sequence[Table]) -> bytes:
    """A page of explanations, then one for each sheet; what may stand in a column is offered as a list."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    writer = _Pages(book, {table.sheet.name: _page_name(table.sheet) for table in tables})
    writer.explain([table.sheet for table in tables])
    for table in tables:
        writer.write(table)
    book.close()
    return out.getvalue()


class _Pages:
    def __init__(self, book: Any, names: dict[str, str]) -> None:
        self.book = book
        self.names = names
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.wanted = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#ECE6F5"}
        )
        self.cell = book.add_format({"text_wrap": True, "valign": "top"})
        self.example = book.add_format({"text_wrap": True, "valign": "top", "italic": True, "font_color": "#6B6B6B"})
        self.sign = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})

    def explain(self, sheets: Iterable[Sheet]) -> None:
        page = self.book.add_worksheet(_("Read me")[:LONGEST_PAGE_NAME])
        page.set_column(0, 1, 24)
        page.set_column(2, 3, 60)
        page.write_string(0, 0, _("How to fill in these pages"), self.heading)
        for number, sentence in enumerate(_advice(), start=1):
            page.write_string(number, 0, sentence)
        line = 6
        told = (_("Page"), _("Column"), _("What it means"), _("Example"))
        for place, word in enumerate(told):
            page.write_string(line, place, word, self.heading)
        for sheet in sheets:
            for column in sheet.columns:
                line += 1
                cells = (self.names[sheet.name], str(column.title), _meaning(column), str(column.example))
                for place, text in enumerate(cells):
                    page.write_string(line, place, text, self.cell)

    def write(self, table: Table) -> None:
        page = self.book.add_worksheet(self.names[table.sheet.name])
        page.freeze_panes(1, 1)
        for place, column in enumerate(table.sheet.columns):
            page.set_column(place, place, _width(column))
            page.write_string(0, place, str(column.title), self.wanted if column.required else self.heading)
            self._offer(page, place, column)
        for number, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row):
                self._write_cell(page, number, place, cell, table.example)

    def _write_cell(self, page: Any, number: int, place: int, cell: Raw, example: bool) -> None:
        if isinstance(cell, str):
            sign = cell.startswith(FORMULA_SIGNS)
            page.write_string(number, place, cell, self.sign if sign else self.example if example else self.cell)
        else:
            page.write_number(number, place, cell, self.example if example else self.cell)

    def _offer(self, page: Any, place: int, column: Column) -> None:
        cell = column.cell
        source: Any = list(cell.choices())
        if isinstance(cell, Link) and cell.sheet in self.names:
            source = f"='{self.names[cell.sheet]}'!$A$2:$A${ROWS_TO_FILL}"
        elif not source or len(",".join(source)) > LONGEST_LIST:
            return
        # A hint, not a fence: the importer reads more than the list and says what is wrong with the rest.
        page.data_validation(
            1, place, ROWS_TO_FILL, place, {"validate": "list", "source": source, "error_type": "information"}
        )


def _advice() -> tuple[str, ...]:
    return (
        _("Write one row for each thing. Shaded columns must be filled in; the others may stay empty."),
        _("The row that begins with “Example:” shows how it is meant; it is left out when the file is imported."),
        _("Fill the pages from left to right: later pages name what stands on earlier ones."),
        _("Rows that are known already, by their name or code, are changed and not added again."),
    )


def _meaning(column: Column) -> str:
    return " ".join(part for part in (_("Needed.") if column.required else "", str(column.note)) if part)


def _page_name(sheet: Sheet) -> str:
    return str(sheet.title)[:LONGEST_PAGE_NAME]


def _width(column: Column) -> int:
    return 32 if column.key in ("name", "source", "note") else max(14, min(28, len(str(column.title)) + 4))


def _plain(example: Any) -> Raw:
    return example if isinstance(example, int | float) else str(example)

"""Spreadsheets to take away: blank ones to fill in, and the rows as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, abort, g

from festival_ops.spreadsheets import leaving, writing
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.sheet import Sheet

ALL = "all"
_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def chosen(name: str, sheets: Mapping[str, Sheet]) -> list[Sheet]:
    """The sheets of that name, or every one of them, that the person may have."""
    if name == ALL:
        return list(sheets.values())
    return [sheets[name]] if name in sheets else abort(404)


def blank(sheets: Sequence[Sheet], name: str, kind: str) -> Response:
    """Nothing of the edition stands in it, so nobody writes down who takes it."""
    return given(_content([writing.blank(sheet) for sheet in sheets], kind), _named(f"template-{name}", kind), kind)


def filled(sheets: Sequence[Sheet], name: str, kind: str, book: Book, profile: str = "") -> Response:
    tables = [writing.filled(sheet, book) for sheet in sheets]
    content, filename = _content(tables, kind), _named(name, kind)
    leaving.write_down(filename, kind, [(table.sheet.name, len(table.rows)) for table in tables], profile)
    return given(content, filename, kind)


def given(content: bytes, filename: str, kind: str) -> Response:
    """The file as an answer that browsers keep."""
    answer = Response(content, content_type=_KINDS[kind])
    answer.headers.set("Content-Disposition", "attachment", filename=filename)
    return answer


def _content(tables: Sequence[writing.Table], kind: str) -> bytes:
    if kind == "csv" and len(tables) > 1:
        abort(404)
    return writing.as_workbook(tables) if kind == "xlsx" else writing.as_text(tables[0])


def _named(name: str, kind: str) -> str:
    return f"{g.edition.slug}-{name}.{kind}"

"""Spreadsheets to take away: blank ones to fill in, and the rows as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, abort, g

from festival_ops.spreadsheets import writing
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
    return _answer([writing.blank(sheet) for sheet in sheets], f"template-{name}", kind)


def filled(sheets: Sequence[Sheet], name: str, kind: str, book: Book) -> Response:
    return _answer([writing.filled(sheet, book) for sheet in sheets], name, kind)


def _answer(tables: Sequence[writing.Table], name: str, kind: str) -> Response:
    if kind == "csv" and len(tables) > 1:
        abort(404)
    content = writing.as_workbook(tables) if kind == "xlsx" else writing.as_text(tables[0])
    answer = Response(content, content_type=_KINDS[kind])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{g.edition.slug}-{name}.{kind}")
    return answer

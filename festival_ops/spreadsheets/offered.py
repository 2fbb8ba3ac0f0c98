"""The sheets that the areas declare, and which of them a person may fill or read."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, current_app, g

from festival_ops.spreadsheets.sheet import Sheet
from festival_ops.web.access import Act


def init(app: Flask, sheets: Mapping[str, Sheet]) -> None:
    app.extensions["sheets"] = sheets
    app.jinja_env.globals["sheet_of"] = sheet_of


def sheet_of(table: str) -> str | None:
    """The sheet as which the person may take the rows of a table away."""
    return next((name for name, sheet in readable().items() if sheet.model.__tablename__ == table), None)


def all_sheets() -> Mapping[str, Sheet]:
    sheets: Mapping[str, Sheet] = current_app.extensions["sheets"]
    return sheets


def writable() -> dict[str, Sheet]:
    return {name: sheet for name, sheet in all_sheets().items() if g.access.may(Act.WRITE, sheet.secrecy)}


def readable() -> dict[str, Sheet]:
    """Whole lists only: who sees no more than a troupe's own rows exports nothing."""
    return {name: sheet for name, sheet in all_sheets().items() if g.access.sees_all(sheet.secrecy)}

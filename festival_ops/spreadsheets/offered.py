"""The counters at which spreadsheets are handed in and out: which sheets a person may fill or read at each.

The office's own counter offers whole lists by the classes of secrecy; a room may open another one for part of the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request
from sqlalchemy import Select

from festival_ops.spreadsheets.sheet import Sheet
from festival_ops.web.access import Act


@dataclass(frozen=True)
class Counter:
    """A counter for part of the rows: `among` gives those of a model that its people work on, `filled` names the sheets
    that go in and out, and `scope` whose uploads are seen. All other sheets are only looked up."""

    sheets: Mapping[str, Sheet]
    filled: frozenset[str]
    among: Callable[[type[Any]], Select[Any]]
    scope: Callable[[], str]

    def offered(self) -> dict[str, Sheet]:
        return {name: sheet for name, sheet in self.sheets.items() if name in self.filled}


def init(app: Flask, sheets: Mapping[str, Sheet]) -> None:
    app.extensions["sheets"] = sheets
    app.extensions["counters"] = {}
    app.jinja_env.globals["sheet_of"] = sheet_of


def counter() -> Counter | None:
    """That of the page that is asked for; none is the office's."""
    counters: dict[str, Counter] = current_app.extensions["counters"]
    return counters.get(request.blueprint or "")


def sheet_of(table: str) -> str | None:
    """The sheet as which the person may take the rows of a table away."""
    return next((name for name, sheet in readable().items() if sheet.model.__tablename__ == table), None)


def all_sheets() -> Mapping[str, Sheet]:
    here = counter()
    sheets: Mapping[str, Sheet] = current_app.extensions["sheets"]
    return here.sheets if here else sheets


def writable() -> dict[str, Sheet]:
    here = counter()
    if here:
        return here.offered()
    return {name: sheet for name, sheet in all_sheets().items() if g.access.may(Act.WRITE, sheet.secrecy)}


def readable() -> dict[str, Sheet]:
    """Whole lists only: who sees no more than a troupe's own rows exports nothing at the office's counter."""
    here = counter()
    if here:
        return here.offered()
    return {name: sheet for name, sheet in all_sheets().items() if g.access.sees_all(sheet.secrecy)}

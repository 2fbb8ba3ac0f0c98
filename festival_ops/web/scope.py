"""Which rows of the edition somebody may see: every query of an edition's rows starts here."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import abort, g
from sqlalchemy import Select, false, select

from festival_ops.database import db
from festival_ops.web.access import Act, Secrecy

Model = TypeVar("Model")


def visible(model: type[Model], secrecy: Secrecy) -> Select[Model]:
    """The rows of this edition that the person may read; a troupe's coordinator reads those of the troupe."""
    table: Any = model
    rows = select(model).where(table.edition_id == g.edition.id)
    if not g.access.may(Act.READ, secrecy):
        return rows.where(false())
    if not g.access.own_only(secrecy):
        return rows
    if not hasattr(table, "of_troupes"):
        return rows.where(false())
    hidden = table.seen_by_troupes(g.access.troupes) if hasattr(table, "seen_by_troupes") else ()
    return rows.where(table.of_troupes(g.access.troupes)).options(*hidden)


def find_visible(model: type[Model], id: int, secrecy: Secrecy) -> Model | None:
    table: Any = model
    return db.session.scalars(visible(model, secrecy).where(table.id == id)).first()


def get_visible(model: type[Model], id: int, secrecy: Secrecy) -> Model:
    """The row, or 404 for what is not there and for what one may not know of."""
    row = find_visible(model, id, secrecy)
    return row if row is not None else abort(404)

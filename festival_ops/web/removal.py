"""Removing a row: what stands in the way of it, what would go with it, and why it was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import g
from flask_babel import lazy_gettext
from sqlalchemy import Column, Table, inspect, select
from sqlalchemy.exc import IntegrityError

from festival_ops.database import db
from festival_ops.web.fields import TextField
from festival_ops.web.forms import Form
from festival_ops.web.history import record, snapshot

SHOWN = 20


class RemovalForm(Form):
    reason = TextField(lazy_gettext("Why is it removed?"), required=True, most=500)


def obstacles(row: Any) -> list[Any]:
    """Rows that need this one: the database would refuse, or let it drop out of their lists without a word."""
    return list(dict.fromkeys([*_dependent(row, "RESTRICT"), *_listing(row)]))


def companions(row: Any) -> list[Any]:
    """Rows that belong to this one and would go with it."""
    return [other for other in _dependent(row, "CASCADE") if hasattr(other, "version")]


def remove(row: Any, reason: str) -> bool:
    """False when something came to stand in the way; the caller shows what."""
    before = snapshot(row)
    try:
        db.session.delete(row)
        record(db.session, row, "removed", by=g.person, before=before, reason=reason)
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return False
    return True


def _dependent(row: Any, rule: str) -> Iterator[Any]:
    mappers = {mapper.local_table: mapper for mapper in inspect(type(row)).registry.mappers}
    for table, column in _pointing_at(row.__table__):
        key = next(iter(column.foreign_keys))
        if table in mappers and (key.ondelete or "RESTRICT") == rule:
            model = mappers[table].class_
            yield from db.session.scalars(select(model).where(column == row.id).order_by(model.id).limit(SHOWN + 1))


def _listing(row: Any) -> Iterator[Any]:
    for mapper in inspect(type(row)).registry.mappers:
        for relation in mapper.relationships:
            if relation.secondary is not None and relation.mapper.class_ is type(row):
                named = getattr(mapper.class_, relation.key)
                lists_it = (named.any if relation.uselist else named.has)(type(row).id == row.id)
                model = mapper.class_
                yield from db.session.scalars(select(model).where(lists_it).order_by(model.id).limit(SHOWN + 1))


def _pointing_at(target: Table) -> Iterator[tuple[Table, Column[Any]]]:
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table is target for key in column.foreign_keys):
                yield table, column

"""Saving one row from a form: once however often it is sent, and never over a change its sender has not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from flask import Flask, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import UniqueConstraint, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from festival_ops.database import db
from festival_ops.web.forms import Form
from festival_ops.web.history import record, secrets_of, snapshot
from festival_ops.web.models import Receipt


class OverlapError(Exception):
    """Somebody else saved the row after its sender opened it."""


def init(app: Flask) -> None:
    app.register_error_handler(IntegrityError, _sent_at_once)


def receipt_of(form: Form) -> str | None:
    """Where the sender of the same form was led the first time."""
    return _led_to(_name_of(form.key.data))


def keep_receipt(form: Form, location: str) -> None:
    db.session.add(Receipt(key=_name_of(form.key.data), user_id=g.person.id, location=location))


def _name_of(key: str | None) -> str:
    """A key counts for its sender and its page alone: sent to another page as well, it is another form."""
    return hashlib.sha256(f"{g.person.id} {request.path} {key or ''}".encode()).hexdigest()


def _led_to(name: str) -> str | None:
    receipt = db.session.get(Receipt, name)
    return receipt.location if receipt else None


def _sent_at_once(refusal: IntegrityError) -> ResponseReturnValue:
    """Of two clicks at the same moment the later one is led to where the first was."""
    db.session.rollback()
    known = _led_to(_name_of(request.form.get("key"))) if g.get("person") else None
    if known is None:
        raise refusal
    return redirect(known, 303)


def create(form: Form, row: Any, address: Callable[[Any], str]) -> str | None:
    """Stores a new row and gives its address; None when the database refused it and the form says why."""
    with db.session.no_autoflush:
        form.populate_obj(row)
    db.session.add(row)
    try:
        db.session.flush()
        record(db.session, row, "created", by=g.person, after=snapshot(row))
        location = address(row)
        keep_receipt(form, location)
        db.session.commit()
    except IntegrityError as refusal:
        db.session.rollback()
        if known := receipt_of(form):
            return known
        _explain(form, row, refusal)
        return None
    return location


def change(form: Form, row: Any) -> bool:
    """Stores an edited row. Raises OverlapError when it is no longer the one that the sender was shown."""
    if _overtaken(form, row):
        raise OverlapError
    before, kept = snapshot(row), secrets_of(row)
    with db.session.no_autoflush:
        form.populate_obj(row)
    # Lists of parts are rows of their own; without this a change of nothing else would not count as one.
    row.version += 1
    try:
        db.session.flush()
        after = snapshot(row)
        if after == before and secrets_of(row) == kept:
            db.session.rollback()
            return True
        record(db.session, row, "changed", by=g.person, before=before, after=after)
        db.session.commit()
    except StaleDataError:
        db.session.rollback()
        raise OverlapError from None
    except IntegrityError as refusal:
        db.session.rollback()
        _explain(form, row, refusal)
        return False
    return True


def _overtaken(form: Form, row: Any) -> bool:
    """By its version; or by its content, where an import changed a part of it or SQLite gave its number anew."""
    seen = form.seen()
    return form.version.data != str(row.version) or (
        bool(seen) and seen != type(form)(formdata=None, obj=row).written()
    )


def _explain(form: Form, row: Any, refusal: IntegrityError) -> None:
    """Puts the refusal of the database beside the field it concerns."""
    for constraint in inspect(type(row)).local_table.constraints:
        if isinstance(constraint, UniqueConstraint) and _concerns(constraint, refusal):
            names = [column.key.removesuffix("_id") for column in constraint.columns]
            told = [field for field in form.asked if field.short_name in names]
            for field in told[-1:]:
                field.errors = [*field.errors, _taken(field)]
                return
    form.form_errors.append(
        _("The database refused this: it contradicts another record. Please check the values and save again.")
    )


def _concerns(constraint: UniqueConstraint, refusal: IntegrityError) -> bool:
    said = str(refusal.orig)
    columns = ", ".join(f"{constraint.table.name}.{column.name}" for column in constraint.columns)
    return str(constraint.name) in said or columns in said


def _taken(field: Any) -> str:
    return _("“%(value)s” exists already; please choose another.", value=", ".join(str(v) for v in field.raw_data))

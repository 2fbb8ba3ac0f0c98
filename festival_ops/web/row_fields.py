"""Answers that are rows of the edition: one of them, or any number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import Select
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import Choice as Option

from festival_ops.database import db
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import checks
from festival_ops.web.scope import visible
from festival_ops.web.telling import called

Among = Callable[[type[Any], Secrecy], Select[Any]]


class OneRowField(SelectField):
    """One row of the edition, or none. The row itself is the answer. `among` says which rows are offered."""

    def __init__(
        self,
        label: Any,
        *,
        of: type[Any],
        secrecy: Secrecy = Secrecy.PLAN,
        required: bool = False,
        among: Among = visible,
        nothing: Any = lazy_gettext("– none –"),
        hint: Any = "",
        **more: Any,
    ) -> None:
        super().__init__(label, checks(required), description=hint, validate_choice=False, **more)
        self.of, self.nothing = of, nothing
        self.rows = lambda: among(of, secrecy)

    def process_data(self, value: Any) -> None:
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            chosen = _rows(self.of, self.rows(), valuelist[:1])
            self.data = chosen[0] if chosen else None
            if valuelist[0] and not chosen:
                raise ValueError(_("The chosen record is no longer there; please choose another."))

    def iter_choices(self) -> Iterator[Option]:
        chosen = self.data.id if self.data is not None else None
        yield Option("", str(self.nothing), chosen is None, {})
        for row in _all_rows(self.of, self.rows()):
            yield Option(str(row.id), called(row), row.id == chosen, {})

    def has_groups(self) -> bool:
        return False

    def sent(self) -> list[str]:
        return [str(self.data.id) if self.data is not None else ""]

    def told(self) -> str:
        return called(self.data) if self.data is not None else ""


class ManyRowsField(SelectMultipleField):
    """Any number of rows of the edition. The rows themselves are the answer, in the order of the alphabet."""

    def __init__(
        self,
        label: Any,
        *,
        of: type[Any],
        secrecy: Secrecy = Secrecy.PLAN,
        required: bool = False,
        hint: Any = "",
        **more: Any,
    ) -> None:
        super().__init__(label, checks(required), description=hint, validate_choice=False, **more)
        self.of, self.secrecy = of, secrecy

    def process_data(self, value: Any) -> None:
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = _rows(self.of, visible(self.of, self.secrecy), valuelist)
        if len(self.data) < len(set(valuelist)):
            raise ValueError(_("A chosen record is no longer there; please look through the list again."))

    def iter_choices(self) -> Iterator[Option]:
        chosen = {row.id for row in self.data or ()}
        for row in _all_rows(self.of, visible(self.of, self.secrecy)):
            yield Option(str(row.id), called(row), row.id in chosen, {})

    def has_groups(self) -> bool:
        return False

    def populate_obj(self, obj: Any, name: str) -> None:
        if set(getattr(obj, name)) != set(self.data):
            setattr(obj, name, self.data)

    def sent(self) -> list[str]:
        return [str(row.id) for row in self.data or ()]

    def told(self) -> str:
        return ", ".join(called(row) for row in self.data or ())


def _all_rows(model: type[Any], rows: Select[Any]) -> list[Any]:
    order = getattr(model, "sort_key", None) or getattr(model, "name", None) or model.id
    return list(db.session.scalars(rows.order_by(order, model.id)))


def _rows(model: type[Any], rows: Select[Any], ids: Iterable[str]) -> list[Any]:
    wanted = {int(id) for id in ids if id.isascii() and id.isdecimal() and len(id) < 10}
    if not wanted:
        return []
    order = getattr(model, "sort_key", model.id)
    return list(db.session.scalars(rows.where(model.id.in_(wanted)).order_by(order)))

"""An ordinary screen is declared, not written: list, show, create, edit, remove with a reason, history.

    Resource(Venue, VenueForm, columns=("name", "capacity"), titles=(lazy_gettext("Venue"), …)).mount(area)

A different look is a template `<area>/<table>/<screen>.html`; a different act is an ordinary view. No hooks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Select

from festival_ops.database import db
from festival_ops.web import addresses, listing, overlap, removal, saving, trail
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.forms import Form
from festival_ops.web.scope import visible
from festival_ops.web.telling import called, told


@dataclass(frozen=True)
class Resource:
    """`columns` are names of the form's fields; `titles` what one and what many are called; `beside` names the columns
    that the form does not ask for, each with the words of its values."""

    model: type[Any]
    form: type[Form]
    columns: tuple[str, ...]
    titles: tuple[Any, Any]
    secrecy: Secrecy = Secrecy.PLAN
    beside: Mapping[str, tuple[Any, Mapping[Any, Any]]] = field(default_factory=dict)

    @property
    def table(self) -> str:
        return str(self.model.__tablename__)

    def mount(self, area: Blueprint) -> None:
        noun, (read, write) = self.table.replace("_", "-"), self.policies()

        def page(address: str, screen: str, view: Callable[..., Any], methods: tuple[str, ...] = ("GET",)) -> None:
            area.add_url_rule(f"/{noun}/{address}", f"{self.table}_{screen}", view, methods=methods)

        page("", "list", read(lambda: self._list()))
        page("<int:id>", "show", read(lambda id: self._show(id)))
        page("new", "new", write(lambda: self._new()), ("GET", "POST"))
        page("<int:id>/edit", "edit", write(lambda id: self._edit(id)), ("GET", "POST"))
        page("<int:id>/removal", "removal", write(lambda id: self._removal(id)), ("GET", "POST"))
        self.make_known(area)

    def make_known(self, area: Blueprint) -> None:
        """As the page to which the names of its rows lead."""
        area.record_once(lambda state: addresses.learn(state.app.extensions, self, state.name))

    def policies(self) -> tuple[Any, Any]:
        """Who reads, and who writes."""
        return may_read(self.secrecy), may_write(self.secrecy)

    def rows(self) -> Select[Any]:
        """The rows that the person may see."""
        return visible(self.model, self.secrecy)

    def obstacles(self, row: Any) -> list[Any]:
        """What stands in the way of a removal."""
        return removal.obstacles(row)

    def names(self, name: str) -> bool:
        """Whether the column has a name that people read."""
        return name in self.beside or hasattr(self.form, name)

    def label(self, name: str) -> Any:
        """What the form calls the field."""
        if name in self.beside:
            return self.beside[name][0]
        return getattr(self.form, name).args[0]

    def told(self, name: str, value: Any) -> Any:
        """A value of the field as people read it: the word of its choice, as its kind of field says, or itself."""
        if name in self.beside:
            return told(self.beside[name][1].get(value, value))
        if tell := getattr(getattr(getattr(self.form, name, None), "field_class", None), "tell", None):
            return told(tell(value))
        kwargs = getattr(self.form, name).kwargs if hasattr(self.form, name) else {}
        if "show" in kwargs and isinstance(value, list) and value and isinstance(value[0], db.Model):
            return told(kwargs["show"](value).splitlines())
        choices = dict(kwargs.get("choices", ()))
        if choices and isinstance(value, list):
            return told([str(choices.get(word, word)) for word in value])
        return told(choices.get(value, value) if isinstance(value, str | int) else value)

    def _list(self) -> ResponseReturnValue:
        page = listing.page_of(self.rows(), self.model, self.columns, request.args)
        return self._answer("list", page=page, listing=listing)

    def _show(self, id: int) -> ResponseReturnValue:
        row = self._get(id)
        form = self.form(formdata=None, obj=row)
        # What a record once held may name others; whoever sees only his own rows does not see their past.
        entries = trail.entries_of(row) if g.access.sees_all(self.secrecy) else None
        return self._answer("show", row=row, form=form, entries=entries)

    def _new(self) -> ResponseReturnValue:
        form = self.form()
        if form.is_submitted() and (known := saving.receipt_of(form)):
            return redirect(known, 303)
        if form.validate_on_submit():
            row = self.model(edition_id=g.edition.id)
            if address := saving.create(form, row, self._address):
                flash(_("“%(name)s” is added.", name=called(row)), "success")
                return redirect(address, 303)
        return self._answer("edit", row=None, form=form), 422 if form.errors else 200

    def _edit(self, id: int) -> ResponseReturnValue:
        row = self._find(id)
        if row is None:
            removed = trail.removal_of(self.table, id) if request.method == "POST" else None
            return (self._answer("gone", row=None, form=self.form(), removed=removed), 409) if removed else abort(404)
        form = self.form(obj=row)
        try:
            if form.validate_on_submit() and saving.change(form, row):
                flash(_("“%(name)s” is saved.", name=called(row)), "success")
                return redirect(self._address(row), 303)
        except saving.OverlapError:
            return self._answer("overlap", row=row, **overlap.between(form, row)), 409
        return self._answer("edit", row=row, form=form), 422 if form.errors else 200

    def _removal(self, id: int) -> ResponseReturnValue:
        row = self._get(id)
        name, form, refused = called(row), removal.RemovalForm(data={"version": row.version}), self.obstacles(row)
        seen = form.version.raw_data in (None, [str(row.version)])
        if form.validate_on_submit() and seen and not refused and removal.remove(row, form.reason.data):
            flash(_("“%(name)s” is removed.", name=name), "success")
            return redirect(url_for(f".{self.table}_list"), 303)
        facts = {"obstacles": refused or self.obstacles(row), "companions": removal.companions(row)}
        status = 409 if form.is_submitted() and (facts["obstacles"] or not seen) else 422 if form.errors else 200
        return self._answer("removal", row=row, form=form, seen=seen, **facts), status

    def _find(self, id: int) -> Any:
        return db.session.scalars(self.rows().where(self.model.id == id)).first()

    def _get(self, id: int) -> Any:
        row = self._find(id)
        return row if row is not None else abort(404)

    def _address(self, row: Any) -> str:
        return url_for(f".{self.table}_show", id=row.id)

    def _answer(self, screen: str, **facts: Any) -> str:
        own = f"{request.blueprint}/{self.table}/{screen}.html"
        return render_template([own, f"resource/{screen}.html"], resource=self, **facts)

"""An agency's own people and absences at its desk and how many it has promised."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select

from festival_ops.database import db
from festival_ops.security import forms, models
from festival_ops.security.own import own
from festival_ops.security.views.blueprints import desk
from festival_ops.security.views.people import PeopleResource
from festival_ops.web import overlap, removal, saving
from festival_ops.web.access import liaisons_only


class OwnResource(PeopleResource):
    """An ordinary screen of the agency's own rows. Their names lead here from no other page."""

    def make_known(self, area: Blueprint) -> None:
        pass

    def policies(self) -> tuple[Any, Any]:
        return liaisons_only, liaisons_only

    def rows(self) -> Select[Any]:
        return own(self.model)

    def obstacles(self, row: Any) -> list[Any]:
        """Whoever is on the roster leaves it by the hand of those who build it."""
        held = (one for one in removal.companions(row) if not isinstance(one, models.Absence))
        return [*super().obstacles(row), *held]


OwnResource(
    models.Officer,
    forms.OwnOfficerForm,
    columns=("code", "name", "squad", "holdings", "phone"),
    titles=(_("Person on duty"), _("Our people")),
).mount(desk)
OwnResource(
    models.Absence,
    forms.OwnAbsenceForm,
    columns=("officer", "kind", "starts", "ends", "note"),
    titles=(_("Absence"), _("Absences")),
).mount(desk)


@desk.app_template_global()
def qualifications_told() -> list[models.Qualification]:
    """The words in which a person's training is entered."""
    return list(db.session.scalars(own(models.Qualification).order_by(models.Qualification.sort_key)))


@desk.app_template_global()
def own_absences(row: models.Officer) -> list[models.Absence]:
    rows = own(models.Absence).where(models.Absence.officer_id == row.id)
    return list(db.session.scalars(rows.order_by(models.Absence.starts, models.Absence.id)))


@desk.route("/agency/<int:id>/promise", methods=["GET", "POST"])
@liaisons_only
def agency_promise(id: int) -> ResponseReturnValue:
    row = db.session.scalars(own(models.Agency).where(models.Agency.id == id)).first() or abort(404)
    form = forms.PromiseForm(obj=row)
    try:
        if form.validate_on_submit() and saving.change(form, row):
            flash(gettext("“%(name)s” is saved.", name=row.name), "success")
            return redirect(url_for(".summary"), 303)
    except saving.OverlapError:
        versions = overlap.between(form, row)
        return render_template("desk/promise_overlap.html", row=row, **versions), 409
    return render_template("desk/promise.html", row=row, form=form), 422 if form.errors else 200

"""Giving promised heads their names, by those who build the roster or at the desk of the agency, and taking it back."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import Select, select

from festival_ops.database import db
from festival_ops.planning.actions import duty_changes, roster
from festival_ops.planning.actions import heads as actions
from festival_ops.planning.head_sheets import COUNTER
from festival_ops.planning.models import DutyChange
from festival_ops.planning.naming import NamingForm
from festival_ops.planning.roster import heads, workload
from festival_ops.planning.views.roster import area, stands_now
from festival_ops.security.models import Agency, Officer
from festival_ops.security.own import own
from festival_ops.security.views import desk, desk_sheets
from festival_ops.spreadsheets.views import mount as mount_spreadsheets
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, liaisons_only, may_write
from festival_ops.web.scope import visible


@area.route("/head/<int:id>", methods=["GET", "POST"])
@may_write(Secrecy.GUARDED)
def head_show(id: int) -> ResponseReturnValue:
    return _naming(id)


@desk.route("/head/<int:id>", methods=["GET", "POST"], endpoint="head_show")
@liaisons_only
def own_head(id: int) -> ResponseReturnValue:
    return _naming(id)


@area.post("/head/<int:id>/person")
@may_write(Secrecy.GUARDED)
def head_person(id: int) -> ResponseReturnValue:
    return _passing_on(id)


@desk.post("/head/<int:id>/person", endpoint="head_person")
@liaisons_only
def own_head_person(id: int) -> ResponseReturnValue:
    return _passing_on(id)


@area.post("/head/<int:id>/name-removal")
@may_write(Secrecy.GUARDED)
def name_removal(id: int) -> ResponseReturnValue:
    return _nameless(id)


@desk.post("/head/<int:id>/name-removal", endpoint="name_removal")
@liaisons_only
def own_name_removal(id: int) -> ResponseReturnValue:
    return _nameless(id)


@area.post("/agency/<int:id>/names")
@may_write(Secrecy.GUARDED)
def agency_names(id: int) -> ResponseReturnValue:
    return _filling(id, url_for(".agency_show", id=id))


@desk.post("/agency/<int:id>/names", endpoint="agency_names")
@liaisons_only
def own_names(id: int) -> ResponseReturnValue:
    return _filling(id, url_for(".summary"))


@area.post("/agency/<int:id>/surplus")
@may_write(Secrecy.GUARDED)
def agency_surplus(id: int) -> ResponseReturnValue:
    """Heads beyond what is promised give their duties up."""
    agency = _one(Agency, id)
    ended = actions.give_up(db.session(), g.edition, agency, g.person, str(get_locale()))
    db.session.commit()
    flash(ngettext("%(num)s duty is taken off.", "%(num)s duties are taken off.", ended), "success")
    return redirect(url_for(".agency_show", id=id), 303)


@desk.post("/undoing")
@liaisons_only
def undoing() -> ResponseReturnValue:
    """Takes back what the liaison's last act passed on."""
    mine = select(DutyChange).where(DutyChange.edition_id == g.edition.id, DutyChange.user_id == g.person.id)
    change = db.session.scalar(mine.where(DutyChange.id == request.form.get("change", type=int))) or abort(404)
    try:
        roster.undo(db.session(), g.edition, change, g.person, str(get_locale()))
        db.session.commit()
    except (roster.ChangedMeanwhileError, roster.RefusedError):
        abort(409, _("The roster was changed since, so this is not taken back; please ask the security office."))
    flash(_("The duties are with the heads again."), "success")
    return redirect(url_for(".summary"), 303)


def _naming(id: int) -> ResponseReturnValue:
    row = _one(Officer, id)
    if request.method == "POST":
        # No duty may come or go between the judgement and the name.
        roster.hold(db.session(), g.edition)
        db.session.refresh(row)
    if not row.unnamed:
        return _named_already(row)
    form = NamingForm(obj=row)
    try:
        if form.validate_on_submit() and saving.change(form, row):
            flash(_("%(name)s takes the place of head no. %(number)s.", name=row.name, number=row.number), "success")
            return redirect(url_for(".officer_show", id=row.id), 303)
    except saving.OverlapError:
        abort(409, _("Somebody else changed this head in the meantime. Please open it again."))
    return _page(row, form, 422 if form.errors else 200)


def _passing_on(id: int) -> ResponseReturnValue:
    row = _one(Officer, id)
    person = db.session.scalar(_known(row).where(Officer.id == request.form.get("person", type=int)))
    if not row.unnamed:
        return _named_already(row)
    try:
        if person is None:
            raise actions.UnfitError([_("Please choose somebody of the agency who has a name.")])
        passed = actions.pass_on(db.session(), g.edition, row, person, g.person, str(get_locale()))
        db.session.commit()
    except actions.UnfitError as unfit:
        db.session.rollback()
        return _page(_one(Officer, id), NamingForm(formdata=None, obj=row), 422, unfit.sentences)
    told = ngettext("%(num)s duty passes to %(name)s.", "%(num)s duties pass to %(name)s.", passed, name=str(person))
    flash(told, "success")
    return redirect(url_for(".officer_show", id=person.id), 303)


def _nameless(id: int) -> ResponseReturnValue:
    row = _one(Officer, id)
    if row.number is None:
        abort(404)
    if not row.unnamed:
        roster.hold(db.session(), g.edition)
        actions.take_name_back(db.session(), row, g.person)
        db.session.commit()
    flash(_("The name is taken back; the duties stay with head no. %(number)s.", number=row.number), "success")
    return redirect(url_for(".officer_show", id=row.id), 303)


def _filling(id: int, back: str) -> ResponseReturnValue:
    agency = _one(Agency, id)
    filled, left = actions.fill(db.session(), g.edition, agency, g.person, str(get_locale()))
    db.session.commit()
    if filled:
        flash(
            ngettext(
                "The duties of %(num)s head pass to somebody who has a name.",
                "The duties of %(num)s heads pass to people who have names.",
                filled,
            ),
            "success",
        )
    if left:
        flash(
            ngettext(
                "For %(num)s head nobody fits who is named and free; the duties stay with it.",
                "For %(num)s heads nobody fits who is named and free; the duties stay with them.",
                left,
            ),
            "warning",
        )
    return redirect(back, 303)


def _page(row: Officer, form: NamingForm, status: int, refused: list[str] | None = None) -> ResponseReturnValue:
    duties = workload.duties_of(g.edition, stands_now(), row.id)
    known = db.session.scalars(_known(row).order_by(Officer.sort_key, Officer.id)).all()
    facts = {"duties": duties, "known": known, "refused": refused or []}
    return render_template("roster/head.html", row=row, form=form, **facts), status


def _named_already(row: Officer) -> ResponseReturnValue:
    if row.number is None:
        abort(404)
    flash(_("Head no. %(number)s has a name already: %(name)s.", number=row.number, name=str(row)), "info")
    return redirect(url_for(".officer_show", id=row.id), 303)


def _one(model: type[Any], id: int) -> Any:
    """A row that the person may change: the own at the desk, any of the edition for those who build the roster."""
    return db.session.scalar(_rows(model).where(model.id == id)) or abort(404)


def _rows(model: type[Any]) -> Select[Any]:
    return own(model) if request.blueprint == desk.name else visible(model, Secrecy.GUARDED)


def _known(head: Officer) -> Select[Any]:
    """Named people of the same agency."""
    return _rows(Officer).where(Officer.agency_id == head.agency_id, ~Officer.unnamed)


mount_spreadsheets(desk_sheets, liaisons_only, COUNTER)


@area.app_template_global()
def promises(row: Agency) -> list[heads.Promise]:
    return heads.promises_of(db.session(), stands_now(), row)


@area.app_template_global()
def duties_told(row: Officer) -> list[workload.Served]:
    return workload.duties_of(g.edition, stands_now(), row.id)


@area.app_template_global()
def last_act() -> DutyChange | None:
    """What the person can take back: not once the heads whose duties passed on are gone."""
    last = duty_changes.undoable(db.session(), g.edition, g.person)
    return None if last is None or duty_changes.overtaken(db.session(), g.edition, last) else last

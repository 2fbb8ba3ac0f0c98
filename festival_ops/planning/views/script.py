"""The script of a ceremony: its lines at their times, what a decree says to it, what changed since it was issued."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from festival_ops.database import db, now
from festival_ops.planning.actions.ceremonies import LEVEL, change_level, decree_levels, look_at
from festival_ops.planning.actions.rulebook import OutdatedError
from festival_ops.planning.ceremony.day_sheet import day_sheet
from festival_ops.planning.ceremony.decree import DECREE_RULES, breaches
from festival_ops.planning.ceremony.issued import changes_since, issue, last_issue
from festival_ops.planning.ceremony.script import Script, script_of
from festival_ops.planning.ceremony_forms import IssueForm, LevelForm, LookForm
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.judgement import LEVELS
from festival_ops.protocol import prints
from festival_ops.protocol.models import Ceremony, StageItem
from festival_ops.protocol.script_kinds import STAGE_SIDES
from festival_ops.traffic.forms.vehicles import may_read_phones
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible, visible

area = Blueprint("script", __name__, url_prefix="/festival/<edition>/protocol/script")


@area.get("/")
@may_read(Secrecy.GUARDED)
def show() -> ResponseReturnValue:
    """Of the ceremony asked for, else of the first one."""
    rows = visible(Ceremony, Secrecy.GUARDED).order_by(Ceremony.sort_key, Ceremony.id)
    ceremonies = list(db.session.scalars(rows))
    if not ceremonies:
        return render_template("script/empty.html")
    asked = request.args.get("ceremony", type=int)
    ceremony = next((each for each in ceremonies if each.id == asked), None if asked else ceremonies[0]) or abort(404)
    return render_template("script/show.html", ceremonies=ceremonies, **_facts(ceremony))


@area.get("/<int:id>/paper")
@may_read(Secrecy.GUARDED)
def paper(id: int) -> ResponseReturnValue:
    ceremony = get_visible(Ceremony, id, Secrecy.GUARDED)
    facts = _facts(ceremony)
    page = render_template("script/paper.html", at=now(), **facts)
    return prints.given(page, prints.SCRIPT, str(ceremony), invitations=len(facts["script"].named))


@area.get("/<int:id>/day")
@may_read(Secrecy.GUARDED)
def day_show(id: int) -> ResponseReturnValue:
    """The day of a ceremony hour by hour, for a phone or on A4."""
    ceremony = get_visible(Ceremony, id, Secrecy.GUARDED)
    plan = plan_in_hand(db.session(), g.edition)
    sheet = day_sheet(db.session(), g.edition, plan, ceremony, phones=may_read_phones())
    facts = {"ceremony": ceremony, "sheet": sheet, "script": sheet.script, "at": now(), "stage_sides": STAGE_SIDES}
    page = render_template("script/day.html", look_form=LookForm(), look_key=lambda: LookForm().key.data, **facts)
    return prints.given(page, prints.DAY, str(ceremony), invitations=sheet.people)


@area.post("/<int:id>/issue")
@may_write(Secrecy.GUARDED)
def issue_new(id: int) -> ResponseReturnValue:
    ceremony, form = get_visible(Ceremony, id, Secrecy.GUARDED), IssueForm()
    address = url_for(".show", ceremony=id)
    if known := saving.receipt_of(form):
        return redirect(known, 303)
    if not form.validate_on_submit():
        return _refused(form, address)
    last = last_issue(db.session(), ceremony)
    if form.number.data != str(last.number if last else 0):
        abort(409, _("Somebody issued this script after you opened the page. Please look at what has changed since."))
    issued = issue(db.session(), _script(ceremony), form.reason.data, g.person)
    saving.keep_receipt(form, address)
    db.session.commit()
    flash(_("Issue %(number)s of the script is made.", number=issued.number), "success")
    return redirect(address, 303)


@area.post("/item/<int:id>/look")
@may_write(Secrecy.GUARDED)
def look_new(id: int) -> ResponseReturnValue:
    item, form = get_visible(StageItem, id, Secrecy.GUARDED), LookForm()
    address = url_for(".show", ceremony=item.ceremony_id, _anchor="stage")
    if request.form.get("back") == "day":
        address = url_for(".day_show", id=item.ceremony_id, _anchor="stage")
    if known := saving.receipt_of(form):
        return redirect(known, 303)
    if not form.validate_on_submit():
        return _refused(form, address)
    look_at(db.session(), item, form.stands.data, form.note.data, g.person)
    saving.keep_receipt(form, address)
    db.session.commit()
    return redirect(address, 303)


@area.post("/rule/<key>/level")
@may_write(Secrecy.GUARDED)
def level_change(key: str) -> ResponseReturnValue:
    form = LevelForm()
    if key not in {rule.key for rule in DECREE_RULES}:
        abort(404)
    address = url_for(".show", ceremony=request.args.get("ceremony", type=int), _anchor="decree")
    if not form.validate_on_submit():
        return _refused(form, address)
    try:
        change_level(db.session(), g.edition, LEVEL + key, str(form.level.data), str(form.seen.data), g.person)
        db.session.commit()
    except OutdatedError:
        abort(409, _("Somebody changed the level of this rule after you opened the page."))
    return redirect(address, 303)


def _refused(form: Any, address: str) -> ResponseReturnValue:
    flash(" ".join(str(error) for errors in form.errors.values() for error in errors), "error")
    return redirect(address, 303)


def _script(ceremony: Ceremony) -> Script:
    return script_of(db.session(), plan_in_hand(db.session(), g.edition), ceremony)


def _facts(ceremony: Ceremony) -> dict[str, Any]:
    script, levels = _script(ceremony), decree_levels(db.session(), g.edition)
    last = last_issue(db.session(), ceremony)
    return {
        "script": script,
        "breaches": breaches(script, levels),
        "rules": DECREE_RULES,
        "levels": LEVELS,
        "shown_levels": {rule.key: levels[LEVEL + rule.key] for rule in DECREE_RULES},
        "last": last,
        "changes": changes_since(last, script) if last else [],
        "issue_form": IssueForm(data={"number": str(last.number if last else 0)}),
        "look_form": LookForm(),
        "level_form": LevelForm(),
        "look_key": lambda: LookForm().key.data,
        "stage_sides": STAGE_SIDES,
    }

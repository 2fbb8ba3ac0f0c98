"""Scenarios: the list, a new one from the plan in hand, its page, its name, the archive, and comparing."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import defer

from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.planning.actions import plans, scenarios
from festival_ops.planning.actions.scenarios import NameTakenError, OutdatedError
from festival_ops.planning.comparison import Comparison, problem_beside, side_of
from festival_ops.planning.forms import ScenarioForm
from festival_ops.planning.in_hand import address_of_plan, plan_in_hand, scenario_in_hand
from festival_ops.planning.models import Plan, Release
from festival_ops.planning.queries import latest_release, main_plan
from festival_ops.planning.views.area import area
from festival_ops.web import saving, trail
from festival_ops.web.access import Act, Secrecy, may_write
from festival_ops.web.scope import get_visible

MAIN, RELEASED = "main", "release"


@area.get("/scenarios")
@may_write(Secrecy.PLAN)
def scenarios_list() -> ResponseReturnValue:
    rows = [row for row in _plans() if not row.main]
    standing = [row for row in rows if row.archived_at is None]
    return render_template(
        "planning/scenario/list.html",
        beside=[(row, beside_main(row)) for row in standing],
        archived=[row for row in rows if row.archived_at is not None],
        people=_branchers(rows),
    )


@area.route("/scenario", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def scenario_new() -> ResponseReturnValue:
    """Branches whatever plan is in hand."""
    form, session = ScenarioForm(), db.session()
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    if form.validate_on_submit():
        source = plan_in_hand(session, g.edition) or plans.open_plan(session, g.edition)
        try:
            made = scenarios.branch(session, g.edition, source, form.name.data, form.note.data or "", g.person)
            there = board_of(made)
            saving.keep_receipt(form, there)
            session.commit()
            flash(_("You are in the scenario “%(name)s” now; the main plan stays as it is.", name=made.name), "success")
            return redirect(there, 303)
        except NameTakenError:
            _say_taken(form)
    return render_template("planning/scenario/form.html", form=form, row=None), 422 if form.errors else 200


@area.get("/scenario/<int:id>")
@may_write(Secrecy.PLAN)
def scenario_show(id: int) -> ResponseReturnValue:
    row = scenario_of(id)
    return render_template(
        "planning/scenario/show.html",
        row=row,
        beside=beside_main(row),
        people=_branchers([row]),
        entries=trail.entries_of(row),
    )


@area.route("/scenario/<int:id>/edit", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def scenario_edit(id: int) -> ResponseReturnValue:
    row = scenario_of(id)
    form = ScenarioForm(data={"name": row.name, "note": row.note, "version": scenarios.stamp_of(row)})
    if form.validate_on_submit():
        try:
            seen = form.version.data or ""
            scenarios.rename(db.session(), row, form.name.data, form.note.data or "", seen, g.person)
            db.session.commit()
            flash(_("The scenario is called “%(name)s”.", name=row.name), "success")
            return redirect(url_for(".scenario_show", id=id), 303)
        except OutdatedError:
            abort(409, _("Somebody else has renamed this scenario since you opened the page."))
        except NameTakenError:
            db.session.rollback()
            _say_taken(form)
    return render_template("planning/scenario/form.html", form=form, row=row), 422 if form.errors else 200


@area.post("/scenario/<int:id>/archival")
@may_write(Secrecy.PLAN)
def scenario_archival(id: int) -> ResponseReturnValue:
    row = scenario_of(id)
    scenarios.archive(db.session(), row, g.person)
    db.session.commit()
    flash(_("“%(name)s” is archived: it can be read and restored, not changed.", name=row.name), "success")
    return redirect(url_for(".scenarios_list"), 303)


@area.post("/scenario/<int:id>/restoration")
@may_write(Secrecy.PLAN)
def scenario_restoration(id: int) -> ResponseReturnValue:
    row = scenario_of(id)
    scenarios.reopen(db.session(), row, g.person)
    db.session.commit()
    flash(_("“%(name)s” is restored and can be worked on.", name=row.name), "success")
    return redirect(url_for(".scenario_show", id=id), 303)


@area.get("/comparison")
@may_write(Secrecy.PLAN)
def comparison() -> ResponseReturnValue:
    """Any two of the main plan, the scenarios and the last release; without a word the main plan and the release."""
    release = latest_release(db.session(), g.edition)
    others = [str(row.id) for row in reversed(_plans()) if not row.main and row.archived_at is None]
    left = request.args.get("left", RELEASED if release and not others else MAIN)
    right = request.args.get("right", (others or [MAIN])[0])
    sides = _side(left), _side(right)
    compared = None if None in sides else compare(*sides)
    return render_template(
        "planning/scenario/comparison.html", choices=_choices(release), left=left, right=right, compared=compared
    )


def scenario_of(id: int) -> Plan:
    row = get_visible(Plan, id, Secrecy.PLAN)
    return row if not row.main else abort(404)


def compare(left: Any, right: Any) -> Comparison:
    session, language = db.session(), str(get_locale())
    problem = problem_beside(session, g.edition, language)
    before, after = (side_of(session, g.edition, problem, each) for each in (left, right))
    return Comparison(session, problem, before, after, language == "en", g.access.right(Secrecy.GUARDED) == 0)


def beside_main(row: Plan) -> Comparison:
    return compare(main_plan(db.session(), g.edition) or row, row)


def _side(wanted: str) -> Plan | Release | None:
    """None where there is nothing of that kind yet."""
    if wanted == MAIN:
        return main_plan(db.session(), g.edition)
    if wanted == RELEASED:
        return latest_release(db.session(), g.edition)
    return scenario_of(int(wanted)) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10 else abort(404)


def _choices(release: Release | None) -> list[tuple[str, str]]:
    known = [(MAIN, _("Main plan"))]
    if release is not None:
        known.append((RELEASED, _("Release %(number)s", number=release.number)))
    return known + [(str(row.id), row.name) for row in _plans() if not row.main]


def _plans(*without: Any) -> list[Plan]:
    rows = select(Plan).where(Plan.edition_id == g.edition.id).options(*without)
    return list(db.session.scalars(rows.order_by(Plan.main.desc(), Plan.archived_at.is_not(None), Plan.id)))


def _branchers(rows: list[Plan]) -> dict[int, str]:
    ids = {row.user_id for row in rows}
    return {row.id: row.name or row.email for row in db.session.scalars(select(User).where(User.id.in_(ids)))}


def _say_taken(form: ScenarioForm) -> None:
    form.name.errors = [
        _("Another plan of this edition has this name, perhaps an archived one; please choose another.")
    ]


@area.app_template_global("plans_at_hand")
def plans_at_hand() -> list[tuple[Plan, str, bool]]:
    """The plans that this person may take in hand, each with its address and whether it is in hand now."""
    here = scenario_in_hand()
    if not g.get("edition") or (here is None and not g.access.may(Act.WRITE, Secrecy.PLAN)):
        return []
    standing = [row for row in _plans(defer(Plan.base)) if row.archived_at is None or row is here]
    return [(row, board_of(row), row is here if here else row.main) for row in standing]


@area.app_template_filter("board_of")
def board_of(row: Plan) -> str:
    """The address of the plan's own board."""
    return url_for("planning.timeline", edition=address_of_plan(g.edition, row))


@area.app_template_filter("plan_name")
def plan_name(of: Plan | Release) -> str:
    if isinstance(of, Release):
        return _("Release %(number)s", number=of.number)
    return _("Main plan") if of.main else of.name

"""A scenario rebased on what is newer, and adopted into the main plan: each is shown before it is done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.database import db
from festival_ops.planning import kept
from festival_ops.planning.actions import scenarios
from festival_ops.planning.actions.lengths import LengthBoundsError, LengthChangedError
from festival_ops.planning.actions.moves import MovedMeanwhileError
from festival_ops.planning.actions.plans import BlockedError
from festival_ops.planning.actions.scenarios import Onto
from festival_ops.planning.comparison import Comparison, Side
from festival_ops.planning.in_hand import ArchivedError
from festival_ops.planning.judgement import Finding, newly_blocked
from festival_ops.planning.models import Plan, Release
from festival_ops.planning.picking import pulled_in
from festival_ops.planning.queries import latest_release, main_plan, open_lengths
from festival_ops.planning.views.area import area
from festival_ops.planning.views.scenarios import RELEASED, beside_main, board_of, compare, plan_name, scenario_of
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.forms import Form
from solver.differences import Standing, lasting, slots_of
from solver.merge import Merged

CHANGED_MEANWHILE = (MovedMeanwhileError, LengthChangedError, LengthBoundsError)


@area.route("/scenario/<int:id>/rebasing", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def scenario_rebasing(id: int) -> ResponseReturnValue:
    row, form = _open(id), Form()
    onto, merge, compared = _merge(row)
    if form.validate_on_submit():
        if form.version.data != onto.stamp:
            abort(409, _("The scenario, or what it is brought up to date with, has changed since you read this page."))
        acts = scenarios.changed(compared.left.standing, compared.right.standing)
        try:
            scenarios.rebase(db.session(), g.edition, row, onto, acts, g.person)
            db.session.commit()
        except CHANGED_MEANWHILE:
            abort(409, _("The scenario, or what it is brought up to date with, has changed since you read this page."))
        flash(_("“%(name)s” is up to date; “Undo” takes it back.", name=row.name), "success")
        return redirect(board_of(row), 303)
    form = Form(formdata=None, data={"version": onto.stamp})
    problem = lasting(kept.beside(compared.problem, compared.left.slots), compared.left.minutes)
    then = lasting(problem, compared.right.minutes)
    broken = newly_blocked(problem, compared.left.slots, compared.right.slots, then=then)
    page = {"row": row, "form": form, "onto": onto, "merge": merge, "compared": compared, "broken": broken}
    return render_template("planning/scenario/rebasing.html", release=latest_release(db.session(), g.edition), **page)


def _merge(row: Plan) -> tuple[Onto, Merged, Comparison]:
    """What the scenario is rebased on, and it beside itself as it would be then."""
    newer = _newer()
    compared = compare(newer, row)
    problem, ours = compared.problem, compared.right
    version = newer.number if isinstance(newer, Release) else newer.revision
    stamp = f"{row.revision}.{'r' if isinstance(newer, Release) else 'm'}{version}"
    onto = Onto(plan_name(newer), _as_open(compared), stamp)
    merge = scenarios.merge_on(db.session(), row, onto.standings, ours.standing, {act.id for act in problem.acts})
    after = Side(row, merge.standings, slots_of(merge.standings))
    return onto, merge, Comparison(db.session(), problem, ours, after, compared.english, compared.discreet)


def _as_open(compared: Comparison) -> tuple[Standing, ...]:
    """How all stands in what is newer; a release's lengths only as far as they are open still."""
    bounds, own = open_lengths(db.session(), g.edition), {act.id: act.duration for act in compared.problem.acts}

    def allowed(stands: Standing) -> int:
        low, high = bounds.get(stands.act, (0, 0))
        return stands.minutes if low <= stands.minutes <= high else own[stands.act]

    return tuple(replace(each, minutes=allowed(each)) for each in compared.left.standing if each.act in own)


def _newer() -> Plan | Release:
    wanted = latest_release if request.args.get("on") == RELEASED else main_plan
    return wanted(db.session(), g.edition) or abort(404)


@area.route("/scenario/<int:id>/adoption", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def scenario_adoption(id: int) -> ResponseReturnValue:
    row, form = _open(id), Form()
    compared = beside_main(row)
    if not form.validate_on_submit():
        return _adoption(row, compared, compared.acts - _theirs(row, compared))
    if form.version.data != _stamp(row, compared):
        abort(409, _("The scenario or the main plan has changed since you read this page."))
    chosen = _chosen() & compared.acts
    wanted = pulled_in(compared.problem, compared.left.standing, compared.right.standing, chosen)
    if not wanted or wanted - chosen:
        return _adoption(row, compared, wanted, extra=wanted - chosen, empty=not wanted)
    try:
        _adopt(row, compared, wanted)
    except CHANGED_MEANWHILE:
        abort(409, _("The scenario or the main plan has changed since you read this page."))
    except BlockedError as blocked:
        return _adoption(row, compared, wanted, broken=blocked.findings)
    flash(_adopted(len(wanted)), "success")
    return redirect(url_for(".timeline"), 303)


def _adopted(number: int) -> str:
    return ngettext(
        "%(num)s performance stands in the main plan as in the scenario now; “Undo” takes it back.",
        "%(num)s performances stand in the main plan as in the scenario now; “Undo” takes all of it back.",
        number,
    )


def _adopt(row: Plan, compared: Comparison, wanted: Collection[int]) -> None:
    session, main = db.session(), main_plan(db.session(), g.edition) or abort(404)
    acts = scenarios.changed(compared.left.standing, compared.right.standing)
    scenarios.adopt(session, g.edition, main, row, {act: acts[act] for act in wanted}, g.person)
    session.commit()


def _adoption(
    row: Plan,
    compared: Comparison,
    picked: Collection[int],
    *,
    extra: Collection[int] = (),
    broken: Collection[Finding] = (),
    empty: bool = False,
) -> ResponseReturnValue:
    """The page on which changes are picked; `extra` are those that the picked ones need."""
    page = render_template(
        "planning/scenario/adoption.html",
        row=row,
        compared=compared,
        picked=picked,
        theirs=_theirs(row, compared),
        extra=extra,
        broken=broken,
        empty=empty,
        form=Form(formdata=None, data={"version": _stamp(row, compared)}),
    )
    return page, 422 if broken or empty else 200


def _theirs(row: Plan, compared: Comparison) -> frozenset[int]:
    """What the main plan has changed since the branching, or both have: adopting that would undo somebody's change."""
    acts = {act.id for act in compared.problem.acts}
    merge = scenarios.merge_on(db.session(), row, compared.left.standing, compared.right.standing, acts)
    return frozenset(merge.taken) | {each.act for each in merge.conflicts}


def _chosen() -> frozenset[int]:
    """Each box names the performances of one change, two where they have changed places."""
    named = [part for box in request.form.getlist("acts") for part in box.split("-")]
    return frozenset(int(part) for part in named if part.isascii() and part.isdecimal() and len(part) < 10)


def _stamp(row: Plan, compared: Comparison) -> str:
    main = compared.left.of
    return f"{row.revision}.{main.revision if isinstance(main, Plan) else 0}"


def _open(id: int) -> Plan:
    row = scenario_of(id)
    if row.archived_at is not None:
        raise ArchivedError(row)
    return row

"""A parade in its order: moved by hand, asked of the solver, and judged while somebody moves."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from festival_ops.database import db
from festival_ops.planning.actions import parades as actions
from festival_ops.planning.models import ParadeRun
from festival_ops.planning.parades import search, sentences
from festival_ops.planning.parades.page import Standing, standing
from festival_ops.planning.parades.picture import picture
from festival_ops.planning.views.roads import area
from festival_ops.planning.views.searches import deciding, state_of, stop
from festival_ops.traffic.kinds import HELD
from festival_ops.traffic.models import Parade
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible


@area.get("/parade/<int:id>/trial")
@may_read(Secrecy.ROADS)
def parade_trial(id: int) -> ResponseReturnValue:
    """What the rules would say of another order; nothing is kept."""
    return render_template("roads/parade/verdict.html", stands=_standing(id, _asked("order")))


@area.post("/parade/<int:id>/order")
@may_write(Secrecy.ROADS)
def parade_order(id: int) -> ResponseReturnValue:
    row = get_visible(Parade, id, Secrecy.ROADS)
    seen = _asked("seen")
    try:
        actions.reorder(db.session(), row, _moved(seen), seen, g.person)
        db.session.commit()
    except actions.OtherOrderError:
        abort(409, _("Somebody has changed this parade since you opened it. Look at it as it is now, and move again."))
    if "HX-Request" in request.headers:
        return render_template("roads/parade/live.html", stands=_standing(id), **_search(id))
    return redirect(url_for("traffic.parade_show", id=id, _anchor=f"unit-{request.form.get('unit')}"), 303)


@area.post("/parade/<int:id>/run")
@may_write(Secrecy.ROADS)
def parade_search(id: int) -> ResponseReturnValue:
    stands = _standing(id)
    if _search(id)["going"]:
        flash(_("A search for the order of this parade is under way already."), "info")
    elif search.ask_for_an_order(db.session(), stands, g.person) is None:
        flash(_("The parade has no hours yet, or nobody walks in it; so there is nothing to put in order."), "error")
    else:
        db.session.commit()
    return redirect(url_for("traffic.parade_show", id=id, _anchor="search"), 303)


@area.get("/parade/<int:id>/run")
@may_read(Secrecy.ROADS)
def parade_progress(id: int) -> ResponseReturnValue:
    return render_template("roads/parade/search.html", stands=_standing(id), **_search(id))


@area.post("/parade/run/<int:id>/cancellation")
@may_write(Secrecy.ROADS)
def parade_run_cancellation(id: int) -> ResponseReturnValue:
    run = get_visible(ParadeRun, id, Secrecy.ROADS)
    stop(run)
    flash(_("The search stops and keeps the best order it has found."), "info")
    return redirect(url_for("traffic.parade_show", id=run.parade_id, _anchor="search"), 303)


@area.post("/parade/run/<int:id>/acceptance")
@may_write(Secrecy.ROADS)
def parade_run_acceptance(id: int) -> ResponseReturnValue:
    run = get_visible(ParadeRun, id, Secrecy.ROADS)
    try:
        with deciding():
            actions.accept(db.session(), run, g.person)
    except actions.OtherOrderError:
        abort(409, _("The parade has changed since this search began. Order it again; the search begins from now."))
    flash(_("The parade walks in the proposed order now."), "success")
    return redirect(url_for("traffic.parade_show", id=run.parade_id), 303)


@area.post("/parade/run/<int:id>/refusal")
@may_write(Secrecy.ROADS)
def parade_run_refusal(id: int) -> ResponseReturnValue:
    run = get_visible(ParadeRun, id, Secrecy.ROADS)
    with deciding():
        actions.refuse(db.session(), run, g.person)
    flash(_("The proposal is refused; the order stays as it was."), "success")
    return redirect(url_for("traffic.parade_show", id=run.parade_id), 303)


@area.app_template_global()
def parade_facts(row: Parade) -> dict[str, Any]:
    """What the page of a parade shows beside its record."""
    return {"stands": _standing(row.id), **_search(row.id)}


@area.app_template_filter()
def held_told(held: str) -> Any:
    return dict(HELD).get(held, held)


@area.app_template_filter()
def drawn(stands: Standing) -> Any:
    return picture(stands)


def _standing(id: int, order: list[int] | None = None) -> Standing:
    return standing(db.session(), g.edition, id, order) or abort(404)


def _search(id: int) -> dict[str, Any]:
    """The last search for the order, as long as it says something of the parade as it is now."""
    run = search.last_run(db.session(), id)
    found = state_of(run) if run else {"run": None, "job": None, "state": "", "going": False}
    return {
        **found,
        "proposed": sentences.proposed(run, _standing(id)) if run and run.answer and run.decision is None else None,
    }


def _moved(seen: list[int]) -> list[int]:
    """The whole order, or the order seen with one unit moved to a number."""
    unit, to = request.form.get("unit", type=int), request.form.get("to", type=int)
    if unit is None or to is None or unit not in seen:
        return _asked("order") or abort(400)
    others = [id for id in seen if id != unit]
    return [*others[: max(0, to - 1)], unit, *others[max(0, to - 1) :]]


def _asked(name: str) -> list[int]:
    numbers = request.values.get(name, "").split(".")
    return [int(number) for number in numbers if number.isascii() and number.isdecimal() and len(number) < 10]

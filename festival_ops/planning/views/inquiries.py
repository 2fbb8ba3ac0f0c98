"""Why here, why not there, where better, and what would fit into a hole: parts of the board and pages of their own."""

from __future__ import annotations

from flask import abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from festival_ops.planning import inquiry, waiting
from festival_ops.planning.forms import HoleForm
from festival_ops.planning.views.area import area
from festival_ops.planning.views.timeline import open_desk
from festival_ops.programme.models import Performance, Stage
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.scope import get_visible
from solver.problem import Problem, Slot


@area.get("/board/performance/<int:id>/places")
@may_write(Secrecy.PLAN)
def board_places(id: int) -> ResponseReturnValue:
    """Where it stands and what that costs, and the ten best places for it."""
    problem = _problem_with(id)
    return render_template(
        "planning/board/places.html",
        act=problem.act(id),
        paid=inquiry.paid_here(problem, id),
        offered=inquiry.better_places(problem, id),
        placed=id in problem.current_slots,
    )


@area.get("/board/performance/<int:id>/refusal")
@may_write(Secrecy.PLAN)
def board_refusal(id: int) -> ResponseReturnValue:
    """Why it cannot stand at a place, and who would have to move."""
    problem = _problem_with(id)
    stage, starts = request.args.get("stage", type=int), request.args.get("starts", type=int)
    if stage is None or starts is None or abs(starts) > 1_000_000:
        abort(400)
    get_visible(Stage, stage, Secrecy.PLAN)
    slot = Slot(id, stage, starts)
    refused = inquiry.refused_there(problem, slot)
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(why=refused.sentences, in_the_way=refused.in_the_way)
    return render_template(
        "planning/board/refusal.html",
        act=problem.act(id),
        slot=slot,
        stage=problem.stage(stage).name,
        refused=refused,
    )


@area.get("/board/tray")
@may_write(Secrecy.PLAN)
def board_tray() -> ResponseReturnValue:
    """What those in the tray are missing, or some of them; of many, the first."""
    desk = open_desk()
    asked = request.args.getlist("act", type=int)
    acts = [act.id for act in desk.unplaced if not asked or act.id in asked]
    return jsonify(waiting.missing(desk.problem, desk.clock, acts[: waiting.MOST], discreet=desk.discreet))


@area.get("/hole")
@may_write(Secrecy.PLAN)
def hole() -> ResponseReturnValue:
    """Which performances would fit into free hours of a stage."""
    form = HoleForm(request.args, meta={"csrf": False})
    offered = None
    if request.args and form.validate():
        desk = open_desk()
        span = inquiry.span_asked(desk.clock, form.day.data, form.starts.data, form.ends.data)
        offered = inquiry.for_hole(desk.problem, form.stage.data.id, span)
    part = request.headers.get("X-Part") == "hole"
    page = render_template(f"planning/board/{'holes' if part else 'hole'}.html", form=form, offered=offered)
    return page, 422 if form.errors else 200


def _problem_with(id: int) -> Problem:
    performance = get_visible(Performance, id, Secrecy.PLAN)
    if performance.cancellation is not None:
        abort(404)
    return open_desk().problem

"""What the board asks while somebody works at it: cells for what is held, drops, undo and redo."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from festival_ops.database import db
from festival_ops.planning import presence
from festival_ops.planning.actions import moves, plans
from festival_ops.planning.actions.lengths import LengthBoundsError, LengthChangedError
from festival_ops.planning.actions.moves import MovedMeanwhileError, NothingToUndoError, Place, Wanted
from festival_ops.planning.actions.plans import BlockedError
from festival_ops.planning.desk import Desk
from festival_ops.planning.judgement import findings
from festival_ops.planning.models import Move
from festival_ops.planning.orders import MOST, MoveOrders, Where, read_orders
from festival_ops.planning.standing_room import standing_room
from festival_ops.planning.telling import minute_moment
from festival_ops.planning.views.area import area
from festival_ops.planning.views.consequences import followed
from festival_ops.planning.views.lengths import changed_told, lasts
from festival_ops.planning.views.refusing import refused
from festival_ops.planning.views.timeline import asked_day, asked_sight, open_desk
from festival_ops.programme.models import Performance, Stage
from festival_ops.web.access import Act, Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible, visible


@area.get("/board/cells")
@may_write(Secrecy.PLAN)
def board_cells() -> ResponseReturnValue:
    """For what is held, every start of the drawn days on every stage: free, costly or forbidden, and why."""
    desk = open_desk()
    acts = request.args.getlist("act", type=int)
    if not 0 < len(acts) <= MOST:
        abort(400)
    if not set(acts) <= {act.id for act in desk.problem.acts}:
        abort(404)
    sight = asked_sight(desk)
    return jsonify(standing_room(desk.problem, acts, sight.index, sight.days))


@area.post("/board/moves")
@may_write(Secrecy.PLAN)
def board_moves() -> ResponseReturnValue:
    orders = read_orders(request.get_data()) or abort(400)
    wanted = _wanted(orders)
    plan = plans.open_plan(db.session(), g.edition)
    return _answer(lambda: moves.make(db.session(), plan, wanted, g.person), frozenset(orders.acts))


@area.post("/board/undoing")
@may_write(Secrecy.PLAN)
def board_undoing() -> ResponseReturnValue:
    plan = plans.open_plan(db.session(), g.edition)
    return _answer(lambda: moves.undo(db.session(), plan, g.person))


@area.post("/board/redoing")
@may_write(Secrecy.PLAN)
def board_redoing() -> ResponseReturnValue:
    plan = plans.open_plan(db.session(), g.edition)
    return _answer(lambda: moves.redo(db.session(), plan, g.person))


@area.get("/board/pulse")
@may_read(Secrecy.PLAN)
def board_pulse() -> ResponseReturnValue:
    """Whether the board is still as it was drawn, and who else is at it."""
    desk = open_desk()
    if g.access.may(Act.WRITE, Secrecy.PLAN):
        desk.make_ready()
    others = presence.others(db.session(), g.edition, desk.plan, g.person)
    return jsonify(version=desk.version, people=[presence.told(each, g.edition) for each in others])


@area.post("/board/presence")
@may_read(Secrecy.PLAN)
def board_presence() -> ResponseReturnValue:
    desk = open_desk()
    held = request.args.get("held", type=int)
    if held is not None:
        get_visible(Performance, held, Secrecy.PLAN)
    presence.note(db.session(), g.edition, desk.plan, g.person, desk.clock.day(asked_day(desk)), held)
    db.session.commit()
    return Response(status=204)


@area.get("/board/performance/<int:id>")
@may_read(Secrecy.PLAN)
def board_performance(id: int) -> ResponseReturnValue:
    row = get_visible(Performance, id, Secrecy.PLAN)
    return render_template("planning/board/inspector.html", row=row)


def _wanted(orders: MoveOrders) -> list[Wanted]:
    ids = visible(Performance, Secrecy.PLAN).where(Performance.id.in_(orders.acts))
    rows = {row.id: row for row in db.session.scalars(ids)}
    stages = set(db.session.scalars(select(Stage.id).where(Stage.edition_id == g.edition.id)))
    asked = {move.to[0] for move in orders.moves if move.to}
    if len(rows) < len(orders.moves) or not asked <= stages:
        abort(404)
    desk = open_desk()
    return [Wanted(rows[move.act], _place(desk, move.seen), _place(desk, move.to)) for move in orders.moves]


def _place(desk: Desk, where: Where | None) -> Place | None:
    return None if where is None else Place(where[0], desk.clock.moment(where[1]))


def _answer(act: Any, touched: frozenset[int] | None = None) -> ResponseReturnValue:
    """Commits what `act` does and says what became of it, or why nothing did."""
    before = open_desk().problem
    try:
        move: Move | None = act()
        db.session.commit()
    except MovedMeanwhileError as meanwhile:
        db.session.rollback()
        return refused(_elsewhere(meanwhile), 409)
    except BlockedError as blocked:
        db.session.rollback()
        return refused([finding.sentence for finding in blocked.findings], 422)
    except LengthChangedError as changed:
        db.session.rollback()
        return refused([changed_told(changed)], 409)
    except LengthBoundsError:
        db.session.rollback()
        return refused([_("The length that it had is not open to it any more.")], 409)
    except NothingToUndoError:
        return refused([_("There is nothing of yours to take back or to make again.")], 409)
    desk = open_desk()
    acts = touched or frozenset(change[0] for change in (move.changes if move else ()))
    told = findings(desk.problem, desk.problem.current, touching=acts)
    sentences = [finding.sentence for finding in told]
    along = followed(desk, before, sentences)
    return jsonify(version=desk.version, done=_told(desk, acts, move), findings=sentences, consequences=along)


def _told(desk: Desk, acts: frozenset[int], move: Move | None) -> str:
    lengths = all(isinstance(each[1], int) for each in move.changes) if move else False
    known = [act for act in desk.problem.acts if act.id in acts]
    return lasts(known[0].title, known[0].duration) if lengths and len(known) == 1 else _done(desk, acts)


def _done(desk: Desk, acts: frozenset[int]) -> str:
    # What was cancelled or removed since is no act of the problem any more.
    known = [act for act in desk.problem.acts if act.id in acts]
    if len(known) != 1 or len(acts) > 1:
        return ngettext("%(num)s performance moved.", "%(num)s performances moved.", len(acts))
    title, slot = known[0].title, desk.problem.current_slots.get(known[0].id)
    if slot is None:
        return _("“%(name)s” is out of the plan.", name=title)
    stage, at = desk.problem.stage(slot.stage).name, minute_moment(desk.clock, slot.starts)
    return _("“%(name)s” stands at %(at)s, %(stage)s.", name=title, at=at, stage=stage)


def _elsewhere(meanwhile: MovedMeanwhileError) -> list[str]:
    """Where what somebody wanted to move stands by now, and who put it there."""
    desk, told = open_desk(), []
    for row in meanwhile.performances:
        entry = moves.last_entry(db.session(), row, desk.plan)
        who = entry.user_name if entry and entry.user_name else _("Somebody")
        slot = desk.problem.current_slots.get(row.id)
        if row.cancellation is not None:
            told.append(_("“%(name)s” is cancelled.", name=row.name))
        elif slot is None:
            told.append(_("%(who)s has taken “%(name)s” out of the plan meanwhile.", who=who, name=row.name))
        else:
            stage, at = desk.problem.stage(slot.stage).name, minute_moment(desk.clock, slot.starts)
            moved = _("%(who)s has moved “%(name)s” meanwhile, to %(at)s, %(stage)s.")
            told.append(moved % {"who": who, "name": row.name, "at": at, "stage": stage})
    return told

"""Making a show shorter or longer, where its length is open: at the board and by form."""

from __future__ import annotations

from itertools import chain
from typing import Any

from flask import abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from festival_ops.database import db
from festival_ops.planning.actions import lengths, moves, plans
from festival_ops.planning.actions.lengths import Lasting, LengthBoundsError, LengthChangedError
from festival_ops.planning.actions.plans import BlockedError
from festival_ops.planning.desk import Desk
from festival_ops.planning.forms import LengthForm
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.judgement import Finding, findings
from festival_ops.planning.orders import read_length
from festival_ops.planning.views.area import area
from festival_ops.planning.views.consequences import followed
from festival_ops.planning.views.refusing import refused
from festival_ops.planning.views.timeline import open_desk
from festival_ops.programme.models import Performance
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.scope import get_visible
from solver.problem import Problem


@area.post("/board/lengths")
@may_write(Secrecy.PLAN)
def board_lengths() -> ResponseReturnValue:
    order = read_length(request.get_data()) or abort(400)
    row, before = get_visible(Performance, order.act, Secrecy.PLAN), open_desk().problem
    try:
        _resize(row, order.seen, order.to)
    except LengthChangedError as changed:
        db.session.rollback()
        return refused([changed_told(changed)], 409)
    except LengthBoundsError:
        db.session.rollback()
        return refused([_out_of_bounds(row)], 422)
    except BlockedError as blocked:
        db.session.rollback()
        return refused([finding.sentence for finding in blocked.findings], 422)
    desk = open_desk()
    told, along = _told(desk, before, row)
    return jsonify(version=desk.version, done=lasts(row.name, order.to), findings=told, consequences=along)


@area.route("/performance/<int:id>/length", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def length(id: int) -> ResponseReturnValue:
    row = get_visible(Performance, id, Secrecy.PLAN)
    shortest, longest = lengths.bounds(row)
    if row.cancellation is not None or shortest == longest:
        abort(409, _("The length of “%(name)s” is not open.", name=row.name))
    minutes = lengths.minutes_in(db.session(), plan_in_hand(db.session(), g.edition), row)
    form, forbidden = LengthForm(data={"minutes": minutes, "version": str(minutes)}), list[Finding]()
    if form.validate_on_submit():
        try:
            return _changed(row, form)
        except LengthBoundsError:
            db.session.rollback()
            form.minutes.errors = [_out_of_bounds(row)]
        except BlockedError as blocked:
            db.session.rollback()
            forbidden = blocked.findings
    facts: dict[str, Any] = {"row": row, "form": form, "shortest": shortest, "longest": longest}
    page = render_template("planning/performance/length.html", forbidden=forbidden, **facts)
    return page, 422 if form.errors or forbidden else 200


def _changed(row: Performance, form: LengthForm) -> ResponseReturnValue:
    seen, before = int(form.version.data) if str(form.version.data).isdecimal() else 0, open_desk().problem
    try:
        _resize(row, seen, form.minutes.data)
    except LengthChangedError as changed:
        abort(409, changed_told(changed))
    flash(lasts(row.name, form.minutes.data), "success")
    for sentence in chain(*_told(open_desk(), before, row)):
        flash(sentence, "warning")
    return redirect(url_for("programme.performance_show", id=row.id), 303)


def _resize(row: Performance, seen: int, to: int) -> None:
    plan = plans.open_plan(db.session(), g.edition)
    moves.make(db.session(), plan, [], g.person, resized=[Lasting(row, seen, to)])
    db.session.commit()


def _told(desk: Desk, before: Problem, row: Performance) -> tuple[list[str], list[str]]:
    """What the show breaks now, and what followed from its other length."""
    found = findings(desk.problem, desk.problem.current, touching=frozenset({row.id}))
    sentences = [finding.sentence for finding in found]
    return sentences, followed(desk, before, sentences)


def lasts(name: str, minutes: int) -> str:
    return _("“%(name)s” lasts %(minutes)s minutes now.", name=name, minutes=minutes)


def changed_told(changed: LengthChangedError) -> str:
    row = changed.performance
    if row.cancellation is not None:
        return _("“%(name)s” is cancelled.", name=row.name)
    return _(
        "Somebody has changed the length of “%(name)s” meanwhile; it lasts %(minutes)s minutes now.",
        name=row.name,
        minutes=changed.minutes,
    )


def _out_of_bounds(row: Performance) -> str:
    shortest, longest = lengths.bounds(row)
    return _(
        "“%(name)s” may last from %(shortest)s to %(longest)s minutes.",
        name=row.name,
        shortest=shortest,
        longest=longest,
    )

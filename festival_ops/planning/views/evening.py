"""How firm an evening is: its weakest hand-overs, and how likely each show is late."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from festival_ops.planning import evening as firm
from festival_ops.planning.evening import Assumed, Evening
from festival_ops.planning.forms import AssumptionsForm
from festival_ops.planning.views.area import area
from festival_ops.planning.views.timeline import asked_day, counts, open_desk
from festival_ops.web.access import Secrecy, may_read


@area.get("/evening")
@may_read(Secrecy.PLAN)
def evening() -> ResponseReturnValue:
    desk, form, usual = open_desk(), AssumptionsForm(request.args, meta={"csrf": False}), Assumed()
    sound = form.validate()
    assumed = Assumed(form.overrun.data, form.late.data, form.tolerance.data) if sound else usual
    day = asked_day(desk)
    page = render_template(
        "planning/evening.html",
        desk=desk,
        form=form,
        assumed=assumed,
        day=desk.clock.day(day),
        days=counts(desk),
        evening=Evening.of(desk.problem, day, assumed),
        percent=firm.percent,
        grade=firm.grade,
    )
    return page, 200 if sound else 422

"""Repairs with the least change: after something has happened, within a scope, or to make room for one performance."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from festival_ops.database import db
from festival_ops.planning import events, rechecks, tasks
from festival_ops.planning.event_forms import (
    DayCancelledForm,
    EventForm,
    HoursForm,
    PostponedForm,
    StageLostForm,
    TroupeLateForm,
)
from festival_ops.planning.forms import RepairForm, RoomForm, minute_of
from festival_ops.planning.stranded import stranded
from festival_ops.planning.views.area import area
from festival_ops.planning.views.runs import begun, going
from festival_ops.planning.views.timeline import open_desk
from festival_ops.programme.models import Performance, Stage
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.scope import get_visible, visible
from solver.problem import Slot
from solver.scope import Scope

SECONDS = 15
PLAYBOOKS: dict[str, tuple[Any, Any, str, type[EventForm]]] = {
    events.STAGE_LOST: (
        _("A stage is lost"),
        _("Its shows look for another stage or hour; whoever is not concerned stays."),
        "building",
        StageLostForm,
    ),
    events.RAIN: (
        _("Rain"),
        _("Every stage in the open closes; shows go to the stage that stands in for theirs, or to another hour."),
        "umbrella",
        HoursForm,
    ),
    events.TROUPE_LATE: (
        _("A troupe comes late"),
        _("Its shows before its arrival look for a later place."),
        "plane-arrival",
        TroupeLateForm,
    ),
    events.DAY_CANCELLED: (
        _("A day is cancelled"),
        _("Nothing is shown on it, as in a state funeral; its shows go to other days as far as these have room."),
        "calendar-off",
        DayCancelledForm,
    ),
    events.POSTPONED: (
        _("The whole festival is postponed"),
        _("Everything moves by as many days; what is bound to the calendar is named, and looks for a place again."),
        "calendar-time",
        PostponedForm,
    ),
}


@area.get("/event")
@may_write(Secrecy.PLAN)
def event() -> ResponseReturnValue:
    return render_template("planning/event/list.html", playbooks=PLAYBOOKS, going=going())


@area.route("/event/<kind>", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def event_of(kind: str) -> ResponseReturnValue:
    if kind not in PLAYBOOKS:
        abort(404)
    form = PLAYBOOKS[kind][3]()
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    looking = request.form.get("look")
    if form.validate_on_submit() and looking:
        return _event_page(kind, form, outlook=_outlook(kind, form, moving="along" in looking))
    if form.validate_on_submit() and going() is None:
        told = _event(kind, form)
        return begun(form, tasks.ask_to_repair(db.session(), g.edition, form.scope(), SECONDS, g.person, told))
    return _event_page(kind, form), 409 if form.is_submitted() and going() else 422 if form.errors else 200


def _event(kind: str, form: EventForm) -> dict[str, Any]:
    return {"kind": kind, "reason": form.reason.data, **form.fact()}


def _event_page(kind: str, form: EventForm, **more: Any) -> str:
    sheltered = bool(events.shelters(db.session(), g.edition))
    title, advice, icon, _form = PLAYBOOKS[kind]
    facts = {"title": title, "advice": advice, "icon_name": icon, "sheltered": sheltered, **more}
    return render_template("planning/event/new.html", form=form, kind=kind, going=going(), **facts)


def _outlook(kind: str, form: EventForm, *, moving: bool) -> dict[str, Any]:
    """What the event would meet. `moving`: the hours that strand something go along with the festival."""
    now, then = open_desk(), open_desk()
    then.event = _event(kind, form)
    if moving and isinstance(form, PostponedForm):
        lost = {stage for each in stranded(now, then) if each.by_hours for stage in each.stages}
        form.along.process_data([*form.along.data, *_stages(lost)])
        then = open_desk()
        then.event = _event(kind, form)
    sections = rechecks.of(
        db.session(), g.edition, then.event, now.slots, now.slots, guarded=g.access.sees_all(Secrecy.GUARDED)
    )
    return {"desk": then, "stranded": stranded(now, then), "sections": sections}


def _stages(ids: Collection[int]) -> list[Stage]:
    return list(db.session.scalars(visible(Stage, Secrecy.PLAN).where(Stage.id.in_(ids)).order_by(Stage.sort_key)))


@area.route("/repair", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def repair() -> ResponseReturnValue:
    """The acts of the address, if any are named, are the only ones that may move."""
    form, desk = RepairForm(), open_desk()
    acts = tuple(act.id for act in desk.problem.acts if act.id in request.args.getlist("act", type=int))
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    if form.validate_on_submit() and going() is None:
        scope = Scope(
            days=() if form.day.data is None else (desk.clock.day_index(form.day.data),),
            stages=tuple(stage.id for stage in form.stages.data),
            acts=acts,
            unplaced=form.unplaced.data,
            frozen_until=minute_of(form.frozen_until.data),
        )
        return begun(form, tasks.ask_to_repair(db.session(), g.edition, scope, form.seconds.data, g.person))
    named = [desk.problem.act(act) for act in acts]
    page = render_template("planning/event/repair.html", form=form, desk=desk, named=named, going=going())
    return page, 409 if form.is_submitted() and going() else 422 if form.errors else 200


@area.post("/board/performance/<int:id>/room")
@may_write(Secrecy.PLAN)
def board_room(id: int) -> ResponseReturnValue:
    """Asks the solver to make room for the performance at one place."""
    performance, form = get_visible(Performance, id, Secrecy.PLAN), RoomForm()
    if not form.validate_on_submit() or performance.cancellation is not None:
        abort(400)
    stage = get_visible(Stage, form.stage.data, Secrecy.PLAN)
    if under_way := going():
        return redirect(url_for(".run_show", id=under_way.id), 303)
    run = tasks.ask_for_room(db.session(), g.edition, Slot(id, stage.id, form.starts.data), g.person)
    db.session.commit()
    return redirect(url_for(".run_show", id=run.id), 303)

"""The plan as lists, by day, by stage or by troupe, for reading on a phone and for printing."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from festival_ops.planning.desk import Desk
from festival_ops.planning.telling import minute_clock, weekday
from festival_ops.planning.views.area import area
from festival_ops.planning.views.timeline import open_desk
from festival_ops.web.access import Secrecy, may_read
from festival_ops.words import sort_key
from solver.problem import Slot

Section = tuple[str, list[dict[str, Any]]]


@area.get("/list/<by>")
@may_read(Secrecy.PLAN)
def listing(by: str) -> ResponseReturnValue:
    if by not in ("day", "stage", "troupe"):
        abort(404)
    desk = open_desk()
    return render_template("planning/lists.html", desk=desk, by=by, sections=sections(desk, by))


def sections(desk: Desk, by: str) -> list[Section]:
    """Titles in the order of the calendar or the alphabet, each with its lines in the order of time."""
    lines: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for slot in sorted(desk.slots, key=lambda slot: (slot.starts, slot.act)):
        for title in _titles(desk, slot, by):
            lines[title].append(_line(desk, slot))
    order = sorted(lines) if by == "day" else sorted(lines, key=sort_key)
    return [(_told(title), lines[title]) for title in order]


def _titles(desk: Desk, slot: Slot, by: str) -> list[Any]:
    problem = desk.problem
    if by == "day":
        return [desk.clock.day_of(slot.starts)]
    if by == "stage":
        return list(dict.fromkeys(problem.stage(stage).name for stage, _ in problem.places(slot)))
    return [problem.troupe(troupe).name for troupe in problem.act(slot.act).troupes]


def _told(title: Any) -> str:
    return title if isinstance(title, str) else f"{weekday(title)} {title:%d/%m/%Y}"


def _line(desk: Desk, slot: Slot) -> dict[str, Any]:
    problem, act, shown = desk.problem, desk.problem.act(slot.act), desk.problem.shown(slot)
    stages = dict.fromkeys(problem.stage(stage).name for stage, _ in problem.places(slot))
    return {
        "act": act.id,
        "day": desk.clock.day_of(slot.starts),
        "time": f"{minute_clock(shown.starts)}–{minute_clock(shown.ends)}",
        "title": act.title,
        "troupes": ", ".join(problem.troupe(troupe).name for troupe in act.troupes),
        "stage": " → ".join(stages),
        "venue": problem.venue(problem.stage(slot.stage).venue).name,
    }

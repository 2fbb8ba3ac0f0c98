"""What a pin holds, facet by facet and in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from festival_ops.planning.models import Pin
from festival_ops.planning.telling import weekday
from festival_ops.programme.models import Edition
from solver.problem import Pin as Held
from solver.problem import Problem, Slot

FACETS = {
    "day": lazy_gettext("day"),
    "stage": lazy_gettext("stage"),
    "starts": lazy_gettext("start"),
    "order": lazy_gettext("order"),
}


def facets(pin: Pin | Held) -> str:
    """In a few words: day, stage, start, order."""
    stage = pin.stage_id if isinstance(pin, Pin) else pin.stage
    held = {
        "day": pin.day is not None,
        "stage": stage is not None,
        "starts": pin.starts is not None,
        "order": pin.order,
    }
    return ", ".join(str(name) for facet, name in FACETS.items() if held[facet])


def sentences(edition: Edition, problem: Problem, pin: Pin) -> list[str]:
    """One for each facet; the order names who plays before and after it as the plan stands."""
    told = []
    if pin.day is not None:
        told.append(_("It stays on %(weekday)s %(day)s.", weekday=weekday(pin.day), day=f"{pin.day:%d/%m/%Y}"))
    if pin.stage is not None:
        told.append(_("It stays on %(stage)s.", stage=pin.stage))
    if pin.starts is not None:
        told.append(_("It starts at %(time)s.", time=f"{edition.local(pin.starts):%H:%M}"))
    return [*told, _order(problem, problem.current_slots.get(pin.performance_id))] if pin.order else told


def run_out(pin: Pin, moment: datetime) -> bool:
    return pin.expires is not None and pin.expires <= moment


def _order(problem: Problem, slot: Slot | None) -> str:
    if slot is None:
        return _("Its order is held once it stands on a stage.")
    beside = [
        other
        for other in problem.current
        if other.stage == slot.stage
        and problem.day_of(other.starts) == problem.day_of(slot.starts)
        and other.act != slot.act
    ]
    before = _names(problem, (other for other in beside if other.starts < slot.starts))
    after = _names(problem, (other for other in beside if other.starts > slot.starts))
    if before and after:
        return _("It plays after %(before)s and before %(after)s.", before=before, after=after)
    if before:
        return _("It plays after %(before)s.", before=before)
    if after:
        return _("It plays before %(after)s.", after=after)
    return _("It is alone on its stage that evening, so nobody plays before it or after it.")


def _names(problem: Problem, slots: Iterable[Slot]) -> str:
    return ", ".join(f"“{problem.act(slot.act).title}”" for slot in sorted(slots, key=lambda slot: slot.starts))

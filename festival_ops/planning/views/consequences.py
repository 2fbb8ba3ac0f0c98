"""What moves with a show: told after a drop or another length, and shown where somebody moves it by form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.database import db
from festival_ops.planning.actions import moves
from festival_ops.planning.actions.moves import Place
from festival_ops.planning.consequences import Consequences, Moved, consequences, instead
from festival_ops.planning.desk import Desk
from festival_ops.planning.rides.hours import Asked
from festival_ops.planning.roads.hours import Holding
from festival_ops.planning.views.area import area
from festival_ops.planning.views.timeline import open_desk
from festival_ops.programme.models import Performance
from festival_ops.web.telling import by_name, clock, day, moment
from solver.problem import Problem, Slot

NAMED = 3


@dataclass(frozen=True)
class Along:
    """`last`: with its last move; otherwise with the place that the form names, which it does not have yet."""

    last: bool
    found: Consequences


@area.app_template_global()
def moved_with(row: Performance, form: Any) -> Along | None:
    """None where it was never moved and nobody asks for another place."""
    desk = open_desk()
    standing = desk.problem.current_slots.get(row.id)
    asked = _slot(desk, row, _wanted(form))
    if row.id not in {act.id for act in desk.problem.acts}:
        return None
    if asked is not None and asked != standing:
        return Along(False, consequences(desk, desk.problem, instead(desk.problem, row.id, asked)))
    entry = moves.last_entry(db.session(), row, desk.plan)
    if entry is None:
        return None
    before = instead(desk.problem, row.id, _slot(desk, row, moves.place_before(entry)))
    return Along(True, consequences(desk, before, desk.problem))


def followed(desk: Desk, before: Problem, said: list[str]) -> list[str]:
    """What has followed from a move or from another length, in as few sentences as a drop has room for, without what is
    `said` already."""
    found = consequences(desk, before, desk.problem)
    told = [told_move(each) for each in found.closures[:NAMED]]
    if len(found.closures) > NAMED:
        more = len(found.closures) - NAMED
        told.append(ngettext("%(num)s closure more has moved with it.", "%(num)s closures more have moved with it.",
                             more))  # fmt: skip
    told += found.permits
    if found.posts:
        told.append(_("What posts ask for changes with it."))
    told += _of_rides(found)
    return told + [finding.sentence for finding in found.conflicts if finding.sentence not in said]


def _of_rides(found: Consequences) -> Iterator[str]:
    if moved := len(found.transfers):
        yield ngettext("%(num)s transfer is asked for at other hours or places.",
                       "%(num)s transfers are asked for at other hours or places.", moved)  # fmt: skip
    if broken := len(found.rides):
        yield ngettext("The rides that stand break %(num)s rule more; traffic can repair them.",
                       "The rides that stand break %(num)s rules more; traffic can repair them.", broken)  # fmt: skip


@area.app_template_global()
def told_move(moved: Moved) -> str:
    name = by_name(moved.closure)
    if not moved.after:
        return _("“%(closure)s” holds no more.", closure=name)
    new = "; ".join(_hours(each) for each in moved.after)
    if not moved.before:
        return _("“%(closure)s” holds %(new)s.", closure=name, new=new)
    old = "; ".join(_hours(each) for each in moved.before)
    return _("“%(closure)s” holds %(new)s instead of %(old)s.", closure=name, new=new, old=old)


@area.app_template_global()
def asked_hours(asked: Asked) -> str:
    """From when people may be fetched until they are to be there; a dash where nothing is known."""
    if asked.fault is not None or asked.pickup is None or asked.delivery is None:
        return "–"
    return f"{moment(asked.pickup.starts)}–{clock(asked.delivery.ends)}"


def _hours(each: Holding) -> str:
    until = clock(each.until) if day(each.starts) == day(each.until) else moment(each.until)
    return f"{moment(each.starts)}–{until}"


def _wanted(form: Any) -> Place | None:
    if form.stage.data is None or form.day.data is None or form.starts.data is None:
        return None
    return Place(form.stage.data.id, g.edition.at(form.day.data, form.starts.data))


def _slot(desk: Desk, row: Performance, place: Place | None) -> Slot | None:
    return None if place is None else Slot(row.id, place.stage, desk.clock.minute(place.starts))

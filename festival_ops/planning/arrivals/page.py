"""The arrivals of a ceremony as they are shown: lines by gate and minute, a picture, and what a search would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.utils import cached_property

from festival_ops.planning.actions.arrivals import answered
from festival_ops.planning.arrivals.cars import Comer
from festival_ops.planning.arrivals.gates import Used
from festival_ops.planning.arrivals.standing import Standing
from festival_ops.planning.models import ArrivalRun
from festival_ops.planning.models.roster import REPAIR
from festival_ops.traffic.models import Gate
from solver.arrivals.plan import ArrivalPlan
from solver.arrivals.problem import MINUTE, Slot

# In the units of the picture: a minute, a gate's band, a lane of it, and the room for names and hours.
WIDE, LANE, HEAD, NAMES = 14, 22, 26, 150


@dataclass(frozen=True)
class Stopping:
    """A car with its slot; `faults` say what is wrong with it."""

    comer: Comer
    gate: Gate
    slot: Slot
    at: datetime
    pinned: bool
    faults: tuple[str, ...]

    @property
    def clears(self) -> datetime:
        return self.at + timedelta(seconds=self.comer.seconds)


def stoppings(stands: Standing) -> list[Stopping]:
    """In the order of time."""
    return [_stopping(stands, slot) for slot in stands.plan.in_time]


def by_gate(stands: Standing) -> list[tuple[Used, list[Stopping]]]:
    """Every gate of the ceremony, with what stops there."""
    found = stoppings(stands)
    return [(used, [each for each in found if each.gate.id == used.gate.id]) for used in stands.facts.used]


def _stopping(stands: Standing, slot: Slot) -> Stopping:
    faults = tuple(each.sentence for each in stands.findings if slot.car in each.cars)
    facts = stands.facts
    comer, gate, moment = facts.comers[slot.car], facts.gates[slot.gate], stands.moment(slot)
    return Stopping(comer, gate, slot, moment, slot.car in stands.pins, faults)


@dataclass(frozen=True)
class Bar:
    stopping: Stopping
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Strip:
    """Each gate a band as high as it has lanes, from when the doors open until they close."""

    stands: Standing

    @cached_property
    def bands(self) -> list[tuple[Used, float, float]]:
        """With top and height."""
        found, top = [], float(HEAD)
        for used in self.stands.facts.used:
            height = used.lanes * LANE + 12.0
            found.append((used, top, height))
            top += height
        return found

    @cached_property
    def bars(self) -> list[Bar]:
        tops = {used.gate.id: (top, used.lanes) for used, top, _height in self.bands}
        free: dict[tuple[int, int], int] = {}
        found = []
        for each in stoppings(self.stands):
            top, lanes = tops[each.gate.id]
            lane = next((at for at in range(lanes) if free.get((each.gate.id, at), 0) <= each.slot.at), 0)
            free[each.gate.id, lane] = each.slot.at + each.comer.seconds
            width = max(WIDE * each.comer.seconds / MINUTE - 1, 6)
            found.append(Bar(each, self._x(each.slot.at / MINUTE), top + 6 + lane * LANE, width))
        return found

    @cached_property
    def closed(self) -> list[tuple[float, float, float, float]]:
        """Where nobody can stop: left, top, width, height."""
        spans = {gate.id: gate.closed for gate in self.stands.problem.gates}
        return [
            (self._x(span.starts), top, (span.ends - span.starts) * WIDE, height)
            for used, top, height in self.bands
            for span in spans[used.gate.id]
        ]

    @cached_property
    def hours(self) -> list[tuple[str, float]]:
        """Every quarter of an hour, with where it is."""
        problem, clock = self.stands.problem, self.stands.facts.clock
        first = ceil(problem.opens / 15) * 15
        return [(f"{clock.moment(at):%H:%M}", self._x(at)) for at in range(first, problem.closes + 1, 15)]

    @property
    def width(self) -> float:
        return NAMES + (self.stands.problem.closes - self.stands.problem.opens) * WIDE + 40

    @property
    def height(self) -> float:
        return HEAD + sum(height for _used, _top, height in self.bands) + 8

    def _x(self, minute: float) -> float:
        return NAMES + (minute - self.stands.problem.opens) * WIDE


@dataclass(frozen=True)
class Change:
    """A car before and after; either may be missing."""

    comer: Comer
    before: Stopping | None
    after: Stopping | None


def proposal_of(stands: Standing, run: ArrivalRun) -> dict[str, Any]:
    after = ArrivalPlan(answered(run, stands))
    changes = list(_changes(stands, after))
    return {
        "changes": changes,
        "short": [
            (comer, stands.why_none(after, comer)) for id, comer in stands.facts.comers.items() if after.of(id) is None
        ],
        "breaks": [each for each in stands.anew(after) if each.blocks] if not run.decision else [],
        "told": _told(run, changes),
    }


def _changes(stands: Standing, after: ArrivalPlan) -> Iterator[Change]:
    for id, comer in stands.facts.comers.items():
        old, new = stands.plan.of(id), after.of(id)
        if old != new:
            yield Change(comer, *(_stopping(stands, slot) if slot else None for slot in (old, new)))


def _told(run: ArrivalRun, changes: list[Change]) -> str:
    proven = (run.answer or {}).get("status") == "optimal"
    if run.kind != REPAIR:
        return _("It is proven that no other slots fit the wishes better.") if proven else ""
    moved = sum(change.before is not None for change in changes)
    if not moved:
        return _("Every slot that stands is kept.")
    return ngettext(
        "%(num)s slot that stands changes; all others are kept.",
        "%(num)s slots that stand change; all others are kept.",
        moved,
    )

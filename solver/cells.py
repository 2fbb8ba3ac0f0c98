"""What every start of a held act would break or cost, so that a planner sees it before the drop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from solver.breaks import Group
from solver.lifted import Lifted
from solver.model.room import Held
from solver.pieces import Worth, on_stage, pieces
from solver.plan import Plan, Violation
from solver.problem import Problem, Slot, Span
from solver.rules import LEVELS, RULES


@dataclass(frozen=True)
class Stretch:
    """Show starts of one act on one stage that are alike: from `starts` to before `ends`, on the problem's grid.

    `level` is the gravest of the new breaches ("block", "block release", "warn"), None where nothing is broken. `cost`
    is how the plan's value changes (see `solver.check.value`) at the cheapest start, 0 where something blocks.
    `breaches` are told as at the first start.
    """

    stage: int
    starts: int
    ends: int
    level: str | None
    cost: int
    breaches: tuple[Violation, ...] = ()


def cells(problem: Problem, plan: Plan, act: int, span: Span) -> list[Stretch]:
    """Every start on the grid within the span on every stage, stage by stage and in order of time.

    The act is lifted out of the plan first: a breach is new when it touches the act where it is set, so that an act
    which breaks a rule where it stands is told so there too. `span` is in minutes and is cut to the problem's horizon.
    Raises KeyError for an act that the problem does not have.
    """
    lifted = Lifted(problem, Held(problem, plan.slots), (act,))
    worth, marks = Worth(lifted), _cut(span, problem.horizon, 0, 0)
    return [
        it for stage in problem.stages for it in _stretches(lifted, worth, on_stage(act, stage.id), stage.id, marks)
    ]


def shifts(problem: Problem, plan: Plan, acts: Sequence[int], lead: int, span: Span) -> list[Stretch]:
    """Several acts moved together, earlier or later by the same minutes, each on its own stage.

    The stretches are those of the lead's starts on its stage, and tell of all the acts together. `span` is cut so that
    every act stays in the problem's horizon. Raises ValueError when one of the acts has no slot or the lead is not
    among them, KeyError for an act that the problem does not have.
    """
    stood = {act: slot for act in acts if (slot := plan.slot(act))}
    if lead not in stood or len(stood) < len(set(acts)):
        raise ValueError("Acts that are moved together all have a slot, and the lead is one of them.")
    lifted = Lifted(problem, Held(problem, plan.slots), stood)
    group = tuple(Slot(it.act, it.stage, it.starts - stood[lead].starts) for it in stood.values())
    offsets = [slot.starts for slot in group]
    marks = _cut(span, problem.horizon, min(offsets), max(offsets))
    return list(_stretches(lifted, Worth(lifted), group, stood[lead].stage, marks))


def _cut(span: Span, horizon: Span, earliest: int, latest: int) -> Span:
    """Marks from which neither the earliest nor the latest act leaves the horizon."""
    return Span(max(span.starts, horizon.starts - earliest), min(span.ends, horizon.ends - latest))


def _stretches(lifted: Lifted, worth: Worth, group: Group, stage: int, marks: Span) -> Iterator[Stretch]:
    for reasons, alike in groupby(pieces(lifted, worth, group, marks), key=lambda piece: piece.reasons):
        found = list(alike)
        starts, ends = found[0].starts, found[-1].ends
        levels = {RULES[rank].level_in(lifted.problem) for rank, _ in reasons}
        cost = min((piece.cost for piece in found if piece.cost is not None), default=0)
        breaches = lifted.told(group, starts, reasons)
        yield Stretch(stage, starts, ends, min(levels, key=LEVELS.index, default=None), cost, breaches)

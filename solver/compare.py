"""What differs between two plans of one festival, act by act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from solver.plan import Plan
from solver.problem import Problem, Slot

Kind = Literal["placed", "unplaced", "moved", "same"]


@dataclass(frozen=True)
class Change:
    """What becomes of one act. `minutes` is how much later it starts (negative: earlier) when both plans place it.

    `artists` counts the members of its troupes whose size is known, `audience` the crowd expected.
    """

    act: int
    kind: Kind
    before: Slot | None = None
    after: Slot | None = None
    stage: bool = False
    day: bool = False
    time: bool = False
    minutes: int = 0
    artists: int = 0
    audience: int = 0


def compare(problem: Problem, before: Plan, after: Plan) -> list[Change]:
    """One change an act that stands in either plan, in the order of the problem's acts; `same` where nothing moved.

    `stage`, `day` (the festival day) and `time` (the clock time) say in what an act has moved.
    """
    changes = []
    for act in problem.acts:
        old, new = before.slot(act.id), after.slot(act.id)
        if old or new:
            changes.append(_change(problem, act.id, old, new))
    return changes


def _change(problem: Problem, act_id: int, old: Slot | None, new: Slot | None) -> Change:
    act = problem.act(act_id)
    artists, audience = problem.artists(act_id), act.crowd or 0
    if old is None or new is None:
        kind: Kind = "placed" if old is None else "unplaced"
        return Change(act_id, kind, old, new, artists=artists, audience=audience)
    return Change(
        act_id,
        "same" if old == new else "moved",
        old,
        new,
        stage=old.stage != new.stage,
        day=problem.day_of(old.starts) != problem.day_of(new.starts),
        time=old.starts % 1440 != new.starts % 1440,
        minutes=new.starts - old.starts,
        artists=artists,
        audience=audience,
    )

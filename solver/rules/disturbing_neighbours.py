"""While an act that needs quiet is shown, nothing loud is shown on a stage within earshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from solver.places import shown_places, shows_by_stage
from solver.plan import Plan, Violation
from solver.problem import Act, Problem, Slot, Span
from solver.rules.pair_rule import PairRule, clear_of
from solver.rules.rule import N_

if TYPE_CHECKING:
    from solver.model.room import Held


class DisturbingNeighbours(PairRule):
    title = N_("Quiet beside loud")
    text = N_("%(first)s needs quiet, but %(second)s is loud within earshot for %(minutes)s minutes of it.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        told = set()
        loud = Plan(tuple(slot for slot in plan.slots if problem.act(slot.act).loudness >= problem.settings.loud_from))
        sounds = shows_by_stage(problem, loud)
        for slot in (slot for slot in plan.slots if problem.act(slot.act).needs_quiet):
            for stage, show in shown_places(problem, slot):
                for sound, other in (heard for near in problem.neighbours_of[stage] for heard in sounds.get(near, ())):
                    pair = frozenset((slot.act, other.act))
                    if show.meets(sound) and len(pair) == 2 and pair not in told:
                        told.add(pair)
                        minutes = min(show.ends, sound.ends) - max(show.starts, sound.starts)
                        yield self.broken_by(problem, slot, other, minutes=minutes)

    def partners(self, problem: Problem, act: Act) -> Iterable[int]:
        others = problem.acts if problem.neighbours else ()
        return (other.id for other in others if other.id != act.id and _disturbs(problem, act, other))

    def place(self, problem: Problem, act: Act, stage: int) -> tuple[tuple[int, Span], ...]:
        return tuple(shown_places(problem, Slot(act.id, stage, 0)))

    def apart(self, problem: Problem, one: Act, here: Any, other: Act, there: Any) -> list[Span]:
        if not _disturbs(problem, one, other):
            return []
        near = problem.neighbours_of
        return [clear_of(show, heard) for stage, show in here for place, heard in there if place in near[stage]]

    def held_near(self, problem: Problem, held: Held, act: Act, stage: int) -> Iterable[Slot]:
        return held.on(near for place, _ in self.place(problem, act, stage) for near in problem.neighbours_of[place])


def _disturbs(problem: Problem, one: Act, other: Act) -> bool:
    loud = problem.settings.loud_from
    return (one.needs_quiet and other.loudness >= loud) or (other.needs_quiet and one.loudness >= loud)

"""A stage hosts one act at a time, with a changeover in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from solver.places import stays_by_stage
from solver.plan import Plan, Violation
from solver.problem import Act, Problem, Slot, Span
from solver.rules.pair_rule import PairRule, clear_of
from solver.rules.rule import N_

if TYPE_CHECKING:
    from solver.model.placing import Placing
    from solver.model.room import Held


class OneActPerStage(PairRule):
    title = N_("One act per stage")
    text = N_("%(second)s stands too close to %(first)s on %(stage)s: it needs %(needs)s minutes between, has %(has)s.")
    cases = {"overlap": N_("%(first)s and %(second)s overlap on %(stage)s by %(overlap)s minutes.")}

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        told = set()
        for stage_id, stays in sorted(stays_by_stage(problem, plan).items()):
            stage = problem.stage(stage_id)
            for index, (span, slot) in enumerate(stays):
                for later, other in stays[index + 1 :]:
                    if later.starts >= span.ends + stage.changeover:
                        break
                    pair = frozenset((slot.act, other.act))
                    if len(pair) == 2 and pair not in told:
                        told.add(pair)
                        gap = min(span.ends, later.ends) - later.starts
                        facts = {"case": "overlap", "overlap": gap} if gap > 0 else {"has": -gap}
                        yield self.broken_by(problem, slot, other, stage=stage.name, needs=stage.changeover, **facts)

    def partners(self, problem: Problem, act: Act) -> Iterable[int]:
        return (other.id for other in problem.acts if other.id != act.id)

    def place(self, problem: Problem, act: Act, stage: int) -> tuple[tuple[int, Span], ...]:
        return tuple(problem.places(Slot(act.id, stage, 0)))

    def apart(self, problem: Problem, one: Act, here: Any, other: Act, there: Any) -> list[Span]:
        return [
            clear_of(span, later, problem.stage(stage).changeover)
            for stage, span in here
            for place, later in there
            if place == stage
        ]

    def held_near(self, problem: Problem, held: Held, act: Act, stage: int) -> Iterable[Slot]:
        return held.on(place for place, _ in self.place(problem, act, stage))

    def enforce(self, model: Placing) -> Iterator[Any]:
        return model.one_at_a_time() if model.holds(self) else model.keep_apart(self)

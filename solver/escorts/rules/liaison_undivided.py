"""Whoever is the liaison of a delegation does nothing else at the same occasion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import Breach
from solver.escorts.problem import LIAISON, Escort, EscortProblem, Task
from solver.escorts.rules.interpreter_undivided import at_once, at_one_occasion
from solver.escorts.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class LiaisonUndivided(PersonalRule):
    title = N_("A liaison officer for one alone")
    text = N_("%(escort)s is a liaison officer and is to be with %(first)s and %(second)s at once at %(at)s.")
    cases = {"both": N_("%(escort)s is to be the liaison officer of %(first)s and its interpreter at once at %(at)s.")}

    def of(self, problem: EscortProblem, escort: Escort, tasks: list[Task]) -> Iterator[Breach]:
        for first, second in at_once(problem, tasks):
            if LIAISON in (first.pair, second.pair):
                one, other = first.engagement, second.engagement
                codes: Facts = {"first": one.code, "second": other.code, "at": Moment(second.span.starts)}
                case: Facts = {"case": "both"} if one is other else {}
                yield self.broken(problem, escort, [first, second], {**codes, **case})

    def post(self, model: EscortModel) -> None:
        for escort in model.problem.escorts:
            for going in at_one_occasion(model, escort):
                if not model.holds(self):
                    model.price_pairs(self, [pair for pair in at_once(model.problem, [task for task, _ in going])
                                             if LIAISON in (pair[0].pair, pair[1].pair)], escort)  # fmt: skip
                    continue
                for meeting in model.meetings(going):
                    leading = [goes for task, goes in meeting if task.pair == LIAISON]
                    if leading:
                        model.cp.add_at_most_one(leading)
                        leads = model.any_of(leading)
                        for task, goes in meeting:
                            if task.pair != LIAISON:
                                model.cp.add_at_most_one([leads, goes])

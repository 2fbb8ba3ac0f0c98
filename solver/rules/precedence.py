"""What comes before an act is placed before it, with the time that must, and may at most, lie between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.plan import Plan, Violation
from solver.problem import Problem
from solver.rules.rule import N_, Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing


class PrecedenceKept(Rule):
    anywhere = True
    title = N_("One before the other")
    text = N_("%(second)s must start %(lag)s minutes or more after %(first)s ends; it is %(minutes)s too early.")
    cases = {
        "late": N_(
            "%(second)s must start within %(at_most)s minutes after %(first)s ends; it is %(minutes)s too late."
        ),
        "alone": N_("%(second)s is placed, but %(first)s, which must come before it, is not."),
    }

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for pair in problem.precedences:
            acts = pair.first, pair.second
            told = {"first": problem.act(pair.first).title, "second": problem.act(pair.second).title}
            first, second = plan.slot(pair.first), plan.slot(pair.second)
            if second and not first:
                yield self.broken(*acts, case="alone", **told)
            elif second and first:
                between = second.starts - problem.shown(first).ends
                if between < pair.lag:
                    yield self.broken(*acts, **told, lag=pair.lag, minutes=pair.lag - between)
                elif pair.at_most is not None and between > pair.at_most:
                    late = between - pair.at_most
                    yield self.broken(*acts, case="late", **told, at_most=pair.at_most, minutes=late)

    def enforce(self, model: Placing) -> Iterator[Any]:
        for pair in model.problem.precedences:
            first, second = model.present(pair.first), model.present(pair.second)
            if not (model.is_free(pair.first) or model.is_free(pair.second)) or second is model.false:
                continue
            constraints = [model.cp.add_bool_or([first, ~second])]
            if first is not model.false:
                between = model.start(pair.second) - model.start(pair.first) - model.problem.act(pair.first).duration
                constraints.append(model.only_if(model.cp.add(between >= pair.lag), first, second))
                if pair.at_most is not None:
                    constraints.append(model.only_if(model.cp.add(between <= pair.at_most), first, second))
            yield tuple(constraints)

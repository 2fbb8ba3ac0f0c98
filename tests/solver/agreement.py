"""What a rule's two halves, and a wish's, say of one plan."""

from __future__ import annotations

from dataclasses import replace

from ortools.sat.python import cp_model

from solver.model.placing import Placing
from solver.plan import Plan
from solver.problem import Problem
from solver.rules import Rule
from solver.wishes import Wish


def rule_agrees(rule: Rule, problem: Problem, plan: Plan, free: frozenset[int] | None = None) -> bool:
    """Whether the model with this rule alone refuses the plan, or pays for it, exactly when the rule reports a breach.

    With `free`, breaches among the other acts are left out on both sides.
    """
    problem = replace(problem, levels={rule.key: "block"})
    everybody = frozenset(act.id for act in problem.acts)
    touched = [broken for broken in rule.violations(problem, plan) if (free or everybody).intersection(broken.acts)]
    paid = cost_of(Placing(problem, rules=(rule,), wishes=(), free=free, held=plan), plan)
    return (paid is None or paid > _already_paid(rule, problem, plan, free)) == bool(touched)


def wish_agrees(wish: Wish, problem: Problem, plan: Plan, free: frozenset[int] | None = None) -> bool:
    """Whether the model with this wish alone pays for the plan exactly what the wish counts."""
    problem = replace(problem, weights={wish.key: 1})
    counted = sum(cost.amount for cost in wish.count(problem, plan))
    return cost_of(Placing(problem, rules=(), wishes=(wish,), free=free, held=plan), plan) == counted


def cost_of(model: Placing, plan: Plan) -> int | None:
    """What the model pays when every decision is fixed to the plan; None when it cannot be."""
    model.fix(plan)
    model.minimize()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    solver.parameters.linearization_level = 0
    status = solver.solve(model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def _already_paid(rule: Rule, problem: Problem, plan: Plan, free: frozenset[int] | None) -> int:
    """What an always priced rule pays for held acts alone."""
    if free is None or not rule.always_priced:
        return 0
    return rule.price * sum(free.isdisjoint(broken.acts) for broken in rule.violations(problem, plan))

"""A festival of two days in June, small enough to see at a glance what a rule says of it."""

from __future__ import annotations

from typing import Any

from solver.plan import Plan
from solver.problem import Act, Problem, Slot, Stage, Trip, Troupe, Venue
from solver.rules import RULES
from solver.words import say
from tests.solver.agreement import rule_agrees

RIVER, PARK, COURT = 1, 2, 3
NOON = 12 * 60
EVENING = 19 * 60 + 30
TOMORROW = 24 * 60


def festival(*acts: Act, **facts: Any) -> Problem:
    """River and Court stand in the Citadel, Park stands 25 minutes away in the gardens."""
    usual: dict[str, Any] = {
        "venues": (Venue(1, "Citadel"), Venue(2, "Gardens")),
        "stages": (Stage(RIVER, "River", venue=1), Stage(PARK, "Park", venue=2), Stage(COURT, "Court", venue=1)),
        "trips": (Trip(1, 2, 25), Trip(2, 1, 25)),
        "troupes": (Troupe(1, "Lotus"), Troupe(2, "Dragon")),
    }
    return Problem("Huế", "2024-06-07", 2, acts=acts, **usual | facts)


def told(key: str, problem: Problem, *slots: Slot) -> list[str]:
    """What the rule says of the plan, once the solver's half has been seen to agree."""
    (rule,) = (rule for rule in RULES if rule.key == key)
    plan = Plan(slots)
    assert rule_agrees(rule, problem, plan)
    return [say(problem, broken) for broken in rule.violations(problem, plan)]

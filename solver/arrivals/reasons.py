"""Why a car has no slot: the first rule that leaves it no minute, while all others stop where they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from solver.arrivals.plan import ArrivalPlan
from solver.arrivals.problem import MINUTE, ArrivalProblem, Car, Slot
from solver.arrivals.rules import ARRIVAL_RULES
from solver.arrivals.rules.rule import IGNORE, ArrivalRule, minute
from solver.plan import Fact, Moment
from solver.sentence import N_

REASONS: Mapping[str, str] = {
    "before-doors-close": N_("%(car)s takes %(seconds)s seconds at a gate, and between %(from)s and %(until)s there is "
                             "not that much time."),
    "ready": N_("%(car)s is ready at %(ready)s, and cannot be at any gate early enough to be through by %(until)s."),
    "gate-open": N_("Every gate that %(car)s may use is closed whenever it could stop there, from %(from)s to "
                    "%(until)s."),
    "order-by-rank": N_("No minute is left for %(car)s (rank %(rank)s) between cars of lower and of higher rank."),
    "taken": N_("At every minute that is left for %(car)s another car stands at the gate, or stops too soon before or "
                "after."),
    "free": N_("A minute is free for %(car)s at %(gate)s at %(at)s: search for longer, or give it by hand."),
}  # fmt: skip
# Of one car alone, in the order in which they are asked.
_ALONE = ("before-doors-close", "ready", "gate-open")
_TOGETHER = ("minimum-gap", "room-at-the-gate")
_RULES = {rule.key: rule for rule in ARRIVAL_RULES}


@dataclass(frozen=True)
class Waiting:
    """A car without a slot; `reason` is a key of REASONS, whose sentence the facts fill."""

    car: int
    reason: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def reason(problem: ArrivalProblem, plan: ArrivalPlan, car: Car) -> Waiting:
    """`plan` has no slot for the car; nobody else is asked to move."""
    left = list(_slots(problem, car))
    for key in _ALONE:
        rule = _RULES[key]
        if rule.level_in(problem) != IGNORE:
            left = [slot for slot in left if not _broken(problem, rule, ArrivalPlan((slot,)))]
        if not left:
            return Waiting(car.id, key, _facts(problem, car))
    if _RULES["order-by-rank"].level_in(problem) != IGNORE:
        since, until = _by_rank(problem, plan, car)
        left = [slot for slot in left if since <= slot.at <= until]
    if not left:
        return Waiting(car.id, "order-by-rank", {"car": car.code, "rank": car.rank})
    rules = [_RULES[key] for key in _TOGETHER if _RULES[key].level_in(problem) != IGNORE]
    for slot in left:
        beside = ArrivalPlan((*(each for each in plan.slots if each.gate == slot.gate), slot))
        if not any(_broken(problem, rule, beside, car) for rule in rules):
            gate: Mapping[str, Fact] = {"gate": problem.gate(slot.gate).code, "at": minute(slot.at)}
            return Waiting(car.id, "free", {"car": car.code, **gate})
    return Waiting(car.id, "taken", {"car": car.code})


def _slots(problem: ArrivalProblem, car: Car) -> Iterator[Slot]:
    """Wherever and whenever a car may stop at all, by the grid."""
    for gate in problem.gates:
        for at in range(problem.opens * MINUTE, problem.closes * MINUTE + 1, max(1, problem.grid)):
            yield Slot(car.id, gate.id, at)


def _by_rank(problem: ArrivalProblem, plan: ArrivalPlan, car: Car) -> tuple[int, int]:
    others = [(slot.at, problem.car(slot.car)) for slot in plan.slots]
    since = max((at for at, other in others if problem.before(other, car)), default=problem.opens * MINUTE)
    return since, min((at for at, other in others if problem.before(car, other)), default=problem.closes * MINUTE)


def _broken(problem: ArrivalProblem, rule: ArrivalRule, plan: ArrivalPlan, car: Car | None = None) -> bool:
    return any(car is None or car.id in breach.cars for breach in rule.violations(problem, plan))


def _facts(problem: ArrivalProblem, car: Car) -> Mapping[str, Fact]:
    facts: dict[str, Fact] = {"car": car.code, "seconds": car.seconds, "from": Moment(problem.opens)}
    facts["until"] = minute(problem.latest(car))
    return facts if car.ready is None else {**facts, "ready": Moment(car.ready)}

"""Breaches, costs and reasons of the seats stage as sentences that an official would write.

Guests stand in them by code. Whoever may know their names gives `called`, which has a name for a guest, chair or block,
or None where the code is to stay.
"""

from __future__ import annotations

from collections.abc import Callable

from solver.seats.plan import Named, SeatBreach, SeatCost, SeatFact, SeatFacts
from solver.seats.problem import SeatingProblem
from solver.seats.rules import SEAT_RULES
from solver.seats.why import REASONS, Reason
from solver.seats.wishes import SEAT_WISHES
from solver.words import Translate

Called = Callable[[Named], str | None]

_RULES = {rule.key: rule for rule in SEAT_RULES}
_WISHES = {wish.key: wish for wish in SEAT_WISHES}
_TITLES = {rule.key: rule.title for rule in SEAT_RULES} | {wish.key: wish.title for wish in SEAT_WISHES}


def title(key: str) -> str:
    """The name of a rule or a wish, in English, for translation."""
    return _TITLES[key]


def by_code(_named: Named) -> str | None:
    """Everybody stays a code."""
    return None


def say(problem: SeatingProblem, breach: SeatBreach, translate: Translate = str, called: Called = by_code) -> str:
    rule = _RULES[breach.rule]
    text = rule.cases.get(str(breach.facts.get("case", "")), rule.text)
    return fill(problem, text, breach.facts, translate, called)


def tell(problem: SeatingProblem, cost: SeatCost, translate: Translate = str, called: Called = by_code) -> str:
    """What a wish pays for."""
    return fill(problem, _WISHES[cost.wish].sentence, cost.facts, translate, called)


def explain(problem: SeatingProblem, reason: Reason, translate: Translate = str, called: Called = by_code) -> str:
    """One reason why somebody sits where he or she does."""
    return fill(problem, REASONS[reason.key], reason.facts, translate, called)


def fill(
    problem: SeatingProblem, text: str, facts: SeatFacts, translate: Translate = str, called: Called = by_code
) -> str:
    def told(fact: SeatFact) -> str | int:
        return fact if isinstance(fact, str | int) else called(fact) or code(problem, fact)

    return translate(text) % {name: told(fact) for name, fact in facts.items()}


def code(problem: SeatingProblem, named: Named) -> str:
    match named.kind:
        case "seat":
            return problem.seat(named.id).label
        case "block":
            return problem.block(named.id).code
        case "absent":
            return problem.missing(named.id).code
        case _:
            return problem.guest(named.id).code

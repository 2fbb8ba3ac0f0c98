"""Why a guest has no room, and what would help."""

from __future__ import annotations

from collections.abc import Mapping

from solver.lodging.plan import Unhoused
from solver.lodging.problem import Guest, LodgingProblem, Room
from solver.lodging.rules import LODGING_RULES
from solver.lodging.rules.rule import IGNORE
from solver.plan import Fact
from solver.sentence import N_

REASONS: Mapping[str, str] = {
    "class-at-least": N_("No hotel holds rooms of %(stars)s stars; %(guest)s is due one."),
    "step-free": N_("No hotel holds a step-free room of %(stars)s stars, which %(guest)s needs."),
    "not-held": N_("No hotel holds a room that suits %(guest)s for all of the %(nights)s nights."),
    "taken": N_("Every room that suits %(guest)s is taken on at least one of the %(nights)s nights."),
}


def reason(problem: LodgingProblem, guest: Guest) -> Unhoused:
    """The first thing in the way, however the others sleep; `taken` is left."""
    facts: Mapping[str, Fact] = {
        "guest": guest.code,
        "stars": guest.stars,
        "nights": guest.nights.ends - guest.nights.starts,
    }
    left = [Room(allotment.id, (guest.id,)) for allotment in problem.allotments]
    for rule in LODGING_RULES:
        if rule.key in REASONS and rule.level_in(problem) != IGNORE:
            left = [room for room in left if rule.allows(problem, room)]
            if not left:
                return Unhoused(guest.id, rule.key, facts)
    nights = range(guest.nights.starts, guest.nights.ends)
    held = any(all(problem.allotment(room.allotment).on(night) for night in nights) for room in left)
    return Unhoused(guest.id, "taken" if held else "not-held", facts)

"""Which chairs meet the needs of a guest: what rules about one guest on one chair ask, and who might sit where."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING

from solver.rules.rule import BLOCK
from solver.seats.facts import EITHER, Guest, Seat

if TYPE_CHECKING:
    from solver.seats.problem import SeatingProblem

Need = Callable[["SeatingProblem", Guest, Seat], bool]


def not_held_for_others(_problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
    return not seat.held or guest.id in seat.holders


def in_block(problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
    return seat.block in problem.classes[guest.id][1]


def on_own_side(problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
    return guest.side == EITHER or problem.side_of(seat) in (EITHER, guest.side)


def without_steps(_problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
    return seat.step_free or not guest.step_free


def soon_out(problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
    """Of those who speak."""
    rising = problem.rising(seat)
    return not guest.speaker or (rising is not None and rising <= problem.near_aisle)


# By the key of the rule that asks for it, the need, and all of a guest that it looks at.
NEEDS: Mapping[str, tuple[Need, Callable[[SeatingProblem, Guest], Hashable]]] = {
    "held-seats": (not_held_for_others, lambda problem, guest: guest.id in problem.holders and guest.id),
    "allowed-blocks": (in_block, lambda problem, guest: problem.classes[guest.id][1]),
    "own-side": (on_own_side, lambda _problem, guest: guest.side),
    "step-free": (without_steps, lambda _problem, guest: guest.step_free),
    "speakers-near-aisle": (soon_out, lambda _problem, guest: guest.speaker),
}


def might(problem: SeatingProblem) -> Mapping[int, frozenset[int]]:
    """By guest, the chairs that meet all needs that block. A chair that a person has fixed is no need. Guests who are
    alike share one set."""
    needs = [each for key, each in NEEDS.items() if problem.levels.get(key, BLOCK) == BLOCK]
    parts: dict[Hashable, frozenset[int]] = {}
    alike: dict[Hashable, frozenset[int]] = {}
    found = {}
    for guest in problem.guests:
        kind = tuple(looks_at(problem, guest) for _, looks_at in needs)
        if kind not in alike:
            for (need, _), part in zip(needs, kind, strict=True):
                if (need, part) not in parts:
                    meets = (seat.id for seat in problem.seats if need(problem, guest, seat))
                    parts[need, part] = frozenset(meets)
            everywhere = frozenset(seat.id for seat in problem.seats)
            meeting = (parts[need, part] for (need, _), part in zip(needs, kind, strict=True))
            alike[kind] = everywhere.intersection(*meeting)
        found[guest.id] = alike[kind]
    return found


__all__ = ["might"]

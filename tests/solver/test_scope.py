"""What a repair may move."""

from __future__ import annotations

import pytest

from solver.problem import Act, Pin, Slot
from solver.scope import Scope, movable, scoped
from tests.solver.rules.examples import EVENING, PARK, RIVER, TOMORROW, festival


@pytest.mark.parametrize(
    ("scope", "free"),
    [
        (Scope(), {1, 2, 3, 4}),
        (Scope(days=(1,)), {3, 4}),
        (Scope(stages=(RIVER,)), {1, 3, 4}),
        (Scope(days=(0,), stages=(RIVER,)), {1, 4}),
        (Scope(acts=(2,)), {2, 4}),
        (Scope(unplaced=True), {4}),
        (Scope(frozen_until=EVENING + 1), {3, 4}),
    ],
)
def test_a_scope_frees_what_it_names_and_pins_the_rest(scope: Scope, free: set[int]) -> None:
    acts = tuple(Act(id, f"Show {id}", 30) for id in (1, 2, 3, 4))
    slots = Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING), Slot(3, RIVER, TOMORROW + EVENING)
    problem = festival(*acts, current=slots)
    assert movable(problem, scope) == free
    pins = scoped(problem, scope).pins
    assert pins == tuple(Pin(slot.act, stage=slot.stage, starts=slot.starts) for slot in slots if slot.act not in free)


def test_pins_of_a_scope_hold_even_where_those_of_planners_do_not() -> None:
    slots = (Slot(1, RIVER, EVENING),)
    problem = festival(Act(1, "Opening", 60), current=slots, pins=(Pin(1, stage=PARK),), levels={"pinned": "warn"})
    held = scoped(problem, Scope(unplaced=True))
    assert (held.pins, held.levels) == ((Pin(1, stage=RIVER, starts=EVENING),), {"pinned": "block"})

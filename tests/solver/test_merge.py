"""Three-way merges, act by act, against the four sentences that define them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.merge import Conflict, merged
from solver.problem import Slot

A, B, C = Slot(1, 1, 600), Slot(1, 2, 600), Slot(1, 1, 660)
WHERE = (None, A, B, C)


def plan(slot: Slot | None) -> tuple[Slot, ...]:
    return () if slot is None else (slot,)


@pytest.mark.parametrize(("base", "theirs", "ours"), list(product(WHERE, repeat=3)))
def test_whoever_has_changed_something_wins(base: Slot | None, theirs: Slot | None, ours: Slot | None) -> None:
    found = merged(plan(base), plan(theirs), plan(ours))
    if theirs == ours:
        assert (found.slots, found.taken, found.conflicts) == (plan(ours), (), ())
    elif ours == base:
        assert (found.slots, found.taken, found.conflicts) == (plan(theirs), (1,), ())
    elif theirs == base:
        assert (found.slots, found.taken, found.conflicts) == (plan(ours), (), ())
    else:
        assert (found.slots, found.taken) == (plan(ours), ())
        assert found.conflicts == (Conflict(1, base, theirs, ours),)


plans = st.dictionaries(st.integers(1, 6), st.tuples(st.integers(1, 3), st.sampled_from((600, 660))), max_size=6).map(
    lambda held: tuple(Slot(act, *where) for act, where in held.items())
)


@given(plans, plans, plans)
def test_merging_is_idempotent_and_neutral(
    base: tuple[Slot, ...], theirs: tuple[Slot, ...], ours: tuple[Slot, ...]
) -> None:
    once = merged(base, theirs, ours)
    again = merged(theirs, theirs, once.slots)
    assert (again.slots, again.taken, again.conflicts) == (once.slots, (), ())
    assert set(merged(base, base, ours).slots) == set(ours)
    assert set(merged(base, theirs, base).slots) == set(theirs)
    swapped = merged(base, ours, theirs)
    assert {each.act for each in swapped.conflicts} == {each.act for each in once.conflicts}

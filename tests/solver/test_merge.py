"""Three-way merges, act by act, against the four sentences that define them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.differences import Standing
from solver.merge import Conflict, merged

A, B, C = Standing(1, 1, 600, 45), Standing(1, 2, 600, 45), Standing(1, 1, 660, 45)
WHERE = (None, A, B, C)
LONG = (30, 45, 60)


def plan(stands: Standing | None) -> tuple[Standing, ...]:
    return () if stands is None else (stands,)


@pytest.mark.parametrize(("base", "theirs", "ours"), list(product(WHERE, repeat=3)))
def test_whoever_has_changed_something_wins(
    base: Standing | None, theirs: Standing | None, ours: Standing | None
) -> None:
    found = merged(plan(base), plan(theirs), plan(ours))
    if theirs == ours:
        assert (found.standings, found.taken, found.conflicts) == (plan(ours), (), ())
    elif ours == base:
        assert (found.standings, found.taken, found.conflicts) == (plan(theirs), (1,), ())
    elif theirs == base:
        assert (found.standings, found.taken, found.conflicts) == (plan(ours), (), ())
    else:
        assert (found.standings, found.taken) == (plan(ours), ())
        assert found.conflicts == (Conflict(1, base, theirs, ours),)


@pytest.mark.parametrize(("base", "theirs", "ours"), list(product(LONG, repeat=3)))
def test_a_length_is_merged_like_a_place(base: int, theirs: int, ours: int) -> None:
    was, they, we = (Standing(1, 1, 600, minutes) for minutes in (base, theirs, ours))
    found = merged([was], [they], [we])
    kept = theirs if ours == base else ours
    assert found.standings == (Standing(1, 1, 600, kept),)
    assert found.taken == ((1,) if kept != ours else ())
    assert found.conflicts == ((Conflict(1, was, they, we),) if len({base, theirs, ours}) == 3 else ())


def test_one_moved_it_and_the_other_made_it_shorter() -> None:
    found = merged([A], [Standing(1, 2, 660, 45)], [Standing(1, 1, 600, 30)])
    assert (found.standings, found.taken, found.conflicts) == ((Standing(1, 2, 660, 30),), (1,), ())


def test_what_one_took_out_and_the_other_made_shorter_is_told() -> None:
    shorter = Standing(1, 1, 600, 30)
    out = merged([A], [shorter], [])
    assert (out.standings, out.taken, out.conflicts) == ((), (), (Conflict(1, A, shorter, None),))
    kept = merged([A], [], [shorter])
    assert (kept.standings, kept.taken, kept.conflicts) == ((shorter,), (), (Conflict(1, A, None, shorter),))


stood = st.tuples(st.integers(1, 3), st.sampled_from((600, 660)), st.sampled_from((30, 45)))
plans = st.dictionaries(st.integers(1, 6), stood, max_size=6).map(
    lambda held: tuple(Standing(act, *where) for act, where in held.items())
)


@given(plans, plans, plans)
def test_merging_is_idempotent_and_neutral(
    base: tuple[Standing, ...], theirs: tuple[Standing, ...], ours: tuple[Standing, ...]
) -> None:
    once = merged(base, theirs, ours)
    again = merged(theirs, theirs, once.standings)
    assert (again.standings, again.taken, again.conflicts) == (once.standings, (), ())
    assert set(merged(base, base, ours).standings) == set(ours)
    assert set(merged(base, theirs, base).standings) == set(theirs)
    swapped = merged(base, ours, theirs)
    assert {each.act for each in swapped.conflicts} == {each.act for each in once.conflicts}

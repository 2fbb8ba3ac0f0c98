"""Sets of minutes are sets, and a tally counts."""

from __future__ import annotations

from collections import Counter
from random import Random

from solver.minutes import ORIGIN, Tally, each, earlier, every, first, last, runs, stretch, union
from solver.problem import Span


def test_a_stretch_ends_before_its_end_and_never_begins_before_the_origin() -> None:
    assert list(each(stretch(5, 8))) == [5, 6, 7]
    assert list(each(stretch(ORIGIN - 9, ORIGIN + 2))) == [ORIGIN, ORIGIN + 1]
    assert stretch(8, 8) == stretch(9, 8) == 0


def test_union_first_and_last() -> None:
    minutes = union([Span(60, 62), Span(10, 11)])
    assert (list(each(minutes)), first(minutes), last(minutes)) == ([10, 60, 61], 10, 61)


def test_every_grid_minute_before_and_after_the_first_midnight() -> None:
    assert list(each(every(7, 30))) == [minute for minute in range(ORIGIN, 30) if minute % 7 == 0]


def test_runs_are_where_enough_minutes_in_a_row_are_free() -> None:
    assert list(each(runs(stretch(10, 20) | stretch(30, 33), 4))) == [10, 11, 12, 13, 14, 15, 16]
    assert runs(stretch(10, 13), 4) == 0


def test_earlier_and_later() -> None:
    assert earlier(stretch(10, 12), 3) == stretch(7, 9)
    assert earlier(stretch(10, 12), -3) == stretch(13, 15)


def test_a_tally_counts_what_is_added_and_taken() -> None:
    draw, tally, counted = Random(1), Tally(), Counter[int]()
    uses = [(draw.randrange(300), draw.randrange(1, 60), draw.randrange(1, 40)) for _ in range(120)]
    for starts, minutes, quantity in uses:
        tally.add(stretch(starts, starts + minutes), quantity)
    for starts, minutes, quantity in uses[:70]:
        tally.take(stretch(starts, starts + minutes), quantity)
    for starts, minutes, quantity in uses[70:]:
        counted.update(dict.fromkeys(range(starts, starts + minutes), quantity))
    for limit in (0, 1, 7, 32, 90, 5000):
        assert list(each(tally.above(limit))) == sorted(minute for minute, used in counted.items() if used > limit)

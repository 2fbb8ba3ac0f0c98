"""Rank binds everybody: who speaks, who needs a chair without steps, and whose chair a person has fixed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.seats.check import check
from solver.seats.costs import refused, worth
from solver.seats.facts import GUEST, HOST, LEFT, Block, Group, Precedence, Seat
from solver.seats.mend import mend
from solver.seats.plan import SeatingPlan
from solver.seats.possible import possible
from solver.seats.problem import SeatingProblem
from solver.seats.seed import seeded
from solver.seats.solve import solve
from solver.seats.why import why
from solver.seats.words import explain, say
from tests.solver.seats.halls import WIDTH, ceremony, guest, row, seating

GROUPS = Group("A0"), Group("A1"), Group("A2")


def parted_hall() -> list[Seat]:
    """Two blocks beside the centre aisle, guests on the left: chair 1 of each row is the one at the centre."""
    chairs = [(1, -1, number, place) for number in range(3) for place in range(1, 7)]
    chairs += [(2, 1, number, place) for number in range(2) for place in range(1, 7)]
    return [
        Seat(
            id, f"{'AB'[block - 1]}-{number + 1}-{place}", block, number, place, hand * (2 * place - 1) * WIDTH,
            side=GUEST if block == 1 else HOST, aisle=place in (1, 6), step_free=number == 2,
        )
        for id, (block, hand, number, place) in enumerate(chairs, start=1)
    ]  # fmt: skip


def opening(**first: object) -> SeatingProblem:
    """Twelve guests, of whom the first speaks and leads the delegation, a speaker of low rank among them."""
    guests = [guest(1, "A0", side=GUEST, **{"speaker": True, **first})]
    guests += [guest(id, "A1", side=GUEST) for id in range(2, 10)]
    guests += [guest(10, "A2", side=GUEST, speaker=True), guest(11, "A2", side=GUEST)]
    guests += [guest(12, "A2", side=HOST, speaker=True), guest(13, "A2", side=HOST)]
    precedence = Precedence(GROUPS, sides=True, guests_at=LEFT)
    blocks = Block(1, "A", closed=2), Block(2, "B", closed=1)
    return ceremony(parted_hall(), *guests, precedence=precedence, blocks=blocks)


def labels(problem: SeatingProblem, plan: SeatingPlan, *guests: int) -> list[str]:
    return [problem.seat(plan.seats[id]).label for id in guests]


@pytest.mark.parametrize("how", ["seeded", "solved"])
def test_the_first_of_the_guests_and_of_the_hosts_have_the_best_chairs_though_they_speak(how: str) -> None:
    problem = opening()
    plan = solve(problem, seconds=5).plan if how == "solved" else seeded(problem, possible(problem))
    assert refused(problem, plan) == []
    assert labels(problem, plan, 1, 12) == ["A-1-1", "B-1-1"]
    # The tenth and the eleventh: nobody of a higher rank sits behind the speaker for the sake of the aisle.
    higher = [problem.numbers[GUEST][plan.seats[id]] for id in range(1, 10)]
    assert max(higher) < problem.numbers[GUEST][plan.seats[10]]
    assert [explain(problem, one) for one in why(problem, plan, 1).reasons][:2] == [
        "A0-01 has the highest rank.",
        "A0-01 speaks and leaves the front row without anybody having to rise.",
    ]


def test_a_speaker_of_low_rank_before_others_breaks_the_order() -> None:
    problem = ceremony(
        [*row(1, 0, 5), *row(1, 1, 5, first=6)], guest(1, "A0"), guest(2, "A1", speaker=True),
        precedence=Precedence(GROUPS),
    )  # fmt: skip
    assert [say(problem, one) for one in check(problem, seating((1, 8), (2, 5)))] == [
        "A1-02 of group A1 sits before A0-01 of the higher group A0, by 2 in the order of honour."
    ]


def test_nobody_passes_a_speaker_on_chairs_from_which_many_would_have_to_rise() -> None:
    seats = [*row(1, 0, 3), *row(1, 1, 7, first=4)]
    speaks = guest(1, "A0", speaker=True)
    problem = ceremony(seats, speaks, guest(2, "A1"), precedence=Precedence(GROUPS), near_aisle=1)
    # Chair 7 is the middle of the second row, 4 its end.
    assert check(problem, seating((1, 4), (2, 7))) == []
    assert [one.rule for one in check(problem, seating((1, 4), (2, 9)))] == ["group-order"]
    assert [one.rule for one in check(problem, seating((1, 4), (2, 2)))] == ["group-order"]
    lenient = replace(problem, levels={"speakers-near-aisle": "warn"})
    assert [one.rule for one in check(lenient, seating((1, 4), (2, 7)))] == ["group-order"]


def test_in_a_front_row_without_a_near_aisle_the_first_speaker_still_sits_in_the_middle() -> None:
    seats = [*row(1, 0, 11), *row(1, 1, 11, first=12)]
    problem = ceremony(
        seats, *(guest(id, "A1", speaker=id in (1, 12)) for id in range(1, 13)), near_aisle=1,
        blocks=(Block(1, "A", closed=1),), precedence=Precedence((Group("A1"),)),
    )  # fmt: skip
    plan = solve(problem, seconds=5).plan
    assert (labels(problem, plan, 1), refused(problem, plan)) == (["A-1-6"], [])
    # In the second row somebody would have to rise: the aisle decides there.
    assert labels(problem, plan, 12)[0] in {"A-2-1", "A-2-2", "A-2-10", "A-2-11"}


def test_who_needs_no_steps_sits_by_rank_among_such_chairs_and_passes_others_only_where_no_other_is() -> None:
    seats = [replace(seat, step_free=seat.id in (3, 8, 9)) for seat in [*row(1, 0, 5), *row(1, 1, 5, first=6)]]
    groups = Precedence(GROUPS)
    low = ceremony(seats, guest(1, "A0"), guest(2, "A1"), guest(3, "A2", step_free=True), precedence=groups)
    plan = solve(low, seconds=5).plan
    assert (check(low, plan), labels(low, plan, 1, 3)) == ([], ["A-1-3", "A-2-3"])
    only = replace(low, seats=tuple(replace(seat, step_free=seat.id == 3) for seat in seats))
    plan = solve(only, seconds=5).plan
    assert labels(only, plan, 3) == ["A-1-3"]
    assert [(one.level, say(only, one)) for one in check(only, plan)] == [
        (
            "warn",
            "A2-03 needs a chair without steps and sits before A1-02, who has a higher rank, by 2 in the order of "
            "honour.",
        )
    ]
    high = ceremony(seats, guest(1, "A0", step_free=True), guest(2, "A1"), precedence=groups)
    assert check(high, seating((1, 8), (2, 4))) == []
    assert [one.rule for one in check(high, seating((1, 8), (2, 3)))] == ["group-order"]


def test_a_fixed_chair_is_told_from_both_sides_and_moves_nobody_else() -> None:
    seats = [*row(1, 0, 5), *row(1, 1, 5, first=6)]
    free = ceremony(seats, *(guest(id, f"A{id - 1}") for id in (1, 2, 3)), precedence=Precedence(GROUPS))
    back = replace(free, guests=(replace(free.guests[0], seat=8), *free.guests[1:]))
    plan = solve(back, seconds=5).plan
    assert labels(back, plan, 1, 2, 3) == ["A-2-3", "A-1-3", "A-1-4"]
    assert [(one.level, say(back, one)) for one in check(back, plan)] == [
        ("warn", "A0-01 is fixed on A-2-3, behind A1-02 of a lower rank, by 5 in the order of honour.")
    ]
    front = replace(free, guests=(*free.guests[:2], replace(free.guests[2], seat=3)))
    plan = solve(front, seconds=5).plan
    assert labels(front, plan, 1, 2, 3) == ["A-1-4", "A-1-2", "A-1-3"]
    assert [(one.level, say(front, one)) for one in check(front, plan)] == [
        ("warn", "A2-03 is fixed on A-1-3, before A1-02 of a higher rank, by 2 in the order of honour.")
    ]
    assert worth(front, plan) == 0
    strict = replace(front, levels={"fixed-order": "block"})
    assert [one.level for one in refused(strict, plan)] == ["block"]


def test_a_chair_held_for_somebody_passes_nobody() -> None:
    seats = [replace(seat, held=seat.id == 3, holders=(2,) if seat.id == 3 else ()) for seat in row(1, 0, 5)]
    problem = ceremony(seats, guest(1, "A0"), guest(2, "A1"), precedence=Precedence(GROUPS))
    assert check(problem, seating((1, 4), (2, 3))) == []


def test_who_is_left_with_a_lower_rank_is_not_moved_before_a_speaker_after_a_regret() -> None:
    problem = opening()
    seated = replace(problem, current=solve(problem, seconds=5).plan.chairs)
    hit = replace(
        seated,
        guests=tuple(one for one in seated.guests if one.id != 2),
        current=tuple(chair for chair in seated.current if chair.guest != 2),
    )
    mended = mend(hit, seconds=5)
    assert (refused(hit, mended.plan), mended.plan.seat_of(1), mended.proven) == ([], seated.now[1], True)

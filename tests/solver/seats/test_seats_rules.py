"""Ranks and the order of chairs, what breaks a rule in sentences, and why somebody sits somewhere."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from solver.seats.check import check
from solver.seats.facts import (
    AISLE,
    ANY,
    BEHIND,
    GUEST,
    HOST,
    LAST,
    LEFT,
    OWN,
    REPRESENTED,
    Apart,
    Block,
    Group,
    Precedence,
)
from solver.seats.moves import brought, refusals, subjects
from solver.seats.plan import Named
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import BLOCK
from solver.seats.why import why
from solver.seats.words import explain, say
from tests.solver.seats.halls import careless, ceremony, chance_ceremony, guest, row, seating

FRONT = row(1, 0, 5)


def sentences(problem: SeatingProblem, *chairs: tuple[int, int]) -> list[str]:
    return [say(problem, breach) for breach in check(problem, seating(*chairs))]


def order(problem: SeatingProblem) -> list[str]:
    return [seat.label for seat in problem.honoured]


def reasons(problem: SeatingProblem, *chairs: tuple[int, int], of: int) -> list[str]:
    return [explain(problem, reason) for reason in why(problem, seating(*chairs), of).reasons]


def test_chairs_are_numbered_row_by_row_from_the_centre_or_the_aisle_and_on_the_honoured_hand_first() -> None:
    problem = ceremony([*row(1, 0, 3), *row(1, 1, 2, first=4)])
    assert order(problem) == ["A-1-2", "A-1-3", "A-1-1", "A-2-2", "A-2-1"]
    left = replace(problem, precedence=Precedence(honoured=LEFT))
    assert order(left) == ["A-1-2", "A-1-1", "A-1-3", "A-2-1", "A-2-2"]
    aisle = replace(problem, precedence=Precedence(first=AISLE))
    assert order(aisle) == ["A-1-3", "A-1-1", "A-1-2", "A-2-2", "A-2-1"]
    parted = replace(problem, precedence=Precedence(sides=True, guests_at=LEFT, middle=HOST))
    sides = {side: [problem.seat(id).label for id in parted.numbers[side]] for side in (HOST, GUEST)}
    assert sides == {HOST: ["A-1-2", "A-1-3", "A-2-2"], GUEST: ["A-1-1", "A-2-1"]}


def test_one_tier_is_numbered_row_by_row_through_all_its_blocks() -> None:
    seats = [*row(1, 0, 2), *row(1, 1, 2, first=3), *row(2, 0, 1, first=5)]
    problem = ceremony(seats, blocks=(Block(1, "A"), Block(2, "B")))
    assert order(problem) == ["B-1-1", "A-1-2", "A-1-1", "A-2-2", "A-2-1"]


def test_ranks_are_told_with_what_decided() -> None:
    guests = (
        guest(1, "A1", office=2, since="2020-01-01"),
        guest(2, "A1", office=2, since="2019-01-01"),
        guest(3, "A0", office=5),
        guest(4, "A1", office=2, since="2020-01-01", alphabet=7),
        guest(5, "A1", office=2, since="2020-01-01", alphabet=7),
        guest(6, "A1", office=9, spouse_of=3),
    )
    problem = ceremony(FRONT, *guests)
    told = [explain(problem, why(problem, seating(), id).reasons[0]) for id in problem.standings]
    assert told == [
        "A0-03 has the highest rank.",
        "A1-06 has rank 2: a spouse comes directly after A0-03.",
        "A1-02 has rank 3: group A1 comes after the group of A0-03.",
        "A1-04 has rank 4: of the same office, A1-02 has held it for longer.",
        "A1-05 has rank 5: no criterion tells A1-05 and A1-04 apart; who was entered first comes first.",
        "A1-01 has rank 6: otherwise equal, A1-05 comes first in the alphabet.",
    ]


@pytest.mark.parametrize(
    ("how", "rank", "told"),
    [
        (REPRESENTED, 2, "A1-03 stands for A0-04 and has that rank."),
        (LAST, 3, "A1-03 stands for A0-04, among the last of that group."),
        (OWN, 4, "A1-03 stands for A0-04 and keeps the own rank."),
    ],
)
def test_a_substitute_is_ranked_as_the_rule_set_says(how: str, rank: int, told: str) -> None:
    guests = guest(1, "A0", office=1), guest(2, "A0", office=9), guest(3, "A1", represents=4), guest(5, "A1", office=1)
    groups = Group("A0", (1,)), Group("A1")
    problem = ceremony(
        FRONT, *guests, absent=(guest(4, "A0", office=5),), precedence=Precedence(groups, substitute=how)
    )
    assert (problem.standings[3].rank, reasons(problem, of=3)[1]) == (rank, told)
    assert problem.blocks_of(problem.guest(3)) == (1,)


def test_sentences_say_who_where_and_before_whom() -> None:
    groups = Group("A0"), Group("A1", leeway=1)
    problem = ceremony(
        [*FRONT, *row(1, 1, 5, first=6)],
        *(guest(id, "A0" if id < 3 else "A1") for id in range(1, 6)),
        blocks=(Block(1, "A", closed=1),),
        precedence=Precedence(groups),
        apart=(Apart(4, 5),),
    )
    # From the centre the chairs of the front are 3, 4, 2, 5, 1.
    assert sentences(problem, (1, 3), (2, 4), (3, 2), (4, 5), (5, 1)) == []
    assert sentences(problem, (1, 3), (2, 2), (3, 4), (4, 7), (5, 8)) == [
        "A1-03 of group A1 sits before A0-02 of the higher group A0, by 1 in the order of honour.",
        "A1-05 sits before A1-04, who has a higher rank in the group, by 2 in the order of honour; 1 may be.",
        "A1-04 and A1-05 sit on A-2-2 and A-2-3; chairs asked for between them: 1.",
    ]
    assert sentences(problem, (1, 3), (2, 4), (3, 1), (4, 8), (5, 6)) == [
        "A-1-2 stays empty, and A1-03 sits farther out in the same row."
    ]


@pytest.mark.parametrize(("where", "at", "faults"), [(BEHIND, 8, 0), (BEHIND, 4, 1), (ANY, 4, 0), (ANY, 5, 1)])
def test_an_interpreter_is_beside_or_behind(where: str, at: int, faults: int) -> None:
    seats = [*FRONT, *row(1, 1, 5, first=6)]
    precedence = Precedence((Group("A1"),), interpreter=where)
    problem = ceremony(seats, guest(1), guest(2, interprets=1), precedence=precedence)
    assert len(sentences(problem, (1, 3), (2, at))) == faults


def test_a_party_too_large_for_a_row_sits_in_rows_behind_each_other() -> None:
    seats = [*row(1, 0, 2), *row(1, 1, 2, first=3), *row(1, 2, 2, first=5)]
    problem = ceremony(seats, *(guest(id, party=1) for id in (1, 2, 3)), precedence=Precedence((Group("A1", (), 9),)))
    assert sentences(problem, (1, 2), (2, 1), (3, 4)) == []
    assert sentences(problem, (1, 2), (2, 1), (3, 6)) == [
        "A1-01 and those who belong together sit from A-1-1 to A-3-2; rows behind each other that would do: 2."
    ]


def test_a_chair_is_explained_and_so_is_what_keeps_from_a_better_one() -> None:
    precedence = Precedence((Group("A1", (1,)), Group("A2")), sides=True)
    seats = [replace(seat, held=seat.id == 4) for seat in FRONT]
    problem = ceremony(seats, guest(1, side=GUEST), guest(2, "A2", side=HOST), precedence=precedence)
    plan = seating((1, 5), (2, 2))
    told = why(problem, plan, 1)
    assert [explain(problem, reason) for reason in told.reasons] == [
        "A1-01 has the highest rank.",
        "Block A is for group A1.",
        "A-1-5 is number 3 of the 3 chairs of the guests in the order of honour.",
        "A-1-3 would be a better chair, and nobody of a higher rank sits there.",
    ]
    assert (told.better, told.hindered) == (3, ())
    assert [say(problem, one) for one in brought(problem, plan, 1, 4)] == [
        "A1-01 sits on A-1-4, which is to stay free."
    ]


def test_whoever_may_know_it_reads_a_name() -> None:
    problem = ceremony([replace(FRONT[0], step_free=False)], guest(1, step_free=True))
    (breach,) = check(problem, seating((1, 1)))
    names = {Named("guest", 1): "Mrs Hoa"}
    assert (
        say(problem, breach, called=names.get)
        == "Mrs Hoa needs a chair without steps; A-1-1 is not reached without steps."
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_move_brings_just_the_breaches_that_are_new(seed: int) -> None:
    problem = chance_ceremony(seed)
    plan = careless(problem, seed)
    held = Random(seed).choice(problem.guests).id
    refused, shown = refusals(problem, plan, held), refusals(problem, plan, held, shown={"seated", "group-order"})
    assert plan.seat_of(held) not in refused
    for seat in {seat.id for seat in problem.seats} - {plan.seat_of(held)}:
        breaches = brought(problem, plan, held, seat)
        new = subjects(problem, plan.with_guest_on(held, seat)) - subjects(problem, plan)
        assert {breach.subject for breach in breaches} == new
        blocking = [breach for breach in breaches if breach.level == BLOCK]
        assert refused.get(seat) in (blocking or [None])
        assert shown.get(seat) in ([one for one in blocking if one.rule not in ("seated", "group-order")] or [None])

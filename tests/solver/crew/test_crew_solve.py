"""Rosters that are built, dealt out to posts, mended and explained."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.crews import roster
from solver.crew.bounding import bound_of
from solver.crew.check import check, value
from solver.crew.dealing import deal
from solver.crew.engines import by_cp, by_mip
from solver.crew.mend import mend
from solver.crew.plan import CrewPlan
from solver.crew.pooling import pooled
from solver.crew.problem import CrewProblem, Duty, Force, Function, Need, Officer, Post, Skill
from solver.crew.rules.rule import WARN
from solver.crew.seed import seed
from solver.crew.shortage import BUSY, Shortage, shortages
from solver.crew.solve import freed, solve
from solver.crew.staffing import Staffing
from solver.crew.stand_in import StandIn, stand_ins
from solver.problem import Span, Trip
from tests.solver.crew.rosters import roster as careless

HOUR = 60
DAY = 24 * HOUR
MORNING, AFTERNOON, NIGHT = Span(6 * HOUR, 14 * HOUR), Span(14 * HOUR, 22 * HOUR), Span(22 * HOUR, 30 * HOUR)
FESTIVAL = Span(-DAY, 10 * DAY)
SMALL = roster(60, 8, 4, seed=3)


def town(*needs: Need, people: int = 3, **changes: object) -> CrewProblem:
    """One force with twelve hours of rest, guards at two posts; the first officer may lead."""
    officers = tuple(
        Officer(id, f"Officer {id}", 1, 1, (Skill(1), Skill(2)) if id == 1 else (Skill(1),))
        for id in range(1, people + 1)
    )
    problem = CrewProblem(
        "Town", "2024-06-07", 3,
        forces=(Force(1, "Guards", rest=12 * HOUR),),
        functions=(Function(1, "guard"), Function(2, "leader", leads=True)),
        officers=officers, posts=(Post(1, "North gate", 1), Post(2, "South gate", 2)), needs=needs, trip_unknown=30,
    )  # fmt: skip
    return replace(problem, **changes)  # type: ignore[arg-type]


def hours_as_may_be(number: int) -> CrewProblem:
    """Made without any care, so that not everybody can come to the hours of the contract."""
    return replace(careless(number)[0], levels={"contract-hours": WARN})


def test_a_roster_with_room_is_whole_and_proven_best() -> None:
    answer = solve(SMALL, seconds=30)
    assert (answer.status, answer.value, answer.bound) == ("optimal", 0, 0)
    assert (answer.short, answer.unled, check(SMALL, answer.plan)) == ({}, {}, [])
    assert all(len(answer.plan.officers_on(need.id)) == need.least for need in SMALL.needs)


def test_the_same_seed_gives_the_same_roster() -> None:
    assert solve(SMALL, seconds=30, seed=7).plan == solve(SMALL, seconds=30, seed=7).plan


def test_the_first_roster_breaks_nothing_but_that_people_are_missing() -> None:
    tight = roster(60, 8, 4, filled=1.3, seed=3)
    assert {breach.rule for breach in check(tight, seed(tight))} == {"need-met"}


@pytest.mark.parametrize("number", range(12))
def test_no_roster_costs_less_than_the_bound(number: int) -> None:
    problem = hours_as_may_be(number)
    best = by_cp(Staffing(problem, strict=False))
    assert best.proven
    assert bound_of(problem) <= best.value


@pytest.mark.parametrize("number", range(12))
def test_both_engines_find_an_equally_good_roster(number: int) -> None:
    problem = hours_as_may_be(number)
    model = Staffing(problem, strict=False)
    first, second = by_mip(model), by_cp(model)
    assert (first.proven, first.value) == (second.proven, second.value)
    assert first.values is not None
    assert value(problem, model.plan_of(first.values)) == first.value


def test_whoever_is_dealt_out_stands_where_he_stood_and_leaders_where_they_are_missing() -> None:
    north, south = Need(1, 1, 1, MORNING, 1, 1), Need(2, 2, 1, MORNING, 2, 2, leaders=1)
    problem = town(north, south, current=(Duty(3, 1),))
    pool = pooled(problem)
    assert [(need.least, need.leaders) for need in pool.problem.needs] == [(3, 1)]
    dealt = deal(problem, pool, CrewPlan((Duty(1, 1), Duty(2, 1), Duty(3, 1))))
    assert dealt.duties == (Duty(1, 2), Duty(2, 2), Duty(3, 1))


def test_what_is_left_to_some_counts_those_who_stay() -> None:
    problem = town(Need(1, 1, 1, MORNING, 3, 3, leaders=1))
    plan = CrewPlan((Duty(1, 1), Duty(2, 1)))
    left = freed(problem, plan, [problem.officer(3)]).need(1)
    assert (left.least, left.most, left.leaders) == (1, 1, 0)
    left = freed(problem, plan, [problem.officer(1)]).need(1)
    assert (left.least, left.most, left.leaders) == (2, 2, 1)


def test_whoever_falls_ill_is_replaced_one_for_one_and_nobody_else_is_called() -> None:
    whole = solve(SMALL, seconds=30).plan
    ill = whole.duties[0].officer
    officers = tuple(replace(one, away=(FESTIVAL,)) if one.id == ill else one for one in SMALL.officers)
    mended = mend(replace(SMALL, officers=officers, current=whole.duties), seconds=20)
    lost = len(whole.needs_of(ill))
    assert (len(mended.called), len(mended.released)) == (lost, lost)
    assert mended.proven
    assert mended.short == {}
    assert {duty.officer for duty in mended.released} == {ill}


def test_others_change_only_where_nobody_is_free() -> None:
    """Only the first officer may do the night as a leader, and stands at the gate; the second could."""
    gate, night = Need(1, 1, 1, MORNING, 1, 1), Need(2, 2, 2, NIGHT, 1, 1)
    day_after = Need(3, 1, 1, Span(NIGHT.ends, NIGHT.ends + 8 * HOUR), 1, 1)
    problem = town(gate, night, day_after, people=2, current=(Duty(1, 3), Duty(2, 1)))
    mended = mend(problem, seconds=10)
    assert mended.plan.duties == (Duty(1, 2), Duty(2, 1), Duty(2, 3))
    assert (mended.called, mended.released) == ((Duty(1, 2), Duty(2, 3)), (Duty(1, 3),))
    assert (mended.called_bound, mended.released_bound) == (2, 1)


def test_stand_ins_are_told_with_rest_way_and_hours() -> None:
    gate, later = Need(1, 1, 1, MORNING, 1, 1), Need(2, 2, 1, Span(27 * HOUR, 35 * HOUR), 1, 1)
    problem = town(gate, later, trips=(Trip(1, 2, 45),))
    plan = CrewPlan((Duty(2, 1),))
    assert stand_ins(problem, plan, later) == [
        StandIn(3, False, None, None, 0, 0, 8 * HOUR),
        StandIn(2, False, 13 * HOUR, None, 45, 0, 16 * HOUR),
        StandIn(1, True, None, None, 0, 0, 8 * HOUR),
    ]
    assert stand_ins(problem, CrewPlan((Duty(2, 1), Duty(3, 2))), later, most=1) == [
        StandIn(2, False, 13 * HOUR, None, 45, 0, 16 * HOUR)
    ]


def test_a_shortage_says_how_many_and_what_keeps_the_others_away() -> None:
    early, late = Need(1, 1, 1, Span(5 * HOUR, 13 * HOUR), 1, 1), Need(2, 2, 1, AFTERNOON, 3, 3)
    away = Officer(4, "Officer 4", 1, 1, (Skill(1),), away=(FESTIVAL,))
    expired = Officer(5, "Officer 5", 1, 1, (Skill(1, until=10 * HOUR),))
    busy = Officer(6, "Officer 6", 1, 1, (Skill(1), Skill(2)))
    leading = Need(3, 1, 2, AFTERNOON, 1, 1)
    problem = town(early, late, leading)
    problem = replace(problem, officers=(*problem.officers, away, expired, busy))
    plan = CrewPlan((Duty(1, 1), Duty(2, 2), Duty(3, 2), Duty(6, 3)))
    assert shortages(problem, plan) == [
        Shortage(AFTERNOON, 1, 1, (2,), 3, 6, {"rest-between-duties": 1, "available": 1, "qualified": 1, BUSY: 1})
    ]
    assert shortages(problem, CrewPlan((*plan.duties, Duty(4, 2)))) == []

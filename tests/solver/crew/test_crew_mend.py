"""Repairs that hold what begins soon, keep what only warns, and let go whom nobody needs; changes since a release."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from solver.crew.check import costs, value
from solver.crew.mend import mend
from solver.crew.plan import CrewCost, CrewPlan
from solver.crew.problem import CrewProblem, Duty, Force, Need
from solver.crew.solve import solve
from solver.problem import Span
from tests.solver.crew.test_crew_solve import AFTERNOON, FESTIVAL, HOUR, MORNING, NIGHT, town

DAY_AFTER = Span(NIGHT.ends, NIGHT.ends + 8 * HOUR)


def later(span: Span, days: int) -> Span:
    return Span(span.starts + days * 24 * HOUR, span.ends + days * 24 * HOUR)


def absent(problem: CrewProblem, *ids: int) -> CrewProblem:
    officers = tuple(replace(one, away=(FESTIVAL,)) if one.id in ids else one for one in problem.officers)
    return replace(problem, officers=officers)


def test_whoever_begins_soon_keeps_every_duty_even_if_somebody_stays_missing() -> None:
    """Only the first officer leads; the night could be led if he were spared from the day after."""
    gate, night, later = Need(1, 1, 1, MORNING, 1, 1), Need(2, 2, 2, NIGHT, 1, 1), Need(3, 1, 1, DAY_AFTER, 1, 1)
    problem = town(gate, night, later, current=(Duty(1, 3), Duty(2, 1)))
    assert mend(problem, frozen=DAY_AFTER.starts, seconds=5).short == {}
    held = mend(problem, frozen=DAY_AFTER.starts + 1, seconds=2)
    assert held.plan.duties == (Duty(1, 3), Duty(2, 1))
    assert (held.short, held.called, held.released) == ({2: 1}, (), ())


def test_whoever_is_away_is_replaced_however_soon() -> None:
    gate = Need(1, 1, 1, MORNING, 1, 1)
    mended = mend(absent(town(gate, current=(Duty(2, 1),)), 2), frozen=100 * HOUR, seconds=5)
    assert (mended.called, mended.released, mended.proven) == ((Duty(3, 1),), (Duty(2, 1),), True)


def test_a_duty_that_only_warns_is_not_taken_away_by_a_repair() -> None:
    first, second, other = Need(1, 1, 1, MORNING, 1, 1), Need(2, 1, 1, AFTERNOON, 1, 1), Need(3, 2, 1, MORNING, 1, 1)
    problem = town(first, second, other, people=4, current=(Duty(2, 1), Duty(2, 2), Duty(3, 3)))
    soft = (Force(1, "Police", rest=12 * HOUR, levels={"rest-between-duties": "warn"}),)
    mended = mend(absent(replace(problem, forces=soft), 3), seconds=5)
    assert (mended.called, mended.released) == ((Duty(4, 3),), (Duty(3, 3),))
    assert mend(absent(problem, 3), seconds=5).released == (Duty(2, 2), Duty(3, 3))


def test_where_fewer_are_needed_the_last_go_and_leaders_stay() -> None:
    gate = Need(1, 1, 1, MORNING, 1, 2)
    mended = mend(town(gate, current=(Duty(1, 1), Duty(2, 1), Duty(3, 1))), seconds=5)
    assert (mended.called, mended.released, mended.proven) == ((), (Duty(3, 1),), True)


def test_people_beyond_the_least_stay_when_others_are_rearranged() -> None:
    """Two guards stand where one would do, and the night finds no leader but by moving the first officer."""
    gate, night, later = Need(1, 1, 1, MORNING, 1, 2), Need(2, 2, 2, NIGHT, 1, 1), Need(3, 1, 1, DAY_AFTER, 1, 1)
    problem = town(gate, night, later, people=3, current=(Duty(1, 3), Duty(2, 1), Duty(3, 1)))
    mended = mend(problem, seconds=5)
    assert mended.short == {}
    assert mended.released == (Duty(1, 3),)


def test_changes_count_from_what_people_were_told() -> None:
    gate = Need(1, 1, 1, MORNING, 1, 1)
    problem = town(gate, current=(Duty(2, 1),), released=(Duty(3, 1),))
    now, told = CrewPlan((Duty(2, 1),)), CrewPlan((Duty(3, 1),))
    assert costs(problem, told) == []
    assert costs(problem, now) == [
        CrewCost("few-changes", (officer,), 1, {"amount": 1, "officer": f"Officer {officer}"}) for officer in (2, 3)
    ]
    assert (value(problem, now), value(problem, told)) == (200, 0)
    answer = solve(problem, seconds=5)
    assert (answer.plan, answer.value, answer.status) == (told, 0, "optimal")


def test_a_repair_leaves_the_present_roster_alone_whatever_was_told_before() -> None:
    """The night finds a leader only if others change; who stands at the gates by now is told otherwise."""
    gates = tuple(Need(id, id, 1, MORNING, 1, 1) for id in (1, 2))
    night, later = Need(3, 2, 2, NIGHT, 1, 1), Need(4, 1, 1, DAY_AFTER, 1, 1)
    present, before = (Duty(1, 4), Duty(2, 1), Duty(3, 2)), (Duty(2, 2), Duty(3, 1))
    mended = mend(town(*gates, night, later, people=4, current=present, released=before), seconds=5)
    assert (mended.short, mended.called, mended.released) == ({}, (Duty(1, 3), Duty(4, 4)), (Duty(1, 4),))


def test_a_repair_whose_time_is_over_has_called_the_soonest_and_says_what_is_proven() -> None:
    """Seven are wanted one after the other, the last of them with two others: one more than there are people."""
    days = [replace(Need(1, 1, 1, MORNING, 1, 1), id=day, span=later(MORNING, day)) for day in range(1, 7)]
    problem = town(*days, replace(days[0], id=7, span=later(MORNING, 7), least=4, most=4))
    asked = count()
    mended = mend(problem, seconds=60, cancelled=lambda: next(asked) >= 5)
    assert (sorted(duty.need for duty in mended.called), mended.short) == ([1, 2, 3, 4, 5], {6: 1, 7: 4})
    assert (mended.status, mended.called_bound, mended.short_bound) == ("stopped", 5, 1)
    assert (mend(problem, seconds=2).short, mend(problem, seconds=2).short_bound) == ({7: 1}, 1)

"""Repairs in which nobody free is left for somebody: the fewest changes are found, and proven to be the fewest."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from bench.crews import roster
from solver.crew.engines import by_mip
from solver.crew.mend import mend
from solver.crew.plan import CrewPlan, Mended
from solver.crew.problem import CrewProblem, Duty, Force, Function, Need, Officer, Skill
from solver.crew.seed import PERSONAL, seed
from solver.crew.staffing import Staffing
from tests.solver.crew.test_crew_mend import absent
from tests.solver.crew.test_crew_solve import AFTERNOON, MORNING, NIGHT, town

GUARD, MEDIC, FIRE, TRAFFIC = 1, 3, 4, 5
MISSING, CALLED = 10**6, 10**3


def skilled(*functions: tuple[int, ...], needs: tuple[Need, ...], **changes: object) -> CrewProblem:
    """The town with an officer for every tuple of functions, none of which leads."""
    officers = tuple(
        Officer(id, f"Officer {id}", 1, 1, tuple(map(Skill, held))) for id, held in enumerate(functions, 1)
    )
    known = tuple(Function(id, name) for id, name in enumerate(("guard", "leader", "medic", "fire", "traffic"), 1))
    return replace(town(*needs), officers=officers, functions=known, **changes)  # type: ignore[arg-type]


def changes(mended: Mended) -> tuple[object, ...]:
    return mended.called, mended.released, (mended.called_bound, mended.released_bound), sum(mended.short.values())


def test_whoever_alone_can_fill_a_need_is_not_spent_on_another() -> None:
    """The best stand-in for the morning is the only medic of the afternoon."""
    needs = Need(1, 1, GUARD, MORNING, 1, 1), Need(2, 1, MEDIC, AFTERNOON, 1, 1)
    mended = mend(skilled((GUARD, MEDIC), (GUARD,), needs=needs), seconds=5)
    assert changes(mended) == ((Duty(1, 2), Duty(2, 1)), (), (2, 0), 0)


def test_of_two_chains_the_shorter_is_taken_and_proven_least() -> None:
    """Either medic can leave the morning; after the guard two others would have to follow, after the fireman one."""
    needs = (
        Need(1, 1, GUARD, MORNING, 1, 1), Need(2, 1, FIRE, MORNING, 1, 1), Need(3, 1, MEDIC, AFTERNOON, 1, 1),
        Need(4, 1, TRAFFIC, NIGHT, 1, 1),
    )  # fmt: skip
    people = (GUARD, MEDIC), (FIRE, MEDIC), (GUARD, TRAFFIC), (FIRE, TRAFFIC)
    mended = mend(skilled(*people, needs=needs, current=(Duty(1, 1), Duty(2, 2), Duty(3, 4))), seconds=5)
    assert changes(mended) == ((Duty(2, 3), Duty(4, 2)), (Duty(2, 2),), (2, 1), 0)


def test_whoever_stands_beyond_what_is_needed_leaves_without_a_stand_in() -> None:
    needs = Need(1, 1, GUARD, MORNING, 1, 2), Need(2, 1, FIRE, MORNING, 1, 1), Need(3, 1, MEDIC, AFTERNOON, 1, 1)
    people = (GUARD,), (FIRE, MEDIC), (GUARD, MEDIC), (FIRE,)
    mended = mend(skilled(*people, needs=needs, current=(Duty(1, 1), Duty(2, 2), Duty(3, 1))), seconds=5)
    assert changes(mended) == ((Duty(3, 3),), (Duty(3, 1),), (1, 1), 0)


def test_where_all_who_could_come_are_needed_elsewhere_one_stays_missing_and_that_is_proven() -> None:
    needs = Need(1, 1, GUARD, MORNING, 1, 1), Need(2, 1, MEDIC, AFTERNOON, 1, 1), Need(3, 1, MEDIC, NIGHT, 1, 1)
    problem = skilled((GUARD, MEDIC), (GUARD,), (MEDIC,), needs=needs, current=(Duty(1, 1), Duty(3, 3)))
    mended = mend(absent(problem, 3), seconds=5)
    assert changes(mended) == ((Duty(1, 2), Duty(2, 1)), (Duty(1, 1), Duty(3, 3)), (2, 2), 1)
    assert mended.short_bound == 1


def test_whom_the_way_keeps_from_a_post_is_not_moved_there_though_the_bound_overlooks_ways() -> None:
    """The first medic would come half an hour late from the north gate; for the second somebody else takes over."""
    needs = Need(1, 1, GUARD, MORNING, 1, 1), Need(2, 2, MEDIC, AFTERNOON, 1, 1), Need(3, 2, FIRE, AFTERNOON, 1, 1)
    problem = skilled(
        (GUARD, MEDIC), (FIRE, MEDIC), (FIRE,), needs=needs, current=(Duty(1, 1), Duty(2, 3)), forces=(Force(1, "All"),)
    )
    assert changes(mend(problem, seconds=5)) == ((Duty(2, 2), Duty(3, 3)), (Duty(2, 3),), (1, 0), 0)


@pytest.mark.parametrize("number", [5, 11, 15, 20, 26])
def test_no_roster_changes_less_than_a_repair(number: int) -> None:
    """Three of forty are absent where people are scarce; an engine that sees every duty at every post finds no less."""
    chance = Random(number)
    problem = roster(40, 6, 3, filled=chance.choice((0.9, 1.0, 1.1, 1.2)), seed=number)
    plan = seed(problem)
    gone = absent(problem, *chance.sample(sorted({duty.officer for duty in plan.duties}), 3))
    mended = mend(replace(gone, current=plan.duties), seconds=20)
    found = sum(mended.short.values()), len(mended.called), len(mended.released)
    assert found == least(gone, plan)
    assert (mended.short_bound, mended.called_bound, mended.released_bound) == found


def least(problem: CrewProblem, before: CrewPlan) -> tuple[int, int, int]:
    """The fewest people missing, duties given and duties ended, in this order."""
    model = Staffing(problem, rules=PERSONAL, wishes=())
    for (officer, need), column in model.duty.items():
        model.pay(column, -1 if need in before.needs_of(officer) else CALLED)
    for each in problem.needs:
        missing = model.whole(0, each.least, cost=MISSING)
        model.always([(1, missing), *((1, column) for _, column in model.people_on(each))], least=each.least)
    found = by_mip(model)
    assert found.proven
    people, changed = divmod(found.value + len(before.duties), MISSING)
    return people, *divmod(changed, CALLED)

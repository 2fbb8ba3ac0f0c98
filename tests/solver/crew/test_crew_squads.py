"""Squads: who comes on duty with whom, and who stands beside whom."""

from __future__ import annotations

from dataclasses import replace

from solver.crew.dealing import deal
from solver.crew.gathering import gathered
from solver.crew.plan import CrewPlan
from solver.crew.pooling import pooled
from solver.crew.problem import CrewProblem, Duty, Function, Need, Officer, Post, Skill
from solver.crew.regrouping import regrouped
from solver.crew.solve import solve
from tests.solver.crew.test_crew_rules import AFTERNOON, MORNING, town, wishes

SECTORS = tuple(Post(id, f"Post {id}", None, sector=id % 2) for id in (1, 2, 3, 4))


def squads(people: int, *sizes: int) -> tuple[Officer, ...]:
    """Guards of whom the first so many are in the first squad, and so on; the last are in none."""
    of = [squad for squad, size in enumerate(sizes, 1) for _ in range(size)]
    return tuple(
        Officer(id, f"Officer {id}", 1, 1, (Skill(1),), squad=of[id - 1] if id <= len(of) else None)
        for id in range(1, people + 1)
    )


def test_a_squad_in_two_sectors_is_told() -> None:
    needs = tuple(Need(id, id, 1, MORNING, 1, 1) for id in (1, 2, 3))
    problem = replace(town(*needs, posts=SECTORS), officers=squads(3, 2))
    assert wishes(problem, Duty(1, 1), Duty(2, 3), Duty(3, 2)) == []
    assert wishes(problem, Duty(1, 1), Duty(2, 2), Duty(3, 3)) == [
        "The squad of Officer 1 stands in 2 sectors from 06:00 on 07/06/2024 to 14:00 on 07/06/2024."
    ]


def test_squads_are_dealt_out_sector_by_sector() -> None:
    """Also where posts of two sectors take turns."""
    needs = tuple(Need(id, id, 1, MORNING, 3, 3) for id in (1, 2, 3, 4))
    problem = replace(town(*needs, posts=SECTORS), officers=squads(12, 2, 4, 4))
    pool = pooled(problem)
    dealt = deal(problem, pool, CrewPlan(tuple(Duty(id, 1) for id in range(1, 13))))
    assert wishes(problem, *dealt.duties) == []


def test_whoever_has_another_function_joins_the_squad() -> None:
    guards, medics = (
        (Need(id, id, 1, MORNING, 2, 2) for id in (1, 2)),
        (Need(id + 4, id, 2, MORNING, 1, 1) for id in (1, 2)),
    )
    officers = tuple(
        Officer(id, f"Officer {id}", 1, 1, (Skill(2 if id > 4 else 1),), squad=squad)
        for id, squad in enumerate((2, 2, 1, 1, 1, 2), 1)
    )
    problem = town(*guards, *medics, posts=SECTORS)
    problem = replace(problem, officers=officers, functions=(*problem.functions, Function(2, "medic")))
    answer = solve(problem, seconds=5)
    assert (answer.status, answer.value, answer.apart) == ("optimal", 0, 0)
    assert wishes(problem, *answer.plan.duties) == []


def on_duty(problem: CrewProblem, *duties: Duty) -> dict[int, list[int]]:
    """Who is in which pool once squads are gathered."""
    pool = pooled(problem)
    plan = gathered(problem, pool, CrewPlan(tuple(sorted(duties))))
    return {need: plan.officers_on(need) for need in pool.needs}


def test_a_squad_comes_on_duty_together() -> None:
    """Whoever has fewer duties or knows of one stays with what he has."""
    needs = Need(1, 1, 1, MORNING, 2, 2), Need(2, 1, 1, AFTERNOON, 2, 2)
    problem = replace(town(*needs, posts=SECTORS), officers=squads(4, 2, 2))
    mixed = Duty(1, 1), Duty(3, 1), Duty(2, 2), Duty(4, 2)
    assert on_duty(problem, *mixed) == {1: [1, 2], 2: [3, 4]}
    assert on_duty(replace(problem, weights={"squads-together": 0}), *mixed) == {1: [1, 3], 2: [2, 4]}
    assert on_duty(replace(problem, current=(Duty(1, 1), Duty(2, 2))), *mixed) == {1: [1, 3], 2: [2, 4]}


def test_no_more_of_a_squad_come_at_once_than_a_sector_has_room_for() -> None:
    """Two sectors want one each: a squad of two would be apart."""
    needs = (
        *(Need(id, id, 1, MORNING, 1, 1) for id in (1, 2)),
        *(Need(id + 2, id, 1, AFTERNOON, 1, 1) for id in (1, 2)),
    )
    problem = replace(town(*needs, posts=SECTORS), officers=squads(4, 2, 2))
    together = Duty(1, 1), Duty(2, 1), Duty(3, 2), Duty(4, 2)
    came = on_duty(problem, *together)
    assert [sorted(problem.officer(id).squad or 0 for id in came[need]) for need in (1, 2)] == [[1, 2], [1, 2]]


def test_people_of_one_pool_change_places_but_for_leaders_and_what_is_known() -> None:
    """The first squad alone may lead, or is known to stand apart."""
    needs = tuple(Need(id, id, 1, MORNING, 2, 2) for id in (1, 2))
    problem = replace(town(*needs, posts=SECTORS), officers=squads(4, 2, 2))
    apart = CrewPlan((Duty(1, 1), Duty(2, 2), Duty(3, 1), Duty(4, 2)))
    pool = pooled(problem)
    together = regrouped(problem, pool, apart, fixed=())
    assert wishes(problem, *together.duties) == []
    assert sorted(together.officers_on(1) + together.officers_on(2)) == [1, 2, 3, 4]
    assert regrouped(problem, pool, apart, fixed=(Duty(1, 1), Duty(2, 2))) == apart
    leading = replace(
        problem,
        functions=(*problem.functions, Function(2, "leader", leads=True)),
        officers=tuple(replace(one, skills=(*one.skills, Skill(2))) if one.id < 3 else one for one in problem.officers),
    )
    assert regrouped(leading, pool, apart, fixed=()) == apart


def test_everybody_keeps_the_post_that_was_told_him() -> None:
    """Also where the roster as it stands says otherwise."""
    needs = tuple(Need(id, id, 1, MORNING, 1, 1) for id in (1, 2))
    problem = replace(town(*needs, people=2), current=(Duty(1, 1), Duty(2, 2)), released=(Duty(1, 2), Duty(2, 1)))
    answer = solve(problem, seconds=5)
    assert (answer.plan.duties, answer.value, answer.status) == (problem.released, 0, "optimal")

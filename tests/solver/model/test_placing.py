"""The model of the programme: what it decides, what it leaves alone, and what it is told beforehand."""

from __future__ import annotations

from ortools.sat.python import cp_model

from solver.check import check, value
from solver.model.placing import Placing
from solver.plan import Plan
from solver.problem import Act, Clash, Problem, Slot, Span, Stage
from tests.solver.rules.examples import EVENING, PARK, RIVER, TOMORROW, festival

ONE_EVENING = (Stage(RIVER, "River", 1, changeover=15, open=(Span(1140, 1320),)),)


def solved(model: Placing) -> tuple[Plan, int]:
    model.minimize()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    assert solver.solve(model.cp) == cp_model.OPTIMAL
    return model.read(solver), round(solver.objective_value)


def shows(count: int, **facts: object) -> Problem:
    return festival(*(Act(id, f"Show {id}", 60, crowd=100 * id) for id in range(1, count + 1)), **facts)


def test_an_over_full_festival_leaves_out_what_fewest_people_wait_for() -> None:
    problem = shows(4, stages=ONE_EVENING)
    plan, worth = solved(Placing(problem))
    assert {slot.act for slot in plan.slots} == {3, 4}
    assert [broken.subject for broken in check(problem, plan)] == ["placed:1", "placed:2"]
    assert worth == value(problem, plan)


def test_held_acts_stay_where_they_are_and_free_ones_go_round_them() -> None:
    problem = shows(3, stages=ONE_EVENING)
    held = Plan((Slot(2, RIVER, 1217),))
    plan, worth = solved(Placing(problem, free=frozenset({1}), held=held))
    assert plan == Plan((*plan.slots[:1], *held.slots))
    assert (plan.slots[0].act, plan.slots[0].stage) == (1, RIVER)
    assert [broken.subject for broken in check(problem, plan)] == ["placed:3"]
    assert worth == value(problem, plan)


def test_what_held_acts_break_among_themselves_does_not_stop_the_others() -> None:
    problem = shows(3, stages=ONE_EVENING)
    held = Plan((Slot(1, RIVER, 1140), Slot(2, RIVER, 1170)))
    plan, worth = solved(Placing(problem, free=frozenset({3}), held=held))
    assert [slot.act for slot in plan.slots] == [1, 2, 3]
    assert [broken.subject for broken in check(problem, plan)] == ["one-act-per-stage:1-2"]
    assert worth == value(problem, plan)


def test_an_announced_start_off_the_grid_is_kept() -> None:
    announced = Slot(1, RIVER, 1202)
    plan, _ = solved(Placing(festival(Act(1, "Opening", 60, announced=announced))))
    assert plan == Plan((announced,))


def test_free_acts_may_be_kept_to_some_days() -> None:
    plan, _ = solved(Placing(shows(3), days={1}))
    assert {slot.starts // TOMORROW for slot in plan.slots} == {1}
    assert len(plan.slots) == 3


def test_an_act_that_fits_nowhere_is_left_out() -> None:
    problem = festival(Act(1, "Concert", 60, crowd=500), stages=(Stage(RIVER, "River", 1, capacity=300),))
    model = Placing(problem)
    assert model.on(1, RIVER) is None
    assert solved(model)[0] == Plan()


def test_a_hint_names_a_value_for_every_variable() -> None:
    problem = shows(4, clashes=(Clash(1, 2, 3), Clash(2, 3, 4)), levels={"one-act-per-stage": "warn"})
    plan = Plan((Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING), Slot(3, RIVER, EVENING + 30)))
    model = Placing(problem)
    model.minimize()
    model.hint(plan)
    assert len(model.cp.proto.solution_hint.vars) == len(model.cp.proto.variables)
    solver = cp_model.CpSolver()
    solver.parameters.fix_variables_to_their_hinted_value = True
    assert solver.solve(model.cp) == cp_model.OPTIMAL
    assert model.read(solver) == plan
    assert round(solver.objective_value) == value(problem, plan)


def test_a_hint_that_breaks_a_rule_still_proposes_the_slots_that_are_possible() -> None:
    model = Placing(shows(2))
    model.hint(Plan((Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING))))
    hint = model.cp.proto.solution_hint
    proposed = dict(zip(hint.vars, hint.values, strict=True))
    assert [proposed[model.present(act).index] for act in (1, 2)] == [1, 1]
    assert [proposed[model.on(act, RIVER).index] for act in (1, 2)] == [1, 1]


def test_the_model_grows_with_the_free_acts_and_not_with_the_held_ones() -> None:
    def size(held: int) -> int:
        problem = shows(held + 2)
        plan = Plan(tuple(Slot(act.id, PARK, 300 + 70 * act.id) for act in problem.acts[2:]))
        return len(Placing(problem, free=frozenset({1, 2}), held=plan).cp.proto.constraints)

    assert size(held=20) == size(held=10)

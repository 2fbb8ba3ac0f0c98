"""Why here, why not there, and what fits a hole: nothing is told that the check does not say."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest

from solver.check import check, costs, value
from solver.plan import Plan
from solver.problem import Act, Clash, Leg, Liking, Need, Pool, Precedence, Problem, Slot, Span, Stage
from solver.rules import RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE, WARN
from solver.why import Refusal, best_for_hole, why_here, why_not
from solver.wishes import WISHES
from solver.words import tell
from tests.solver.cells import at_all_levels, gravest, moved
from tests.solver.festivals import festival as random_festival
from tests.solver.rules.examples import COURT, EVENING, NOON, PARK, RIVER, TOMORROW, festival

FACT = re.compile(r"%\((\w+)\)s")
HALLS = Stage(RIVER, "River", 1, capacity=1000), Stage(PARK, "Park", 2, capacity=200), Stage(COURT, "Court", 1)


def reasons(problem: Problem, plan: Plan, act: int) -> list[tuple[int, tuple[int, ...], str]]:
    return [(paid.amount, paid.acts, tell(problem, paid)) for paid in why_here(problem, plan, act)]


def test_a_slot_says_what_it_pays_the_dearest_first() -> None:
    acts = (
        Act(1, "Opening", 60, crowd=450, likings=(Liking(NOON, NOON + 90, 4),)),
        Act(2, "Fan dance", 90),
        Act(3, "Tea", 30),
    )
    clashes = Clash(1, 2, 7), Clash(2, 3, 9)
    problem = festival(*acts, stages=HALLS, clashes=clashes, current=(Slot(1, PARK, EVENING),))
    plan = Plan((Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING - 50), Slot(3, COURT, EVENING)))
    assert reasons(problem, plan, 1) == [
        (70, (1, 2), "Opening and Fan dance want the same audience and run at the same time for 40 minutes."),
        (
            20,
            (1,),
            "Opening is shown from 19:30 on 07/06/2024 to 20:30 on 07/06/2024, outside the hours it would like.",
        ),
        (15, (1,), "Opening stood at 19:30 on 07/06/2024 on Park, where people know it, and stands there no longer."),
        (5, (1,), "Opening expects 450 people; River holds 1000, and 550 places stay empty."),
        (2, (1, 2, 3), "3 acts start in the evening from 17:00 on 07/06/2024 on, 1 more than an even share."),
    ]


def test_breaches_of_rules_that_warn_are_among_what_a_slot_pays() -> None:
    problem = festival(Act(1, "Opening", 60, crowd=450), stages=HALLS, levels={"crowd-fits-stage": WARN})
    assert reasons(problem, Plan((Slot(1, PARK, NOON),)), 1) == [
        (10_000, (1,), "Opening expects 450 people, Park holds 200: 250 too many."),
        (5, (1,), "Opening expects 450 people; Park holds 200, 250 too few."),
    ]


def test_an_act_without_a_slot_pays_for_being_left_out() -> None:
    problem = festival(Act(1, "Opening", 60, crowd=450))
    assert reasons(problem, Plan(), 1) == [
        (1_000_000, (1,), "Opening has no place in the plan."),
        (5, (1,), "Opening has no place, and 450 people wait for it."),
    ]


@pytest.mark.parametrize("seed", range(60))
def test_what_slots_pay_is_what_the_plan_pays(seed: int) -> None:
    problem, plan = at_all_levels(seed)
    priced = {rule.key: rule.price for rule in RULES if rule.always_priced or rule.level_in(problem) == WARN}
    every_breach = [it for rule in RULES if rule.key in priced for it in rule.violations(problem, plan)]
    paid = [(it.wish, it.acts, it.amount) for it in costs(problem, plan)]
    paid += [(it.rule, it.acts, priced[it.rule]) for it in every_breach]
    for act in problem.acts:
        ours = [(it.wish, it.acts, it.amount) for it in why_here(problem, plan, act.id)]
        assert sorted(ours) == sorted(it for it in paid if act.id in it[1])


def test_every_sentence_of_a_wish_finds_its_facts() -> None:
    seen = set()
    for problem, plan in map(random_festival, range(300)):
        for act in problem.acts:
            for paid in why_here(problem, plan, act.id):
                assert FACT.search(tell(problem, paid)) is None
                seen.add((paid.wish, str(paid.facts.get("case", ""))))
    assert {key for key, _ in seen} >= {wish.key for wish in WISHES}
    assert {(wish.key, case) for wish in WISHES for case in wish.cases} <= seen


def test_who_stands_in_the_way_is_named() -> None:
    problem = festival(*(Act(id, f"Show {id}", 60) for id in (1, 2, 3)))
    plan = Plan((Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 60), Slot(3, PARK, EVENING)))
    refusal = why_not(problem, plan, Slot(3, RIVER, EVENING + 30))
    assert ([it.subject for it in refusal.breaches], refusal.in_the_way) == (
        ["one-act-per-stage:1-3", "one-act-per-stage:2-3"],
        (1, 2),
    )
    assert why_not(problem, plan, Slot(3, COURT, EVENING)) == Refusal((), ())


def test_of_those_who_share_a_stock_the_one_with_the_smaller_crowd_is_in_the_way() -> None:
    needs = (Need(1, 1),)
    acts = [Act(id, f"Show {id}", 60, needs=needs, crowd=crowd) for id, crowd in ((1, 500), (2, 80), (3, 300))]
    problem = festival(*acts, pools=(Pool(1, "LED wall", 2),))
    plan = Plan((Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING)))
    refusal = why_not(problem, plan, Slot(3, COURT, EVENING))
    assert ([it.subject for it in refusal.breaches], refusal.in_the_way) == (["equipment-in-stock:1-2-3"], (2,))


def test_nobody_is_in_the_way_of_what_an_act_breaks_by_itself() -> None:
    acts = Act(1, "Opening", 60), Act(2, "Parade", 60, stages=(RIVER,), route=(Leg(RIVER, 0, 60),))
    problem = festival(*acts, precedences=(Precedence(1, 2),))
    refusal = why_not(problem, Plan(), Slot(2, PARK, NOON))
    assert ([it.subject for it in refusal.breaches], refusal.in_the_way) == (["allowed-stages:2", "precedence:1-2"], ())


@pytest.mark.parametrize("seed", range(80))
def test_without_those_in_the_way_the_act_breaks_only_what_it_breaks_alone(seed: int) -> None:
    problem, plan = at_all_levels(seed)
    draw = Random(seed)
    slot = Slot(draw.choice(problem.acts).id, draw.choice(problem.stages).id, 1440 + draw.randrange(1080, 1380, 5))
    refusal = why_not(problem, plan, slot)
    assert refusal.breaches == tuple(check(problem, moved(plan, [slot]), frozenset({slot.act})))
    left = Plan(tuple(it for it in plan.slots if it.act not in refusal.in_the_way))
    for broken in check(problem, moved(left, [slot]), frozenset({slot.act})):
        rule = next(rule for rule in RULES if rule.key == broken.rule)
        others = [act for act in broken.acts if act != slot.act and left.slot(act)]
        assert rule.level_in(problem) not in (BLOCK, BLOCK_RELEASE) or not others
    assert {slot.act} & set(refusal.in_the_way) == set()


@pytest.mark.parametrize("seed", range(40))
def test_the_best_for_a_hole_is_the_best_of_all_that_fits_it(seed: int) -> None:
    problem, plan = at_all_levels(seed)
    draw = Random(seed)
    plan = Plan(tuple(slot for slot in plan.slots if draw.random() < 0.7))
    stage, begins = draw.choice(problem.stages).id, 1440 + draw.randrange(1080, 1300, 5)
    hole = Span(begins, begins + draw.choice((60, 120, 300)))
    expected = []
    for act in problem.acts:
        found = []
        for minute in range(hole.starts - 300, hole.ends):
            slot = Slot(act.id, stage, minute)
            stays = [span for place, span in problem.places(slot) if place == stage]
            if minute % problem.grid == 0 and stays and all(map(hole.holds, stays)):
                after = moved(plan, [slot])
                if gravest(problem, check(problem, after, frozenset({act.id}))) in (None, WARN):
                    found.append((value(problem, after) - value(problem, plan), minute, act.id))
        if found and (min(found)[0] < 0 or not plan.slot(act.id)):
            expected.append(min(found))
    got = best_for_hole(problem, plan, stage, hole)
    assert [(it.cost, it.slot.starts, it.slot.act) for it in got] == sorted(expected)
    for it in got:
        assert it.breaches == tuple(check(problem, moved(plan, [it.slot]), frozenset({it.slot.act})))


def test_a_hole_takes_those_without_a_place_first() -> None:
    liked = Act(2, "Fan dance", 30, likings=(Liking(TOMORROW + NOON, TOMORROW + NOON + 60, 4),))
    problem = festival(Act(1, "Opening", 60, get_in=15), liked, Act(3, "Tea", 90))
    plan = Plan((Slot(2, PARK, EVENING), Slot(3, PARK, EVENING + 60)))
    found = best_for_hole(problem, plan, RIVER, Span(TOMORROW + NOON, TOMORROW + NOON + 80))
    assert [(it.slot, it.cost) for it in found] == [
        (Slot(1, RIVER, TOMORROW + NOON + 15), -1_000_000),
        (Slot(2, RIVER, TOMORROW + NOON), -22),
    ]
    assert best_for_hole(replace(problem, days=1), plan, RIVER, Span(NOON, NOON + 20)) == []

"""Impossible requests, planted so that the answer is known."""

from __future__ import annotations

from dataclasses import replace

from solver.counting import told
from solver.diagnose import Diagnosis, Verdict, diagnose
from solver.problem import Act, Need, Pool, Precedence, Problem, Span, Stage, Trip, Troupe, Venue

EVENING = Span(19 * 60 + 30, 23 * 60)


def act(id: int, **facts: object) -> Act:
    return replace(Act(id, f"Show {id}", 60, troupes=(1,), stages=(id,), hours=(EVENING,)), **facts)  # type: ignore[arg-type]


def across_the_river(*acts: Act, way: int = 30, latest: int = 22 * 60, **facts: object) -> Problem:
    """Three stages on two banks, one troupe with 30 minutes of rest, one evening."""
    return Problem(
        name="River",
        first_day="2024-06-08",
        days=1,
        venues=(Venue(1, "South bank"), Venue(2, "North bank")),
        stages=tuple(Stage(id, f"Stage {id}", venue=1 if id % 2 else 2) for id in (1, 2, 3)),
        trips=(Trip(1, 2, way), Trip(2, 1, way)),
        troupes=(Troupe(1, "Sae Nyuk", rest=30, latest=latest),),
        acts=acts or tuple(map(act, (1, 2, 3))),
        **facts,  # type: ignore[arg-type]
    )


def sentences(problem: Problem, found: Diagnosis) -> list[str]:
    return [told(problem, finding) for finding in found.findings]


def test_three_late_shows_across_the_river_are_counted() -> None:
    """60 + 30 + 60 + 30 + 60 minutes do not fit between 19:30 and 22:00; 90 are missing."""
    problem = across_the_river()
    found = diagnose(problem)
    assert found.verdict is Verdict.EXPLAINED
    assert found.verified
    assert sentences(problem, found) == [
        "Sae Nyuk has 3 shows between 19:30 on 08/06/2024 and 22:00 on 08/06/2024: with rest and the way between "
        "venues they need 240 minutes, and there are 150. 90 minutes are missing."
    ]
    assert found.findings[0].rules[:2] == ("troupe-in-one-place", "rest-between-shows")
    assert [(way.rules, way.facts) for way in found.ways_out] == [
        (("allowed-hours",), {"amount": 90}),
        ((), {}),
        ((), {}),
        ((), {}),
    ]


def test_each_way_out_makes_room() -> None:
    """Both shows of the south bank first: 60 + 30 + 60 + 45 + 60 minutes, where 19:30 to 23:00 gives 210."""
    problem = across_the_river(latest=23 * 60, way=45)
    found = diagnose(problem)
    assert sentences(problem, found) == [
        "Sae Nyuk has 3 shows between 19:30 on 08/06/2024 and 23:00 on 08/06/2024: with rest and the way between "
        "venues they need 255 minutes, and there are 210. 45 minutes are missing."
    ]
    offered = {way.rules[0]: way.facts["amount"] for way in found.ways_out if way.rules}
    assert offered == {"allowed-hours": 45}
    assert [way.acts for way in found.ways_out if not way.rules] == [(1,), (2,), (3,)]


def test_what_counting_cannot_see_is_found_by_leaving_out() -> None:
    """An order of three shows with an hour between each: 300 minutes, where 19:30 to 23:00 gives 210."""
    first, second = act(1, stages=(1,)), act(2, stages=(2,), troupes=())
    third = act(3, stages=(1,), troupes=())
    problem = across_the_river(
        first, second, third, precedences=(Precedence(1, 2, lag=60), Precedence(2, 3, lag=60)), latest=23 * 60
    )
    found = diagnose(problem)
    assert found.verdict is Verdict.EXPLAINED
    assert found.verified
    assert found.findings[0].acts == (1, 2, 3)
    assert set(found.findings[0].rules) == {"allowed-hours", "precedence"}
    assert {way.rules: way.facts for way in found.ways_out if way.facts} == {
        ("allowed-hours",): {"amount": 45},
        ("precedence",): {"amount": 45},
    }


def test_an_act_without_any_start_names_the_rules_that_took_it() -> None:
    problem = across_the_river(act(1, hours=(Span(23 * 60, 24 * 60),)))
    found = diagnose(problem)
    assert sentences(problem, found) == [
        "Show 1 finds no stage and hour while these requirements hold: “Allowed hours”, “Latest hour”."
    ]
    assert [(way.rules, way.facts) for way in found.ways_out] == [
        (("allowed-hours",), {"amount": 120}),
        (("latest-hour",), {"amount": 120}),
    ]


def test_too_little_equipment_is_counted() -> None:
    problem = across_the_river(act(1, needs=(Need(1, 3),)), pools=(Pool(1, "LED walls", 2),))
    found = diagnose(problem)
    assert sentences(problem, found) == ["Show 1 needs 3 × LED walls, and there are only 2."]
    assert [(way.rules, way.facts) for way in found.ways_out] == [(("equipment-in-stock",), {"amount": 1})]


def test_what_fits_is_not_explained_away() -> None:
    assert diagnose(across_the_river(act(1), act(2))).verdict is Verdict.FITS


def test_without_time_nothing_is_claimed() -> None:
    first, second, third = act(1, stages=(1,)), act(2, troupes=()), act(3, stages=(1,), troupes=())
    problem = across_the_river(
        first, second, third, precedences=(Precedence(1, 2, lag=60), Precedence(2, 3, lag=60)), latest=23 * 60
    )
    found = diagnose(problem, acts=(1, 2, 3), seconds=0.0)
    assert found.verdict is Verdict.UNTOLD
    assert found.ways_out == ()
    assert sentences(problem, found) == ["In 0 seconds we could not tell what stands in the way; a longer search may."]


def test_no_sentence_speaks_of_infeasibility() -> None:
    problem = across_the_river()
    assert not [said for said in sentences(problem, diagnose(problem)) if "feasib" in said.lower()]

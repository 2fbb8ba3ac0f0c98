"""What shows that close roads ask of each other and of what must get through."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from solver.cells import cells
from solver.network import EMERGENCY, Course, Network, Road, Shut, Way
from solver.plan import Plan
from solver.problem import Act, Closing, Problem, Settings, Slot, Span, Venue
from tests.solver.rules.examples import COURT, EVENING, PARK, RIVER, TOMORROW, festival, told

LE_LOI, BRIDGE, LANE = 1, 2, 3
ROADS = (Road(LE_LOI, "Lê Lợi"), Road(BRIDGE, "Trường Tiền Bridge"), Road(LANE, "Lane 3"))
PARADE = Act(1, "Parade", 60, closes=(Closing(LE_LOI, -30, 90),))
GALA = Act(2, "Gala", 60, closes=(Closing(BRIDGE, 0, 60),))
BOTH = (Course((LE_LOI,)), Course((BRIDGE, LANE)))


def city(*acts: Act, ways: tuple[Way, ...], shut: tuple[Shut, ...] = ()) -> Problem:
    return festival(*acts, network=Network(ROADS, shut, ways))


def way_in(*courses: Course, **facts: Any) -> Way:
    return Way(1, "Citadel", EMERGENCY, courses, **facts)


def test_a_venue_keeps_one_way_in() -> None:
    problem = city(PARADE, GALA, ways=(way_in(*BOTH),))
    parade = Slot(1, RIVER, EVENING)
    assert told("emergency-way-kept", problem, parade, Slot(2, PARK, EVENING + 60)) == [
        "From 20:30 on 07/06/2024 on no emergency way in to Citadel is open: closed are Lê Lợi, Trường Tiền Bridge."
    ]
    # The road is free again at nine; before the parade it is closed for half an hour.
    assert told("emergency-way-kept", problem, parade, Slot(2, PARK, EVENING + 90)) == []
    assert len(told("emergency-way-kept", problem, parade, Slot(2, PARK, EVENING - 60))) == 1
    assert told("emergency-way-kept", problem, parade, Slot(2, PARK, EVENING - 90)) == []
    assert told("route-not-cut", problem, parade, Slot(2, PARK, EVENING)) == []


def test_what_is_let_through_is_not_cut_off() -> None:
    parade = Act(1, "Parade", 60, closes=(Closing(LE_LOI, 0, 60, passes=(EMERGENCY,)),))
    bus = Way(2, "Line 3", "bus", (Course((LE_LOI,)),))
    problem = city(parade, ways=(way_in(Course((LE_LOI,))), bus))
    assert told("emergency-way-kept", problem, Slot(1, RIVER, EVENING)) == []
    assert told("route-not-cut", problem, Slot(1, RIVER, EVENING)) == [
        "From 19:30 on 07/06/2024 on the route Line 3 is cut, and no approved detour is left: closed are Lê Lợi."
    ]


def test_a_route_is_cut_only_while_it_is_needed() -> None:
    bus = Way(2, "Line 3", "bus", (Course((LE_LOI,)),), needed=(Span(EVENING + 60, EVENING + 240),))
    problem = city(PARADE, ways=(bus,))
    # Closed from half an hour before to half an hour after: the first bus finds it closed.
    assert told("route-not-cut", problem, Slot(1, RIVER, EVENING)) == [
        "From 20:30 on 07/06/2024 on the route Line 3 is cut, and no approved detour is left: closed are Lê Lợi."
    ]
    assert told("route-not-cut", problem, Slot(1, RIVER, EVENING - 30)) == []
    assert told("route-not-cut", problem, Slot(1, RIVER, EVENING + 270)) == []
    assert len(told("route-not-cut", problem, Slot(1, RIVER, EVENING + 269))) == 1


def test_closures_with_hours_of_their_own_count_with_those_of_shows() -> None:
    works = Shut(LANE, EVENING + 60, EVENING + 120)
    problem = city(PARADE, GALA, ways=(way_in(*BOTH),), shut=(works,))
    assert told("emergency-way-kept", problem, Slot(1, RIVER, EVENING)) == [
        "From 20:30 on 07/06/2024 on no emergency way in to Citadel is open: closed are Lê Lợi, Lane 3."
    ]
    assert told("emergency-way-kept", problem, Slot(1, RIVER, EVENING + 150)) == []
    # What is shut without any show is no matter of the plan.
    alone = city(PARADE, ways=(way_in(Course((BRIDGE,))),), shut=(Shut(BRIDGE, 0, EVENING),))
    assert told("emergency-way-kept", alone, Slot(1, RIVER, EVENING)) == []


def build(road: int, nights: int = 1, **facts: Any) -> Closing:
    """From ten in the evening to five in the morning, so many nights before the day of the show."""
    begins = 22 * 60 - nights * 1440
    return Closing(road, begins, begins + 7 * 60, by_clock=True, **facts)


def test_a_stage_that_is_built_by_night_follows_the_day_of_its_show() -> None:
    gala = Act(2, "Gala", 60, closes=(build(LE_LOI),))
    works = Shut(BRIDGE, 23 * 60, TOMORROW)
    problem = city(gala, ways=(way_in(*BOTH),), shut=(works,))
    sentence = (
        "From 23:00 on 07/06/2024 on no emergency way in to Citadel is open: closed are Lê Lợi, Trường Tiền Bridge."
    )
    for starts in (EVENING - 300, EVENING, EVENING + 120):
        assert told("emergency-way-kept", problem, Slot(2, RIVER, starts)) == []
        assert told("emergency-way-kept", problem, Slot(2, RIVER, TOMORROW + starts)) == [sentence]
    # Two in the night belongs to the evening before.
    assert told("emergency-way-kept", problem, Slot(2, RIVER, TOMORROW + 120)) == []
    assert told("emergency-way-kept", problem, Slot(2, RIVER, 2 * TOMORROW + 120)) == [sentence]
    alone = city(gala, ways=(way_in(Course((LE_LOI,))), Way(2, "Line 3", "bus", (Course((LE_LOI,)),))))
    assert told("emergency-way-kept", alone, Slot(2, RIVER, EVENING)) == [
        "From 22:00 on 06/06/2024 on no emergency way in to Citadel is open: closed are Lê Lợi."
    ]
    assert len(told("route-not-cut", alone, Slot(2, RIVER, EVENING))) == 1
    passed = replace(gala, closes=(build(LE_LOI, passes=(EMERGENCY,)),))
    assert told("emergency-way-kept", replace(alone, acts=(passed,)), Slot(2, RIVER, EVENING)) == []


def test_a_show_may_not_close_what_a_build_leaves_open() -> None:
    gala = Act(2, "Gala", 60, closes=(build(BRIDGE, nights=14), build(BRIDGE)))
    late = replace(PARADE, closes=(Closing(LE_LOI, 0, 200),))
    problem = city(late, gala, ways=(way_in(*BOTH),))
    plan = Plan((Slot(2, PARK, TOMORROW + EVENING),))
    found = cells(problem, plan, 1, Span(EVENING - 120, EVENING + 240))
    # On the eve of the gala the bridge is closed from ten on: the parade is over by then, or has no way round.
    assert {(it.starts, it.ends) for it in found if it.stage == RIVER and it.breaches} == {
        (22 * 60 - 195, EVENING + 240)
    }


def test_three_shows_together_may_cut_what_two_leave_open() -> None:
    third = Act(3, "Fair", 60, closes=(Closing(LANE, 0, 60),))
    ways = (way_in(Course((LE_LOI,)), Course((BRIDGE,)), Course((LANE,))),)
    problem = city(PARADE, GALA, third, ways=ways)
    two = Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING)
    assert told("emergency-way-kept", problem, *two) == []
    assert told("emergency-way-kept", problem, *two, Slot(3, COURT, EVENING + 30)) == [
        "From 20:00 on 07/06/2024 on no emergency way in to Citadel is open: closed are Lê Lợi, Trường Tiền Bridge, "
        "Lane 3."
    ]


def test_the_board_knows_where_a_show_would_cut_the_last_way() -> None:
    problem = city(PARADE, GALA, ways=(way_in(*BOTH),))
    plan = Plan((Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 180)))
    found = cells(problem, plan, 2, Span(EVENING - 120, EVENING + 120))
    closed = {(it.starts, it.ends) for it in found if it.stage == PARK and it.breaches}
    assert closed == {(EVENING - 85, EVENING + 90)}


def test_crowds_that_leave_together_fit_the_streets() -> None:
    """1,200 and 800 people in eight minutes: 75 and 100 a minute by each street that the venue leads to."""
    opening, dance = Act(1, "Opening", 60, crowd=1200), Act(2, "Fan dance", 30, crowd=800)
    venues = (Venue(1, "Citadel", exits=(LE_LOI, BRIDGE)), Venue(2, "Gardens", exits=(BRIDGE,)))
    roads = (Road(LE_LOI, "Lê Lợi", 8), Road(BRIDGE, "Trường Tiền Bridge", 16))
    flow = Settings(street_flow=10)
    problem = festival(opening, dance, venues=venues, network=Network(roads), settings=flow)
    assert told("crowds-leave", problem, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 35)) == [
        "When Fan dance ends at 20:35 on 07/06/2024, 175 people a minute leave by Trường Tiền Bridge, which takes "
        "160: 15 too many."
    ]
    assert told("crowds-leave", problem, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 40)) == []
    # In the Citadel too: 50 a minute by each of its two streets.
    assert told("crowds-leave", problem, Slot(1, RIVER, EVENING), Slot(2, COURT, EVENING + 30)) == [
        "When Fan dance ends at 20:30 on 07/06/2024, 125 people a minute leave by Lê Lợi, which takes 80: 45 too many."
    ]
    found = cells(problem, Plan((Slot(1, RIVER, EVENING),)), 2, Span(EVENING, EVENING + 60))
    assert {(it.starts, it.ends) for it in found if it.stage == PARK and it.breaches} == {(EVENING + 25, EVENING + 40)}


def test_nobody_knows_what_a_street_takes_whose_width_is_unknown() -> None:
    venues = (Venue(1, "Citadel", exits=(LE_LOI,)), Venue(2, "Gardens"))
    problem = festival(Act(1, "Opening", 60, crowd=90_000), venues=venues, network=Network(ROADS))
    assert told("crowds-leave", problem, Slot(1, RIVER, EVENING)) == []


def test_heavy_builds_keep_out_of_the_rush_hours_of_working_days() -> None:
    """The seventh of June 2024 is a Friday; on the eighth nobody drives to work."""
    gala = Act(1, "Gala", 60, get_in=180, get_out=30)
    problem = festival(gala)
    assert told("build-outside-rush-hours", problem, Slot(1, RIVER, EVENING)) == [
        "The build for Gala takes 180 minutes; its trucks are on the road at 16:30 on 07/06/2024, in the rush hour."
    ]
    assert told("build-outside-rush-hours", problem, Slot(1, RIVER, EVENING - 5)) == []
    # It ends at 17:00, and half an hour later they leave.
    assert told("build-outside-rush-hours", problem, Slot(1, RIVER, 16 * 60)) == [
        "The build for Gala takes 180 minutes; its trucks are on the road at 17:30 on 07/06/2024, in the rush hour."
    ]
    assert told("build-outside-rush-hours", problem, Slot(1, RIVER, 24 * 60 + EVENING)) == []
    light = replace(problem, settings=Settings(heavy_from=181))
    assert told("build-outside-rush-hours", light, Slot(1, RIVER, EVENING)) == []

"""What shows close is part of the plan: rules, the board and the solver see ways in and routes that they would cut."""

from __future__ import annotations

from datetime import date, time

import pytest

from festival_ops.planning.queries import main_plan
from festival_ops.planning.roads.network import passes
from festival_ops.planning.snapshot import problem_of
from festival_ops.traffic.models import Closure, ClosureState, DetourSegment, Gate, RouteHours
from solver.check import check
from solver.network import Course
from solver.plan import Plan
from solver.problem import Problem, Span
from solver.words import say
from tests.support.networks import closure
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

ROADS = ("emergency-way-kept", "route-not-cut")


def read(made: Festival) -> Problem:
    made.session.commit()
    made.session.expire_all()
    return problem_of(made.session(), made.edition, main_plan(made.session(), made.edition), language="en")


def told(made: Festival) -> list[str]:
    problem = read(made)
    found = check(problem, Plan(problem.current))
    return [say(problem, broken) for broken in found if broken.rule in ROADS]


def test_a_closure_lets_through_whom_it_names() -> None:
    def let(measure: str, vehicles: list[str], exemptions: list[str]) -> tuple[str, ...]:
        return passes(Closure(measure=measure, vehicles=vehicles, exemptions=exemptions))

    assert let("all", [], []) == ()
    assert let("all", [], ["priority", "residents"]) == ("emergency", "ambulance")
    assert let("trucks", ["truck"], []) == ("emergency", "ambulance", "bus", "shuttle")
    assert let("classes", ["bus", "coach"], ["badge"]) == ("emergency", "ambulance", "shuttle")
    # Where a procession walks, or a stage stands, no exemption makes room.
    assert let("rolling", [], ["priority"]) == ()
    assert let("works", [], ["priority", "buses"]) == ()


def test_ways_in_are_one_way_of_several_courses_and_lines_have_their_hours(network: Festival) -> None:
    network["line 3"].hours = [RouteHours(on=date(2026, 6, 6), starts=time(18), ends=time(1))]
    problem = read(network)
    ids = {name: network[name].id for name in ("A-1", "A-2", "B-1", "C-1")}
    ways = {way.name: (way.kind, way.courses, way.needed) for way in problem.network.ways}
    assert ways == {
        "Imperial City": (
            "emergency",
            (Course((ids["B-1"], ids["A-1"])), Course((ids["A-2"], ids["A-1"]))),
            (),
        ),
        "Line 3": ("bus", (Course((ids["B-1"], ids["C-1"])),), (Span(1440 + 18 * 60, 2 * 1440 + 60),)),
    }


def test_a_procession_that_closes_the_last_way_in_is_told_and_moved(network: Festival) -> None:
    slot = network.place("PARADE", "ngo-mon", 2, "18:00")
    assert told(network) == [
        "From 18:00 on 06/06/2026 on no emergency way in to Imperial City is open: closed are Lê Duẩn."
    ]
    # It leaves Lê Duẩn before the bridge free, and help comes by the bridge.
    network["procession"].chain = network["procession"].chain[1:]
    assert told(network) == []
    closure(network, "works on the bridge", ["B-1"], starts=network.at(2, "17:00"), ends=network.at(2, "20:00"),
            measure="works")  # fmt: skip
    assert len(told(network)) == 1
    slot.starts = network.at(2, "20:30")
    assert told(network) == []


def test_a_closure_around_a_show_moves_with_it_and_cuts_a_line_only_in_its_hours(network: Festival) -> None:
    network["around the opening"].chain[0].segment = network["B-1"]
    network.session.delete(network["evenings"])
    network["line 3"].hours = [RouteHours(starts=time(6), ends=time(19))]
    slot = network.place("OPEN", "ngo-mon", 1, "21:00")
    # Closed from two hours before: from seven in the evening on, when the line has stopped.
    assert told(network) == []
    slot.starts = network.at(1, "20:55")
    sentence = "From 18:55 on 05/06/2026 on the route Line 3 is cut, and no approved detour is left: closed are {}."
    assert told(network) == [sentence.format("Cầu Phú Xuân")]
    network["around the opening"].exemptions = ["buses"]
    assert told(network) == []


def test_an_approved_way_round_keeps_a_line_open(network: Festival) -> None:
    opening = network["around the opening"]
    opening.chain[0].segment = network["B-1"]
    network.place("OPEN", "ngo-mon", 2, "12:00")
    assert len(told(network)) == 1
    opening.detour_chain = [DetourSegment(segment=network["A-2"], position=1)]
    assert len(told(network)) == 1
    opening.detour_approved_by = "Sở Xây dựng"
    assert told(network) == []
    # Unless the way round is closed itself.
    closure(network, "works", ["A-2"], starts=network.at(2, "06:00"), ends=network.at(2, "23:00"), measure="works")
    assert len(told(network)) == 1


def test_what_is_withdrawn_or_forbids_nothing_closes_nothing(network: Festival) -> None:
    network.place("PARADE", "ngo-mon", 2, "18:00")
    network["procession"].measure = "check"
    assert told(network) == []
    network["procession"].measure = "rolling"
    network["procession"].states.append(ClosureState(state="withdrawn", reason="Đi đường khác"))
    assert told(network) == []


def test_nights_of_a_build_follow_the_festival_day_of_the_show_and_not_its_hour(network: Festival) -> None:
    night = {"nights": 2, "night_from": time(22), "night_until": time(5), "performance": network["OPEN"]}
    build = closure(network, "stage build", ["A-1"], measure="works", **night)
    around = network["around the opening"]
    around.states.append(ClosureState(state="withdrawn", reason="Dựng xong từ đêm trước"))
    act, road = network["OPEN"], network["A-1"].id
    built = [(road, -1560, -1140, True), (road, -120, 300, True)]
    assert [(it.road, it.starts, it.ends, it.by_clock) for it in read(network).act(act.id).closes] == built
    sentence = "From 22:00 on {} on no emergency way in to Imperial City is open: closed are {}."
    street = network["A-1"].street.name
    slot = network.place("OPEN", "ngo-mon", 2, "20:00")
    assert told(network) == [sentence.format("04/06/2026", street)]
    # An hour after midnight is still the evening of the day before.
    slot.starts = network.at(2, "01:00")
    assert told(network) == [sentence.format("04/06/2026", street)]
    build.chain[0].segment = network["A-2"]
    assert told(network) == []


def test_a_longer_show_closes_for_longer(network: Festival) -> None:
    """Lengths that a scenario or a planner has given hold here too."""
    act, id = network["OPEN"], network["A-1"].id
    closes = read(network).act(act.id).closes
    assert [(it.road, it.starts, it.ends) for it in closes] == [(id, -120, 90 + 60)]
    act.minutes = 120
    closes = read(network).act(act.id).closes
    assert [(it.road, it.starts, it.ends) for it in closes] == [(id, -120, 120 + 60)]


def test_crowds_walk_off_by_the_streets_at_the_gates_of_their_venue(network: Festival) -> None:
    network.add("gate", Gate(name="Cửa chính", venue=network["citadel"], junction=network["corner"]))
    network["A-1"].width = 12.5
    problem = read(network)
    venue = problem.venue(network["citadel"].id)
    assert set(venue.exits) == {network[name].id for name in ("A-1", "A-2", "B-1")}
    assert [problem.network.road(id).width for id in sorted(venue.exits)] == [12, None, None]

"""Ways follow the network, one-way streets and bridges included, and what the plan closes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from festival_ops.planning.models import Parameter, Placement, RuleLevel
from festival_ops.planning.queries import main_plan
from festival_ops.planning.rides.snapshot import ride_problem
from festival_ops.traffic.models import Closure, ClosureSegment
from solver.problem import Span
from solver.rides.problem import RideProblem
from solver.rides.saved import problem_from_json
from solver.saved import to_json
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")
DAY = 1440


def problem(made: Festival) -> RideProblem:
    return ride_problem(made.session(), made.edition, main_plan(made.session(), made.edition))


def takes(made: Festival, vehicle: str, origin: str, destination: str, minute: int) -> int | None:
    found = problem(made)
    driven = found.vehicle(made[vehicle].id)
    return found.travel.takes(driven, made[origin].id, made[destination].id, minute)


def test_the_problem_is_sound_and_bears_the_numbers_of_its_rows(rides: Festival) -> None:
    found = problem(rides)
    assert problem_from_json(to_json(found)) == found
    assert [row.id for row in found.vehicles] == [rides["coach"].id, rides["van"].id]
    assert [row.id for row in found.transfers] == [rides["crew"].id]
    crew = found.transfers[0]
    assert (crew.pickup, crew.delivery) == (Span(480, 510), Span(480, 600))
    # The first driver is there from five to two on every day; nights between are not joined.
    assert found.driver(rides["driver"].id).spans == tuple(
        Span(day * DAY + 300, day * DAY + DAY + 120) for day in range(3)
    )
    english = ride_problem(rides.session(), rides.edition, None, language="en")
    assert (english.vehicles[0].name, english.kind(3).name) == ("Coach 45 (75B-000.01)", "coaches")


def test_a_way_is_as_long_as_its_segments_at_the_speed_of_the_class(rides: Festival) -> None:
    rides.add("speed", Parameter(key="ride-speed-coach", value=10, source="Giả định"))
    rides.session.commit()
    metres = rides["B-1"].length + rides["A-1"].length
    assert takes(rides, "coach", "hotel", "citadel drop-off", 0) == -(-metres * 60 // 10_000)
    assert takes(rides, "van", "hotel", "citadel drop-off", 0) == -(-metres * 60 // 24_000)
    out = takes(rides, "van", "airport", "citadel drop-off", 0)
    assert out == 25 + -(-metres * 60 // 24_000)


def test_while_the_bridge_is_closed_the_way_leads_round_it_or_nowhere(rides: Festival) -> None:
    """The bridge is closed on the first night from 20:00 to 23:00, the street to the park on it until 22:00."""
    # The opening closes the street before the citadel on that night, too.
    rides.session.delete(rides["around the opening"])
    rides.session.commit()
    open_way = takes(rides, "coach", "hotel", "citadel drop-off", 600)
    assert open_way is not None
    assert takes(rides, "coach", "hotel", "citadel drop-off", 20 * 60 - open_way) == open_way
    assert takes(rides, "coach", "hotel", "citadel drop-off", 20 * 60 - open_way + 1) is None
    round_it = rides["C-1"].length + rides["A-2"].length + rides["A-1"].length
    detour = -(-round_it * 60 // 20_000)
    assert takes(rides, "coach", "hotel", "citadel drop-off", 22 * 60) == detour
    assert takes(rides, "coach", "hotel", "citadel drop-off", 23 * 60) == open_way


def test_a_badge_passes_where_it_may_and_never_a_procession(rides: Festival) -> None:
    van = takes(rides, "van", "hotel", "citadel drop-off", 600)
    assert takes(rides, "van", "hotel", "citadel drop-off", 20 * 60 + 30) is None
    rides["bridge night"].exemptions = ["badge"]
    rides["around the opening"].exemptions = ["badge"]
    rides["procession"].exemptions = ["badge"]
    rides.session.commit()
    assert takes(rides, "van", "hotel", "citadel drop-off", 20 * 60 + 30) == van
    assert takes(rides, "coach", "hotel", "citadel drop-off", 20 * 60 + 30) is None
    # The parade sets out at 22:45 on the second day.
    assert takes(rides, "van", "hotel", "citadel drop-off", DAY + 22 * 60 + 50) is None


def test_what_a_show_closes_moves_with_it(rides: Festival) -> None:
    """The opening closes the street before the citadel from two hours before to an hour after: 19:00 to 23:30."""
    rides.session.delete(rides["bridge night"])
    rides.session.commit()
    closed, reopened = 19 * 60, 23 * 60 + 30
    way = takes(rides, "coach", "hotel", "citadel drop-off", 600)

    def at(minute: int) -> int | None:
        return takes(rides, "coach", "hotel", "citadel drop-off", minute)

    assert [at(closed), at(reopened - 1), at(reopened)] == [None, None, way]
    standing = select(Placement).where(Placement.performance_id == rides["OPEN"].id)
    rides.session.scalars(standing).one().starts += timedelta(hours=1)
    rides.session.commit()
    assert [at(closed), at(reopened), at(reopened + 60)] == [way, None, way]


def test_one_way_streets_and_walking_streets_are_known(rides: Festival) -> None:
    there, back = (
        takes(rides, "coach", *ends, 600) for ends in (("hotel", "park drop-off"), ("park drop-off", "hotel"))
    )
    assert there == back
    rides["C-1"].one_way = True
    rides.session.commit()
    again = takes(rides, "coach", "park drop-off", "hotel", 600)
    assert takes(rides, "coach", "hotel", "park drop-off", 600) == there
    assert again is not None
    assert there is not None
    assert again > there
    rides["B-1"].kind = "walking street"
    rides.session.commit()
    assert takes(rides, "coach", "park drop-off", "hotel", 600) is None


def test_a_closure_of_some_classes_holds_for_these(rides: Festival) -> None:
    facts = {"measure": "classes", "vehicles": ["coach"], "starts": rides.at(3, "08:00"), "ends": rides.at(3, "10:00")}
    row = rides.add("no coaches", Closure(name="Cấm xe khách qua cầu", **facts))
    row.chain = [ClosureSegment(segment=rides["B-1"], position=1)]
    rides.session.commit()
    nine = 2 * DAY + 9 * 60
    assert takes(rides, "van", "hotel", "citadel drop-off", nine) == takes(
        rides, "van", "hotel", "citadel drop-off", 600
    )
    late = takes(rides, "coach", "hotel", "citadel drop-off", nine)
    early = takes(rides, "coach", "hotel", "citadel drop-off", 600)
    assert late is not None
    assert early is not None
    assert late > early


def test_levels_of_rides_are_their_own(rides: Festival) -> None:
    """The programme has rules of the same names."""
    rides.add("one", RuleLevel(rule="ride:break-taken", level="warn"))
    rides.add("other", RuleLevel(rule="one-place-at-a-time", level="ignore"))
    rides.session.commit()
    assert problem(rides).levels == {"break-taken": "warn"}

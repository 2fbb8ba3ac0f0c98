"""Roads for the small festival: two streets and a bridge that make a ring, and closures of each kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from festival_ops.traffic.kinds import ALL, ROLLING
from festival_ops.traffic.models import (
    Closure,
    ClosureSegment,
    ClosureStandard,
    Gate,
    Junction,
    ParkingCapacity,
    ParkingPlace,
    Route,
    RouteSegment,
    Segment,
    StopPlace,
    Street,
)
from tests.support.programmes import Festival

# The citadel lies at 16.4698 107.5786, the park at 16.4690 107.5880.
JUNCTIONS = {
    "west": (16.4698, 107.5786),
    "corner": (16.4694, 107.5833),
    "park side": (16.4690, 107.5880),
    "south": (16.4650, 107.5840),
}
SEGMENTS = (
    ("A-1", "Lê Duẩn", "west", "corner", "street"),
    ("A-2", "Lê Duẩn", "corner", "park side", "street"),
    ("B-1", "Cầu Phú Xuân", "corner", "south", "bridge"),
    ("C-1", "Lê Lợi", "south", "park side", "street"),
)


@pytest.fixture
def network(festival: Festival) -> Festival:
    return with_roads(festival)


def with_roads(made: Festival) -> Festival:
    """The festival with its roads; rows are known by the names that tests call them by."""
    for name, (latitude, longitude) in JUNCTIONS.items():
        made.add(name, Junction(name=f"Nút {name}", latitude=latitude, longitude=longitude, status="estimate"))
    for name in ("Lê Duẩn", "Cầu Phú Xuân", "Lê Lợi"):
        made.add(name, Street(name=name))
    made.session.flush()
    for code, street, first, second, kind in SEGMENTS:
        ends = {"first": made[first], "second": made[second]}
        made.add(code, Segment(code=code, street=made[street], kind=kind, **ends))
    made.session.flush()
    _places(made)
    _closures(made)
    along = {"measure": ROLLING, "exemptions": ["priority"], "before": 30, "after": 15, "reason": "Thông báo 12"}
    made.add("along parades", ClosureStandard(name="Dọc đường diễu hành", cause="parade", **along))
    made.session.commit()
    return made


def _places(made: Festival) -> None:
    yard = made.add("yard", ParkingPlace(name="Sân trường", users="visitors", segment=made["C-1"]))
    yard.capacities = [ParkingCapacity(vehicle="motorbike", places=300), ParkingCapacity(vehicle="car", places=40)]
    made.add("shuttle", StopPlace(name="Trạm Lê Lợi", kind="shuttle", segment=made["C-1"]))
    made.add("by the bridge", route(made, "Cứu nạn qua cầu", "emergency", ["B-1", "A-1"], venue=made["citadel"]))
    made.add("by the park", route(made, "Cứu nạn từ công viên", "emergency", ["A-2", "A-1"], venue=made["citadel"]))
    made.add("line 3", route(made, "Tuyến 3", "bus", ["B-1", "C-1"], name_en="Line 3"))
    made.add("way in", Gate(name="Cửa Hiển Nhơn", venue=made["citadel"], junction=made["west"], emergency=True))


def route(made: Festival, name: str, kind: str, chain: list[str], **facts: Any) -> Route:
    links = [RouteSegment(segment=made[code], position=place) for place, code in enumerate(chain, start=1)]
    return Route(name=name, kind=kind, chain=links, **facts)


def _closures(made: Festival) -> None:
    closure(made, "bridge night", ["B-1"], starts=made.at(1, "20:00"), ends=made.at(1, "23:00"))
    closure(made, "evenings", ["C-1"], starts=made.at(1, "18:00"), ends=made.at(1, "22:00"), last_day=date(2026, 6, 7))
    closure(made, "until done", ["C-1"], starts=made.at(3, "21:00"))
    closure(made, "around the opening", ["A-1"], performance=made["OPEN"], before=120, after=60)
    closure(made, "procession", ["A-1", "A-2"], measure=ROLLING, performance=made["PARADE"])


def closure(made: Festival, name: str, chain: list[str], **facts: Any) -> Closure:
    links = [ClosureSegment(segment=made[code], position=place) for place, code in enumerate(chain, start=1)]
    defaults = {"measure": ALL, "vehicles": ["car"], "exemptions": ["priority"], "detour": "", "source": "Kế hoạch"}
    return made.add(name, Closure(name=name.capitalize(), chain=links, **defaults | facts))  # type: ignore[no-any-return]

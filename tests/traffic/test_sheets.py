"""The room's lists go out and in again unchanged, maps come in as rows, and what is wrong is told by row and column."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from sqlalchemy import func, select

from festival_ops.accounts.models import Role
from festival_ops.traffic.geometry import metres
from festival_ops.traffic.models import Closure, Gate, Junction, ParadeUnit, Segment
from festival_ops.web.models import HistoryEntry
from tests.support.desks import Desk
from tests.support.people import SignIn
from tests.support.programmes import Festival
from tests.support.rides import with_rides

ROADS = ("junctions", "streets", "segments", "parking", "stops", "gates", "routes", "closures")
LISTS = (*ROADS, "ride_places", "drivers", "vehicles", "stays", "transfers")


@pytest.fixture
def desk(sign_in: SignIn, network: Festival) -> Desk:
    with_rides(network)
    return Desk(sign_in(Role.TRAFFIC_LEAD, edition=network.edition), network.edition)


def count(made: Festival, model: Any) -> int:
    return made.session.scalar(select(func.count()).select_from(model)) or 0


def test_every_list_goes_out_and_in_again_without_a_change(desk: Desk, network: Festival) -> None:
    before = count(network, HistoryEntry)
    for name in LISTS:
        content = desk.visitor.get(f"{desk.root}/rows/{name}.csv").data
        told = desk.look((f"{name}.csv", content))
        assert "Added: 0 · changed: 0 · unchanged: " in told
        assert "unchanged: 0" not in told
    assert count(network, HistoryEntry) == before


def test_what_a_list_changes_is_written_down(desk: Desk, network: Festival) -> None:
    rows = list(csv.reader(io.StringIO(desk.visitor.get(f"{desk.root}/rows/closures.csv").text.lstrip("\ufeff"))))
    at = next(number for number, row in enumerate(rows) if "Closure" in row)
    column = rows[at].index("Segments")
    row = next(row for row in rows if row[0] == "Bridge night")
    row[column] = "C-1; B-1"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    desk.bring(("closures.csv", out.getvalue()))
    network.session.expire_all()
    chain = network.session.get(Closure, network["bridge night"].id).chain  # type: ignore[union-attr]
    assert [(link.position, link.segment.code) for link in chain] == [(1, "C-1"), (2, "B-1")]


BAD = [
    ("closures", "Cấm đường,Đoạn đường,Từ,Đến\nX,B-1,06/06/2026 18:00,06/06/2026 17:00\n", "2 Đến It ends before it"),
    ("closures", "Cấm đường,Đoạn đường,Từ\nX,A-1; A-1,06/06/2026 18:00\n", "2 Đoạn đường “A-1” stands in the cha"),
    ("closures", "Cấm đường,Đoạn đường,Từ\nX,A-1; C-1,06/06/2026 18:00\n", "2 Đoạn đường “C-1” touches none of"),
    ("closures", "Cấm đường,Đoạn đường,Từ\nX,A-7,06/06/2026 18:00\n", "2 Đoạn đường Nothing is called “A-7”."),
    ("closures", "Cấm đường,Đoạn đường,Loại xe,Từ\nX,A-1,tàu hỏa,06/06/2026 18:00\n", "2 Loại xe “tàu hỏa” is none"),
    ("junctions", "Nút giao,Vĩ độ,Kinh độ\nX,10.5,107.58\n", "2 Vĩ độ 10.5 107.58 lies far from every venue"),
    ("segments", "Mã đoạn,Tuyến đường,Từ nút giao,Đến nút giao\nX,Lê Lợi,Nút south,Nút south\n", "“Nút south” twice"),
]  # fmt: skip


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("name", "content", "sentence"), BAD)
def test_one_bad_row_is_named_and_nothing_is_stored(
    name: str, content: str, sentence: str, desk: Desk, network: Festival
) -> None:
    before = count(network, HistoryEntry)
    assert sentence in desk.look((f"{name}.csv", content))
    assert "/application" not in desk.visitor.get(desk.address).text
    assert count(network, HistoryEntry) == before


def a_map(*features: tuple[dict[str, Any], dict[str, Any]]) -> str:
    rows = [{"type": "Feature", "properties": facts, "geometry": shape} for facts, shape in features]
    return json.dumps({"type": "FeatureCollection", "features": rows}, ensure_ascii=False)


def segment(code: str, kind: str, places: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    facts = {
        "code": code,
        "street": "Lê Lợi",
        "first": "Nút south",
        "second": "Nút west",
        "one_way": True,
        "@id": "w/1",
    }
    return facts, {"type": kind, "coordinates": places}


GOOD_LINE = [[107.584, 16.465], [107.582, 16.467], [107.5786, 16.4698]]


def test_a_map_brings_segments_in_one_go(desk: Desk, network: Festival) -> None:
    desk.bring(("roads.geojson", a_map(segment("M-1", "LineString", GOOD_LINE))))
    row = network.session.scalars(select(Segment).where(Segment.code == "M-1")).one()
    assert ([list(point) for point in row.line], row.one_way, row.street.name) == (GOOD_LINE, True, "Lê Lợi")


def test_a_map_of_points_brings_junctions(desk: Desk, network: Festival) -> None:
    desk.bring(("j.json", a_map(({"name": "Nút mới"}, {"type": "Point", "coordinates": [107.58, 16.47]}))))
    row = network.session.scalars(select(Junction).where(Junction.name == "Nút mới")).one()
    assert row.point == (107.58, 16.47)


def bare(code: str, street: str, *places: list[float]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A line as map programs write it, which knows no junctions."""
    return {"code": code, "street": street}, {"type": "LineString", "coordinates": list(places)}


# Two ends that miss each other by 3.3 m.
CORNER, BESIDE_CORNER, FAR = [107.581, 16.462], [107.581, 16.46203], [107.575, 16.465]


def test_ends_that_nearly_meet_are_put_on_one_junction_and_the_preview_says_so(desk: Desk, network: Festival) -> None:
    south = network["south"]
    beside = [south.longitude + 0.00002, south.latitude]
    before = count(network, Junction)
    told = desk.look(
        ("roads.geojson", a_map(bare("M-1", "Lê Lợi", beside, CORNER), bare("M-2", "Cầu Phú Xuân", BESIDE_CORNER, FAR)))
    )
    assert "Row 2, M-1: An end lay 2.1 m from “Nút south” and is put on this junction." in told
    assert "Row 3, M-2: An end lay 3.3 m from an end of “M-1”; both are put on one junction." in told
    assert "Added: 4 · changed: 0" in told
    desk.press("application")
    one, other = network.session.scalars(select(Segment).where(Segment.code.startswith("M-")).order_by(Segment.code))
    assert (one.first, one.second) == (south, other.first)
    assert [list(point) for point in (*one.line, *other.line)] == [list(south.point), CORNER, CORNER, FAR]
    assert [one.second.name, other.second.name] == ["Lê Lợi – Cầu Phú Xuân", "Cầu Phú Xuân · M-2"]
    desk.press("undoing")
    assert (count(network, Junction), count(network, Segment)) == (before, 4)


@pytest.mark.databases("sqlite")
def test_a_segment_without_a_line_has_to_name_its_junctions(desk: Desk, network: Festival) -> None:
    told = desk.look(("segments.csv", "Mã đoạn,Tuyến đường,Từ nút giao\nX,Lê Lợi,Nút south\n"))
    assert "2 To Name the junction, or give the line on the map, whose ends are junctions." in told


UNITS = """Diễu hành,Tên khối,Chiều dài (m),Tốc độ (m/phút),Đi sau,Điểm dừng
PARADE,Múa,20,45,Kèn,Nút corner 5; Nút park side 3
PARADE,Kèn,20,45,PARADE – Trống,
PARADE,Trống,20,45,,
"""


@pytest.mark.databases("sqlite")
def test_units_walk_behind_each_other_and_halt_in_whatever_order_the_rows_stand(desk: Desk, network: Festival) -> None:
    way = "Suất diễn,Lộ trình,Điểm dừng\nPARADE,A-1; A-2,Nút corner 10\n"
    desk.bring(("parades.csv", way), ("parade-units.csv", UNITS))
    rows = {row.name: row for row in network.session.scalars(select(ParadeUnit))}
    assert {name: row.behind and row.behind.name for name, row in rows.items()} == {
        "Múa": "Kèn",
        "Kèn": "Trống",
        "Trống": None,
    }
    assert [(halt.junction.name, halt.minutes) for halt in rows["Múa"].halts] == [
        ("Nút corner", 5),
        ("Nút park side", 3),
    ]
    for name in ("parades", "parade-units"):
        content = desk.visitor.get(f"{desk.root}/rows/{name}.csv").data
        assert "Added: 0 · changed: 0 · unchanged: " in desk.look((f"{name}.csv", content))
    told = desk.look(("parade-units.csv", "Diễu hành,Tên khối,Đi sau,Điểm dừng\nPARADE,Kèn,Kèn,Nút south 5\n"))
    assert "2 Đi sau A unit cannot walk behind itself." in told
    assert "2 Điểm dừng “Nút south” is not on the way of the parade" in told


GATES = """Tên cổng,Địa điểm,Nút giao,Dọc đoạn đường,Lý trình (m)
Cổng bến,Đại Nội,,C-1,120
"""


@pytest.mark.databases("sqlite")
def test_a_gate_stands_along_a_segment_so_many_metres_from_its_first_junction(desk: Desk, network: Festival) -> None:
    desk.bring(("gates.csv", GATES))
    gate = network.session.scalars(select(Gate).where(Gate.name == "Cổng bến")).one()
    assert gate.point
    assert round(metres([gate.segment.first.point, gate.point])) == 120
    told = desk.look(("gates.csv", GATES.replace(",,C-1,120", ",Nút south,C-1,900")))
    assert "Name the junction of the gate, or the segment along which it stands; not both." in told
    assert "The segment is only " in told


SWAPPED = [place[::-1] for place in GOOD_LINE]
BAD_LINES = [
    ("Polygon", [GOOD_LINE], "A segment is one line, and this is a Polygon; split it into lines."),
    ("MultiLineString", [GOOD_LINE, GOOD_LINE], "A segment is one line, and this is a MultiLineString"),
    ("LineString", GOOD_LINE[:1], "A line has two points or more"),
    ("LineString", SWAPPED, "Latitude and longitude are swapped: 107.584 is no latitude here."),
    ("LineString", [[105.85, 21.03], [105.86, 21.04]], "21.03 105.85 lies far from every venue of this edition"),
    ("LineString", "nowhere", "“LineString” is not a point"),
]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("kind", "places", "sentence"), BAD_LINES)
def test_bad_shapes_are_told_by_row_and_nothing_is_lost(
    kind: str, places: Any, sentence: str, desk: Desk, network: Festival
) -> None:
    told = desk.look(("roads.geojson", a_map(segment("M-1", "LineString", GOOD_LINE), segment("M-2", kind, places))))
    assert f"3 geometry {sentence}" in told
    assert count(network, Segment) == 4


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    "content",
    ["{}", '{"type": "FeatureCollection", "features": []}', "{" * 5000, '{"a": 1', "[]", "[" * 5000, '[{"a": 1}]'],
)
def test_what_is_no_map_is_refused_as_a_file(content: str, desk: Desk, network: Festival) -> None:
    answer = desk.upload(("roads.geojson", content))
    assert answer.status_code == 422
    assert "The file looks like a map, but is no GeoJSON with features." in answer.text


def test_the_drawn_network_is_a_map_that_comes_in_again(desk: Desk, network: Festival) -> None:
    content = desk.visitor.get("/festival/song-huong/traffic/network.geojson").text
    assert [feature["properties"]["code"] for feature in json.loads(content)["features"]] == [
        "B-1",
        "A-1",
        "A-2",
        "C-1",
    ]
    desk.bring(("roads.geojson", content))
    assert count(network, Segment) == 4
    assert count(network, Closure) == 5

"""Posts on the map: to scale, no label over another, and what of them is missing."""

from __future__ import annotations

import math
import re
from datetime import date, time

import pytest

from festival_ops.planning.on_paper import Place
from festival_ops.planning.roster.ground_map import EDGE, HEIGHT, WIDTH, GroundMap, ground_map
from festival_ops.planning.roster.kept import PostOnGround, SectorOnGround, ShiftOnGround
from festival_ops.planning.roster.matrix import Cell, Line, Matrix, Row, Section
from solver.crew.problem import Need
from solver.problem import Span
from tests.planning.roster.conftest import ROSTER, Put
from tests.planning.roster.test_pages import words
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

INNER, OUTER = SectorOnGround(1, "Trong thành", 1), SectorOnGround(2, "Vành ngoài", 3)
SHIFTS = (ShiftOnGround(7, "Ca ngày", time(8), time(16)), ShiftOnGround(8, "Ca tối", time(16), time(0)))
# One thousandth of a degree of latitude, and of longitude at sixty degrees, where it is half as long.
NORTH, EAST = 111.195, 55.5975


def cell(least: int, has: int) -> Cell:
    return Cell((Line(Need(1, 1, 1, Span(0, 60), least, least), "Guard", has, 0, 0),))


def sheet(*rows: tuple[int, SectorOnGround, Cell | None, Cell | None]) -> Matrix:
    sections = []
    for sector in (INNER, OUTER):
        own = [(id, cells) for id, of, *cells in rows if of is sector]
        posts = tuple(Row(PostOnGround(id, f"C{id:02}", f"Chốt {id}", sector.id), tuple(cells)) for id, cells in own)
        sections += [Section(sector, posts)] if posts else []
    return Matrix(date(2026, 6, 5), SHIFTS, tuple(sections))


def at(picture: GroundMap) -> dict[str, Place]:
    return {spot.post.code: spot.at for spot in picture.spots}


def test_the_picture_is_to_scale_with_north_at_the_top() -> None:
    whole = cell(1, 1)
    rows = ((1, INNER, whole, None), (2, INNER, whole, None), (3, OUTER, whole, None))
    picture = ground_map(sheet(*rows), {1: (60.0, 20.0), 2: (60.01, 20.0), 3: (60.0, 20.01)})
    places, unit = at(picture), picture.ruler / picture.metres
    (x, y), (north_x, north_y), (east_x, east_y) = (places[code] for code in ("C01", "C02", "C03"))
    assert (north_x, east_y) == (pytest.approx(x), pytest.approx(y))
    assert (y - north_y) / unit == pytest.approx(10 * NORTH, rel=1e-3)
    assert (east_x - x) / unit == pytest.approx(10 * EAST, rel=1e-3)
    assert min(y for _x, y in places.values()) >= EDGE
    assert max(y for _x, y in places.values()) == pytest.approx(HEIGHT - EDGE)
    assert picture.metres == 200


def test_a_single_post_stands_in_the_middle() -> None:
    picture = ground_map(sheet((1, INNER, cell(1, 1), None)), {1: (16.4, 107.5)})
    assert at(picture) == {"C01": (WIDTH / 2, HEIGHT / 2)}
    assert [ground.outline for ground in picture.grounds] == [((WIDTH / 2, HEIGHT / 2),)]


def test_no_label_lies_over_another_however_many_stand_at_one_place() -> None:
    rows = [(id, INNER if id % 2 else OUTER, cell(12, id % 3), None) for id in range(1, 141)]
    picture = ground_map(sheet(*rows), {id: (16.4 + (id % 4) * 1e-5, 107.5) for id in range(1, 141)})
    boxes = [(*spot.label, spot.wide) for spot in picture.spots]
    boxes += [(*ground.name, 6 * len(ground.sector.name)) for ground in picture.grounds]
    over = [
        (one, other)
        for number, one in enumerate(boxes)
        for other in boxes[:number]
        if abs(one[0] - other[0]) < (one[2] + other[2]) / 2 and abs(one[1] - other[1]) < 24
    ]
    assert (len(boxes), over) == (142, [])
    assert all(x - wide / 2 >= 0 and x + wide / 2 <= WIDTH for x, _y, wide in boxes)
    heights = [y for _x, y, _wide in boxes]
    assert picture.top == pytest.approx(min(heights) - EDGE)
    assert picture.top + picture.height == pytest.approx(max(heights) + EDGE)


def test_the_outline_of_a_sector_holds_all_its_posts_and_no_corner_too_many() -> None:
    corners = {1: (16.40, 107.50), 2: (16.40, 107.51), 3: (16.41, 107.51), 4: (16.41, 107.50), 5: (16.405, 107.505)}
    picture = ground_map(sheet(*((id, INNER, cell(1, 1), None) for id in corners)), corners)
    (ground,) = picture.grounds
    labels = {spot.post.id: spot.label for spot in picture.spots}
    assert sorted(ground.outline) == sorted(labels[id] for id in (1, 2, 3, 4))


def test_a_shift_and_a_sector_leave_out_what_is_of_others() -> None:
    rows = ((1, INNER, cell(3, 1), cell(2, 2)), (2, INNER, None, cell(4, 4)), (3, OUTER, cell(1, 1), None))
    places = dict.fromkeys((1, 2, 3), (16.4, 107.5))

    def told(**asked: int) -> list[tuple[str, int, int, str]]:
        picture = ground_map(sheet(*rows), places, **asked)
        return [(spot.words, spot.cell.has, spot.cell.least, spot.cell.state) for spot in picture.spots]

    assert told() == [("C01 −2", 3, 5, "short"), ("C02", 4, 4, "whole"), ("C03", 1, 1, "whole")]
    assert told(shift=8) == [("C01", 2, 2, "whole"), ("C02", 4, 4, "whole")]
    assert told(sector=2) == [("C03", 1, 1, "whole")]


def test_posts_without_a_place_are_named_beside_the_picture() -> None:
    picture = ground_map(sheet((1, INNER, cell(1, 0), None), (2, INNER, cell(1, 1), None)), {2: (16.4, 107.5)})
    assert ([post.code for post in picture.nowhere], list(at(picture))) == (["C01"], ["C02"])
    nothing = ground_map(sheet((1, INNER, cell(1, 0), None)), {})
    assert (nothing.spots, nothing.grounds, math.isfinite(nothing.ruler)) == ((), (), True)


def drawn(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<a class="(ground-\w+)" href="[^"]+" aria-label="([^"]+)"', page)


def test_the_page_draws_each_post_with_the_way_to_it(staffed: Festival, put: Put, lead: Visitor) -> None:
    staffed["C01"].latitude, staffed["C01"].longitude = 16.4670, 107.5790
    put("BV-02", "gate")
    page = lead.get(f"{ROSTER}/map").text
    assert drawn(page) == [
        ("ground-short", "C01 −5 Noon Gate: 1 on duty, 6 needed"),
        ("ground-short", "C02 −1 Cầu Trường Tiền: 0 on duty, 1 needed"),
    ]
    assert f'href="{ROSTER}/post/{staffed["C01"].id}?day=2026-06-05"' in page
    night = lead.get(f"{ROSTER}/map?shift={staffed['night'].id}").text
    assert drawn(night)[0][1] == "C01 −2 Noon Gate: 0 on duty, 2 needed"
    assert drawn(lead.get(f"{ROSTER}/map?shift=99999&sector=99999").text) == drawn(page)


def test_a_post_that_stands_nowhere_is_led_to_its_form(staffed: Festival, lead: Visitor) -> None:
    staffed["C02"].latitude = staffed["C02"].longitude = None
    text = words(lead.get(f"{ROSTER}/map").text)
    assert "Without a place on the map, because neither they nor their venue has one: C02 Cầu Trường Tiền" in text

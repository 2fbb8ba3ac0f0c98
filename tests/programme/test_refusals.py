"""What makes no sense is refused beside the answer it concerns, in a sentence, and nothing is stored."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from festival_ops.programme.models import Performance, Stage
from tests.programme.conftest import Answers, Refuse, Send
from tests.support.papers import answers_in, errors_in
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

VENUES: list[tuple[Answers, dict[str, str]]] = [
    ({"name": ""}, {"name": "Please fill in “Name”."}),
    ({"name": "A; B"}, {"name": "A name cannot hold “;”: it separates names in lists. Use a comma or a dash."}),
    ({"name": "x" * 201}, {"name": "This has 201 letters; at most 200 fit."}),
    ({"name": "Đại Nội"}, {"name": "“Đại Nội” exists already; please choose another."}),
    (
        {"latitude": "107.59", "longitude": "16.46"},
        {"latitude": "Latitude goes from −90 to 90; it seems to be swapped with the longitude."},
    ),
    ({"latitude": "16.46"}, {"latitude": "A place on the map needs its longitude too."}),
    ({"longitude": "107.59"}, {"longitude": "A place on the map needs its latitude too."}),
    ({"latitude": "16.46", "longitude": "190"}, {"longitude": "Longitude goes from −180 to 180."}),
    ({"latitude": "north"}, {"latitude": "“north” is not a number; write it as 16.4637."}),
    ({"capacity": "0"}, {"capacity": "The number must be 1 or more."}),
    ({"capacity": "many"}, {"capacity": "“many” is not a whole number."}),
]

STAGES: list[tuple[Answers, dict[str, str]]] = [
    ({"venue": ""}, {"venue": "Please fill in “Venue”."}),
    ({"venue": "99999"}, {"venue": "The chosen record is no longer there; please choose another."}),
    ({"changeover": "soon"}, {"changeover": "“soon” is not a length; write it in minutes, as 40, or as 1h30."}),
    (
        {"opening_hours": "05/06 23:00–19:30"},
        {"opening_hours": "23:00–19:30 ends before it starts; a festival day lasts until 04:00."},
    ),
    (
        {"opening_hours": "09/06 19:30–23:00"},
        {"opening_hours": "09/06/2026 is not a day of this edition, which lasts from 05/06/2026 to 07/06/2026."},
    ),
    (
        {"opening_hours": "05/06 19:30–25:00\n06/06 evening"},
        {
            "opening_hours": "“05/06 19:30–25:00”: “25:00” is not on the clock; hours go from 00:00 to 24:00. "
            "“06/06 evening”: It needs an hour from and an hour to; write it as 08/06 19:30–23:00."
        },
    ),
    (
        {"quiet_hours": "10/06 22:00–06:00"},
        {"quiet_hours": "10/06/2026 is not a day of this edition, which lasts from 05/06/2026 to 07/06/2026."},
    ),
    ({"capacity": "4000"}, {"capacity": "Công viên Thương Bạc holds 3000 people; a stage in it cannot hold 4000."}),
    ({"short_name": "x" * 15}, {"short_name": "This has 15 letters; at most 14 fit."}),
]

TROUPES: list[tuple[Answers, dict[str, str]]] = [
    (
        {"arrives": "06/06/2026 12:00", "departs": "05/06/2026 12:00"},
        {"departs": "The departure comes before the arrival."},
    ),
    ({"arrives": "tomorrow"}, {"arrives": "“tomorrow” is not a day with an hour; write it as 07/06/2024 19:30."}),
    ({"size": "0"}, {"size": "The number must be 1 or more."}),
    ({"latest": "25h"}, {"latest": "“25h” is not on the clock; hours go from 00:00 to 24:00."}),
    ({"name": "Xiếc Hà Nội"}, {"name": "“Xiếc Hà Nội” exists already; please choose another."}),
]

PERFORMANCES: list[tuple[Answers, dict[str, str]]] = [
    ({"code": "N1"}, {"code": "“N1” exists already; please choose another."}),
    ({"minutes": "0"}, {"minutes": "The number must be 1 or more."}),
    ({"minutes": ""}, {"minutes": "Please fill in “Length of the show”."}),
    ({"fixed": "y"}, {"fixed": "A fixed performance needs its announced stage and start."}),
    (
        {"announced_starts": "12/06/2026 20:00"},
        {"announced_starts": "12/06/2026 is not a day of this edition, which lasts from 05/06/2026 to 07/06/2026."},
    ),
    (
        {"announced_stage": "duyet-thi", "stages": ["ngo-mon"]},
        {"announced_stage": "Duyệt Thị Đường is not among the allowed stages; allow it or announce another."},
    ),
    ({"features": "trapeze"}, {"features": "No stage has trapeze. What stages have: LED wall, roof."}),
    (
        {"windows": "04/06 18:00–20:00"},
        {"windows": "04/06/2026 is not a day of this edition, which lasts from 05/06/2026 to 07/06/2026."},
    ),
    ({"stops": "Ngọ Môn +0 20"}, {"stops": "A parade needs two stops or more; one stop is an ordinary performance."}),
    (
        {"stops": "Ngọ Môn +30 20\nThương Bạc +10 20"},
        {
            "stops": "The first stop begins with the parade: write +0. "
            "The stops must stand in the order in which they are reached, each later than the one before."
        },
    ),
    (
        {"stops": "Ngọ Môn +0 20\nThương Bạc +30 60"},
        {"stops": "The way takes 90 minutes but the performance only 60; one of them is wrong."},
    ),
    (
        {"stops": "Ngọ Mon +0 20; Thuong Bacc +30 20"},
        {"stops": "Nothing here is called “Thuong Bacc”; did you mean “Thương Bạc”?"},
    ),
    (
        {"stops": "Ngọ Môn +0 20\nThương Bạc +30 20", "announced_stage": "thuong-bac"},
        {"announced_stage": "The parade begins at Ngọ Môn; announce it there."},
    ),
    ({"needs": "Laser × 1"}, {"needs": "Nothing here is called “Laser”."}),
    (
        {"needs": "Dàn âm thanh lớn × 1; dan am thanh lon × 2"},
        {"needs": "The same equipment stands in the list twice; write one line with the sum."},
    ),
    ({"crowd": "-5"}, {"crowd": "The number must be 1 or more."}),
    ({"troupes": ["99999"]}, {"troupes": "A chosen record is no longer there; please look through the list again."}),
]


@pytest.mark.parametrize(("changes", "expected"), VENUES)
def test_venues(refused: Refuse, changes: Answers, expected: dict[str, str]) -> None:
    refused("venue", {"name": "Nhà hát"}, changes, expected)


@pytest.mark.parametrize(("changes", "expected"), STAGES)
def test_stages(refused: Refuse, festival: Festival, changes: Answers, expected: dict[str, str]) -> None:
    refused("stage", {"name": "Sân khấu 3", "venue": festival["park"].id}, changes, expected)


@pytest.mark.parametrize(("changes", "expected"), TROUPES)
def test_troupes(refused: Refuse, changes: Answers, expected: dict[str, str]) -> None:
    refused("troupe", {"name": "Đoàn mới"}, changes, expected)


@pytest.mark.parametrize(("changes", "expected"), PERFORMANCES)
def test_performances(refused: Refuse, changes: Answers, expected: dict[str, str]) -> None:
    refused("performance", {"code": "NEW", "name": "Mới", "minutes": "60"}, changes, expected)


def test_editing_is_checked_like_making(write: Send, festival: Festival) -> None:
    answer = write(f"performance/{festival['OPEN'].id}/edit", announced_starts="")
    assert errors_in(answer) == {"fixed": "A fixed performance needs its announced stage and start."}
    festival.session.expire_all()
    assert festival["OPEN"].announced_starts == festival.at(1, "21:00")


def test_what_was_entered_is_still_there_after_a_refusal(write: Send, festival: Festival) -> None:
    answer = write(
        "stage/new", name="Sân khấu 3", venue=festival["park"].id, opening_hours="05/06 25:00–26:00", gate="Cổng 1"
    )
    kept = answers_in(answer)
    assert {name: kept[name] for name in ("name", "venue", "opening_hours", "gate")} == {
        "name": ["Sân khấu 3"],
        "venue": [str(festival["park"].id)],
        "opening_hours": ["05/06 25:00–26:00"],
        "gate": ["Cổng 1"],
    }


def test_very_long_lists_are_refused_with_a_sentence(write: Send, festival: Festival) -> None:
    answer = write("stage/new", name="S", venue=festival["park"].id, opening_hours="05/06 18:00–19:00\n" * 5000)
    assert errors_in(answer) == {"opening_hours": "The list has 5000 items; at most 500 can be read."}
    answer = write("performance/new", code="L", name="L", minutes="10", features="đ" * 399)
    assert errors_in(answer) == {"features": "The features have 399 letters; at most 300 fit."}
    assert festival.session.scalars(select(Stage).where(Stage.name == "S")).all() == []
    assert festival.session.scalars(select(Performance).where(Performance.code == "L")).all() == []

"""Closures in their hours: their own stay, those that follow a show move with it, and pages tell both."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Plan
from festival_ops.planning.queries import main_plan
from festival_ops.planning.roads.hours import closures_of, holdings
from festival_ops.planning.roads.on_board import roads_on_board
from festival_ops.planning.roads.page import Roads
from festival_ops.planning.roads.passing import Stand, passing
from festival_ops.programme.models import Cancellation
from festival_ops.traffic.models import Closure, ClosureState
from tests.support.desks import plain
from tests.support.networks import closure
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

BASE = "/festival/song-huong/traffic/"


@pytest.fixture
def lead(sign_in: SignIn, network: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=network.edition)


def roads(made: Festival, plan: Plan | None = None) -> Roads:
    session = made.session()
    session.expire_all()
    rows = closures_of(session, made.edition)
    return Roads(made.edition, rows, holdings(session, made.edition, plan or main_plan(session, made.edition), rows))


def told(made: Festival, name: str) -> list[tuple[str, str, str]]:
    """From, until and basis of every time at which the closure holds."""

    def clock(moment: datetime | None) -> str:
        return f"{made.edition.local(moment):%d/%m %H:%M}" if moment else "open"

    found = roads(made)
    return [(clock(each.starts), clock(each.ends), each.basis) for each in found.of(made[name])]


def test_hours_of_its_own_stay_and_a_series_holds_on_each_of_its_days(network: Festival) -> None:
    assert told(network, "bridge night") == [("05/06 20:00", "05/06 23:00", "own")]
    assert told(network, "evenings") == [(f"{day} 18:00", f"{day} 22:00", "own") for day in ("05/06", "06/06", "07/06")]


def test_an_open_end_lasts_for_its_festival_day_until_somebody_lifts_it(network: Festival) -> None:
    found = roads(network).of(network["until done"])[0]
    assert (found.ends, found.until) == (None, network.at(3, "03:00") + timedelta(hours=1))
    state = ClosureState(state="lifted", reason="Hết chương trình", at=network.at(3, "22:40"))
    network["until done"].states.append(state)
    network.session.commit()
    assert told(network, "until done") == [("07/06 21:00", "07/06 22:40", "own")]


def test_a_series_that_is_lifted_ends_there_for_good(network: Festival) -> None:
    state = ClosureState(state="lifted", reason="Mưa", at=network.at(2, "19:30"))
    network["evenings"].states.append(state)
    network.session.commit()
    assert told(network, "evenings") == [("05/06 18:00", "05/06 22:00", "own"), ("06/06 18:00", "06/06 19:30", "own")]


def test_what_is_withdrawn_holds_no_more(network: Festival) -> None:
    network["bridge night"].states.append(ClosureState(state="withdrawn", reason="Không cần"))
    network.session.commit()
    assert told(network, "bridge night") == []


def test_a_show_without_a_place_closes_nothing_unless_it_is_announced(network: Festival) -> None:
    assert told(network, "around the opening") == [("05/06 19:00", "05/06 23:30", "announced")]
    assert told(network, "procession") == []
    assert [row.name for row in roads(network).waiting] == ["Procession"]


def test_a_show_that_moves_takes_its_closures_with_it(network: Festival) -> None:
    placed = network.place("PARADE", "ngo-mon", 2, "20:00")
    assert told(network, "procession") == [("06/06 20:00", "06/06 20:50", "planned")]
    placed.starts += timedelta(hours=1)
    network.session.commit()
    assert told(network, "procession") == [("06/06 21:00", "06/06 21:50", "planned")]
    network["PARADE"].cancellation = Cancellation(reason="Bão")
    network.session.commit()
    assert told(network, "procession") == []


def test_a_scenario_has_hours_of_its_own(network: Festival) -> None:
    network.place("PARADE", "ngo-mon", 2, "20:00")
    scenario = network.add("rain plan", Plan(name="Mưa", base=[]))
    network.session.flush()
    row = network.session.get(Closure, network["procession"].id)
    session = network.session()
    assert holdings(session, network.edition, scenario, [row]) == []  # type: ignore[list-item]


def test_a_procession_closes_each_segment_while_it_passes(network: Festival) -> None:
    network.place("PARADE", "ngo-mon", 2, "20:00")
    bands = roads(network).of(network["procession"])[0].bands
    clocks = [
        (band.segment.code, *(f"{network.edition.local(m):%H:%M}" for m in (band.starts, band.ends))) for band in bands
    ]
    # The head is half-way after 15 of the 30 minutes between its stops; the tail leaves 20 minutes later.
    assert clocks == [("A-1", "20:00", "20:35"), ("A-2", "20:14", "20:50")]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("stands", "expected"),
    [
        ([Stand(None, 0, 10), Stand(None, 60, 80)], [(0, 45), (30, 80)]),
        ([Stand((107.582, 16.46), 10, 20), Stand((107.586, 16.46), 50, 80)], [(10, 50), (30, 80)]),
        ([Stand((107.586, 16.46), 0, 10), Stand((107.582, 16.46), 60, 80)], [(0, 45), (30, 80)]),
        ([Stand((107.58, 16.46), 0, 30)], [(0, 30), (0, 30)]),
    ],
)
def test_the_pace_is_even_between_stops(stands: list[Stand], expected: list[Any]) -> None:
    """Unknown places, and places in another order than the way, divide the way evenly."""
    lines = [[(107.58, 16.46), (107.584, 16.46)], [(107.584, 16.46), (107.588, 16.46)]]
    assert [(round(comes), round(leaves)) for comes, leaves in passing(lines, stands)] == expected


@pytest.mark.databases("sqlite")
def test_the_day_shows_what_holds_and_other_days_stand_apart(lead: Visitor, network: Festival) -> None:
    days = {"2026-06-05": 3, "2026-06-06": 1, "2026-06-07": 2, "other": 0}
    network["bridge night"].starts -= timedelta(days=400)
    network["bridge night"].ends -= timedelta(days=400)
    network.session.commit()
    days |= {"2026-06-05": 2, "other": 1}
    for day, count in days.items():
        page = lead.get(f"{BASE}?day={day}").text
        assert page.count('<tr><th scope="row">') == count, day
    page = plain(lead.get(f"{BASE}?day=2026-06-07"))
    assert "1 closure has no hours" in page
    assert "until it is finished" in page


@pytest.mark.databases("sqlite")
def test_the_map_tells_what_is_closed_at_an_hour(lead: Visitor, network: Festival) -> None:
    features = lead.get(f"{BASE}network.geojson?day=2026-06-05&hour=20:30").get_json()["features"]
    looks = {feature["properties"]["code"]: feature["properties"]["closed"] for feature in features}
    assert looks == {"A-1": "closed", "A-2": "open", "B-1": "closed", "C-1": "closed"}
    detour = {"detour_chain": "A-2", "detour_approved_by": "Công an thành phố"}
    send(lead, f"{BASE}closure/{network['bridge night'].id}/edit", **detour)
    features = lead.get(f"{BASE}network.geojson?drawn=&closure={network['bridge night'].id}").get_json()["features"]
    assert features.pop()["properties"] == {"gate": "Cửa Hiển Nhơn", "venue": "Imperial City", "emergency": True}
    looks = {feature["properties"]["code"]: feature["properties"]["closed"] for feature in features}
    assert looks == {"A-1": "open", "A-2": "round", "B-1": "closed", "C-1": "open"}
    page = plain(lead.get(f"{BASE}map?day=2026-06-05&hour=20:30"))
    assert "3 segments are closed" in page
    assert "1 segment is closed" in plain(lead.get(f"{BASE}map?day=nonsense&hour=25:99"))


@pytest.mark.databases("sqlite")
def test_the_page_of_a_closure_tells_its_hours_and_whom_it_follows(lead: Visitor, network: Festival) -> None:
    network.place("PARADE", "ngo-mon", 2, "20:00")
    page = plain(lead.get(f"{BASE}closure/{network['procession'].id}"))
    assert "06/06/2026 20:00 – 20:50 Follows PARADE · Diễu hành PARADE in the plan" in page
    assert "A-2 · Lê Duẩn (Nút corner – Nút park side) 20:14 20:50" in page


@pytest.mark.databases("sqlite")
def test_a_show_names_the_roads_that_are_closed_for_it_to_those_who_may_know(
    sign_in: SignIn, network: Festival
) -> None:
    address = f"/festival/song-huong/programme/performance/{network['PARADE'].id}"
    planner = sign_in(Role.PLANNER, edition=network.edition)
    assert "Roads closed for it Procession no hours yet" in plain(planner.get(address))
    network.place("PARADE", "ngo-mon", 2, "20:00")
    assert "Roads closed for it Procession 06/06/2026 20:00 – 20:50" in plain(planner.get(address))
    troupe = sign_in(Role.TROUPE_COORDINATOR, edition=network.edition, troupe=network["circus"])
    assert "Procession" not in troupe.get(address).text


def test_a_state_is_a_row_that_says_who_when_and_why(lead: Visitor, network: Festival) -> None:
    address = f"{BASE}closure/{network['bridge night'].id}"
    for _click in range(2):
        lead.post(f"{address}/state", data={"state": "agreed", "reason": "Công an thành phố đồng ý"})
    network.session.expire_all()
    states = network["bridge night"].states
    assert [(row.state, row.reason, row.user is not None) for row in states] == [
        ("agreed", "Công an thành phố đồng ý", True)
    ]
    assert plain(lead.get(address)).count("agreed to – Công an thành phố đồng ý") == 1
    lead.post(f"{address}/state", data={"state": "lifted", "reason": ""})
    assert "Please fill in “Why, or by whom”." in plain(lead.get(address))


@pytest.mark.databases("sqlite")
def test_reading_costs_the_same_however_many_there_are(lead: Visitor, network: Festival, queries: list[str]) -> None:
    lead.get(f"{BASE}?day=2026-06-05")
    few = len(queries)
    for number in range(12):
        facts = {"measure": "all", "place": "x", "starts": network.at(1, "18:00"), "ends": network.at(1, "19:00")}
        network.add(f"more {number}", Closure(name=f"Thêm {number}", vehicles=[], exemptions=[], **facts))
    network.session.commit()
    queries.clear()
    lead.get(f"{BASE}?day=2026-06-05")
    assert len(queries) == few


@pytest.mark.databases("sqlite")
def test_the_board_shows_streets_with_what_closes_them_and_they_move_with_the_show(
    sign_in: SignIn, network: Festival
) -> None:
    placed = network.place("PARADE", "ngo-mon", 2, "20:00")
    session, edition = network.session(), network.edition

    def street(name: str) -> list[tuple[int, int, int | None]]:
        rows = roads_on_board(session, edition, main_plan(session, edition))
        road = next(row for row in rows if row.name == name)
        return [(hold.span.starts, hold.span.ends, hold.act) for hold in road.holds]

    parade = network["PARADE"].id
    assert street("Lê Duẩn") == [(19 * 60, 23 * 60 + 30, None), (0, 35, parade), (14, 50, parade)]
    planner, board = (
        sign_in(Role.PLANNER, edition=edition),
        "/festival/song-huong/planning/timeline?axis=road&day=2026-06-06",
    )
    drawn = re.compile(rf'data-act="{parade}" data-stage="\d+" data-starts="(\d+)"')
    assert drawn.findall(planner.get(board).text) == [str(1440 + 20 * 60)]
    placed.starts += timedelta(hours=1)
    session.commit()
    assert street("Lê Duẩn")[1:] == [(0, 35, parade), (14, 50, parade)]
    assert drawn.findall(planner.get(board).text) == [str(1440 + 21 * 60)]


@pytest.mark.databases("sqlite")
def test_roads_by_day_tell_what_the_plan_leaves_no_way_to(lead: Visitor, network: Festival) -> None:
    network.place("OPEN", "ngo-mon", 2, "20:00")
    night = {"nights": 1, "night_from": time(22), "night_until": time(5), "performance": network["OPEN"]}
    build = closure(network, "stage build", ["A-1"], measure="works", **night)
    network.session.commit()
    street = network["A-1"].street.name
    told = f"From 22:00 on 05/06/2026 on no emergency way in to Imperial City is open: closed are {street}."
    assert told in plain(lead.get(BASE))
    build.chain = []
    build.place = "Sân"
    network.session.commit()
    assert "no emergency way in" not in plain(lead.get(BASE))

"""Closures drafted from the programme: what standards ask for, beside what stands, taken over and taken back."""

from __future__ import annotations

import re
from datetime import time, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.planning.queries import main_plan
from festival_ops.planning.roads.drafting import words
from festival_ops.planning.roads.drafting.lines import drafts
from festival_ops.planning.roads.hours import closures_of, holdings
from festival_ops.programme.models import Cancellation, Permit
from festival_ops.traffic.models import Closure, ClosureStandard, ClosureState, Gate, StandardSegment
from tests.support.networks import with_roads
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

BASE = "/festival/song-huong/traffic/"
ALONG = "Dọc đường diễu hành"


@pytest.fixture
def roads(sound: Festival) -> Festival:
    """Every show stands; what people wrote for shows by hand is taken away, and the one gate to the park is known."""
    made = with_roads(sound)
    for name in ("around the opening", "procession"):
        made.session.delete(made[name])
    made.add("park gate", Gate(name="Cổng công viên", venue=made["park"], junction=made["park side"]))
    made.session.commit()
    return made


@pytest.fixture
def lead(sign_in: SignIn, roads: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=roads.edition)


def standard(made: Festival, name: str, cause: str, chain: tuple[str, ...] = (), **facts: Any) -> ClosureStandard:
    links = [StandardSegment(segment=made[code], position=place) for place, code in enumerate(chain, start=1)]
    facts = {"measure": "all", "vehicles": ["car"], "exemptions": ["priority"], "reason": "Thông báo 12", **facts}
    row = made.add(name, ClosureStandard(name=name, cause=cause, chain=links, **facts))
    made.session.commit()
    return row  # type: ignore[no-any-return]


def lines(app: Flask, made: Festival) -> dict[tuple[str, str], tuple[str, ...]]:
    """By standard or closure and by show: the state, the segments, why, and what becomes of it."""
    session = made.session()
    session.expire_all()
    with app.test_request_context(headers={"Accept-Language": "en"}):
        found = drafts(session, made.edition, main_plan(session, made.edition))
        return {
            (
                line.asked.standard.name if line.asked else line.closure.name,
                line.asked.show.row.code if line.asked else line.closure.performance.code,
            ): (
                line.state,
                " ".join(each.code for each in line.asked.segments) if line.asked else "",
                words.why(line),
                *words.becomes(found, line),
            )
            for line in found.lines
        }


def take(visitor: Visitor, *names: str) -> TestResponse:
    """Takes over all that is offered, or the lines of these shows."""
    page = visitor.get(f"{BASE}drafts").text
    if not names:
        seen = re.search(r'name="seen" value="([^"]+)"', page)
        return visitor.post(f"{BASE}drafts/taking", data={"seen": seen[1] if seen else ""})
    offered = re.findall(r'name="line" value="([^"]+)" aria-label="([^"]+)"', page)
    picked = [value for value, label in offered if any(name in unescape(label) for name in names)]
    return visitor.post(f"{BASE}drafts/taking", data={"line": picked})


def undo(visitor: Visitor) -> str:
    page = visitor.get(f"{BASE}drafts").text
    address = re.search(r'action="([^"]*/undoing)"', page)
    assert address is not None
    return visitor.post(address[1], follow_redirects=True).text


def closed(made: Festival, name: str) -> list[tuple[str, str]]:
    session = made.session()
    session.expire_all()
    rows = closures_of(session, made.edition, Closure.name == name)
    local = made.edition.local
    return [
        (f"{local(each.starts):%d/%m %H:%M}", f"{local(each.until):%d/%m %H:%M}")
        for each in holdings(session, made.edition, main_plan(session, made.edition), rows)
    ]


def test_a_parade_closes_the_shortest_way_between_its_stops(app: Flask, roads: Festival) -> None:
    why = (
        "Diễu hành PARADE walks from Ngọ Môn to Thương Bạc; each segment is closed from 30 min before the procession "
        "comes to 15 min after it has passed."
    )
    assert lines(app, roads) == {(ALONG, "PARADE"): ("new", "A-1 A-2", why)}


def test_each_cause_means_its_shows_and_finds_its_segments(app: Flask, roads: Festival) -> None:
    roads.session.delete(roads["along parades"])
    standard(roads, "Lễ", "ceremony", ("A-1",), genre="Court", before=60, after=30)
    standard(roads, "Đông", "crowd", least=200, venue=roads["park"], before=90, steps=2)
    standard(roads, "Pháo hoa", "fireworks", ("B-1",), since=roads.edition.days[2])
    build = {"nights": 2, "night_from": time(22), "night_until": time(5), "measure": "works"}
    standard(roads, "Dựng", "build", ("C-1",), venue=roads["citadel"], least=1500, **build)
    shows = [roads["OPEN"], roads["X2"]]
    roads.add("permit", Permit(name="Pháo hoa", kind="fireworks", authority="Bộ", lead=15, performances=shows))
    roads.session.commit()
    found = lines(app, roads)
    assert {key: line[:2] for key, line in found.items()} == {
        ("Lễ", "N1"): ("new", "A-1"),
        ("Lễ", "N2"): ("new", "A-1"),
        ("Lễ", "OPEN"): ("new", "A-1"),
        ("Đông", "T1"): ("new", "A-1 A-2 B-1 C-1"),
        ("Đông", "X1"): ("new", "A-1 A-2 B-1 C-1"),
        ("Pháo hoa", "X2"): ("new", "B-1"),
        ("Dựng", "OPEN"): ("new", "C-1"),
    }
    assert found["Đông", "X1"][2] == (
        "200 people are expected at Xiếc X1, Công viên Thương Bạc, and roads are closed from 200 people on: from "
        "1 h 30 before it to 0 min after it."
    )
    assert found["Dựng", "OPEN"][2] == (
        "The stage for Nhã nhạc OPEN, Imperial City, is built on the 2 nights before it, from 22:00 to 05:00."
    )


def test_what_is_missing_is_told(lead: Visitor, roads: Festival) -> None:
    roads["park"].latitude = roads["park"].longitude = None
    roads.session.delete(roads["park gate"])
    standard(roads, "Đông", "crowd", least=1500)
    page = unescape(lead.get(f"{BASE}drafts").text)
    assert "For 2 shows nothing can be drafted yet" in page
    assert "The network does not know where Thương Bạc lies" in page
    assert "Imperial City has no gate by which people come, only emergency ways in or none" in page


def test_what_is_taken_over_names_its_standard_and_moves_with_its_show(lead: Visitor, roads: Festival) -> None:
    roads["along parades"].crew, roads["along parades"].barriers = 2, 3
    roads.session.commit()
    assert take(lead).status_code == 303
    name = f"{ALONG}: Diễu hành PARADE"
    assert closed(roads, name) == [("06/06 22:15", "06/06 23:50")]
    placed = roads["plan"].placements
    next(row for row in placed if row.performance_id == roads["PARADE"].id).starts += timedelta(hours=1)
    roads.session.commit()
    assert closed(roads, name) == [("06/06 23:15", "07/06 00:50")]
    row = roads.session.query(Closure).filter_by(name=name).one()
    # Three junctions of the way: its two ends, where nothing else or another street begins, and the corner.
    assert (row.standard.name, row.crew, row.barriers, row.measure) == (ALONG, 6, 9, "rolling")
    assert "Drafted by the standard" in lead.get(f"{BASE}closure/{row.id}").text
    assert "Nothing was left to take over" in lead.get(take(lead).headers["Location"]).text


def test_nights_of_a_build_go_by_the_clock_and_move_by_days(lead: Visitor, roads: Festival) -> None:
    build = {"nights": 2, "night_from": time(22), "night_until": time(5), "measure": "works"}
    standard(roads, "Dựng", "build", ("C-1",), least=1500, **build)
    take(lead, "OPEN")
    nights = [("03/06 22:00", "04/06 05:00"), ("04/06 22:00", "05/06 05:00")]
    assert closed(roads, "Dựng: Nhã nhạc OPEN") == nights
    slot = next(row for row in roads["plan"].placements if row.performance_id == roads["OPEN"].id)
    slot.starts -= timedelta(hours=3)
    roads.session.commit()
    assert closed(roads, "Dựng: Nhã nhạc OPEN") == nights
    slot.starts += timedelta(days=1)
    roads.session.commit()
    assert closed(roads, "Dựng: Nhã nhạc OPEN")[0] == ("04/06 22:00", "05/06 05:00")


def test_a_standard_that_changes_asks_otherwise_and_is_taken_over_again(
    app: Flask, lead: Visitor, roads: Festival
) -> None:
    take(lead)
    roads["along parades"].before = 60
    roads.session.commit()
    state, _way, _why, *becomes = lines(app, roads)[ALONG, "PARADE"]
    assert (state, becomes) == ("otherwise", ["Before the show: 1 h instead of 30 min."])
    assert take(lead).status_code == 303
    assert lines(app, roads)[ALONG, "PARADE"][0] == "stands"
    assert closed(roads, f"{ALONG}: Diễu hành PARADE") == [("06/06 21:45", "06/06 23:50")]
    assert "The closures are as they were before." in undo(lead)
    assert lines(app, roads)[ALONG, "PARADE"][0] == "otherwise"
    assert closed(roads, f"{ALONG}: Diễu hành PARADE") == [("06/06 22:15", "06/06 23:50")]


def test_what_is_by_hand_stays(app: Flask, lead: Visitor, roads: Festival) -> None:
    take(lead)
    row = roads.session.query(Closure).filter_by(name=f"{ALONG}: Diễu hành PARADE").one()
    assert send(lead, f"{BASE}closure/{row.id}/edit", before="45", detour="Qua cầu").status_code == 303
    found = lines(app, roads)[ALONG, "PARADE"]
    kept = "It was written by hand and stays. By the standard it would be otherwise:"
    assert (found[0], *found[3:]) == ("by hand", kept, "Before the show: 30 min instead of 45 min.")
    assert "Nothing was left to take over" in lead.get(take(lead, "PARADE").headers["Location"]).text
    # Its way round is people's in any case.
    assert send(lead, f"{BASE}closure/{row.id}/edit", before="30").status_code == 303
    assert lines(app, roads)[ALONG, "PARADE"][0] == "stands"
    row.states.append(ClosureState(state="withdrawn", reason="Không cần"))
    roads.session.commit()
    assert lines(app, roads)[ALONG, "PARADE"][0] == "by hand"


def test_what_somebody_wrote_for_the_show_before_is_not_drafted_again(app: Flask, network: Festival) -> None:
    network.place("PARADE", "ngo-mon", 2, "20:00")
    network["along parades"].vehicles = ["car"]
    network.session.commit()
    found = lines(app, network)[ALONG, "PARADE"]
    assert found[0] == "by hand"
    assert found[4] == "Before the show: 30 min instead of 0 min."


def test_what_nothing_asks_for_is_withdrawn_and_comes_back(app: Flask, lead: Visitor, roads: Festival) -> None:
    take(lead)
    name = f"{ALONG}: Diễu hành PARADE"
    roads["PARADE"].cancellation = Cancellation(reason="Bão")
    roads.session.commit()
    ended = ("ended", "", "Diễu hành PARADE is cancelled.", "It would be withdrawn.")
    assert lines(app, roads) == {(name, "PARADE"): ended}
    take(lead)
    assert lines(app, roads) == {}
    roads["PARADE"].cancellation = None
    roads.session.commit()
    assert lines(app, roads)[ALONG, "PARADE"][0] == "otherwise"
    assert closed(roads, name) == []
    take(lead)
    assert closed(roads, name) == [("06/06 22:15", "06/06 23:50")]
    undo(lead)
    assert closed(roads, name) == []


def test_a_stale_page_takes_nothing_over_and_a_touched_closure_is_not_taken_back(
    lead: Visitor, roads: Festival
) -> None:
    page = lead.get(f"{BASE}drafts").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    roads["along parades"].after = 90
    roads.session.commit()
    answer = lead.post(f"{BASE}drafts/taking", data={"seen": seen[1]})
    assert (answer.status_code, "Nothing was taken over" in answer.text) == (409, True)
    take(lead)
    row = roads.session.query(Closure).filter_by(name=f"{ALONG}: Diễu hành PARADE").one()
    send(lead, f"{BASE}closure/{row.id}/edit", note="Hỏi phường")
    assert "somebody has changed these closures since" in undo(lead)
    assert roads.session.query(Closure).filter_by(name=row.name).count() == 1


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"cause": "ceremony"}, "Say by which genre ceremonies are known."),
        ({"cause": "crowd"}, "Say from how many people on a crowd is large."),
        ({"cause": "crowd", "least": "100", "measure": "rolling"}, "Only a parade passes; choose another measure."),
        ({"cause": "build"}, "Say on how many nights the stage is built."),
        ({"cause": "build", "nights": "1", "before": "5"}, "At night it holds by the clock; write 0 here."),
        ({"measure": "trucks"}, "Name the kinds of vehicles that may not drive."),
        ({"chain": "A-1\nC-1"}, "“C-1 · Lê Lợi (Nút south – Nút park side)” touches none of the segments before it."),
    ],
)
def test_a_standard_that_could_draft_nothing_is_refused(
    lead: Visitor, roads: Festival, facts: dict[str, str], fault: str
) -> None:
    answer = send(lead, f"{BASE}closure-standard/new", name="Mới", reason="Thông báo", **facts)
    assert (answer.status_code, fault in unescape(answer.text)) == (422, True)
    assert roads.session.query(ClosureStandard).count() == 1


def test_a_standard_is_written_down_and_asks_at_once(app: Flask, lead: Visitor, roads: Festival) -> None:
    facts = {"cause": "build", "nights": "2", "night_from": "22:00", "night_until": "05:00", "least": "1500"}
    answer = send(lead, f"{BASE}closure-standard/new", name="Dựng", reason="Thông báo", chain="C-1", **facts)
    assert answer.status_code == 303
    assert lines(app, roads)["Dựng", "OPEN"][:2] == ("new", "C-1")


def test_to_whom_roads_are_closed_drafts_do_not_exist(sign_in: SignIn, roads: Festival) -> None:
    planner = sign_in(Role.PLANNER, edition=roads.edition)
    page = planner.get(f"{BASE}drafts")
    assert (page.status_code, "Take over" in page.text) == (200, False)
    assert planner.post(f"{BASE}drafts/taking", data={"seen": "x"}).status_code == 403
    coordinator = sign_in(Role.TROUPE_COORDINATOR, edition=roads.edition, troupe=roads["circus"])
    assert coordinator.get(f"{BASE}drafts").status_code == 404

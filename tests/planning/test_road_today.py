"""The traffic lead in the street: what is closed now and next, and a word that is said with a tap and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.traffic.models import ClosureState
from festival_ops.web.models import HistoryEntry
from tests.support.desks import plain
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

BASE = "/festival/song-huong/traffic/"
SetClock = Callable[[int, str], datetime]


@pytest.fixture
def lead(sign_in: SignIn, network: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=network.edition)


@pytest.fixture
def at(network: Festival, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Puts the office's clock on a time of a festival day."""

    def put_on(day: int, clock: str) -> datetime:
        moment = network.at(day, clock)
        for room in ("views.road_today", "views.roster", "road_forms", "actions.closures"):
            monkeypatch.setattr(f"festival_ops.planning.{room}.now", lambda: moment)
        return moment

    return put_on


def say(visitor: Visitor, network: Festival, name: str, state: str, **more: str) -> TestResponse:
    return visitor.post(f"{BASE}today/closure/{network[name].id}/state", data={"state": state, **more})


def states(network: Festival, name: str) -> list[tuple[str, str, str]]:
    network.session.expire_all()
    return [(row.state, f"{network.edition.local(row.at):%H:%M}", row.reason) for row in network[name].states]


def test_what_is_closed_now_stands_first_and_what_comes_next(lead: Visitor, network: Festival, at: SetClock) -> None:
    network["bridge night"].crew = 12
    at(1, "20:30")
    page = plain(lead.get(f"{BASE}today"))
    assert "Friday 05/06/2026, 20:30" in page
    order = [page.index(words) for words in ("Closed now 3", "12 people", "In the next hours")]
    assert order == sorted(order)
    told = (
        "22:00 opens Lê Lợi C-1 · Evenings",
        "23:00 opens Cầu Phú Xuân B-1 · Bridge night",
        "23:30 opens Lê Duẩn A-1",
    )
    assert " ".join(told) in page
    at(1, "19:30")
    page = plain(lead.get(f"{BASE}today"))
    assert "20:00 closes Cầu Phú Xuân B-1" in page
    assert "Closed now 2" in page
    assert "Later today 1" in page


def test_a_procession_closes_and_opens_street_by_street(lead: Visitor, network: Festival, at: SetClock) -> None:
    network.place("PARADE", "ngo-mon", 2, "20:00")
    at(2, "19:50")
    page = plain(lead.get(f"{BASE}today"))
    told = (
        "20:00 closes Lê Duẩn A-1",
        "20:14 closes Lê Duẩn A-2",
        "20:35 opens Lê Duẩn A-1",
        "20:50 opens Lê Duẩn A-2",
    )
    assert [page.index(words) for words in told] == sorted(page.index(words) for words in told)


def test_a_word_is_said_with_a_tap_and_taken_back(lead: Visitor, network: Festival, at: SetClock) -> None:
    at(1, "20:30")
    assert [say(lead, network, "bridge night", "announced").status_code for _tap in range(2)] == [303, 303]
    at(1, "22:40")
    say(lead, network, "bridge night", "lifted")
    page = plain(lead.get(f"{BASE}today"))
    assert "Over 2" in page
    assert "Take back: lifted" in page
    for _tap in range(2):
        say(lead, network, "bridge night", "announced", reason="Nhầm")
    assert states(network, "bridge night") == [
        ("announced", "20:30", "Said from the street"),
        ("lifted", "22:40", "Said from the street"),
        ("announced", "22:40", "Nhầm"),
    ]
    page = lead.get(f"{BASE}today").text
    assert "Take back: announced: Bridge night" in page
    # Taking back once more leads to what was before that, not back to what was taken back.
    assert (
        page.partition("Take back: announced: Bridge night")[0].rpartition('name="state" value="')[2][:7] == "planned"
    )
    say(lead, network, "bridge night", "planned")
    assert "Take back" not in lead.get(f"{BASE}today").text


def test_an_hour_may_be_said_after_it_was(lead: Visitor, network: Festival, at: SetClock) -> None:
    at(1, "22:40")
    say(lead, network, "bridge night", "lifted", clock="22:15", reason="Hết khán giả")
    assert states(network, "bridge night") == [("lifted", "22:15", "Hết khán giả")]
    assert "20:00 – 22:15" in plain(lead.get(f"{BASE}today"))
    # Past midnight the festival day goes on.
    at(1, "00:20")
    say(lead, network, "around the opening", "lifted", clock="23:10")
    assert states(network, "around the opening")[0][:2] == ("lifted", "23:10")
    for wrong in ({"clock": "03:00"}, {"clock": "abc"}, {"state": "gone"}):
        facts = {"state": "lifted"} | wrong
        say(lead, network, "evenings", facts.pop("state"), **facts)
    assert states(network, "evenings") == []


def test_a_series_is_not_ended_with_one_tap(lead: Visitor, network: Festival, at: SetClock) -> None:
    at(1, "21:00")
    page = lead.get(f"{BASE}today").text
    assert "Reopened now: Evenings" not in page
    assert "Reopened now: Bridge night" in page
    assert "reopened, it ends for good on all of them" in page
    at(3, "21:00")
    assert "Reopened now: Evenings" in lead.get(f"{BASE}today").text


def test_other_days_are_read_only_and_readers_say_nothing(
    lead: Visitor, sign_in: SignIn, network: Festival, at: SetClock
) -> None:
    page = plain(lead.get(f"{BASE}today?day=2026-06-05&hour=20:30"))
    assert "This is not the present moment" in page
    assert "Closed now 3" in page
    assert "Reopened now" not in page
    at(1, "20:30")
    viewer = sign_in(Role.VIEWER, edition=network.edition)
    assert "Reopened now" not in viewer.get(f"{BASE}today").text
    assert say(viewer, network, "bridge night", "lifted").status_code == 403
    troupe = sign_in(Role.TROUPE_COORDINATOR, edition=network.edition, troupe=network["circus"])
    assert [troupe.get(f"{BASE}{page}").status_code for page in ("today", "plan", "notices")] == [404] * 3
    assert network["bridge night"].states == []


def test_the_plan_of_the_day_says_how_it_stands_to_the_public(lead: Visitor, network: Festival) -> None:
    network["bridge night"].crew, network["bridge night"].detour = 12, "Qua cầu khác"
    network["bridge night"].states.append(ClosureState(state="agreed", reason="Công an"))
    network.session.commit()
    answer = lead.get(f"{BASE}plan?day=2026-06-05")
    page = plain(answer)
    assert "Draft: not announced yet" in page
    row = "3 Cầu Phú Xuân (from Nút corner to Nút south) 05/06/2026 20:00 – 23:00 All vehicles banned: cars"
    assert f"{row} priority vehicles Qua cầu khác (not approved) 12 – – Agreed" in page
    looks = {
        look: answer.text.partition("<figcaption>")[0].count(f'class="plan-{look}"')
        for look in ("closed", "open", "spot")
    }
    assert looks == {"closed": 3, "open": 1, "spot": 3}


def test_who_answers_at_the_barrier_is_called_by_those_who_may_know(
    lead: Visitor, network: Festival, at: SetClock, sign_in: SignIn
) -> None:
    form = f"{BASE}closure/{network['bridge night'].id}/edit"
    assert send(lead, form, duty="Chốt 4, cầu Phú Xuân", phone="0905 000 004").status_code == 303
    at(1, "20:30")
    called = 'href="tel:0905000004" aria-label="Call Chốt 4, cầu Phú Xuân"'
    records = [f"{BASE}today", f"{BASE}closure/{network['bridge night'].id}"]
    for role in (Role.TRAFFIC_LEAD, Role.PLANNER):
        assert called in sign_in(role, edition=network.edition).get(records[0]).text
    viewer = sign_in(Role.VIEWER, edition=network.edition)
    for address in (*records, "/festival/song-huong/traffic/spreadsheets/rows/closures.csv"):
        told = viewer.get(address).text
        assert "Bridge night" in told or viewer.get(address).status_code == 404
        assert "0905" not in told
        assert "Chốt 4" not in told
    facts = network.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "closure")).all()
    assert facts
    assert "0905" not in str([(entry.before, entry.after) for entry in facts])

"""Notices of roads: what they say in both languages, that they stay as they were, what changed, and who may know."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Plan, RoadNotice
from festival_ops.programme.models import Cancellation
from festival_ops.traffic.models import Closure, ClosureState
from festival_ops.web.models import HistoryEntry
from tests.support.desks import plain
from tests.support.papers import answers_in
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

BASE = "/festival/song-huong/traffic/"
PUBLIC = "/public/song-huong/roads"
DAYS = ("2026-06-05", "2026-06-06", "2026-06-07")


@pytest.fixture
def lead(sign_in: SignIn, network: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=network.edition)


def issue(lead: Visitor, *days: str, **changes: Any) -> TestResponse:
    """Reads the draft for these days and issues it."""
    answers = answers_in(lead.get(f"{BASE}notices", query_string={"day": days}))
    return lead.post(f"{BASE}notices", data={name: values[0] for name, values in answers.items()} | changes)


def text(visitor: Visitor, number: int, language: str = "en") -> list[str]:
    """The notice without its head, its foot and its recipients."""
    whole = visitor.get(f"{PUBLIC}/notice-{number}-{language}.txt").text
    return whole.rpartition("\n\n")[0].split("\n")[7:-5]


ENGLISH = """The organising committee of Perfume River Festival announces:

Friday, 05/06/2026
1. Lê Lợi (from Nút south to Nút park side): all vehicles banned (cars), from 18:00 to 22:00 on 05/06/2026. \
May pass all the same: priority vehicles.
2. Lê Duẩn (from Nút west to Nút corner): all vehicles banned (cars), from 19:00 to 23:30 on 05/06/2026. \
May pass all the same: priority vehicles. Way round: By the bridge.
3. Cầu Phú Xuân (from Nút corner to Nút south): all vehicles banned (cars), from 20:00 to 23:00 on 05/06/2026. \
May pass all the same: priority vehicles.
"""
VIETNAMESE = """Ban Tổ chức Festival sông Hương thông báo:

Thứ Sáu, ngày 05/06/2026
1. Lê Lợi (từ Nút south đến Nút park side): cấm tất cả phương tiện (ô tô con), từ 18 giờ 00 đến 22 giờ 00 ngày \
05/06/2026. Được phép đi qua: xe ưu tiên.
2. Lê Duẩn (từ Nút west đến Nút corner): cấm tất cả phương tiện (ô tô con), từ 19 giờ 00 đến 23 giờ 30 ngày \
05/06/2026. Được phép đi qua: xe ưu tiên. Hướng đi thay: Qua cầu.
3. Cầu Phú Xuân (từ Nút corner đến Nút south): cấm tất cả phương tiện (ô tô con), từ 20 giờ 00 đến 23 giờ 00 ngày \
05/06/2026. Được phép đi qua: xe ưu tiên.
"""


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("vi", VIETNAMESE)])
def test_a_notice_says_the_same_in_both_languages(
    lead: Visitor, client: Visitor, network: Festival, language: str, words: str
) -> None:
    opening = network["around the opening"]
    opening.detour, opening.detour_en, opening.note, opening.crew = "Qua cầu.", "By the bridge.", "Đoàn xe số 1", 2417
    network.session.commit()
    assert issue(lead, DAYS[0]).location == f"{PUBLIC}?notice=1"
    assert "\n".join(text(client, 1, language)).strip() == words.strip()
    page = client.get(f"{PUBLIC}?language={language}")
    assert [
        secret for secret in ("Đoàn xe số 1", "2417", "Around the opening", "Kế hoạch") if secret in page.text
    ] == []


def test_what_was_told_stays_whatever_moves_or_is_renamed(lead: Visitor, network: Festival) -> None:
    placed = network.place("PARADE", "ngo-mon", 2, "20:00")
    issue(lead, *DAYS)
    before = {language: text(lead, 1, language) for language in ("en", "vi")}
    feed = lead.get(f"{PUBLIC}.geojson").get_json()
    placed.starts += timedelta(hours=1)
    network["Lê Duẩn"].name = "Đường khác"
    network["corner"].name = "Nút khác"
    network["procession"].detour = "Đi lối khác"
    network["evenings"].states.append(ClosureState(state="withdrawn", reason="Không cần"))
    network.session.commit()
    assert {language: text(lead, 1, language) for language in ("en", "vi")} == before
    assert lead.get(f"{PUBLIC}.geojson").get_json() == feed
    with pytest.raises(DBAPIError, match="road_notice"):
        network.session.execute(update(RoadNotice).values(signer="Ai đó"))
    network.session.rollback()


@pytest.mark.databases("sqlite")
def test_a_notice_is_issued_once_and_says_who(lead: Visitor, network: Festival) -> None:
    answers = {
        name: values[0] for name, values in answers_in(lead.get(f"{BASE}notices", query_string={"day": DAYS})).items()
    }
    sent = [lead.post(f"{BASE}notices", data=answers) for _click in range(2)]
    assert [answer.location for answer in sent] == [f"{PUBLIC}?notice=1"] * 2
    made = network.session.scalars(select(RoadNotice)).one()
    entry = network.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "road_notice")).one()
    assert (made.number, made.days, entry.act, entry.after["closures"]) == (1, list(DAYS), "released", 4)
    # A draft that somebody read before is no longer the next notice.
    stale = lead.post(f"{BASE}notices", data=answers | {"key": "another"})
    assert (stale.status_code, "have changed since you read the draft" in stale.text) == (409, True)
    again = issue(lead, *DAYS, key="third")
    assert (again.status_code, "days" in answers_in(lead.get(f"{BASE}notices"))) == (400, False)
    states = {row.name: row.state for row in network.session.scalars(select(Closure))}
    assert states == {
        "Bridge night": "announced",
        "Evenings": "announced",
        "Until done": "announced",
        "Around the opening": "announced",
        "Procession": "planned",
    }


@pytest.mark.databases("sqlite")
def test_what_changed_is_told_with_what_was_said_before(lead: Visitor, network: Festival) -> None:
    placed = network.place("PARADE", "ngo-mon", 2, "20:00")
    issue(lead, *DAYS)
    assert "The public knows of every closure as it stands." in plain(lead.get(f"{BASE}notices"))
    placed.starts += timedelta(hours=1)
    network["bridge night"].exemptions = ["priority", "residents"]
    network["around the opening"].performance.cancellation = Cancellation(reason="Bão")
    lifted = ClosureState(state="lifted", reason="Hết chương trình", at=network.at(3, "22:40"))
    network["until done"].states.append(lifted)
    network.session.commit()
    moved = (
        "The hours of Lê Duẩn (from Nút west to Nút park side) are now from 21:00 to 21:50 on 06/06/2026; "
        "formerly from 20:00 to 20:50 on 06/06/2026."
    )
    assert moved in plain(lead.get(f"{BASE}?day=2026-06-06"))
    assert issue(lead, *DAYS).status_code == 303
    told = text(lead, 2)
    assert told[:6] == [
        "The organising committee of Perfume River Festival announces the following, in place of what road notice No. "
        "1 says of the same days:",
        "",
        "What changes",
        "Lê Duẩn (from Nút west to Nút corner): no longer closed; formerly announced from 19:00 to 23:30 on "
        "05/06/2026.",
        "Cầu Phú Xuân (from Nút corner to Nút south): all vehicles banned (cars), from 20:00 to 23:00 on 05/06/2026. "
        "May pass all the same: priority vehicles, residents. Formerly: Cầu Phú Xuân (from Nút corner to Nút south): "
        "all vehicles banned (cars), from 20:00 to 23:00 on 05/06/2026. May pass all the same: priority vehicles.",
        moved,
    ]
    assert told[6] == (
        "Lê Lợi (from Nút south to Nút park side): reopened at 22:40 on 07/06/2026; formerly announced from 21:00 on "
        "07/06/2026 until it is finished."
    )
    page = plain(lead.get(PUBLIC))
    assert "Lê Duẩn (from Nút west to Nút corner) Not closed" in page
    assert "Lê Lợi (from Nút south to Nút park side) Reopened" in page


@pytest.mark.databases("sqlite")
def test_a_later_notice_speaks_of_its_days_only(lead: Visitor, network: Festival) -> None:
    issue(lead, DAYS[0])
    page = plain(lead.get(f"{BASE}"))
    assert "Closures of these days are not announced: 06/06/2026, 07/06/2026." in page
    issue(lead, *DAYS[1:])
    sections = [line for line in text(lead, 2) if line.endswith("/06/2026") and ". " not in line]
    assert sections == ["Saturday, 06/06/2026", "Sunday, 07/06/2026"]
    found = plain(lead.get(PUBLIC))
    assert [found.count(f"0{day}/06/2026 Road notice No. {number}") for day, number in ((5, 1), (6, 2), (7, 2))] == [
        1,
        1,
        1,
    ]


@pytest.mark.databases("sqlite")
def test_only_traffic_issues_and_scenarios_announce_nothing(
    lead: Visitor, sign_in: SignIn, network: Festival, client: Visitor
) -> None:
    network.place("PARADE", "ngo-mon", 2, "20:00")
    scenario = network.add("rain", Plan(name="Mưa", base=[]))
    network.session.commit()
    for role, status in ((Role.ADMIN, 403), (Role.PLANNER, 403), (Role.TROUPE_COORDINATOR, 404)):
        assert issue(sign_in(role, edition=network.edition), DAYS[0]).status_code == status
    planner = sign_in(Role.PLANNER, edition=network.edition)
    led = planner.get(f"/festival/song-huong~{scenario.id}/traffic/notices")
    assert led.location.startswith("/festival/song-huong/traffic/notices")
    for address in (PUBLIC, f"{PUBLIC}.geojson", f"{PUBLIC}/notice-1-en.txt"):
        assert client.get(address).status_code == 404
    assert "No closed road is announced yet." in plain(planner.get(PUBLIC))
    issue(lead, DAYS[0])
    statuses = [client.get(each).status_code for each in (f"{PUBLIC}?notice=2", f"{PUBLIC}/notice-1-fr.txt")]
    assert statuses == [404, 404]


@pytest.mark.databases("sqlite")
def test_days_that_are_no_longer_of_the_festival_are_taken_back(lead: Visitor, network: Festival) -> None:
    issue(lead, DAYS[0])
    network.edition.first_day, network.edition.last_day = (day + timedelta(days=7) for day in network.edition.days[::2])
    network["bridge night"].starts += timedelta(days=7)
    network["bridge night"].ends += timedelta(days=7)
    network.session.commit()
    lost = (
        "Cầu Phú Xuân (from Nút corner to Nút south): no longer closed; formerly announced from 20:00 to 23:00 on "
        "05/06/2026."
    )
    page = plain(lead.get(f"{BASE}notices"))
    assert lost in page
    assert issue(lead, DAYS[0], "2026-06-12").status_code == 303
    assert [lost in text(lead, 2), "The public knows of every closure" in plain(lead.get(f"{BASE}notices"))] == [
        True,
        True,
    ]


@pytest.mark.databases("sqlite")
def test_recipients_stand_at_the_end_and_are_offered_again(lead: Visitor) -> None:
    assert "- The traffic police of the city\n" in text_of(lead, issued=issue(lead, DAYS[0]))
    again = issue(lead, DAYS[1], recipients="UBND thành phố;\nCông an thành phố;", recipients_en="", key="second")
    assert text_of(lead, issued=again).endswith("Recipients:\n- UBND thành phố\n- Công an thành phố\n")
    offered = answers_in(lead.get(f"{BASE}notices", query_string={"day": DAYS[2]}))
    assert offered["recipients"] == ["UBND thành phố\nCông an thành phố"]


def text_of(lead: Visitor, *, issued: TestResponse) -> str:
    return lead.get(f"{PUBLIC}/notice-{issued.location.rpartition('=')[2]}-en.txt").text


@pytest.mark.databases("sqlite")
def test_the_public_page_draws_what_is_told_and_names_streets_and_places_in_english(
    lead: Visitor, network: Festival
) -> None:
    network["Lê Lợi"].name_en = "Le Loi Street"
    network["bridge night"].chain = []
    network["bridge night"].place, network["bridge night"].place_en = "Cầu phao", "Floating bridge"
    network.session.commit()
    issue(lead, DAYS[0])
    page = lead.get(PUBLIC).text
    picture = page.partition("<svg viewBox")[2].partition("</svg>")[0]
    # Two of three closures are drawn; the streets that stay open are no matter of a notice.
    assert (picture.count('class="plan-closed"'), picture.count('class="plan-spot"')) == (2, 2)
    assert re.findall(r'class="plan-name"[^>]*>([^<]*)<', picture) == ["Le Loi Street", "Lê Duẩn"]
    assert "Floating bridge" in plain(lead.get(PUBLIC))

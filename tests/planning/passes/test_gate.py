"""At the gate: yes or no in both ways, and who is told whose pass it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from urllib.parse import quote

import pytest
import time_machine
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from festival_ops.accounts.models import Role
from festival_ops.planning.passes.gate import check
from festival_ops.planning.passes.openings import Desk
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Pass, PassCheck, PassKind
from tests.support.desks import plain
from tests.support.guests import with_guests
from tests.support.passes import with_passes
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")
ROOT = "/festival/song-huong/passes/gate/"

Ask = Callable[..., str]


@pytest.fixture
def gate(festival: Festival) -> Festival:
    """The ambassador's ceremony is at 19:00–21:00 at the citadel; the badge is out."""
    made = with_passes(with_guests(festival))
    made["inn"].venue = made["citadel"]
    made.add("vip badge", Pass(number=7, letters="HKLM", kind=made["vip"], guest=made["head"], state="handed"))
    made.session.commit()
    return made


@pytest.fixture
def ask(gate: Festival) -> Ask:
    def asked(number: str, zone: str | None, at: datetime) -> str:
        gate.session.expire_all()
        desk = Desk(gate.session(), gate.edition, None)
        return check(desk, number, gate[zone] if zone else None, at).because

    return asked


def test_a_pass_opens_its_zones_in_its_hours_alone(gate: Festival, ask: Ask) -> None:
    first, last = gate.at(1, "17:00"), gate.at(1, "22:00")
    minute = timedelta(minutes=1)
    assert [ask("0007-HKLM", "stand", at) for at in (first - minute, first, last - minute, last)] == [
        "early",
        "opens",
        "opens",
        "late",
    ]
    assert ask("0007-HKLM", "stage", gate.at(1, "19:00")) == "elsewhere"
    assert ask("0007-HKLM", None, gate.at(1, "19:00")) == "opens"


@pytest.mark.parametrize("typed", ["0007-HKLM", " 7 hklm ", "7hklm", "007-HKLM"])
def test_a_number_is_found_however_it_is_typed(typed: str, gate: Festival, ask: Ask) -> None:
    assert ask(typed, "stand", gate.at(1, "19:00")) == "opens"


@pytest.mark.parametrize("typed", ["0007-HKLN", "0007", "0008-HKLM", "HKLM-0007", "7' OR 1=1", "عبد’"])
def test_of_other_numbers_nothing_is_known(typed: str, gate: Festival, ask: Ask) -> None:
    assert ask(typed, "stand", gate.at(1, "19:00")) == "unknown"


def test_a_number_of_another_edition_is_unknown(gate: Festival, ask: Ask) -> None:
    other = Edition(slug="other", name="Khác", first_day=date(2026, 6, 5), last_day=date(2026, 6, 6))
    gate.session.add(other)
    gate.session.flush()
    kind = PassKind(edition_id=other.id, code="X", name="X", bearer="other", zones=[])
    gate.session.add(Pass(edition_id=other.id, number=55, letters="HKLM", kind=kind, holder="Ai đó", state="handed"))
    gate.session.commit()
    assert ask("0055-HKLM", None, gate.at(1, "19:00")) == "unknown"


@pytest.mark.parametrize("state", ["made", "returned", "lost", "void"])
def test_what_is_not_out_opens_nothing(state: str, gate: Festival, ask: Ask) -> None:
    gate["vip badge"].state = state
    gate.session.commit()
    assert ask("0007-HKLM", "stand", gate.at(1, "19:00")) == state


def test_a_pass_by_hand_holds_in_its_own_hours(gate: Festival, ask: Ask) -> None:
    gate["paper"].state = "handed"
    gate.session.commit()
    assert ask("0900-ACDE", "stage", gate.at(3, "23:00")) == "opens"
    gate["paper"].starts, gate["paper"].ends = gate.at(2, "09:00"), gate.at(2, "12:00")
    gate.session.commit()
    assert [ask("0900-ACDE", "stage", gate.at(2, clock)) for clock in ("08:59", "09:00", "12:00")] == [
        "early",
        "opens",
        "late",
    ]


def test_names_and_hours_are_told_to_those_who_may_know_them(gate: Festival, sign_in: SignIn) -> None:
    """The festival is still to come: the answer is no, and from when."""
    lead = sign_in(Role.SECURITY_LEAD, edition=gate.edition).get(f"{ROOT}0007-HKLM").text
    helper = sign_in(Role.VIEWER, edition=gate.edition).get(f"{ROOT}0007-HKLM").text
    known = ("Op Test", "VIP pass")
    assert [word in lead for word in known] == [True, True]
    assert [word in helper for word in (*known, "Ộp", "G01", "05/06/2026")] == [False] * 5
    assert [page.count("circle-x") for page in (lead, helper)] == [1, 1]


def test_whoever_stands_at_a_zone_asks_for_that_zone(gate: Festival, sign_in: SignIn) -> None:
    helper = sign_in(Role.VIEWER, edition=gate.edition)
    answer = helper.post(f"{ROOT}zone", data={"zone": gate["stage"].id, "number": "0007-HKLM"})
    assert answer.status_code == 303
    page = helper.get(f"{ROOT}0007-HKLM").text
    assert "This pass does not open this zone. It is for: C (Stand), P (Yard)." in page
    assert helper.post(f"{ROOT}zone", data={"zone": "999999"}).status_code == 404
    vietnamese = sign_in(Role.VIEWER, edition=gate.edition, language="vi").get(f"{ROOT}0001-XXXX").text
    assert "Không có thẻ nào mang số này." in vietnamese


@pytest.mark.parametrize("role", [Role.TROUPE_COORDINATOR, None], ids=str)
def test_others_find_no_gate(role: Role | None, gate: Festival, sign_in: SignIn) -> None:
    reader = sign_in(role, edition=gate.edition, troupe=gate["ashi"]) if role else sign_in()
    assert reader.get(f"{ROOT}0007-HKLM").status_code == 404


def checked(gate: Festival) -> list[tuple[str, str, str, bool, str]]:
    gate.session.expire_all()
    rows = gate.session.scalars(select(PassCheck).order_by(PassCheck.id))
    return [(row.user_name, row.serial, row.zone, row.opens, row.because) for row in rows]


def stand_at(visitor: Visitor, gate: Festival, zone: str) -> None:
    assert visitor.post(f"{ROOT}zone", data={"zone": gate[zone].id}).status_code == 303


@pytest.mark.databases("sqlite", "postgresql")
def test_each_check_is_written_down_once_and_without_a_name(gate: Festival, sign_in: SignIn) -> None:
    with time_machine.travel(gate.at(1, "19:00"), tick=False):
        helper = sign_in(Role.VIEWER, edition=gate.edition)
        for typed in (" 7 hklm ", "0007-HKLM", "0007-HKLN", "Ộp Thị Thử Nghiệm", "0900-ACDE"):
            assert helper.get(f"{ROOT}{quote(typed)}").status_code == 200
        stand_at(helper, gate, "stage")
        helper.get(f"{ROOT}0007-HKLM")
    assert checked(gate) == [
        ("viewer", "0007-HKLM", "", True, "opens"),
        ("viewer", "0007-HKLN", "", False, "unknown"),
        ("viewer", "", "", False, "unknown"),
        ("viewer", "0900-ACDE", "", False, "made"),
        ("viewer", "0007-HKLM", "A", False, "elsewhere"),
    ]


def test_a_pass_that_comes_again_is_told(gate: Festival, sign_in: SignIn) -> None:
    gate["vip badge"].heads = 3
    gate.session.commit()
    with time_machine.travel(gate.at(1, "19:00"), tick=False) as clock:
        first, second = (sign_in(Role.VIEWER, edition=gate.edition) for _helper in range(2))
        stand_at(first, gate, "stand")
        stand_at(second, gate, "yard")
        assert "already" not in first.get(f"{ROOT}0007-HKLM").text
        clock.shift(30)
        # The same look, once more.
        assert "already" not in first.get(f"{ROOT}0007-HKLM").text
        clock.shift(12 * 60)
        told = unescape(second.get(f"{ROOT}0007-HKLM").text)
        assert "This pass was already seen 12 minutes ago at zone C, and was let in." in told
        assert "It was checked 1 time before today, and is for 3 heads." in told
        gate["vip badge"].state = "lost"
        gate.session.commit()
        clock.shift(60)
        second.get(f"{ROOT}0007-HKLM")
        clock.shift(60)
        told = unescape(first.get(f"{ROOT}0007-HKLM").text)
        assert "This pass was already seen 1 minute ago at zone P, and was not let in." in told
        assert "It was checked 3 times before today" in told
        # Another day begins anew.
        clock.shift(24 * 3600)
        tomorrow = sign_in(Role.VIEWER, edition=gate.edition).get(f"{ROOT}0007-HKLM").text
        assert ("gate-answer" in tomorrow, "already" in tomorrow) == (True, False)
    assert [(line[2], line[4]) for line in checked(gate)] == [
        ("C", "opens"),
        ("P", "opens"),
        ("P", "lost"),
        ("C", "lost"),
        ("", "lost"),
    ]


def test_what_cannot_be_written_down_is_not_answered(gate: Festival, sign_in: SignIn) -> None:
    helper = sign_in(Role.VIEWER, edition=gate.edition)
    gate.session.execute(text("CREATE TRIGGER full BEFORE INSERT ON pass_check BEGIN SELECT RAISE(ABORT, 'x'); END"))
    gate.session.commit()
    helper.application.config["PROPAGATE_EXCEPTIONS"] = False
    answer = helper.get(f"{ROOT}0007-HKLM")
    assert (answer.status_code >= 400, "circle-x" in answer.text) == (True, False)


def test_protocol_and_security_read_the_checks_of_a_day(gate: Festival, sign_in: SignIn) -> None:
    page = "/festival/song-huong/passes/checks/"
    with time_machine.travel(gate.at(1, "19:00"), tick=False) as clock:
        helper, lead = (sign_in(role, edition=gate.edition) for role in (Role.VIEWER, Role.SECURITY_LEAD))
        assert "No pass was checked on this day." in lead.get(page).text
        stand_at(helper, gate, "stand")
        for number in ("0007-HKLM", "0007-HKLN"):
            helper.get(f"{ROOT}{number}")
        told, refused = plain(lead.get(page)), plain(lead.get(f"{page}?answer=no"))
        assert "19:00 0007-HKLM C Stand Yes viewer" in told
        assert "19:00 0007-HKLN C Stand No no pass has this number viewer" in told
        assert ["0007-HKLM" in refused, "0007-HKLN" in refused] == [False, True]
        tally = re.findall(r"<b>(\d+)</b> <span>([a-z ]+)</span>", lead.get(page).text)
        assert tally == [("2", "checked"), ("1", "not let in")]
        assert [name in told for name in ("Op Test", "Ộp", "G01")] == [False] * 3
        clock.shift(24 * 3600)
        lead = sign_in(Role.SECURITY_LEAD, edition=gate.edition)
        assert "No pass was checked on this day." in lead.get(page).text
        day = gate.edition.days[0].isoformat()
        assert "0007-HKLM" in lead.get(f"{page}?day={day}").text
        assert sign_in(Role.PROTOCOL_OFFICER, edition=gate.edition).get(page).status_code == 200
        assert [sign_in(role, edition=gate.edition).get(page).status_code for role in (Role.VIEWER, Role.PLANNER)] == [
            404,
            404,
        ]


@pytest.mark.databases("sqlite", "postgresql")
def test_what_was_checked_is_never_altered(gate: Festival) -> None:
    session = gate.session()
    facts = {"edition_id": gate.edition.id, "user_name": "x", "serial": "0007-HKLM"}
    session.add(PassCheck(opens=True, because="opens", **facts))
    session.commit()
    for attempt in (update(PassCheck).values(opens=False), delete(PassCheck)):
        with pytest.raises(DBAPIError):
            session.execute(attempt)
        session.rollback()
    assert [row.opens for row in session.query(PassCheck)] == [True]

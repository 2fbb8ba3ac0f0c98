"""At the gate: yes or no in both ways, and who is told whose pass it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from festival_ops.accounts.models import Role
from festival_ops.planning.passes.gate import check
from festival_ops.planning.passes.openings import Desk
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Pass, PassKind
from tests.support.guests import with_guests
from tests.support.passes import with_passes
from tests.support.people import SignIn
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

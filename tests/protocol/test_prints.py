"""A page that names guests and is made for paper is written down when it is opened: who, when, which page, how many."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask_babel import force_locale
from sqlalchemy import select, text

from festival_ops.accounts.models import Role, User
from festival_ops.database import now
from festival_ops.planning.actions.seating import move
from festival_ops.planning.seating.snapshot import hall_of
from festival_ops.protocol.models import Pass
from festival_ops.protocol.prints import PRINTS
from festival_ops.spreadsheets.models import Export
from festival_ops.web.access import Secrecy, policy_of
from tests.support.addresses import Pages
from tests.support.desks import plain
from tests.support.passes import with_passes
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

ROOT = "/festival/song-huong/"

Line = tuple[str, str, str, dict[str, int]]


@pytest.fixture
def prints(guests: Festival, officer: Visitor) -> dict[str, Line]:
    """Every page for paper with what is written down of it; the ambassador and the host sit."""
    made = with_passes(guests)
    made["inn"].venue = made["citadel"]
    made.add("vip badge", Pass(number=7, letters="HKLM", kind=made["vip"], guest=made["head"], state="made"))
    made.session.commit()
    chairs = {chair.label: id for id, chair in hall_of(made.session(), made["rite"]).chairs.items()}
    clerk = made.session.scalars(select(User)).first()
    for seen, (who, chair) in enumerate((("head card", "A-1-1"), ("host card", "B-1-1"))):
        move(made.session(), made["rite"], seen, made[who].id, chairs[chair], clerk)
    made.session.commit()
    rite, title = made["rite"].id, "Lễ khai mạc Sông Hương"
    day = f"{made.edition.days[0]:%d/%m/%Y}"
    page = "protocol_officer"
    return {
        f"seating/{rite}/papers?kind=plan": (page, "seating-plan", title, {"invitations": 2}),
        f"seating/{rite}/papers?kind=cards&part=changed": (page, "seating-cards", title, {"invitations": 2}),
        f"seating/{rite}/papers?kind=names": (page, "seating-names", title, {"invitations": 2}),
        f"seating/{rite}/papers?kind=rows": (page, "seating-rows", title, {"invitations": 2}),
        "passes/papers": (page, "badges", "A6", {"passes": 2}),
        f"protocol/script/{rite}/paper": (page, "script", title, {"invitations": 0}),
        f"protocol/script/{rite}/day": (page, "day-sheet", title, {"invitations": 2}),
        f"protocol/gate-arrivals/{rite}/paper": (page, "gate-slots", title, {"delegations": 0}),
        f"protocol/arrivals/?day={made.edition.days[0].isoformat()}": (page, "arrivals", day, {"legs": 1}),
    }


def log(made: Festival) -> list[Line]:
    made.session.expire_all()
    rows = made.session.scalars(select(Export).order_by(Export.id))
    return [(row.user_name, row.profile, row.filename, {each.sheet: each.rows for each in row.sheets}) for row in rows]


def test_each_page_for_paper_is_written_down(guests: Festival, prints: dict[str, Line], officer: Visitor) -> None:
    for address in prints:
        answer = officer.get(ROOT + address)
        assert answer.status_code == 200, address
        assert "print" in answer.text, address
    assert log(guests) == list(prints.values())


@pytest.mark.databases("sqlite")
def test_no_page_with_guests_is_made_for_paper_and_not_written_down(
    festival: Festival, pages: Pages, sign_in: SignIn
) -> None:
    """Whatever page of what is guarded speaks of printing, also one that is built tomorrow."""
    officer = sign_in(Role.PROTOCOL_OFFICER, edition=festival.edition)
    guarded = [
        address
        for rule, address in pages
        if "GET" in (rule.methods or ()) and _secrecy(officer, rule.endpoint) is Secrecy.GUARDED
    ]
    # What the roster prints names officers, and no guest.
    guarded = [address for address in guarded if "/security/roster/" not in address]
    for_paper = [address for address in guarded if b"Ctrl+P" in officer.get(address).data]
    named = {profile for _who, profile, _title, _people in log(festival) if profile in PRINTS}
    assert len(for_paper) == len(named), for_paper
    assert named == {"seating-plan", "badges", "script", "day-sheet", "gate-slots", "arrivals"}


@pytest.mark.databases("sqlite")
def test_a_page_that_is_loaded_again_is_one_opening(
    guests: Festival, prints: dict[str, Line], officer: Visitor, sign_in: SignIn
) -> None:
    day = f"{ROOT}protocol/script/{guests['rite'].id}/day"
    key = {"stands": "y", "back": "day", "key": "a" * 32}
    officer.get(day)
    ticked = officer.post(f"{ROOT}protocol/script/item/{guests['flag'].id}/look", data=key)
    officer.get(ticked.headers["Location"])
    assert len(log(guests)) == 1
    sign_in(Role.SECURITY_LEAD, edition=guests.edition).get(day)
    assert [line[0] for line in log(guests)] == ["protocol_officer", "security_lead"]
    officer.get(f"{ROOT}seating/{guests['rite'].id}/papers?kind=names")
    with time_machine.travel(now() + timedelta(minutes=6)):
        officer.get(day)
    assert [line[:2] for line in log(guests)][2:] == [
        ("protocol_officer", "seating-names"),
        ("protocol_officer", "day-sheet"),
    ]


@pytest.mark.databases("sqlite")
def test_a_page_that_cannot_be_written_down_is_not_shown(
    guests: Festival, prints: dict[str, Line], officer: Visitor
) -> None:
    guests.session.execute(text("CREATE TRIGGER full BEFORE INSERT ON export BEGIN SELECT RAISE(ABORT, 'full'); END"))
    guests.session.commit()
    officer.application.config["PROPAGATE_EXCEPTIONS"] = False
    for address in prints:
        answer = officer.get(ROOT + address)
        assert (answer.status_code >= 400, "Op Test" in answer.text, "G01" in answer.text) == (True, False, False)


@pytest.mark.databases("sqlite")
def test_who_may_not_read_a_page_leaves_no_line(guests: Festival, prints: dict[str, Line], sign_in: SignIn) -> None:
    planner = sign_in(Role.PLANNER, edition=guests.edition)
    assert {planner.get(ROOT + address).status_code for address in prints} == {404}
    assert log(guests) == []


@pytest.mark.databases("sqlite")
def test_what_was_opened_stands_among_what_was_taken_away(
    guests: Festival, prints: dict[str, Line], officer: Visitor, sign_in: SignIn
) -> None:
    for address in prints:
        officer.get(ROOT + address)
    own = plain(officer.get(f"{ROOT}protocol/exports/taken/"))
    whole = plain(sign_in(Role.ADMIN, edition=guests.edition).get(f"{ROOT}spreadsheets/exports/"))
    for told in (own, whole):
        assert "9 files and pages" in told
        assert [str(title) in told for title in english(PRINTS)] == [True] * 9
        assert [name in told for name in ("Op Test", "Thử Nghiệm", "G01")] == [False] * 3
    assert "1 file or page" in plain(officer.get(f"{ROOT}protocol/exports/taken/?sheet=passes"))


def english(titles: dict[str, object]) -> list[str]:
    with force_locale("en"):
        return [str(title) for title in titles.values()]


def _secrecy(visitor: Visitor, endpoint: str) -> Secrecy | None:
    policy = policy_of(visitor.application.view_functions[endpoint])
    return policy.secrecy if policy else None

"""Who may bring in, take out and look at what."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Edition, Party, Performance, Troupe
from tests.support.desks import VENUES, Desk, plain
from tests.support.people import SignIn

pytestmark = pytest.mark.databases("sqlite")

PARTIES = "Mã đoàn khách,Tham dự\nA0-SECRET,001\n"


@pytest.fixture
def show(session: scoped_session[Session], edition: Edition) -> Performance:
    made = Performance(edition_id=edition.id, code="001", name="Đêm một", minutes=40)
    session.add(made)
    session.commit()
    return made


def desk_of(role: Role, sign_in: SignIn, edition: Edition, troupe: Troupe | None = None) -> Desk:
    return Desk(sign_in(role, edition=edition, troupe=troupe), edition)


def offered(desk: Desk) -> str:
    return plain(desk.visitor.get(f"{desk.root}/"))


def test_a_viewer_takes_out_and_brings_nothing_in(sign_in: SignIn, edition: Edition) -> None:
    desk = desk_of(Role.VIEWER, sign_in, edition)
    assert desk.visitor.get(f"{desk.root}/rows/venues.xlsx").status_code == 200
    assert desk.upload(("venues.csv", VENUES)).status_code == 403
    assert "Bring a spreadsheet in" not in offered(desk)
    assert desk.visitor.get(f"{desk.root}/template/venues.xlsx").status_code == 404


def test_a_coordinator_takes_out_no_lists(sign_in: SignIn, edition: Edition, session: scoped_session[Session]) -> None:
    troupe = Troupe(edition_id=edition.id, name="Đoàn Một")
    session.add(troupe)
    session.flush()
    desk = desk_of(Role.TROUPE_COORDINATOR, sign_in, edition, troupe)
    for page in ("", "rows/troupes.csv", "rows/all.xlsx", "rows/performances.xlsx"):
        assert desk.visitor.get(f"{desk.root}/{page}").status_code == 404


@pytest.mark.parametrize("role", [Role.PLANNER, Role.VIEWER, Role.TRAFFIC_LEAD])
def test_guests_of_honour_are_not_offered_to_others(role: Role, sign_in: SignIn, edition: Edition) -> None:
    desk = desk_of(role, sign_in, edition)
    assert "Parties of guests" not in offered(desk)
    assert desk.visitor.get(f"{desk.root}/rows/parties.csv").status_code == 404
    assert desk.visitor.get(f"{desk.root}/template/parties.csv").status_code == 404


def test_a_planner_does_not_bring_guests_of_honour_in(
    desk: Desk, show: Performance, session: scoped_session[Session]
) -> None:
    assert "No page of this file could be recognised" in desk.look(("parties.csv", PARTIES))
    desk.press("page/0", sheet="parties", heading="1")
    assert "No page of this file could be recognised" in plain(desk.visitor.get(desk.address))
    assert session.scalars(select(Party)).all() == []


def test_protocol_brings_in_guests_and_nothing_else(
    sign_in: SignIn, edition: Edition, show: Performance, session: scoped_session[Session]
) -> None:
    desk = desk_of(Role.PROTOCOL_OFFICER, sign_in, edition)
    desk.bring(("parties.csv", PARTIES))
    assert [(party.code, party.performances) for party in session.scalars(select(Party))] == [("A0-SECRET", [show])]
    assert "No page of this file could be recognised" in desk.look(("venues.csv", VENUES))


def test_an_upload_of_guests_is_hidden_from_planners(
    desk: Desk, sign_in: SignIn, edition: Edition, show: Performance
) -> None:
    protocol = desk_of(Role.PROTOCOL_OFFICER, sign_in, edition)
    protocol.bring(("A0-SECRET.csv", PARTIES))
    assert desk.visitor.get(protocol.address).status_code == 404
    assert desk.visitor.post(f"{protocol.address}/undoing", data={"version": "2"}).status_code == 404
    assert "A0-SECRET" not in offered(desk)


def test_a_file_nobody_recognised_is_its_owners_alone(desk: Desk, sign_in: SignIn, edition: Edition) -> None:
    desk.look(("notes.csv", "Ghi chép,Riêng\n1,2\n"))
    colleague = desk_of(Role.PLANNER, sign_in, edition)
    assert colleague.visitor.get(desk.address).status_code == 404
    assert "notes.csv" not in offered(colleague)


def test_another_edition_does_not_know_the_upload(
    desk: Desk, sign_in: SignIn, session: scoped_session[Session], edition: Edition
) -> None:
    desk.look(("venues.csv", VENUES))
    other = Edition(slug="other", name="Khác", first_day=edition.first_day, last_day=edition.last_day)
    session.add(other)
    session.commit()
    admin = sign_in(Role.ADMIN)
    assert admin.get(desk.address).status_code == 200
    assert admin.get(desk.address.replace("/hue/", "/other/")).status_code == 404


def test_names_of_another_edition_are_not_known(desk: Desk, session: scoped_session[Session], edition: Edition) -> None:
    other = Edition(slug="other", name="Khác", first_day=edition.first_day, last_day=edition.last_day)
    session.add(other)
    session.flush()
    session.add(Troupe(edition_id=other.id, name="Đoàn kín"))
    session.commit()
    shows = "Mã,Tên buổi diễn,Thời lượng,Các đoàn\n1,Đêm,40,Đoàn kim\n"
    told = desk.look(("performances.csv", shows))
    assert "Nothing is called “Đoàn kim”." in told
    assert "Đoàn kín" not in told

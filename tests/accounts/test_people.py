"""Who is what in an edition: admitted and dismissed by its administrators, with a record of both."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.database import now
from festival_ops.web.models import HistoryEntry
from tests.accounts.conftest import PASSWORD
from tests.support.papers import answers_in, errors_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

Rows = scoped_session[Session]
PEOPLE = "/festival/song-huong/people/"


@pytest.fixture
def admin(sign_in: SignIn, festival: Festival) -> Visitor:
    return sign_in(Role.ADMIN, edition=festival.edition)


def memberships(session: Rows, email: str) -> list[tuple[str, int | None, int | None]]:
    session.expire_all()
    held = session.scalars(select(Membership).join(User).where(User.email == email).order_by(Membership.id))
    return [(m.role, m.edition_id, m.troupe_id) for m in held]


def held_by(session: Rows, email: str) -> Membership:
    return session.scalars(select(Membership).join(User).where(User.email == email)).one()


def link_in(page: str) -> str:
    return re.findall(r'value="https?://[^/"]+(/invitation/[^"]+)"', page)[0]


def test_a_newcomer_is_admitted_without_a_password(admin: Visitor, session: Rows, festival: Festival) -> None:
    answer = send(admin, PEOPLE + "new", email="Hoa@Example.org", name="Trần Thị Hoa", role="planner")
    assert answer.location == PEOPLE
    assert memberships(session, "hoa@example.org") == [("planner", festival.edition.id, None)]
    hoa = held_by(session, "hoa@example.org").user
    assert (hoa.name, hoa.password) == ("Trần Thị Hoa", None)
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "membership")).one()
    assert (entry.act, entry.user_name, entry.secrecy, (entry.after or {})["role"]) == (
        "created",
        "admin",
        "C2",
        "planner",
    )


def test_sending_the_form_twice_admits_once(admin: Visitor, session: Rows, festival: Festival) -> None:
    answers = answers_in(admin.get(PEOPLE + "new")) | {"email": ["a@example.org"], "role": ["viewer"]}
    assert [admin.post(PEOPLE + "new", data=answers).location for _ in range(2)] == [PEOPLE, PEOPLE]
    assert memberships(session, "a@example.org") == [("viewer", festival.edition.id, None)]


def test_the_same_role_twice_is_refused(admin: Visitor, session: Rows, festival: Festival) -> None:
    send(admin, PEOPLE + "new", email="a@example.org", role="viewer")
    page = send(admin, PEOPLE + "new", email="a@example.org", role="viewer")
    assert page.status_code == 422
    assert "This person holds this role already." in page.text


def test_a_coordinator_and_nobody_else_is_bound_to_a_troupe(admin: Visitor, session: Rows, festival: Festival) -> None:
    troupe = festival["ashi"].id
    page = send(admin, PEOPLE + "new", email="a@example.org", role="troupe_coordinator")
    assert errors_in(page) == {"troupe": "A troupe coordinator needs a troupe."}
    page = send(admin, PEOPLE + "new", email="a@example.org", role="planner", troupe=troupe)
    assert errors_in(page) == {"troupe": "Only a troupe coordinator is bound to a troupe; please choose none."}
    send(admin, PEOPLE + "new", email="a@example.org", role="troupe_coordinator", troupe=troupe)
    assert memberships(session, "a@example.org") == [("troupe_coordinator", festival.edition.id, troupe)]


def test_a_troupe_of_another_edition_is_no_choice(admin: Visitor, session: Rows, festival: Festival) -> None:
    page = send(admin, PEOPLE + "new", email="a@example.org", role="troupe_coordinator", troupe=99_999)
    assert errors_in(page) == {"troupe": "Please choose one of the list."}


def test_an_invitation_sets_a_password_once(admin: Visitor, client: Visitor, session: Rows, festival: Festival) -> None:
    send(admin, PEOPLE + "new", email="a@example.org", name="An", role="viewer")
    link = link_in(admin.post(f"{PEOPLE}{held_by(session, 'a@example.org').id}/invitation").text)
    assert "Welcome, An" in client.get(link).text
    assert send(client, link, password=PASSWORD, again=PASSWORD).location == "/"
    assert client.get("/festival/song-huong/programme/").status_code == 200
    assert client.get(link).status_code == 404
    assert "Lời mời này không còn hiệu lực" in client.get(link).text  # a new person reads Vietnamese


def test_an_invitation_is_good_for_a_week(admin: Visitor, client: Visitor, session: Rows, festival: Festival) -> None:
    send(admin, PEOPLE + "new", email="a@example.org", name="An", role="viewer")
    link = link_in(admin.post(f"{PEOPLE}{held_by(session, 'a@example.org').id}/invitation").text)
    with time_machine.travel(now() + timedelta(days=7, minutes=1)):
        assert client.get(link).status_code == 404
    *signed, signature = link.split(".")
    assert client.get(".".join([*signed, signature[::-1]])).status_code == 404


def test_no_password_link_for_somebody_who_also_works_elsewhere(
    admin: Visitor, sign_in: SignIn, session: Rows, festival: Festival
) -> None:
    chief = sign_in(Role.ADMIN)
    held = session.scalars(select(Membership).where(Membership.edition_id.is_(None))).one()
    held.user.memberships.append(Membership(role=Role.VIEWER, edition_id=festival.edition.id))
    session.commit()
    mine = next(m for m in held.user.memberships if m.edition_id)
    answer = admin.post(f"{PEOPLE}{mine.id}/invitation")
    assert answer.status_code == 403
    assert "also works in editions that are not yours" in answer.text
    assert chief.post(f"{PEOPLE}{mine.id}/invitation").status_code == 200


def test_a_membership_ends_with_a_reason_and_so_does_the_session(
    admin: Visitor, sign_in: SignIn, session: Rows, festival: Festival
) -> None:
    planner = sign_in(Role.PLANNER, edition=festival.edition)
    held = session.scalars(select(Membership).where(Membership.role == "planner")).one()
    email, address = held.user.email, f"{PEOPLE}{held.id}/end"
    assert planner.get("/festival/song-huong/programme/").status_code == 200
    assert errors_in(send(admin, address)) == {"reason": "Please fill in “Why does it end?”."}
    assert send(admin, address, reason="Chuyển công tác").location == PEOPLE
    assert memberships(session, email) == []
    assert planner.get("/account").location == "/sign-in?next=/account"
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.act == "removed")).one()
    assert (entry.reason, (entry.before or {})["role"]) == ("Chuyển công tác", "planner")


def test_nobody_ends_his_own_membership(admin: Visitor, session: Rows, festival: Festival) -> None:
    mine = session.scalars(select(Membership).where(Membership.role == "admin")).one()
    answer = send(admin, f"{PEOPLE}{mine.id}/end", reason="x")
    assert answer.status_code == 409
    assert "You cannot end your own membership" in answer.text
    assert len(session.scalars(select(Membership)).all()) == 1


def test_a_membership_of_another_edition_is_not_there(
    admin: Visitor, sign_in: SignIn, session: Rows, festival: Festival
) -> None:
    sign_in(Role.ADMIN)
    general = session.scalars(select(Membership).where(Membership.edition_id.is_(None))).one()
    assert admin.get(f"{PEOPLE}{general.id}/end").status_code == 404
    assert admin.post(f"{PEOPLE}{general.id}/invitation").status_code == 404


def test_a_new_role_takes_effect_with_the_next_sign_in(
    admin: Visitor, sign_in: SignIn, session: Rows, festival: Festival
) -> None:
    viewer = sign_in(Role.VIEWER, edition=festival.edition)
    email = session.scalars(select(User.email).where(User.name == "viewer")).one()
    send(admin, PEOPLE + "new", email=email, role="planner")
    assert viewer.get("/account").location == "/sign-in?next=/account"
    assert [role for role, *_ in memberships(session, email)] == ["viewer", "planner"]


def test_a_liaison_is_bound_to_an_agency_of_the_edition(admin: Visitor, session: Rows, crew: Festival) -> None:
    asked = {"email": "don-vi@example.org", "role": "agency_liaison"}
    page = send(admin, PEOPLE + "new", **asked)
    assert errors_in(page) == {"agency": "An agency liaison needs an agency."}
    agency = crew["city police"].id
    page = send(admin, PEOPLE + "new", **asked | {"role": "viewer"}, agency=agency)
    assert errors_in(page) == {"agency": "Only an agency liaison is bound to an agency; please choose none."}
    assert send(admin, PEOPLE + "new", **asked, agency=agency).location == PEOPLE
    assert held_by(session, "don-vi@example.org").agency_id == agency
    assert "This person holds this role already." in send(admin, PEOPLE + "new", **asked, agency=agency).text
    row = next(part for part in admin.get(PEOPLE).text.split("<tr>") if "don-vi@example.org" in part)
    assert ("Agency liaison" in row, "Công an thành phố" in row) == (True, True)


def test_the_list_shows_each_person_and_role(admin: Visitor, sign_in: SignIn, festival: Festival) -> None:
    sign_in(Role.TROUPE_COORDINATOR, edition=festival.edition, troupe=festival["ashi"])
    page = admin.get(PEOPLE).text
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</th>.*?Role\">(.*?)</td>.*?Where\">(.*?)</td>", page, re.DOTALL)
    assert rows == [
        ("admin", "Administrator", "this edition"),
        ("troupe_coordinator", "Troupe coordinator", "Ashi Taiko"),
    ]

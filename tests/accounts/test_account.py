"""What people set for themselves."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role, User
from festival_ops.web.models import HistoryEntry
from tests.accounts.conftest import PASSWORD, Knock
from tests.support.papers import errors_in, send
from tests.support.people import SignIn, Visitor

Rows = scoped_session[Session]
NEW = "bốn chữ lạ thường"


def me(session: Rows, email: str = "binh@example.org") -> User:
    session.expire_all()
    return session.scalars(select(User).where(User.email == email)).one()


def test_name_language_and_colours_are_kept(knock: Knock, client: Visitor, session: Rows, binh: User) -> None:
    knock()
    assert send(client, "/account", name="Nguyễn Bình", locale="vi", theme="dark").location == "/account"
    row = me(session)
    assert (row.name, row.locale, row.theme) == ("Nguyễn Bình", "vi", "dark")
    assert '<html lang="vi" data-theme="dark">' in client.get("/account").text


def test_the_switch_of_languages_leads_back(knock: Knock, client: Visitor, session: Rows, binh: User) -> None:
    knock()
    answer = client.post("/account/language", data={"language": "vi", "next": "/account?x=1"})
    assert (answer.location, me(session).locale) == ("/account?x=1", "vi")
    answer = client.post("/account/language", data={"language": "fr", "next": "//evil.example/account"})
    assert (answer.location, me(session).locale) == ("/", "vi")


def test_a_new_password_ends_every_other_session(
    knock: Knock, client: Visitor, session: Rows, sign_in: SignIn, binh: User
) -> None:
    knock()
    elsewhere = client.application.test_client()
    assert isinstance(elsewhere, Visitor)
    elsewhere.enter(binh)
    assert elsewhere.get("/account").status_code == 200
    send(client, "/account/password", password=NEW, again=NEW, present=PASSWORD)
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").location == "/sign-in?next=/account"
    assert session.scalars(select(HistoryEntry.act).where(HistoryEntry.subject == "user")).all() == ["password"]


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        (
            {"password": NEW, "again": NEW, "present": "wrong"},
            {"present": "This is not your present password."},
        ),
        (
            {"password": NEW, "again": "khác", "present": PASSWORD},
            {"again": "The two passwords differ; please enter the same twice."},
        ),
        (
            {"password": "ngắn", "again": "ngắn", "present": PASSWORD},
            {"password": "A password has 10 to 200 letters; this one has 4."},
        ),
        (
            {"password": "aaaaaaaaaaaa", "again": "aaaaaaaaaaaa", "present": PASSWORD},
            {"password": "This password is too easy to guess; please take another."},
        ),
        (
            {"password": "binh@example.org", "again": "binh@example.org", "present": PASSWORD},
            {"password": "This password is too easy to guess; please take another."},
        ),
    ],
)
def test_a_bad_change_of_password_changes_nothing(
    knock: Knock, client: Visitor, session: Rows, binh: User, answers: dict[str, str], errors: dict[str, str]
) -> None:
    knock()
    before = me(session).password
    assert errors_in(send(client, "/account/password", **answers)) == errors
    assert me(session).password == before


def test_passwords_never_stand_in_a_page(knock: Knock, client: Visitor, binh: User) -> None:
    knock()
    page = send(client, "/account/password", password=NEW, again="khác", present=PASSWORD)
    assert [word for word in (NEW, "khác", PASSWORD) if word in page.text] == []


def test_a_stranger_has_an_account_and_no_festival(sign_in: SignIn) -> None:
    stranger = sign_in()
    assert stranger.get("/account").status_code == 200
    assert sign_in(Role.ADMIN).get("/account").status_code == 200

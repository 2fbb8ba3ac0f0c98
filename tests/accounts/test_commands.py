"""`flask admin` opens a house whose keys are lost."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Membership, User
from tests.accounts.conftest import PASSWORD, Knock
from tests.support.people import Visitor

Rows = scoped_session[Session]


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["admin", *arguments])
    return done.exit_code, done.output


def general(session: Rows) -> list[tuple[str, str, int | None]]:
    session.expire_all()
    return [(held.user.email, held.role, held.edition_id) for held in session.scalars(select(Membership))]


def test_makes_an_administrator_who_can_sign_in(app: Flask, session: Rows, knock: Knock, client: Visitor) -> None:
    said = run(app, "Hoa@Example.org", "--name", "Trần Thị Hoa", "--password", PASSWORD)
    assert said == (0, "hoa@example.org is an administrator of every edition.\n")
    assert general(session) == [("hoa@example.org", "admin", None)]
    knock(email="hoa@example.org")
    assert client.get("/account").status_code == 200


def test_gives_somebody_known_the_role_and_a_new_password_once(app: Flask, session: Rows, binh: User) -> None:
    before = binh.password
    session.commit()
    assert [run(app, binh.email, "--password", PASSWORD)[0] for _ in range(2)] == [0, 0]
    assert general(session) == [("binh@example.org", "admin", None)]
    session.refresh(binh)
    assert binh.password != before


def test_refuses_a_short_password(app: Flask, session: Rows) -> None:
    status, said = run(app, "hoa@example.org", "--password", "ngắn")
    assert (status, said.splitlines()[-1]) == (
        2,
        "Error: Invalid value for --password: A password has 10 to 200 letters.",
    )
    assert general(session) == []

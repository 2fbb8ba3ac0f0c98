"""The first administrator: whoever comes first to an empty office, and nobody after."""

from __future__ import annotations

import re
import threading

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Membership, User
from tests.accounts.conftest import PASSWORD
from tests.support.papers import errors_in, send
from tests.support.people import Visitor

Rows = scoped_session[Session]
FIRST = {"name": "Trần Thị Hoa", "email": "Hoa@Example.org", "password": PASSWORD, "again": PASSWORD}


def test_the_sign_in_page_of_an_empty_office_leads_there(client: Visitor) -> None:
    assert re.findall(r'href="(/first-administrator[^"]*)"', client.get("/sign-in").text) == ["/first-administrator"]


def test_the_first_person_becomes_administrator_and_is_in(client: Visitor, session: Rows) -> None:
    answer = send(client, "/first-administrator", **FIRST)
    assert (answer.status_code, answer.location) == (303, "/")
    held = session.scalars(select(Membership)).one()
    assert (held.user.email, held.user.name, held.role, held.edition_id) == (
        "hoa@example.org",
        "Trần Thị Hoa",
        "admin",
        None,
    )
    assert client.get("/account").status_code == 200


def test_the_second_finds_nothing(client: Visitor, session: Rows, binh: User) -> None:
    assert client.get("/first-administrator").status_code == 404
    assert client.post("/first-administrator", data=FIRST).status_code == 404
    assert "first-administrator" not in client.get("/sign-in").text
    assert session.scalars(select(User.email)).all() == ["binh@example.org"]


def test_an_address_must_look_like_one(client: Visitor) -> None:
    errors = errors_in(send(client, "/first-administrator", **{**FIRST, "email": "hoa"}))
    assert errors == {"email": "This is not an e-mail address; it looks like name@example.org."}


def test_of_two_at_the_same_moment_one_wins(app: Flask, session: Rows) -> None:
    """Both have the form open before either sends it."""
    app.test_client_class = Visitor
    visitors = [app.test_client() for _ in range(4)]
    for visitor in visitors:
        visitor.get("/first-administrator")
    start = threading.Barrier(len(visitors))
    answers: list[int] = []

    def press(number: int) -> None:
        start.wait()
        filled = {**FIRST, "email": f"p{number}@example.org"}
        answers.append(visitors[number].post("/first-administrator", data=filled).status_code)

    pressing = [threading.Thread(target=press, args=(number,)) for number in range(len(visitors))]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    assert sorted(answers) == [303, 404, 404, 404]
    assert len(session.scalars(select(User)).all()) == 1

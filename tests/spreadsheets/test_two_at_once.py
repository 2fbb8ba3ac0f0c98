"""Two people at the same upload: one carries it out, the other is told or sees that it is done."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role, User
from festival_ops.programme.models import Edition, Venue
from tests.support.desks import VENUES, Desk
from tests.support.people import SignIn, Visitor


@pytest.fixture
def visitors(
    app: Flask, desk: Desk, sign_in: SignIn, edition: Edition, session: scoped_session[Session]
) -> list[Visitor]:
    sign_in(Role.PLANNER, edition=edition)
    found = []
    for user in session.scalars(select(User)):
        visitor = app.test_client()
        assert isinstance(visitor, Visitor)
        visitor.enter(user)
        found.append(visitor)
    return found


def test_one_of_two_applies(desk: Desk, visitors: list[Visitor], session: scoped_session[Session]) -> None:
    desk.look(("venues.csv", VENUES))
    page = desk.visitor.get(desk.address).text
    form = page.split("/application")[1].split("</form>")[0]
    hidden = dict(re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', form))
    hidden.pop("csrf_token", None)
    session.commit()
    session.remove()

    def press(visitor: Visitor) -> int:
        return visitor.post(f"{desk.address}/application", data=hidden).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, visitors))
    assert sorted(answers) in ([303, 303], [303, 409])
    assert session.scalar(select(func.count()).select_from(Venue)) == 2


def test_the_same_names_in_two_uploads_are_written_once(
    desk: Desk, visitors: list[Visitor], session: scoped_session[Session]
) -> None:
    forms = []
    for _ in range(2):
        desk.look(("venues.csv", VENUES))
        page = desk.visitor.get(desk.address).text
        form = page.split("/application")[1].split("</form>")[0]
        hidden = dict(re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', form))
        hidden.pop("csrf_token", None)
        forms.append((desk.address, hidden))
    session.commit()
    session.remove()

    def press(pair: tuple[Visitor, tuple[str, dict[str, str]]]) -> int:
        visitor, (address, hidden) = pair
        return visitor.post(f"{address}/application", data=hidden).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, zip(visitors, forms, strict=True)))
    assert sorted(answers) == [303, 409]
    assert session.scalar(select(func.count()).select_from(Venue)) == 2

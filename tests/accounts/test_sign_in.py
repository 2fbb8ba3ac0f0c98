"""The door: who comes in, what the others are told, and when it stays shut."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import FREE_ATTEMPTS, REST, User
from festival_ops.database import now
from tests.accounts.conftest import PASSWORD, Knock
from tests.support.people import Visitor

Rows = scoped_session[Session]
REFUSED = "The e-mail address or the password is not right, or there were too many attempts; try again later."


def alerts(page: str) -> list[str]:
    return re.findall(r'role="alert">.*?<p>(.*?)</p>', page, re.DOTALL)


def is_in(client: Visitor) -> bool:
    return client.get("/account").status_code == 200


def test_the_right_password_opens(knock: Knock, client: Visitor, binh: User) -> None:
    answer = knock()
    assert (answer.status_code, answer.location) == (302, "/")
    assert is_in(client)


def test_the_address_may_be_written_in_capitals(knock: Knock, client: Visitor, binh: User) -> None:
    knock(email="BINH@example.org")
    assert is_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [("binh@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("nobody@example.org", "wrong")],
)
def test_a_refusal_does_not_say_who_exists(
    knock: Knock, client: Visitor, binh: User, email: str, password: str
) -> None:
    answer = knock(email=email, password=password)
    assert alerts(answer.text) == [REFUSED]
    assert not is_in(client)


def test_somebody_inactive_gets_the_same_answer(knock: Knock, session: Rows, binh: User) -> None:
    binh.active = False
    assert alerts(knock().text) == [REFUSED]


def test_an_account_rests_after_too_many_wrong_passwords(
    knock: Knock, client: Visitor, session: Rows, binh: User
) -> None:
    for _attempt in range(FREE_ATTEMPTS):
        knock(password="wrong")
    session.refresh(binh)
    assert binh.failed_attempts == FREE_ATTEMPTS
    assert binh.locked_until is not None
    assert timedelta(0) < binh.locked_until - now() <= REST
    assert alerts(knock().text) == [REFUSED]
    assert not is_in(client)


def test_the_rest_ends_and_a_right_password_clears_the_count(
    knock: Knock, client: Visitor, session: Rows, binh: User
) -> None:
    for _attempt in range(FREE_ATTEMPTS):
        knock(password="wrong")
    with time_machine.travel(now() + REST + timedelta(seconds=1)):
        knock()
        assert is_in(client)
    session.refresh(binh)
    assert (binh.failed_attempts, binh.locked_until) == (0, None)


def test_one_address_may_not_knock_on_and_on(app: Flask, knock: Knock, binh: User) -> None:
    answers = [knock(email=f"n{number}@example.org", password="wrong") for number in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert "Too many attempts" in answers[-1].text
    assert int(answers[-1].headers["Retry-After"]) in range(1, 61)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "////evil.example",
    ],
)
def test_nobody_is_led_out_of_the_office(knock: Knock, client: Visitor, binh: User, elsewhere: str) -> None:
    given = {"email": binh.email, "password": PASSWORD}
    assert client.post("/sign-in", query_string={"next": elsewhere}, data=given).location in (None, "/")
    client.post("/sign-out")
    assert knock(next=elsewhere).location in (None, "/")


def test_one_goes_on_to_the_page_one_wanted(client: Visitor, binh: User) -> None:
    away = client.get("/account?tab=2")
    assert away.location == "/sign-in?next=/account?tab%3D2"
    answer = client.post(away.location, data={"email": binh.email, "password": PASSWORD})
    assert answer.location == "/account?tab=2"


def test_signing_out_takes_a_form_of_ours(knock: Knock, client: Visitor, binh: User) -> None:
    knock()
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out", token=False).status_code == 400
    assert is_in(client)
    assert client.post("/sign-out").location == "/"
    assert not is_in(client)


def test_passwords_are_kept_as_argon2id_of_the_agreed_size(binh: User) -> None:
    assert re.match(r"\$argon2id\$v=19\$m=19456,t=2,p=1\$", binh.password or "")


def test_the_session_cookie_is_for_this_site_and_no_script(knock: Knock, binh: User) -> None:
    cookie = knock().headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax"} <= set(re.split(r";\s*", cookie))


def test_nobody_registers(client: Visitor) -> None:
    assert [client.get(path).status_code for path in ("/register", "/reset", "/change", "/confirm")] == [404] * 4


def test_the_page_speaks_the_language_of_the_browser(client: Visitor) -> None:
    page = client.get("/sign-in", headers={"Accept-Language": "vi"})
    assert '<html lang="vi"' in page.text
    assert '<html lang="en"' in client.get("/sign-in?language=en", headers={"Accept-Language": "vi"}).text


def test_the_password_once_more_is_counted_like_a_sign_in(
    knock: Knock, client: Visitor, session: Rows, binh: User
) -> None:
    knock()
    with client.session_transaction() as kept:
        kept["fs_paa"] = 1
    for _attempt in range(FREE_ATTEMPTS):
        assert client.post("/verify", data={"password": "wrong"}).status_code == 200
    session.refresh(binh)
    assert binh.failed_attempts == FREE_ATTEMPTS
    resting = client.post("/verify?next=/account", data={"password": PASSWORD})
    assert (resting.status_code, "there were too many attempts" in resting.text) == (200, True)
    binh.locked_until = now() - timedelta(seconds=1)
    session.commit()
    assert client.post("/verify?next=/account", data={"password": PASSWORD}).location == "/account"
    session.refresh(binh)
    assert (binh.failed_attempts, binh.locked_until) == (0, None)
    with client.session_transaction() as kept:
        assert kept["fs_paa"] > 1

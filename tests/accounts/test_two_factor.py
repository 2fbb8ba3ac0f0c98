"""The second proof: set up with an app, asked for at the door, guessed by nobody."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask_security.proxies import _security
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import FREE_ATTEMPTS, Membership, Role, User
from festival_ops.accounts.policy import PROVEN_TWICE
from festival_ops.programme.models import Edition
from tests.accounts.conftest import PASSWORD, Knock
from tests.support.people import SignIn, Visitor

Rows = scoped_session[Session]


def code_for(app: Flask, secret: str) -> str:
    with app.test_request_context():
        return str(_security.totp_factory.generate_totp_password(secret))


def code_for_key(app: Flask, key: str) -> str:
    """As the app on the phone does, knowing only what the page showed."""
    with app.test_request_context():
        totp = _security.totp_factory._totp(key=key.replace("-", ""))
        return str(totp.generate().token)


@pytest.fixture
def guarded(app: Flask, session: Rows, binh: User) -> User:
    with app.test_request_context():
        binh.tf_totp_secret = _security.totp_factory.generate_totp_secret()
    binh.tf_primary_method = "authenticator"
    session.commit()
    return binh


def is_in(client: Visitor) -> bool:
    return client.get("/account").status_code == 200


def test_it_is_set_up_by_the_code_that_the_page_makes_possible(
    app: Flask, knock: Knock, client: Visitor, session: Rows, binh: User
) -> None:
    knock()
    page = client.post("/tf-setup", data={"setup": "authenticator"}).text
    key = re.findall(r"<code>([A-Z2-7-]+)</code>", page)[0]
    where = html.unescape(re.findall(r'action="(/tf-setup/[^"]+)"', page)[0])
    assert client.post(where, data={"code": "000000"}).location == "/tf-setup"
    session.refresh(binh)
    assert binh.tf_primary_method is None
    client.post(where, data={"code": code_for_key(app, key)})
    session.refresh(binh)
    assert binh.tf_primary_method == "authenticator"
    assert key.replace("-", "") not in (binh.tf_totp_secret or "")


def test_the_password_alone_no_longer_opens(app: Flask, knock: Knock, client: Visitor, guarded: User) -> None:
    asked = knock().location
    assert asked is not None
    assert "The code from your app" in client.get(asked).text
    assert not is_in(client)
    client.post("/tf-validate", data={"code": code_for(app, guarded.tf_totp_secret or "")})
    assert is_in(client)


def test_guessing_codes_ends(app: Flask, knock: Knock, client: Visitor, session: Rows, guarded: User) -> None:
    knock()
    for _attempt in range(FREE_ATTEMPTS):
        client.post("/tf-validate", data={"code": "000000"})
    session.refresh(guarded)
    assert guarded.failed_attempts == FREE_ATTEMPTS
    client.post("/tf-validate", data={"code": code_for(app, guarded.tf_totp_secret or "")})
    assert not is_in(client)


def long_ago_let_in(app: Flask, knock: Knock, client: Visitor, guarded: User) -> str:
    """The code that still holds, of somebody whose password was asked for too long ago."""
    knock()
    code = code_for(app, guarded.tf_totp_secret or "")
    client.post("/tf-validate", data={"code": code})
    with client.session_transaction() as kept:
        kept["fs_paa"] = 1
    return code


def test_what_asks_for_the_password_once_more_asks_for_the_code_too(
    app: Flask, knock: Knock, client: Visitor, session: Rows, guarded: User
) -> None:
    code = long_ago_let_in(app, knock, client, guarded)
    page = client.get("/verify").text
    assert ["Your password and a code once more" in page, 'name="code"' in page] == [True, True]
    for sent, told in (
        ({"password": PASSWORD}, "Please enter the six digits that your app shows."),
        ({"password": PASSWORD, "code": "000000"}, "This code is not right"),
        ({"password": "wrong", "code": code}, "there were too many attempts"),
    ):
        refused = client.post("/verify?next=/account", data=sent)
        assert (refused.status_code, told in refused.text) == (200, True), told
    with client.session_transaction() as kept:
        assert kept["fs_paa"] == 1
    assert client.post("/verify?next=/account", data={"password": PASSWORD, "code": code}).location == "/account"
    session.refresh(guarded)
    assert guarded.failed_attempts == 0


def test_guessing_codes_once_more_ends_and_tells_nothing(
    app: Flask, knock: Knock, client: Visitor, session: Rows, guarded: User
) -> None:
    code = long_ago_let_in(app, knock, client, guarded)
    for _attempt in range(FREE_ATTEMPTS):
        client.post("/verify", data={"password": PASSWORD, "code": "000000"})
    session.refresh(guarded)
    assert (guarded.failed_attempts, guarded.is_locked()) == (FREE_ATTEMPTS, True)
    right = {"password": PASSWORD, "code": code}
    answers = {client.post("/verify", data=right | wrong).text.count("too many attempts") for wrong in (
        {}, {"code": "000000"}, {"password": "wrong"})}  # fmt: skip
    assert answers == {1}
    with client.session_transaction() as kept:
        assert kept["fs_paa"] == 1


def test_it_is_switched_off_by_its_owner(knock: Knock, client: Visitor, session: Rows, binh: User) -> None:
    knock()
    client.post("/tf-setup", data={"setup": "disable"})
    session.refresh(binh)
    assert (binh.tf_primary_method, is_in(client)) == (None, True)


@pytest.mark.parametrize("role", Role)
def test_who_reads_what_is_guarded_sets_it_up_before_anything_else(
    app: Flask, session: Rows, edition: Edition, sign_in: SignIn, role: Role
) -> None:
    app.extensions["settings"].two_factor_required = True
    visitor = sign_in(role, edition=edition)
    answer = visitor.get(f"/festival/{edition.slug}/")
    assert (answer.location == "/tf-setup") == (role in PROVEN_TWICE)
    asked = "Your role asks for a code from an app at sign-in." in visitor.get("/tf-setup", follow_redirects=True).text
    assert asked == (role in PROVEN_TWICE)
    assert "Code from an app: off" in visitor.get("/account").text


def test_with_a_code_the_office_is_open_again(app: Flask, session: Rows, edition: Edition, sign_in: SignIn) -> None:
    app.extensions["settings"].two_factor_required = True
    visitor = sign_in(Role.PROTOCOL_OFFICER, edition=edition)
    address = f"/festival/{edition.slug}/programme/party/"
    assert visitor.get(address).location == visitor.post(address + "new", data={}).location == "/tf-setup"
    session.scalars(select(User).where(User.email.startswith("protocol"))).one().tf_primary_method = "authenticator"
    session.commit()
    assert visitor.get(address).status_code == 200


def test_an_administrator_lets_in_whoever_lost_the_phone(
    app: Flask, session: Rows, edition: Edition, sign_in: SignIn, guarded: User, knock: Knock, client: Visitor
) -> None:
    guarded.memberships.append(Membership(role=Role.PLANNER, edition_id=edition.id))
    session.commit()
    address = f"/festival/{edition.slug}/people/{guarded.memberships[0].id}/lost-phone"
    assert sign_in(Role.PLANNER, edition=edition).post(address).status_code == 403
    knock()
    assert not is_in(client)
    said = sign_in(Role.ADMIN, edition=edition).post(address, follow_redirects=True).text
    assert "signs in with the password alone until a new phone is set up." in said
    knock()
    assert is_in(client)


def test_so_does_the_person_at_the_machine(app: Flask, session: Rows, guarded: User) -> None:
    told = app.test_cli_runner().invoke(args=["lost-phone", "Binh@Example.org"])
    assert told.output == "binh@example.org signs in with the password alone until a new phone is set up.\n"
    session.refresh(guarded)
    assert (guarded.tf_primary_method, guarded.tf_totp_secret) == (None, None)
    assert app.test_cli_runner().invoke(args=["lost-phone", "nobody@example.org"]).exit_code == 2

"""What every answer carries, and what every change must bring."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from festival_ops.accounts.models import Role, User
from festival_ops.app import create_app
from festival_ops.config import Settings
from festival_ops.programme.models import Venue
from tests.support.papers import answers_in
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.web.conftest import AREA

pytestmark = pytest.mark.databases("sqlite")

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(header: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/static/mark.svg", "/account"])
def test_every_answer_is_shut_tight(client: Visitor, path: str) -> None:
    headers = client.get(path).headers
    assert policy(headers["Content-Security-Policy"]) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_pages_of_somebody_signed_in_are_kept_by_no_browser(planner: Visitor, festival: Festival) -> None:
    assert planner.get(f"{AREA}/venue/").headers["Cache-Control"] == "no-store"
    assert planner.get("/nowhere").headers["Cache-Control"] == "no-store"
    assert planner.get("/static/mark.svg").headers["Cache-Control"] != "no-store"


def test_behind_tls_the_browser_is_told_to_insist(tmp_path: Path) -> None:
    app = create_app(Settings(folder=tmp_path, secret_key="k", behind_tls=True, testing=True))
    answer = app.test_client().get("/static/mark.svg")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert app.config["SESSION_COOKIE_SECURE"] is True


def test_only_hosts_that_are_ours_are_served(tmp_path: Path) -> None:
    app = create_app(Settings(folder=tmp_path, secret_key="k", trusted_hosts=["festival.example"], testing=True))
    client = app.test_client()
    statuses = [client.get("/static/mark.svg", headers={"Host": h}).status_code for h in ("festival.example", "evil")]
    assert statuses == [200, 400]


def test_nothing_changes_without_the_token_of_the_form(planner: Visitor, festival: Festival) -> None:
    answers = {name: values[0] for name, values in answers_in(planner.get(f"{AREA}/venue/new")).items()}
    sent = answers | {"name": "Cầu", "csrf_token": ""}
    answer = planner.post(f"{AREA}/venue/new", data=sent, token=False)
    assert answer.status_code == 400
    assert "This form belongs to a session that has ended." in answer.text
    assert festival.session.query(Venue).filter_by(name="Cầu").count() == 0


def test_every_changing_route_wants_a_token(app: Flask, planner: Visitor, festival: Festival) -> None:
    """Whatever the route and whoever asks: no token, no change."""
    values = {
        "edition": "song-huong",
        "id": 1,
        "token": "x",
        "number": 1,
        "subject": "x",
        "job": 1,
        "kind": "rain",
        "whose": "post",
        "department": "programme",
        "ceremony": 1,
        "guests": "escort",
        "profile": "hotel",
        "key": "x",
    }

    def asked(endpoint: str) -> dict[str, Any]:
        return values | ({"kind": "artist"} if "passport" in endpoint else {})

    adapter = app.url_map.bind("localhost")
    statuses = {
        rule.endpoint: planner.post(
            adapter.build(rule.endpoint, {name: asked(rule.endpoint)[name] for name in rule.arguments}), token=False
        ).status_code
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
    }
    # The guard looks at the person first, so what this one may not reach at all is refused for that.
    assert {endpoint: status for endpoint, status in statuses.items() if status not in (400, 403, 404)} == {}
    assert statuses["programme.venue_new"] == 400
    assert statuses["accounts.language"] == 400
    assert statuses["security.login"] == 400


def test_the_token_may_come_as_a_header(planner: Visitor, festival: Festival) -> None:
    assert planner.post("/account/language", data={"language": "vi"}).status_code == 303


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/account?x=1", "/account?x=1"),
        ("/festival/song-huong/programme/venue/", "/festival/song-huong/programme/venue/"),
        ("/nowhere", "/"),
        ("/account/language", "/"),
        ("//evil.example/account", "/"),
        ("https://evil.example/account", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("account", "/"),
        ("", "/"),
    ],
)
def test_one_is_led_only_to_pages_of_ours(planner: Visitor, festival: Festival, wanted: str, led_to: str) -> None:
    assert planner.post("/account/language", data={"language": "en", "next": wanted}).location == led_to


def test_a_session_of_another_key_is_nobody(sign_in: SignIn, festival: Festival) -> None:
    visitor = sign_in(Role.ADMIN, edition=festival.edition)
    festival.session.query(User).update({"fs_uniquifier": "another" * 5})
    festival.session.commit()
    assert visitor.get("/account").location == "/sign-in?next=/account"


def test_static_files_are_asked_for_once_until_one_of_them_changes(client: Visitor) -> None:
    page = client.get("/sign-in").text
    sheet = re.findall(r'href="([^"]*tokens\.css)"', page)[0]
    assert re.fullmatch(r"/static/[0-9a-f]{12}/css/tokens\.css", sheet)
    with client.get(sheet) as answer, client.get("/static/css/tokens.css") as plain:
        assert answer.data == plain.data
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Cache-Control"] == "no-cache"
    gone = client.get(sheet.replace("tokens", "nothing"))
    assert (gone.status_code, "immutable" in gone.headers.get("Cache-Control", "")) == (404, False)

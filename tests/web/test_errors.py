"""Refusals and faults: pages of the house that say what happened and what to do, for everybody."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from festival_ops.app import create_app
from festival_ops.config import Settings
from festival_ops.web import assets
from festival_ops.web.access import open_to_all
from festival_ops.web.errors import FAULTS
from tests.support.papers import answers_in
from tests.support.people import Visitor
from tests.support.programmes import Festival
from tests.web.conftest import AREA

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def faulty(settings: Settings) -> Flask:
    """An office of its own with doors behind which things go wrong."""
    app = create_app(settings)

    @app.get("/fault/<int:code>")
    @open_to_all
    def fault(code: int) -> str:
        abort(code)

    @app.get("/fault/sentence")
    @open_to_all
    def sentence() -> str:
        abort(409, "The plan has moved on.")

    @app.get("/fault/bug")
    @open_to_all
    def bug() -> str:
        raise ZeroDivisionError

    @app.get("/fault/database")
    @open_to_all
    def database() -> str:
        raise OperationalError("SELECT 1", {}, Exception("database is locked"))

    app.testing = False
    app.test_client_class = Visitor
    return app


@pytest.fixture
def visitor(faulty: Flask) -> FlaskClient:
    return faulty.test_client()


def heading(page: str) -> str:
    return re.findall(r"<h1>(.*?)</h1>", page)[0]


@pytest.mark.parametrize("code", [code for code in FAULTS if code < 500])
def test_each_refusal_has_its_page(visitor: FlaskClient, code: int) -> None:
    answer = visitor.get(f"/fault/{code}")
    fault = FAULTS[code]
    assert answer.status_code == code
    assert heading(answer.text) == str(fault.title)
    assert [str(fault.happened) in answer.text, str(fault.advice) in answer.text] == [True, True]


@pytest.mark.parametrize(("path", "code"), [("bug", 500), ("database", 503), ("500", 500), ("503", 503)])
def test_a_fault_of_ours_is_a_page_without_the_database(visitor: FlaskClient, path: str, code: int) -> None:
    answer = visitor.get(f"/fault/{path}")
    assert (answer.status_code, heading(answer.text)) == (code, str(FAULTS[code].title))
    assert "ZeroDivisionError" not in answer.text
    assert "database is locked" not in answer.text
    assert [sheet for sheet in re.findall(r'stylesheet" href="([^"]+)"', answer.text) if "tokens" in sheet] == [
        f"{assets.address()}/css/tokens.css"
    ]


def test_a_busy_database_says_when_to_come_back(visitor: FlaskClient) -> None:
    assert visitor.get("/fault/database").headers["Retry-After"] == "30"


@pytest.mark.databases("sqlite")
def test_a_database_that_is_held_is_a_busy_office(settings: Settings, festival: Festival, planner: Visitor) -> None:
    """Somebody else's long transaction: the page comes, once, and says what to do."""
    form = {name: values[0] for name, values in answers_in(planner.get(f"{AREA}/venue/new")).items()}
    planner.application.testing = False
    holder = sqlite3.connect(settings.database.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        answer = planner.post(f"{AREA}/venue/new", data=form, token=False)
    finally:
        holder.close()
        planner.application.testing = True
    assert (answer.status_code, heading(answer.text)) == (503, "The office is busy")


def test_a_sentence_of_the_program_is_told(visitor: FlaskClient) -> None:
    assert "The plan has moved on." in visitor.get("/fault/sentence").text


def test_a_wrong_method_says_which_are_right(client: Visitor) -> None:
    answer = client.post("/start/nowhere")
    assert answer.status_code == 404
    answer = client.get("/sign-out")
    assert (answer.status_code, sorted(answer.headers["Allow"].split(", "))) == (405, ["OPTIONS", "POST"])


def test_programs_get_json(visitor: FlaskClient) -> None:
    answer = visitor.get("/fault/403", headers={"Accept": "application/json"})
    assert answer.get_json() == {
        "error": str(FAULTS[403].title),
        "detail": str(FAULTS[403].happened),
        "advice": str(FAULTS[403].advice),
    }


def test_a_part_of_a_page_gets_a_part(visitor: FlaskClient) -> None:
    answer = visitor.get("/fault/409", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer.text.startswith('<div class="notice notice-error" role="alert">')


def test_somebody_signed_in_keeps_the_frame(planner: Visitor, festival: Festival) -> None:
    page = planner.get(f"{AREA}/venue/999999").text
    assert heading(page) == "There is nothing here"
    assert "Festival sông Hương" in page


def test_too_large_is_said_as_such(planner: Visitor, festival: Festival) -> None:
    answer = planner.post(f"{AREA}/venue/new", data={"name": "x" * (11 * 1024 * 1024)})
    assert (answer.status_code, heading(answer.text)) == (413, "This file is too large")


def test_every_code_the_concept_names_has_its_sentences() -> None:
    assert sorted(FAULTS) == [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]


def test_the_pages_of_faults_stand_in_the_house_style() -> None:
    pages = sorted(path.name for path in Path("templates/errors").iterdir())
    assert pages == ["broken.html", "part.html", "refused.html"]

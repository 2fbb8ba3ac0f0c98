"""A small festival whose plan breaks nothing, and somebody who plans it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.planning.actions import releases
from festival_ops.planning.models import RuleLevel
from festival_ops.planning.queries import main_plan
from tests.support.programmes import SOUND, Festival


@pytest.fixture
def planner(festival: Festival) -> User:
    made = User(email="planner@example.org", name="Kế hoạch", fs_uniquifier="planner")
    festival.session.add(made)
    festival.session.commit()
    return made


@pytest.fixture
def sound(festival: Festival, app: Flask) -> Festival:
    """Everything has its place. The parade passes a quiet place, so that rule is left out of account here."""
    festival.add("level", RuleLevel(rule="quiet-hours", level="ignore"))
    for code, stage, day, clock in SOUND:
        festival.place(code, stage, day, clock)
    with app.test_request_context():
        shown = releases.preview(db.session(), festival.edition, main_plan(db.session(), festival.edition))
    assert [finding.sentence for finding in shown.findings] == []
    return festival


@pytest.fixture
def queries(session: object) -> Iterator[list[str]]:
    """Every statement sent to the database since it was last emptied."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)

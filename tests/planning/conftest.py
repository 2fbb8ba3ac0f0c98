"""Somebody who plans the small festival, and a look at what the database is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event

from festival_ops.accounts.models import User
from tests.support.programmes import Festival


@pytest.fixture
def planner(festival: Festival) -> User:
    made = User(email="planner@example.org", name="Kế hoạch", fs_uniquifier="planner")
    festival.session.add(made)
    festival.session.commit()
    return made


@pytest.fixture
def queries(session: object) -> Iterator[list[str]]:
    """Every statement sent to the database since it was last emptied."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)

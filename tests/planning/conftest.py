"""Somebody who plans the small festival, and a look at what the database is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event

from festival_ops.accounts.models import User
from festival_ops.programme.models import Troupe, Work
from tests.support.programmes import Festival


@pytest.fixture
def planner(festival: Festival) -> User:
    made = User(email="planner@example.org", name="Kế hoạch", fs_uniquifier="planner")
    festival.session.add(made)
    festival.session.commit()
    return made


@pytest.fixture
def two(sound: Festival) -> Festival:
    """On the third evening M1 stands before X2 on one stage, and would fit behind it too."""
    sound.add("dancers", Troupe(name="Đoàn múa"))
    sound.add("Múa", Work(name="Múa", genre="dance"))
    sound.session.flush()
    sound.show("M1", "dancers", "Múa", stages=[sound["ngo-mon"], sound["thuong-bac"]])
    sound.place("M1", "ngo-mon", 3, "17:45")
    return sound


@pytest.fixture
def queries(session: object) -> Iterator[list[str]]:
    """Every statement sent to the database since it was last emptied."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)

"""A planner at work, and a way to count what a page asks of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import Engine, event

from festival_ops.accounts.models import Role
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

Counting = Callable[[], AbstractContextManager[list[str]]]
AREA = "/festival/song-huong/programme"


@pytest.fixture
def planner(sign_in: SignIn, festival: Festival) -> Visitor:
    return sign_in(Role.PLANNER, edition=festival.edition)


@pytest.fixture
def counting() -> Counting:
    """`with counting() as queries:` lists every statement that is sent meanwhile."""

    @contextmanager
    def count() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            sent.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return count

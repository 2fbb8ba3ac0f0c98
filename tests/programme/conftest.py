"""People and answers that most tests of the programme begin with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.web.models import HistoryEntry
from tests.support.papers import errors_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

Send = Callable[..., TestResponse]
Refuse = Callable[..., None]
Answers = dict[str, Any]

LINKS = ("venue", "announced_stage", "stages", "troupes", "origin", "destination", "first", "second")


@pytest.fixture
def planner(sign_in: SignIn, festival: Festival) -> Visitor:
    return sign_in(Role.PLANNER, edition=festival.edition)


@pytest.fixture
def write(planner: Visitor, festival: Festival) -> Send:
    """Opens a form of the programme as a planner, changes some answers and sends it."""

    def sent(form: str, /, **changes: Any) -> TestResponse:
        return send(planner, f"/festival/{festival.edition.slug}/programme/{form}", **changes)

    return sent


@pytest.fixture
def refused(write: Send, festival: Festival) -> Refuse:
    """Sends the form of a new record and compares everything that stands in red."""

    def refuse(noun: str, sound: Answers, changes: Answers, expected: dict[str, str]) -> None:
        def sent(value: Any) -> Any:
            if isinstance(value, list):
                return [sent(one) for one in value]
            return getattr(festival.rows.get(value), "id", value)

        answers = {**sound, **{name: sent(value) if name in LINKS else value for name, value in changes.items()}}
        kept = festival.session.scalar(select(func.count()).select_from(HistoryEntry))
        answer = write(f"{noun}/new", **answers)
        assert (answer.status_code, errors_in(answer)) == (422, expected)
        assert festival.session.scalar(select(func.count()).select_from(HistoryEntry)) == kept

    return refuse

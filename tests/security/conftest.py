"""People and answers that most tests of the security room begin with."""

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

LINKS = ("force", "agency", "squad", "sector", "venue", "post", "shift", "qualification", "officer", "home_venue")


@pytest.fixture
def lead(sign_in: SignIn, crew: Festival) -> Visitor:
    return sign_in(Role.SECURITY_LEAD, edition=crew.edition)


@pytest.fixture
def write(lead: Visitor, crew: Festival) -> Send:
    """Opens a form of the room as its lead, changes some answers (rows by the names tests know) and sends it."""

    def sent(form: str, /, **changes: Any) -> TestResponse:
        known = {name: crew[value].id if name in LINKS and value else value for name, value in changes.items()}
        return send(lead, f"/festival/{crew.edition.slug}/security/{form}", **known)

    return sent


@pytest.fixture
def refused(write: Send, crew: Festival) -> Refuse:
    """Sends the form of a new record and compares everything that stands in red."""

    def refuse(noun: str, sound: Answers, changes: Answers, expected: dict[str, str]) -> None:
        kept = crew.session.scalar(select(func.count()).select_from(HistoryEntry))
        answer = write(f"{noun}/new", **sound | changes)
        assert (answer.status_code, errors_in(answer)) == (422, expected)
        assert crew.session.scalar(select(func.count()).select_from(HistoryEntry)) == kept

    return refuse

"""People and answers that most tests of the traffic room begin with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

Send = Callable[..., TestResponse]
LINKS = ("street", "first", "second", "segment", "junction", "venue", "performance")


@pytest.fixture
def lead(sign_in: SignIn, network: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=network.edition)


@pytest.fixture
def write(lead: Visitor, network: Festival) -> Send:
    """Opens a form of the room as its lead, changes some answers (rows by the names tests know) and sends it."""

    def sent(form: str, /, **changes: Any) -> TestResponse:
        known = {name: network[value].id if name in LINKS and value else value for name, value in changes.items()}
        return send(lead, f"/festival/{network.edition.slug}/traffic/{form}", **known)

    return sent

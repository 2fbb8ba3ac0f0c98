"""People and answers that most tests of the protocol room begin with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.protocol.models import Passport
from tests.support.papers import send
from tests.support.passports import HOLDER, handed_in
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

Send = Callable[..., TestResponse]
LINKS = ("group", "delegation", "guest", "host", "place", "allotment", "shares_with", "home")


@pytest.fixture
def officer(sign_in: SignIn, guests: Festival) -> Visitor:
    return sign_in(Role.PROTOCOL_OFFICER, edition=guests.edition)


@pytest.fixture
def write(officer: Visitor, guests: Festival) -> Send:
    """Opens a form of the room as its officer, changes some answers (rows by the names tests know) and sends it."""

    def sent(form: str, /, **changes: Any) -> TestResponse:
        known = {name: guests[value].id if name in LINKS and value else value for name, value in changes.items()}
        return send(officer, f"/festival/{guests.edition.slug}/protocol/{form}", **known)

    return sent


@pytest.fixture
def coordinator(sign_in: SignIn, guests: Festival) -> Visitor:
    return sign_in(Role.TROUPE_COORDINATOR, edition=guests.edition, troupe=guests["ashi"])


@pytest.fixture
def artist(guests: Festival, coordinator: Visitor) -> Passport:
    return handed_in(guests, coordinator, "artist", troupe=guests["ashi"].id, holder=HOLDER)

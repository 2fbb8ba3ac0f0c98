"""The opening with its guests, its zones and whoever makes passes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete

from festival_ops.accounts.models import Role
from festival_ops.protocol.models import Ceremony, Invitation
from tests.support.guests import with_guests
from tests.support.passes import with_passes
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

ROOT = "/festival/song-huong"
Take = Callable[[], Any]


@pytest.fixture
def invited(rides: Festival) -> Festival:
    """The ambassador comes to the opening at 21:00 on the first day, which is a show of the plan."""
    made = with_passes(with_guests(rides))
    made.session.execute(delete(Ceremony))
    facts = {"performance": made["OPEN"], "precedence": made["opening rule"], "doors": 60, "closed": 15}
    made.add("opening", Ceremony(name="Lễ khai mạc", **facts))
    made.session.flush()
    made.add("card", Invitation(ceremony=made["opening"], guest=made["head"]))
    made.session.commit()
    return made


@pytest.fixture
def officer(sign_in: SignIn, invited: Festival) -> Visitor:
    return sign_in(Role.PROTOCOL_OFFICER, edition=invited.edition)


@pytest.fixture
def take(officer: Visitor) -> Take:
    """Takes over all that is offered."""

    def taken() -> None:
        page = officer.get(f"{ROOT}/passes/").text
        seen = re.search(r'name="seen" value="(\w+)"', page)
        assert seen is not None
        assert officer.post(f"{ROOT}/passes/taking", data={"seen": seen[1]}).status_code == 303

    return taken

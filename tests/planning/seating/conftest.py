"""The hall of the small festival's opening, and who looks at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from festival_ops.accounts.models import Role
from festival_ops.planning.models import SeatingRun
from festival_ops.planning.seating.standing import Standing, standing
from festival_ops.protocol.models import Invitation, Reply, SeatTie
from solver.saved import to_plain
from solver.seats.plan import Chair, SeatingAnswer, SeatingPlan
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

SEATED = {"host": "B-1-1", "head": "A-1-1", "liaison": "A-1-2", "second": "A-1-3", "neighbour": "A-1-5"}

Propose = Callable[..., SeatingRun]


@pytest.fixture
def guests(guests: Festival) -> Festival:
    """With the second of the ambassador's delegation, who sits apart from the neighbour."""
    card = {"ceremony_id": guests["rite"].id, "guest": guests["second"], "card": "009"}
    guests.add("second card", Invitation(replies=[Reply(kind="accepted")], **card))
    guests.add("distance", SeatTie(first=guests["second"], second=guests["neighbour"], between=1))
    guests.session.commit()
    return guests


@pytest.fixture
def officer(sign_in: SignIn, guests: Festival) -> Visitor:
    return sign_in(Role.PROTOCOL_OFFICER, edition=guests.edition)


@pytest.fixture
def hall(guests: Festival) -> str:
    return f"/festival/song-huong/seating/{guests['rite'].id}"


@pytest.fixture
def propose(guests: Festival) -> Propose:
    """A search that has answered with these chairs; nobody has decided on it."""

    def answered(seats: dict[str, str]) -> SeatingRun:
        guests.session.commit()
        stands = stands_of(guests)
        chairs = tuple(Chair(card(guests, name), seat(guests, label)) for name, label in seats.items())
        answer = to_plain(SeatingAnswer("proven", SeatingPlan(chairs), 0, 0, 1.0))
        facts: dict[str, Any] = {"seconds": 5, "problem": to_plain(stands.problem), "answer": answer}
        run = SeatingRun(
            edition_id=guests.edition.id, ceremony=guests["rite"], revision=stands.revision, kind="build", **facts
        )
        guests.session.add(run)
        guests.session.commit()
        return run

    return answered


def stands_of(made: Festival) -> Standing:
    made.session.expire_all()
    return standing(made.session(), made["rite"])


def card(made: Festival, name: str) -> int:
    return int(made[f"{name} card"].id)


def seat(made: Festival, label: str) -> int:
    chairs = stands_of(made).hall.chairs
    return next(id for id, chair in chairs.items() if chair.label == label)


def told(made: Festival) -> dict[str, str]:
    """Who sits where, by code."""
    stands = stands_of(made)
    return {stands.hall.invited[chair.guest].who.code: stands.label(chair.guest) for chair in stands.plan.chairs}

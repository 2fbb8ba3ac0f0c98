"""Passports as people hand them in and open them."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.protocol.models import Passport, PassportReading
from tests.support.papers import errors_in, send
from tests.support.people import Visitor
from tests.support.programmes import Festival

BASE = "/festival/song-huong/protocol/"
LIST = f"{BASE}passport/"
NUMBER, PRINTED, HOLDER = "ZQ7654321", "O’NEILL ABD AL-RAHMAN زكريا", "Abd al-Raḥmān O’Neill"
FACTS = {"number": "zq 765-4321", "country": "Maroc", "expires": "31/05/2031", "name": PRINTED, "born": "02/03/1985"}


def handed_in(guests: Festival, visitor: Visitor, kind: str, /, **facts: Any) -> Passport:
    answer = send(visitor, f"{LIST}new/{kind}", **FACTS | facts)
    assert (answer.status_code, answer.location) == (303, LIST), errors_in(answer)
    guests.session.expire_all()
    return guests.session.scalars(select(Passport).order_by(Passport.id.desc())).first()  # type: ignore[return-value]


def prove(visitor: Visitor, seconds_ago: float = 0) -> None:
    with visitor.session_transaction() as kept:
        kept["fs_paa"] = time.time() - seconds_ago


def opened(visitor: Visitor, row: Passport, reason: str = "List for the border") -> TestResponse:
    return visitor.post(f"{LIST}{row.id}/opening", data={"reason": reason, "key": "k"})


def secrets_in(told: str) -> list[str]:
    folded = told.casefold()
    return [
        word for word in (NUMBER, "Maroc", "31/05/2031", "2031-05-31", "زكريا", "1985") if word.casefold() in folded
    ]


def readings(guests: Festival) -> list[tuple[str, int | None, str, str]]:
    rows = select(PassportReading).order_by(PassportReading.id)
    guests.session.expire_all()
    return [(row.user_name, row.passport_id, row.whose, row.reason) for row in guests.session.scalars(rows)]

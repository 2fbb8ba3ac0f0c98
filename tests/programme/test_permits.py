"""Permits and exchanged working days as people record them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from festival_ops.programme.models import ExchangedDay, Permit
from tests.programme.conftest import Send
from tests.support.papers import errors_in
from tests.support.programmes import Festival


def test_a_permit_is_recorded_with_what_it_is_for(write: Send, festival: Festival) -> None:
    answers = {"name": "Pháo hoa đêm khai mạc", "authority": "Bộ Quốc phòng", "lead": "15", "state": "granted"}
    sent = write("permit/new", **answers, kind="fireworks", since="5/6", performances=[festival["OPEN"].id])
    assert sent.status_code == 303
    row = festival.session.scalars(select(Permit)).one()
    assert (row.name, row.kind, row.lead, row.working, row.since, row.until, row.performances) == (
        "Pháo hoa đêm khai mạc", "fireworks", 15, True, date(2026, 6, 5), None, [festival["OPEN"]],
    )  # fmt: skip
    again = write("permit/new", **answers)
    assert errors_in(again) == {"name": "“Pháo hoa đêm khai mạc” exists already; please choose another."}


def test_a_day_is_exchanged_once(write: Send, festival: Festival) -> None:
    assert write("exchanged-day/new", off="05/06/2026", worked="06/06/2026", source="Thông báo").status_code == 303
    row = festival.session.scalars(select(ExchangedDay)).one()
    assert (row.off, row.worked, str(row)) == (date(2026, 6, 5), date(2026, 6, 6), "05/06/2026 ⇄ 06/06/2026")
    again = write("exchanged-day/new", off="05/06/2026")
    assert errors_in(again) == {"off": "This day is recorded already; change that entry."}

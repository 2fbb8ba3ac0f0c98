"""Columns that several sheets of the room share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.security.sense import phone_fault
from festival_ops.spreadsheets.cells import Count, Link, Name
from festival_ops.spreadsheets.sheet import Column, Facts

ONE_LEADER_FOR = Column(
    "one_leader_for",
    _l("One leader for"),
    Count(1, 5000),
    also=("Một chỉ huy cho", "Tỷ lệ chỉ huy"),
    note=_l("So many people have one among them who leads."),
    example=10,
)


def coded(most: int, note: Any, *also: str, example: Any) -> Column:
    return Column(
        "code",
        _l("Code"),
        Name(most),
        also=(*also, "Mã", "Số hiệu", "Mã số", "Ký hiệu"),
        required=True,
        note=note,
        example=example,
    )


def agency(example: Any) -> Column:
    return Column(
        "agency",
        _l("Agency"),
        Link("agencies"),
        also=("Đơn vị", "Cơ quan", "Thuộc đơn vị", "Đơn vị công tác"),
        required=True,
        note=_l("The agency it belongs to, as on the page of agencies."),
        example=example,
    )


def sound_phone(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if fault := phone_fault(facts.get("phone")):
        yield "phone", fault

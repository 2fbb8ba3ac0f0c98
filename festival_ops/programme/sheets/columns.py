"""Columns and checks that several sheets share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.sense import day_fault, stay_fault
from festival_ops.spreadsheets.cells import Link, Name, Text
from festival_ops.spreadsheets.sheet import Check, Column, Facts

_MOST_DAYS_AWAY = timedelta(days=60)

SOURCE = Column(
    "source",
    _l("Source"),
    Text(500),
    also=("Nguồn", "Nguồn tin", "Căn cứ"),
    note=_l("Where this is known from."),
    example=_l("Plan of the organising committee"),
)
STATUS = Column(
    "status",
    _l("Status"),
    Text(30),
    also=("Trạng thái", "Tình trạng"),
    note=_l("How sure it is: published, actual, estimate, plan or synthetic."),
    example="estimate",
)
NOTE = Column("note", _l("Note"), Text(300), also=("Ghi chú", "Remark"), note=_l("A remark for colleagues."))


def named(title: Any, *also: str, example: Any) -> Column:
    return Column(
        "name",
        title,
        Name(200),
        also=(*also, "Tên", "Name"),
        required=True,
        note=_l("Its name; no two rows share it."),
        example=example,
    )


def name_en(*also: str, example: str = "") -> Column:
    return Column(
        "name_en",
        _l("Name in English"),
        Text(200),
        also=(*also, "Tên tiếng Anh", "Tiếng Anh", "English name"),
        note=_l("The name on English pages; the Vietnamese one stands in for it."),
        example=example,
    )


def short_name(example: str) -> Column:
    return Column(
        "short_name",
        _l("Short name"),
        Text(14),
        also=("Tên ngắn", "Tên gọi tắt", "Viết tắt", "Tên viết tắt"),
        note=_l("For the timeline, at most 14 letters."),
        example=example,
    )


def linked(sheet: str, key: str, title: Any, *also: str, example: Any, required: bool = True, note: Any = "") -> Column:
    """One of the two rows that a row ties together."""
    return Column(key, title, Link(sheet), also=also, required=required, note=note, example=example)


def two_different(first: str, second: str) -> Check:
    def check(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
        if facts.get(first) is not None and facts.get(first) is facts.get(second):
            yield second, _("The row names “%(name)s” twice.", name=facts[first])

    return check


def within_the_edition(key: str) -> Check:
    def check(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
        moment = facts.get(key)
        if moment and (fault := day_fault(edition, moment)):
            yield key, fault

    return check


def near_the_edition(*keys: str) -> Check:
    def check(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
        for key in keys:
            moment = facts.get(key)
            earliest, latest = edition.first_day - _MOST_DAYS_AWAY, edition.last_day + _MOST_DAYS_AWAY
            if moment and not earliest <= moment.date() <= latest:
                day = f"{moment:%d/%m/%Y}"
                yield key, _("%(day)s is far from the days of the edition; is the year right?", day=day)

    return check


def sound_stay(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if fault := stay_fault(facts.get("arrives"), facts.get("departs")):
        yield "departs", fault

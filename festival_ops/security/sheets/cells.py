"""Cells of the room's spreadsheets that have a grammar: single days, lists of days, hours, and qualifications held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from festival_ops.programme.grammar import (
    Hours,
    UnreadableError,
    parse_date,
    parse_days,
    parse_opening_hours,
    show_days,
    show_opening_hours,
)
from festival_ops.programme.sheets.cells import Records
from festival_ops.security.grammar import Heads, Held, in_order, parse_heads, parse_holdings, show_heads, show_holdings
from festival_ops.security.kinds import PLACES, PLAIN_PLACE, PLAIN_RISK, RISKS
from festival_ops.security.models import Contingent, Holding, PostHours, ShiftDay
from festival_ops.security.reasons import reason_given, reason_told
from festival_ops.spreadsheets import serials
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.cells import Cell, Choice, Parsed, Text, written
from festival_ops.spreadsheets.names import Entry
from festival_ops.spreadsheets.receiving import Raw

DAY = Parsed(
    lambda text, edition: parse_date(text, edition.first_day),
    lambda day, edition: f"{day:%d/%m}/{day.year:04d}",
    serials.day_of,
)
HOURS = Records(
    parse=parse_opening_hours,
    shown=show_opening_hours,
    fact=lambda row: Hours(row.on, row.starts, row.ends),
    row=lambda hours: PostHours(on=hours.on, starts=hours.starts, ends=hours.ends),
)
_OTHER_PLACES = {
    "cổng": "gate",
    "cửa soát vé": "gate",
    "sân khấu": "stage",
    "trước sân khấu": "stage",
    "khán giả": "crowd",
    "khán đài": "crowd",
    "vành đai": "perimeter",
    "vòng ngoài": "perimeter",
    "nút giao": "crossing",
    "ngã tư": "crossing",
    "khách mời": "guests",
    "đại biểu": "guests",
    "VIP": "guests",
    "hậu đài": "backstage",
    "bãi xe": "parking",
    "giữ xe": "parking",
    "y tế": "first aid",
    "sơ cấp cứu": "first aid",
    "khác": "other",
}
OTHER_RISKS = {"thấp": "low", "vừa": "medium", "trung bình": "medium", "cao": "high"}
PLACE = Choice(dict(PLACES), _OTHER_PLACES, empty=PLAIN_PLACE)
RISK = Choice(dict(RISKS), OTHER_RISKS, empty=PLAIN_RISK)


@dataclass(frozen=True)
class Days(Cell):
    """Days of a shift; the rows of those that stay are kept."""

    empty: Any = field(default=(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> tuple[date, ...]:
        edition: Any = book.edition
        return tuple(parse_days(written(raw), edition.first_day))

    def show(self, value: tuple[date, ...], book: Book) -> Raw:
        edition: Any = book.edition
        return show_days(value, edition.first_day)

    def taken(self, row: Any, key: str, book: Book) -> tuple[date, ...]:
        return tuple(sorted(each.on for each in row.days))

    def give(self, row: Any, key: str, value: Iterable[date]) -> None:
        kept = {each.on: each for each in row.days}
        row.days = [kept.get(day) or ShiftDay(on=day) for day in value]


@dataclass(frozen=True)
class Promised:
    """Heads of one kind whose qualifications have been found."""

    qualification: Entry
    leading: Entry | None
    heads: int

    @property
    def kind(self) -> tuple[Entry, Entry | None]:
        return self.qualification, self.leading


@dataclass(frozen=True)
class Contingents(Cell):
    """How many heads an agency promises of whom: each item names a qualification, or two of which one leads."""

    empty: Any = field(default=frozenset(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> frozenset[Promised]:
        known, found = book.names("qualifications"), []
        for some in parse_heads(written(raw)):
            held = [known.called(name) for name in some.names]
            found.append(Promised(*in_order(held, lambda entry: bool(entry.fact("leads"))), some.count))
        if len({each.kind for each in found}) < len(found):
            raise UnreadableError(_("The same kind stands in the list twice; write one line with the sum."))
        return frozenset(found)

    def show(self, value: frozenset[Promised], book: Book) -> Raw:
        told = (Heads(tuple(one.name for one in each.kind if one is not None), each.heads) for each in value)
        return show_heads(sorted(told, key=lambda heads: heads.names))

    def taken(self, row: Any, key: str, book: Book) -> frozenset[Promised]:
        known = book.names("qualifications")
        return frozenset(
            Promised(known.of(part.qualification), known.of(part.leading) if part.leading else None, part.heads)
            for part in row.contingents
        )

    def give(self, row: Any, key: str, value: Iterable[Promised]) -> None:
        kept = {(part.qualification, part.leading): part for part in row.contingents}
        row.contingents = []
        for each in sorted(value, key=lambda promised: [str(one) for one in promised.kind]):
            held = each.qualification.row, each.leading.row if each.leading else None
            part = kept.get(held) or Contingent(qualification=held[0], leading=held[1])
            part.heads = each.heads
            row.contingents.append(part)


def _name(held: tuple[Entry, date | None]) -> str:
    return held[0].name


@dataclass(frozen=True)
class Holdings(Cell):
    """What somebody is trained for: each item names a qualification, some with their last day."""

    empty: Any = field(default=frozenset(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> frozenset[tuple[Entry, date | None]]:
        edition: Any = book.edition
        known = book.names("qualifications")
        held = parse_holdings(written(raw), edition.first_day)
        found = frozenset((known.called(each.name), each.expires) for each in held)
        if len({entry for entry, _expires in found}) < len(held):
            raise UnreadableError(_("The same qualification stands in the list twice; leave only one."))
        return found

    def show(self, value: frozenset[tuple[Entry, date | None]], book: Book) -> Raw:
        held = sorted((Held(entry.name, expires) for entry, expires in value), key=lambda each: each.name)
        return show_holdings(held)

    def taken(self, row: Any, key: str, book: Book) -> frozenset[tuple[Entry, date | None]]:
        known = book.names("qualifications")
        return frozenset((known.of(held.qualification), held.expires) for held in row.holdings)

    def give(self, row: Any, key: str, value: Iterable[tuple[Entry, date | None]]) -> None:
        """Keeps the rows of those that stay: the database would see a new one before the old one is gone."""
        kept = {held.qualification: held for held in row.holdings}
        row.holdings = [
            kept.get(entry.row) or Holding(qualification=entry.row) for entry, _expires in sorted(value, key=_name)
        ]
        last_days = {entry.row: expires for entry, expires in value}
        for held in row.holdings:
            held.expires = last_days[held.qualification]


@dataclass(frozen=True)
class Reasoned(Text):
    """A reason as its reader sees it; a file that leaves it as it is leaves what was counted."""

    def taken(self, row: Any, key: str, book: Book) -> str:
        return reason_told(getattr(row, key))

    def give(self, row: Any, key: str, value: str) -> None:
        setattr(row, key, reason_given(getattr(row, key), value))

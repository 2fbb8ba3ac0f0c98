"""Cells and columns of this room: private facts, words of a list, days, and an order of kinds of guests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import g, has_request_context
from flask_babel import lazy_gettext as _l

from festival_ops.programme.grammar import parse_date, parse_names
from festival_ops.protocol import grammar
from festival_ops.protocol.forms.fields import reads_private
from festival_ops.protocol.kinds import LANGUAGES, OTHER_LANGUAGES
from festival_ops.protocol.models import PrecedenceGroup
from festival_ops.spreadsheets import serials
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.cells import Cell, Choice, Name, Parsed, Text, written
from festival_ops.spreadsheets.names import Entry
from festival_ops.spreadsheets.receiving import Raw
from festival_ops.spreadsheets.sheet import Column

NOTE = Column("note", _l("Note"), Text(500), also=("Ghi chú",))
LONG_NOTE = Column("note", _l("Note"), Text(1000), also=("Ghi chú",))
DAY = Parsed(
    lambda text, edition: parse_date(text, edition.first_day),
    lambda day, edition: f"{day:%d/%m}/{day.year:04d}",
    serials.day_of,
)


class Private(Text):
    """Stays empty for whoever may not read it."""

    def taken(self, row: Any, key: str, book: Book) -> Any:
        hidden = has_request_context() and g.get("access") and not reads_private()
        return "" if hidden else super().taken(row, key, book)


@dataclass(frozen=True)
class Words(Cell):
    """Some of a few words, kept in the order of their list."""

    word: Choice
    empty: Any = field(default=(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> tuple[str, ...]:
        chosen = {self.word.read(name, book) for name in parse_names(written(raw).replace(",", ";"))}
        return tuple(value for value in self.word.words if value in chosen)

    def show(self, value: tuple[str, ...], book: Book) -> Raw:
        return "; ".join(str(self.word.words[each]) for each in value)

    def taken(self, row: Any, key: str, book: Book) -> tuple[str, ...]:
        return tuple(getattr(row, key))

    def give(self, row: Any, key: str, value: tuple[str, ...]) -> None:
        setattr(row, key, list(value))


@dataclass(frozen=True)
class Order(Cell):
    """Kinds of guests in their order; rows of kinds that stay are kept."""

    empty: Any = field(default=(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> tuple[Entry, ...]:
        known = book.names("guest_groups")
        return tuple(known.called(code) for code in grammar.parse_order(written(raw)))

    def show(self, value: tuple[Entry, ...], book: Book) -> Raw:
        return "; ".join(entry.name for entry in value)

    def taken(self, row: Any, key: str, book: Book) -> tuple[Entry, ...]:
        known = book.names("guest_groups")
        return tuple(known.of(place.group) for place in row.order)

    def give(self, row: Any, key: str, value: Iterable[Entry]) -> None:
        kept = {place.group: place for place in row.order}
        order = [kept.get(entry.row) or PrecedenceGroup(group=entry.row) for entry in value]
        for position, place in enumerate(order, start=1):
            place.position = position
        row.order = order


LANGUAGES_COLUMN = Column(
    "languages",
    _l("Languages"),
    Words(Choice(dict(LANGUAGES), OTHER_LANGUAGES)),
    also=("Ngôn ngữ", "Ngoại ngữ"),
    note=_l("One or more, with a semicolon between; empty is Vietnamese."),
    example=_l("Lao; English"),
)
KEPT = Column(
    "kept_until", _l("Names kept until"), DAY, also=("Lưu tên đến ngày", "Thời hạn lưu"), example="31/12/2026"
)


def code(*also: str, example: str, most: int = 20) -> Column:
    note = _l("Stands wherever no name may; no two rows share it.")
    title = _l("Code")
    return Column("code", title, Name(most), also=(*also, "Mã"), required=True, note=note, example=example)

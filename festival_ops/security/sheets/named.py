"""How names come to promised heads in a spreadsheet: a row that says the number of a head is the row of that head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from festival_ops.security.models import Officer
from festival_ops.security.promises import name_again
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.cells import Cell, Text, written
from festival_ops.spreadsheets.names import Key, MisreadError
from festival_ops.spreadsheets.receiving import Raw
from festival_ops.spreadsheets.sheet import Facts, Sheet
from festival_ops.words import tidy


@dataclass(frozen=True)
class PeopleSheet(Sheet):
    """People are known by code. Until a head has a name its number is its code, whatever code the row brings."""

    def identity(self, facts: Facts) -> Key:
        return super().identity({"code": facts["head"]} if facts.get("head") else facts)


@dataclass(frozen=True)
class PersonName(Text):
    """Empty for a head without a name; a name ends that, and taking it back brings the head back."""

    def taken(self, row: Any, key: str, book: Book) -> str:
        return "" if row.unnamed else str(row.name)

    def give(self, row: Any, key: str, value: str) -> None:
        row.unnamed = not value and row.number is not None
        row.name, row.name_en = value, ""
        if row.unnamed:
            name_again(row)


@dataclass(frozen=True)
class PromisedHead(Cell):
    """The number of a head that has no name yet."""

    def read(self, raw: Raw, book: Book) -> str:
        text = tidy(written(raw)).upper()
        known = book.names("officers").with_key((text.casefold(),))
        if known is not None and known.row is not None and known.row.head == text:
            return text
        raise MisreadError(*self._fault(text, book))

    def _fault(self, text: str, book: Book) -> tuple[str, str]:
        for row in book.rows(book.sheets["officers"]):
            if row.number and Officer.head_of(row.agency_id, row.number) == text:
                told = _("Head %(head)s has a name already: %(name)s.", head=text, name=str(row))
                return told, _("Leave the cell empty to enter one more person.")
        return (
            _("No promised head has the number “%(head)s”.", head=text[:40]),
            _("The numbers stand in the exported list, such as H3-007."),
        )

    def show(self, value: str | None, book: Book) -> Raw:
        return value or ""

    def taken(self, row: Any, key: str, book: Book) -> str | None:
        head: str | None = row.head
        return head

    def give(self, row: Any, key: str, value: str | None) -> None:
        """The head is its row; nothing of it is written."""

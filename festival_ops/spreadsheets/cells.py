"""How one cell becomes a fact and how a fact is written into a cell again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.names import Entry, MisreadError
from festival_ops.spreadsheets.receiving import Raw
from festival_ops.words import fold, tidy


@dataclass(frozen=True)
class Cell:
    """`read` raises ValueError with a sentence for people. An empty cell means `empty` and is never read."""

    empty: Any = field(default=None, kw_only=True)

    def read(self, raw: Raw, book: Book) -> Any:
        raise NotImplementedError

    def show(self, value: Any, book: Book) -> Raw:
        return str(value)

    def taken(self, row: Any, key: str, book: Book) -> Any:
        """The fact as the stored row holds it, comparable with one that was read."""
        return getattr(row, key)

    def give(self, row: Any, key: str, value: Any) -> None:
        setattr(row, key, value)

    def choices(self) -> tuple[str, ...]:
        """What a template offers in a list, when that can be listed."""
        return ()


@dataclass(frozen=True)
class Text(Cell):
    longest: int
    empty: Any = field(default="", kw_only=True)

    def read(self, raw: Raw, book: Book) -> str:
        text = tidy(written(raw))
        if len(text) > self.longest:
            raise MisreadError(
                _("The text has %(count)d letters.", count=len(text)),
                _("At most %(most)d fit; shorten it.", most=self.longest),
            )
        return text


@dataclass(frozen=True)
class Name(Text):
    """A text by which other rows refer to this one, also in lists, where a semicolon separates."""

    def read(self, raw: Raw, book: Book) -> str:
        text = super().read(raw, book)
        if ";" in text:
            raise MisreadError(
                _("A name cannot hold “;”: it separates names in lists."), _("Use a comma or a dash instead.")
            )
        return text


@dataclass(frozen=True)
class Parsed(Cell):
    """A fact with a grammar of its own; `serial` turns the number that Excel keeps for it into text."""

    parse: Callable[[str, Any], Any]
    shown: Callable[[Any, Any], Raw]
    serial: Callable[[float], str] | None = None
    offers: Callable[[], tuple[str, ...]] = tuple

    def read(self, raw: Raw, book: Book) -> Any:
        number = _number(raw) if self.serial else None
        text = self.serial(number) if self.serial and number is not None else written(raw)
        return self.parse(text, book.edition)

    def show(self, value: Any, book: Book) -> Raw:
        return "" if value is None else self.shown(value, book.edition)

    def choices(self) -> tuple[str, ...]:
        return self.offers()


@dataclass(frozen=True)
class Count(Cell):
    """A whole number within bounds. A point or comma in text groups thousands; in a number it is a fraction."""

    least: int = 0
    most: int = 1_000_000

    def read(self, raw: Raw, book: Book) -> int:
        text = tidy(written(raw)).replace("\u00a0", " ")
        grouped = isinstance(raw, str) and re.fullmatch(r"\d{1,3}(?:[., ]\d{3})+", text)
        digits = re.sub(r"\D", "", text) if grouped else text
        if re.fullmatch(r"-?\d{1,9}", digits) and self.least <= int(digits) <= self.most:
            return int(digits)
        raise MisreadError(
            _("“%(text)s” is not a whole number that fits here.", text=text[:80]),
            _("Write a number from %(least)s to %(most)s.", least=self.least, most=self.most),
        )

    def show(self, value: int | None, book: Book) -> Raw:
        return "" if value is None else value


@dataclass(frozen=True)
class Decimal(Cell):
    """A number with a fraction after a point or a comma, such as a latitude."""

    least: float
    most: float

    def read(self, raw: Raw, book: Book) -> float:
        text = tidy(written(raw)).replace(",", ".")
        if re.fullmatch(r"-?\d{1,9}(?:\.\d{1,20})?", text) and self.least <= float(text) <= self.most:
            return float(text)
        raise MisreadError(
            _("“%(text)s” is not a number that fits here.", text=text[:80]),
            _("Write a number from %(least)s to %(most)s.", least=self.least, most=self.most),
        )

    def show(self, value: float | None, book: Book) -> Raw:
        return "" if value is None else value


@dataclass(frozen=True)
class Choice(Cell):
    """One of a few words; `words` gives for each stored value what it is called, first as it is shown."""

    words: Mapping[Any, Any]
    also: Mapping[str, Any] = field(default_factory=dict)

    def read(self, raw: Raw, book: Book) -> Any:
        text = fold(tidy(written(raw)))
        stored = {fold(str(value)): value for value in self.words}
        if text in stored:
            return stored[text]
        known = {fold(word): value for word, value in self.also.items()}
        known |= {fold(str(title)): value for value, title in self.words.items()}
        if text in known:
            return known[text]
        raise MisreadError(
            _("“%(text)s” is none of the words for this column.", text=written(raw)[:80]),
            _("Write one of: %(words)s.", words=", ".join(self.choices())),
        )

    def show(self, value: Any, book: Book) -> Raw:
        return str(self.words.get(value, "" if value is None else value))

    def choices(self) -> tuple[str, ...]:
        return tuple(str(title) for title in self.words.values())


@dataclass(frozen=True)
class Link(Cell):
    """The name of a row of another sheet."""

    sheet: str

    def read(self, raw: Raw, book: Book) -> Entry:
        return book.names(self.sheet).called(tidy(written(raw)))

    def show(self, value: Entry | None, book: Book) -> Raw:
        return "" if value is None else value.name

    def taken(self, row: Any, key: str, book: Book) -> Entry | None:
        linked = getattr(row, key)
        return None if linked is None else book.names(self.sheet).of(linked)

    def give(self, row: Any, key: str, value: Entry | None) -> None:
        setattr(row, key, value.row if value else None)


@dataclass(frozen=True)
class Links(Cell):
    """Names of rows of another sheet, one a line or after a semicolon; the order tells nothing."""

    sheet: str
    names: Callable[[str], Iterable[str]]
    empty: Any = field(default=frozenset(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> frozenset[Entry]:
        known = book.names(self.sheet)
        return frozenset(known.called(tidy(name)) for name in self.names(written(raw)))

    def show(self, value: frozenset[Entry], book: Book) -> Raw:
        return "\n".join(sorted(entry.name for entry in value))

    def taken(self, row: Any, key: str, book: Book) -> frozenset[Entry]:
        known = book.names(self.sheet)
        return frozenset(known.of(linked) for linked in getattr(row, key))

    def give(self, row: Any, key: str, value: frozenset[Entry]) -> None:
        setattr(row, key, [entry.row for entry in sorted(value, key=str)])


def written(raw: Raw) -> str:
    """A cell as text: whole numbers without a point, the apostrophe that guards a formula sign taken off."""
    text = str(int(raw)) if isinstance(raw, bool) else str(raw)
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_SIGNS else text


def guarded(text: str) -> str:
    """Text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text[:1] in FORMULA_SIGNS else text


FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def _number(raw: Raw) -> float | None:
    """What Excel keeps for a day or an hour. In text only what no person would write is taken for it."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    text = str(raw).strip()
    return float(text) if re.fullmatch(r"\d{5}(?:\.\d+)?|0?\.\d{3,}", text) else None

"""One page of an upload read row by row: what each would do to the edition, and what stands in its way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.cells import written
from festival_ops.spreadsheets.headings import Layout
from festival_ops.spreadsheets.names import Entry
from festival_ops.spreadsheets.receiving import Page, Raw
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.words import tidy

CREATE, CHANGE, SAME = "create", "change", "same"
MOST_FAULTS = 500
# So many rows may hang on each other against their order.
MOST_TURNS = 100

_EXCEL_FAULT = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NULL!|NUM!|SPILL!|CALC!)")
_EXAMPLE = re.compile(r"\s*(?:ví dụ|vi du|example)\s*[:：]", re.IGNORECASE)


@dataclass(frozen=True)
class Fault:
    """`number` is the row as the spreadsheet program counts it; none concerns the whole page."""

    page: str
    number: int | None
    column: str
    sentence: str
    suggestion: str = ""


@dataclass(frozen=True)
class Change:
    """`old` is the stored fact; `before` and `after` are how the reader sees the two."""

    key: str
    title: str
    old: Any
    before: Raw
    after: Raw


@dataclass
class Line:
    number: int
    act: str
    entry: Entry
    facts: dict[str, Any]
    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass
class PagePreview:
    page: str
    sheet: Sheet
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    examples: int = 0
    unread: list[str] = field(default_factory=list)

    def count(self, act: str) -> int:
        return sum(line.act == act for line in self.lines)


@dataclass
class _Waiting:
    """A row of which the name is known; `cells` are still to be read, `sound` says that nothing was wrong until now."""

    number: int
    entry: Entry
    facts: dict[str, Any]
    cells: dict[str, Raw]
    sound: bool


class PageReader:
    def __init__(self, book: Book, page: Page, layout: Layout) -> None:
        self.book = book
        self.rows = page["rows"]
        self.layout = layout
        self.sheet = book.sheets[layout.sheet]
        self.result = PagePreview(page["name"] or str(self.sheet.title), self.sheet)
        self.heading = self.rows[layout.heading] if layout.heading < len(self.rows) else []
        self.columns = [column for column in self.sheet.columns if layout.columns.get(column.key)]
        self.titles = {column.key: self._title(column) for column in self.sheet.columns}
        self.names = book.names(self.sheet.name)
        self.settling = self.sheet.settles(book) if self.sheet.settles else None
        self.late = [column for column in self.columns if column.key in self.sheet.late(book.sheets)]
        self._waiting: list[_Waiting] = []

    def read(self) -> None:
        """Makes the rows known by name; those that name rows of later pages wait for `finish`."""
        self._check_layout()
        for index in self._in_turn():
            if len(self.result.faults) >= MOST_FAULTS:
                break
            self._read_row(index + 1, self.rows[index])

    def finish(self) -> PagePreview:
        """What each row would do, once the rows of all pages are known by name."""
        for waiting in self._waiting:
            self._finish_row(waiting)
        self.result.lines.sort(key=lambda line: line.number)
        self.result.faults.sort(key=lambda fault: fault.number or 0)
        self._check_columns()
        return self.result

    def _in_turn(self) -> Iterator[int]:
        """A row may name another of its page, wherever that stands: it comes after it, unless they name each other."""
        waiting = list(range(self.layout.heading + 1, len(self.rows)))
        own = [column for column in self.columns if getattr(column.cell, "sheet", "") == self.sheet.name]
        for _turn in range(MOST_TURNS):
            later = []
            for index in waiting:
                if self._knows(index, own):
                    yield index
                else:
                    later.append(index)
            if len(later) == len(waiting):
                break
            waiting = later
        yield from waiting

    def _knows(self, index: int, own: list[Column]) -> bool:
        """Whether every row of its page that it names has been read."""
        named = (self._raw(self.rows[index], self.layout.columns[column.key]) for column in own)
        return all(raw == "" or self.names.knows(tidy(written(raw))) for raw in named)

    def _check_layout(self) -> None:
        used = {place for places in self.layout.columns.values() for place in places}
        self.result.unread = [
            str(cell) for place, cell in enumerate(self.heading) if str(cell).strip() and place not in used
        ]
        for key, places in {} if self.layout.chosen else self.layout.doubled.items():
            self._fault(
                None,
                key,
                _("The columns %(places)s have the same heading.", places=", ".join(letters(p) for p in places)),
                _("Choose under “Columns” which of them holds this fact."),
            )

    def _check_columns(self) -> None:
        """A column that every new row needs."""
        if not self.result.count(CREATE):
            return
        for column in self.sheet.columns:
            if column.required and column not in self.columns:
                self._fault(
                    None,
                    column.key,
                    _("The page has no column for “%(column)s”.", column=column.title),
                    _("Add it, or choose under “Columns” which column holds it."),
                )

    def _read_row(self, number: int, row: list[Raw]) -> None:
        cells = {column.key: self._raw(row, self.layout.columns[column.key]) for column in self.columns}
        if all(cell == "" for cell in cells.values()):
            return
        if any(isinstance(cell, str) and _EXAMPLE.match(cell) for cell in cells.values()):
            self.result.examples += 1
            return
        before = len(self.result.faults)
        early = [column for column in self.columns if column not in self.late]
        facts = {column.key: self._fact(number, column, cells[column.key]) for column in early}
        missing = {key for key in self.sheet.key if facts.get(key) is _UNREAD}
        if missing:
            return
        known = {key: fact for key, fact in facts.items() if fact is not _UNREAD}
        entry = self._entry(number, known)
        if entry:
            entry.facts = known
            sound = len(self.result.faults) == before
            waiting = _Waiting(number, entry, known, {column.key: cells[column.key] for column in self.late}, sound)
            if self.late:
                self._waiting.append(waiting)
            else:
                self._finish_row(waiting)

    def _finish_row(self, waiting: _Waiting) -> None:
        before = len(self.result.faults)
        for column in self.late:
            fact = self._fact(waiting.number, column, waiting.cells[column.key])
            if fact is not _UNREAD:
                waiting.facts[column.key] = fact
        if waiting.sound and len(self.result.faults) == before:
            line = self._line(waiting.number, waiting.entry, waiting.facts)
            self._check_row(line, waiting.facts)
            self.result.lines.append(line)

    def _raw(self, row: list[Raw], places: list[int]) -> Raw:
        parts = [row[place] if place < len(row) else "" for place in places]
        filled = [part for part in parts if not (isinstance(part, str) and not part.strip())]
        if len(filled) > 1:
            return " ".join(day_or_clock(part, place) for place, part in enumerate(filled))
        return filled[0] if filled else ""

    def _fact(self, number: int, column: Column, raw: Raw) -> Any:
        if raw == "":
            if column.required:
                self._fault(number, column.key, _("The cell is empty."), _("This fact is needed in every row."))
                return _UNREAD
            return column.cell.empty
        if isinstance(raw, str) and _EXCEL_FAULT.fullmatch(raw.strip()):
            self._fault(
                number, column.key, _("The cell shows the error %(error)s.", error=raw), _("Repair its formula.")
            )
            return _UNREAD
        try:
            return column.cell.read(raw, self.book)
        except ValueError as fault:
            self._fault(number, column.key, str(fault), getattr(fault, "suggestion", ""))
            return _UNREAD

    def brought(self) -> Iterator[PagePreview]:
        """Rows of other sheets, which have to be written before this page."""
        found: dict[str, PagePreview] = {}
        for name, entry in self.settling.brought() if self.settling else ():
            sheet = self.book.sheets[name]
            page = found.setdefault(name, PagePreview(f"{self.result.page} – {sheet.title}", sheet))
            page.lines.append(Line(entry.number or 0, CREATE, entry, dict(entry.facts)))
        yield from found.values()

    def _line(self, number: int, entry: Entry, facts: dict[str, Any]) -> Line:
        """The row as something new, a change or nothing at all."""
        remarks = tuple(self.settling.settle(entry, facts)) if self.settling else ()
        if entry.row is None:
            return Line(number, CREATE, entry, facts, (), remarks)
        changes = tuple(self._changes(entry.row, facts))
        return Line(number, CHANGE if changes else SAME, entry, facts, changes, remarks)

    def _entry(self, number: int, facts: dict[str, Any]) -> Entry | None:
        """What the row is about; none when the file has it twice."""
        key = self.sheet.identity(facts)
        entry = self.names.with_key(key)
        if entry is None:
            entry = Entry(self.sheet.called(facts), number=number)
            return self.names.add(entry, key, self.sheet.other_names(facts))
        if entry.number is not None:
            sentence = _("“%(name)s” stands in row %(number)d already.", name=entry.name, number=entry.number)
            self._fault(number, self.sheet.key[0], sentence, _("Leave only one of the two rows."))
            return None
        entry.number = number
        return entry

    def _changes(self, row: Any, facts: Mapping[str, Any]) -> Iterator[Change]:
        for column in self.sheet.columns:
            if column.key not in facts or (self.sheet.pair and column.key in self.sheet.key):
                continue
            taken = column.cell.taken(row, column.key, self.book)
            if taken != facts[column.key]:
                before, after = (column.cell.show(value, self.book) for value in (taken, facts[column.key]))
                yield Change(column.key, str(column.title), taken, before, after)

    def _check_row(self, line: Line, facts: dict[str, Any]) -> None:
        whole = facts
        if line.entry.row is not None and self.sheet.checks:
            taken = {c.key: c.cell.taken(line.entry.row, c.key, self.book) for c in self.sheet.columns}
            whole = taken | facts
        for check in self.sheet.checks:
            for key, sentence in check(whole, self.book.edition):
                self._fault(line.number, key, sentence)

    def _fault(self, number: int | None, key: str, sentence: str, suggestion: str = "") -> None:
        self.result.faults.append(Fault(self.result.page, number, self.titles[key], sentence, suggestion))

    def _title(self, column: Column) -> str:
        """The heading as the file writes it, else ours."""
        places = self.layout.columns.get(column.key, [])
        found = [str(self.heading[place]).strip() for place in places if place < len(self.heading)]
        return " + ".join(text for text in found if text) or str(column.title)


def letters(place: int) -> str:
    """A column's place as spreadsheet programs name it: 0 is A, 27 is AB."""
    name = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        name = chr(ord("A") + rest) + name
        place -= 1
    return name


def day_or_clock(raw: Raw, place: int) -> str:
    """One half of a moment that stands in two cells; Excel gives the day a midnight and may give the hour a day."""
    text = str(raw)
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?", text):
        return match[1] if place == 0 else match[2]
    return text


_UNREAD = object()

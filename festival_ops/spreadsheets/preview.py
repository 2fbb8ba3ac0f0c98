"""What an upload would do to the edition, and everything that stands in its way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.headings import Layout
from festival_ops.spreadsheets.page_reader import CHANGE, CREATE, Fault, Line, PagePreview, PageReader
from festival_ops.spreadsheets.receiving import Page


@dataclass
class Preview:
    pages: list[PagePreview]
    left_out: list[str]

    @property
    def faults(self) -> list[Fault]:
        return [fault for page in self.pages for fault in page.faults]

    def count(self, act: str) -> int:
        return sum(page.count(act) for page in self.pages)

    @property
    def remarks(self) -> list[tuple[PagePreview, Line]]:
        """Lines in which something was put right."""
        return [(page, line) for page, line in self._lines() if line.remarks]

    @property
    def ready(self) -> bool:
        return bool(self.pages) and not self.faults and bool(self.count(CREATE) + self.count(CHANGE))

    def fingerprint(self, book: Book) -> str:
        """Equal for as long as the upload would still do exactly this."""
        told = [[page.sheet.name, line.number, line.act, _told(page, line, book)] for page, line in self._lines()]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    def _lines(self) -> Iterator[tuple[PagePreview, Line]]:
        return ((page, line) for page in self.pages for line in page.lines)


def preview(book: Book, pages: list[Page], layouts: list[Layout]) -> Preview:
    """Reads the pages in the order of the sheets, so that a stage may stand in a venue of the same file.

    What names rows of a later page, as a delegation does its host, is read when all of them are known."""
    order = list(book.sheets)
    read = [(page, layout) for page, layout in zip(pages, layouts, strict=True) if layout.sheet in book.sheets]
    read.sort(key=lambda pair: order.index(pair[1].sheet))
    left_out = [page["name"] for page, layout in zip(pages, layouts, strict=True) if layout.sheet not in book.sheets]
    readers = []
    for page, layout in read:
        readers.append(PageReader(book, page, layout))
        readers[-1].read()
    found: list[PagePreview] = []
    for reader in readers:
        result = reader.finish()
        found += [*reader.brought(), result]
    return Preview(found, left_out)


def _told(page: PagePreview, line: Line, book: Book) -> list[Any]:
    if line.act == CREATE:
        return [str(page.sheet.column(key).cell.show(fact, book)) for key, fact in line.facts.items()]
    return [[change.key, change.before, change.after] for change in line.changes]

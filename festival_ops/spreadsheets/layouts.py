"""How a person corrects what was guessed about a page: its sheet, its heading row, its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from festival_ops.spreadsheets.headings import Layout, guess, lay_out, meanings_of
from festival_ops.spreadsheets.page_reader import letters
from festival_ops.spreadsheets.receiving import Page
from festival_ops.spreadsheets.sheet import Column, Sheet

SHOWN_LETTERS = 40


@dataclass(frozen=True)
class Place:
    """A column of the page as a choice: `B: Capacity`."""

    value: str
    label: str


def places(page: Page, layout: Layout) -> list[Place]:
    heading = page["rows"][layout.heading] if layout.heading < len(page["rows"]) else []
    return [
        Place(str(place), f"{letters(place)}: {str(cell)[:SHOWN_LETTERS]}")
        for place, cell in enumerate(heading)
        if str(cell).strip()
    ]


def questions(sheet: Sheet, layout: Layout) -> Iterator[tuple[Column, str, str]]:
    """Each column with the name of its question and the place chosen now; a moment may be spread over two."""
    for column in sheet.columns:
        chosen = [str(place) for place in layout.columns.get(column.key, [])]
        for part in range(2 if column.parts else 1):
            yield column, f"column-{column.key}-{part}", chosen[part] if part < len(chosen) else ""


def corrected(page: Page, before: Layout, answers: Mapping[str, str], sheets: Mapping[str, Sheet]) -> Layout:
    """The layout as answered. A new sheet or heading row is laid out anew, for its columns were not on the screen."""
    sheet = sheets.get(answers.get("sheet", ""))
    if sheet is None:
        return Layout(heading=before.heading)
    heading = _number(answers.get("heading", ""), len(page["rows"]))
    if sheet.name != before.sheet and (heading is None or heading - 1 == before.heading):
        found = guess(page, [sheet])
        return found if found.sheet else Layout(sheet.name, before.heading)
    heading = before.heading if heading is None else heading - 1
    if (sheet.name, heading) != (before.sheet, before.heading):
        return lay_out(sheet, meanings_of(sheet), page["rows"][heading], heading)
    width = max((len(row) for row in page["rows"]), default=0)
    layout = Layout(sheet.name, heading, chosen=True)
    for column, question, _ in questions(sheet, layout):
        place = _number(answers.get(question, ""), width, least=0)
        if place is not None:
            layout.columns.setdefault(column.key, []).append(place)
    return layout


def _number(answer: Any, most: int, least: int = 1) -> int | None:
    text = str(answer).strip()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None
    return number if number is not None and least <= number <= most else None


def read(kept: Mapping[str, Any]) -> Layout:
    return Layout(**kept)

"""Finds the row of headings in a page, tells which sheet it is, and which column holds which fact."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from flask_babel import force_locale

from festival_ops.spreadsheets.receiving import Page, Raw
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.words import fold

LANGUAGES = ("vi", "en")
HEADING_WITHIN = 30

# A heading as it is compared → the column it means and which part of it.
Meanings = Mapping[str, tuple[str, int]]


@dataclass
class Layout:
    """How one page is read. No `sheet` leaves it out; `heading` is a row's index; `columns` may join two for one fact.

    `doubled` names the facts that several headings claim, until somebody has chosen (`chosen`).
    """

    sheet: str = ""
    heading: int = 0
    columns: dict[str, list[int]] = field(default_factory=dict)
    doubled: dict[str, list[int]] = field(default_factory=dict)
    chosen: bool = False

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def guess(page: Page, sheets: Collection[Sheet]) -> Layout:
    """The sheet and heading row that agree best with what the page says; an empty layout when nothing does."""
    meanings = {sheet.name: meanings_of(sheet) for sheet in sheets}
    label = plain(page["name"])
    best, score = Layout(), 0
    for sheet in sheets:
        hinted = 2 if label and any(label == name or name in label for name in _page_names(sheet)) else 0
        for index, row in enumerate(page["rows"][:HEADING_WITHIN]):
            layout = lay_out(sheet, meanings[sheet.name], row, index)
            agreed = _agreement(sheet, layout, row)
            if agreed and 2 * agreed + hinted > score:
                best, score = layout, 2 * agreed + hinted
    return best


def lay_out(sheet: Sheet, meanings: Meanings, row: list[Raw], index: int) -> Layout:
    claims: dict[str, dict[int, list[int]]] = {}
    for place, cell in enumerate(row):
        meaning = meanings.get(plain(str(cell)))
        if meaning:
            key, part = meaning
            claims.setdefault(key, {}).setdefault(part, []).append(place)
    layout = Layout(sheet.name, index)
    for key, parts in claims.items():
        whole = parts.get(0)
        places = [whole[0]] if whole else [found[0] for _, found in sorted(parts.items())]
        rivals = [place for found in parts.values() if len(found) > 1 for place in found]
        layout.columns[key] = places
        if rivals:
            layout.doubled[key] = rivals
    return layout


def meanings_of(sheet: Sheet) -> dict[str, tuple[str, int]]:
    """Every heading the sheet is known by. Its own titles win over what else people write."""
    found: dict[str, tuple[str, int]] = {}
    for column in sheet.columns:
        for title in _titles(column):
            found.setdefault(plain(title), (column.key, 0))
    for column in sheet.columns:
        for other in column.also:
            found.setdefault(plain(other), (column.key, 0))
        for part, others in enumerate(column.parts, start=1):
            for other in others:
                found.setdefault(plain(other), (column.key, part))
    return found


def plain(heading: str) -> str:
    """A heading without marks, case, remarks in brackets and punctuation."""
    bare = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", heading[:200])
    return re.sub(r"[^a-z0-9]+", " ", fold(bare)).strip()


def _titles(column: Column) -> Iterator[str]:
    for language in LANGUAGES:
        with force_locale(language):
            yield str(column.title)
    yield column.key.replace("_", " ")


def _page_names(sheet: Sheet) -> set[str]:
    names = {plain(sheet.name), *(plain(name) for name in sheet.also)}
    for language in LANGUAGES:
        with force_locale(language):
            names.add(plain(str(sheet.title)))
    return names


def _agreement(sheet: Sheet, layout: Layout, row: list[Raw]) -> int:
    """How many columns are recognised; none counts unless the row can be a heading and tells rows apart."""
    if not set(sheet.key) & set(layout.columns):
        return 0
    filled = sum(1 for cell in row if str(cell).strip())
    return len(layout.columns) if 2 * len(layout.columns) >= filled or len(layout.columns) > 3 else 0

"""What a spreadsheet of one kind of rows looks like: declared by the areas, read and written by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from festival_ops.spreadsheets.cells import Cell
from festival_ops.spreadsheets.names import Entry, Key
from festival_ops.web.access import Secrecy

if TYPE_CHECKING:
    from festival_ops.spreadsheets.book import Book

Facts = Mapping[str, Any]
# Gives the column at fault and a sentence for every contradiction inside one row.
Check = Callable[[Facts, Any], Iterator[tuple[str, str]]]


class Settling(Protocol):
    """Puts right what many rows of a page have to agree about, one row after the other, before they are compared with
    what is stored."""

    def settle(self, entry: Entry, facts: dict[str, Any]) -> Iterator[str]:
        """May change the facts; a sentence for each thing put right."""

    def brought(self) -> Iterator[tuple[str, Entry]]:
        """New rows of other sheets that the page needs, each with the name of its sheet."""


@dataclass(frozen=True)
class Column:
    """`also` are other headings people give it; `note` explains it in the template; `example` fills its example row.

    `parts` are headings of two columns that some people write instead of this one: the day and the hour.
    """

    key: str
    title: Any
    cell: Cell
    also: tuple[str, ...] = ()
    required: bool = False
    note: Any = ""
    example: Any = ""
    parts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """`key` columns tell whether a row is new; `aliases` are other columns by which other sheets may refer to it.

    `pair` says that the key holds two rows of which either may come first. `reads` names the relationships that the
    cells look at, so that they are loaded together. `settles` begins what its rows agree about.
    """

    name: str
    title: Any
    model: type[Any]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("name",)
    aliases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    pair: bool = False
    reads: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    secrecy: Secrecy = Secrecy.PLAN
    settles: Callable[[Book], Settling] | None = None

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def late(self, sheets: Mapping[str, Sheet]) -> set[str]:
        """Columns that name rows of a sheet which is read after this one."""
        order = list(sheets)
        later = set(order[order.index(self.name) + 1 :])
        return {column.key for column in self.columns if getattr(column.cell, "sheet", "") in later}

    @property
    def named_by(self) -> tuple[str, ...]:
        return (*self.key, *self.aliases)

    def identity(self, facts: Facts) -> Key:
        parts = [fact.casefold() if isinstance(fact := facts.get(key), str) else fact for key in self.key]
        return tuple(sorted(parts, key=id)) if self.pair else tuple(parts)

    def called(self, facts: Facts) -> str:
        named = (facts.get(key) for key in self.key)
        return " – ".join(str(fact) for fact in named if fact)

    def other_names(self, facts: Facts) -> tuple[str, ...]:
        return tuple(str(facts[key]) for key in self.aliases if facts.get(key))

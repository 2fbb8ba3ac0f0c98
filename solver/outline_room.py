"""How much fits into spans of time: the rows of an outline for stages, pools, venues and troupes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Spans looked at in one load and day, the ones that most parts lie in first; fewer where there are many options.
MOST_SPANS, FEWEST_SPANS, PARTS = 40, 4, 200_000


@dataclass(frozen=True)
class Row:
    """The sum of the chosen options' weights is at most `most`; `terms` are (index of option, weight)."""

    terms: tuple[tuple[int, int], ...]
    most: int


@dataclass(frozen=True)
class Part:
    """An option takes `quantity` for `minutes`, from `opens` at the earliest to `closes` at the latest."""

    option: int
    act: int
    day: int
    opens: int
    closes: int
    minutes: int
    quantity: int = 1

    def inside(self, starts: int, ends: int) -> int:
        """Minutes times quantity that it takes between two minutes, however it is shifted."""
        early, late = self.opens + self.minutes - starts, ends - (self.closes - self.minutes)
        return self.quantity * max(0, min(self.minutes, ends - starts, early, late))


@dataclass(frozen=True)
class Load:
    """Of `stock` all parts take at the same time."""

    stock: int
    parts: list[Part]


def rows_of(loads: Iterable[Load], options: int) -> Iterator[Row]:
    """For every load and day: inside a span no more is taken than stock times its length."""
    most = min(MOST_SPANS, max(FEWEST_SPANS, PARTS // max(1, options)))
    for load in loads:
        days: dict[int, list[Part]] = defaultdict(list)
        for part in load.parts:
            days[part.day].append(part)
        for parts in days.values():
            for starts, ends in _spans(parts)[:most]:
                yield from _row(load.stock, parts, starts, ends)


def _spans(parts: list[Part]) -> list[tuple[int, int]]:
    """Spans between an earliest begin and a latest end of parts, those that hold most first."""
    opens, closes = sorted({part.opens for part in parts}), sorted({part.closes for part in parts})
    held = {
        (starts, ends): sum(starts <= part.opens and part.closes <= ends for part in parts)
        for starts in opens[:: 1 + len(opens) // 12]
        for ends in closes[:: -1 - len(closes) // 12]
        if starts < ends
    }
    return sorted(held, key=lambda span: (-held[span], span[1] - span[0]))


def _row(stock: int, parts: list[Part], starts: int, ends: int) -> Iterator[Row]:
    terms = tuple((part.option, taken) for part in parts if (taken := part.inside(starts, ends)))
    most = stock * (ends - starts)
    heaviest: dict[int, int] = {}
    for part in parts:
        heaviest[part.act] = max(heaviest.get(part.act, 0), part.inside(starts, ends))
    if sum(heaviest.values()) > most:
        yield Row(terms, most)

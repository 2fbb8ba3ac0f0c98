"""Proves a roster best: whatever could be better is made of lines that cost little beyond the mixture.

A roster costs what the mixture costs, and what each of its lines costs beyond its fee at the mixture's prices. Lines
that alone are dearer than the way to the best known roster are in none that is better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf

from solver.crew.lines.master import Master
from solver.crew.lines.person import Line
from solver.crew.lines.pricing import Pricing

SAVING = 1e-6


def all_that_matter(
    master: Master, pricings: Mapping[int, Pricing], value: int, most: int
) -> dict[int, list[Line]] | None:
    """By person all lines of which a roster cheaper than `value` can be made; None where they are more than so many."""
    low = master.solve()
    room = value - 1 - low + SAVING
    if sum(master.reduced(line) < room for line in master.columns) > most:
        return None
    low += sum(min(0.0, pricing.exact(master.prices.of) - master.fees[id]) for id, pricing in pricings.items())
    found: dict[int, list[Line]] = {}
    for id, pricing in pricings.items():
        room = value - 1 - low + SAVING
        lines = all_below(pricing, master.prices.of, master.fees[id] + room, most)
        if lines is None:
            return None
        found[id], most = lines, most - len(lines)
    return found


def all_below(pricing: Pricing, prices: Mapping[int, float], below: float, most: int) -> list[Line] | None:
    """Every line that costs less than `below` at these prices; None where there are more than so many."""
    found: list[Line] = []
    pricing.exact(prices, every=True)
    for needs in _ways(pricing, pricing.person.days, None, below - pricing.person.base):
        if pricing.keeps(needs):
            found.append(pricing.line(needs))
            if len(found) > most:
                return None
    return found


def _ways(pricing: Pricing, day: int, cell: int | None, below: float) -> Iterator[tuple[int, ...]]:
    """Ways to a cell of a day, any of the last if None is named, that cost less than `below`."""
    if day == 0:
        yield ()
        return
    ends = (here for here, cost in pricing.reached[day].items() if cost < below)
    for here in ends if cell is None else (cell,):
        if pricing.reached[day - 1].get(here, inf) < below:
            yield from _ways(pricing, day - 1, here, below)
        for begins, length in pricing.stretches_into(day):
            beside = here - pricing.cells.touched[begins][length - 1]
            if pricing.whole[begins][length - 1]:
                for needs, rest, paid in _stretches(pricing, begins, length, beside, below):
                    for before in _ways(pricing, begins, rest, below - paid):
                        yield (*before, *needs)


def _stretches(
    pricing: Pricing, first: int, length: int, cell: int, below: float
) -> Iterator[tuple[tuple[int, ...], int, float]]:
    """Stretches that come to the cell, with the cell where they began and what they cost."""
    left: list[tuple[int, int, float, tuple[int, ...], int]] = [(first + length - 1, cell, 0.0, (), -1)]
    while left:
        day, here, paid, needs, after = left.pop()
        if day < first:
            if pricing.reached[first].get(here, inf) + paid < below:
                yield needs, here, paid
            continue
        places = pricing.before[day + 1][after] if needs else range(len(pricing.costs[day]))
        for place in places:
            need = pricing.person.choices[day][place].need
            rest = here - pricing.cells.offset[need]
            if rest >= 0:
                left.append((day - 1, rest, paid + pricing.costs[day][place], (need, *needs), place))

"""The cheapest lines of one person when every duty has a price: stretches of duty first, then their order.

A stretch is a run of days with a duty. What may follow what matters only within it, weekends and minutes only in sum,
so that a line is a way from pause to pause over cells (`solver.crew.lines.cells`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from math import inf

from solver.crew.lines.cells import Cells
from solver.crew.lines.person import Line, Person

# How often a fine is raised in vain, by how much it rises and falls, and where it begins.
TRIES, RISING, FALLING, LEAST = 10, 1.7, 0.7, 0.5
# What stretches cost, by cell, for each choice of their last day.
Inner = list[dict[int, float]]


class Pricing:
    """Prices one person again and again with other prices.

    That there may be only so many duties of a function widens the cells a lot, and is hardly ever felt: `relaxed` fines
    such duties instead, `exact` counts those of which a cheapest line would have too many.
    """

    def __init__(self, person: Person) -> None:
        self.person = person
        self.choice = {choice.need: choice for day in person.choices for choice in day}
        self.before = [_allowed_before(person, day) for day in range(person.days)]
        self.cells = Cells(person)
        self._known: dict[tuple[int, ...], Cells] = {(): self.cells}
        self.fines: dict[int, float] = {}
        self.every = False
        self._next: dict[int, float] = {}

    def relaxed(self, prices: Mapping[int, float]) -> float:
        """Less than or what the cheapest line costs: too many duties of a function are not forbidden but fined.

        Fines rise where a cheapest line still has too many, and fall where they do no good; they are kept for the next
        prices, which are much like these.
        """
        self.cells, self.fines, self.every = self._known[()], self._next, False
        bound, most_of = -inf, self.person.most_of
        for _ in range(TRIES):
            cheapest, needs = self._cheapest(prices)
            if cheapest == inf:
                return inf
            bound = max(bound, cheapest - sum(fine * most_of[function] for function, fine in self.fines.items()))
            counts = self._counts(needs)
            over = [function for function, most in most_of.items() if counts[function] > most]
            if not over:
                break
            for function in over:
                self.fines[function] = max(LEAST, self.fines.get(function, 0.0) * RISING)
        self._next = {function: fine * FALLING for function, fine in self.fines.items() if fine > LEAST}
        return bound

    def exact(self, prices: Mapping[int, float], every: bool = False) -> float:
        """What the cheapest line costs when every need met brings in its price; infinite where there is no line.

        `every` keeps the ways to all cells, not only to those of which a cheapest line can be made.
        """
        self.fines, self.every = {}, every
        counted: tuple[int, ...] = ()
        while True:
            if counted not in self._known:
                self._known[counted] = Cells(self.person, counted)
            self.cells = self._known[counted]
            cheapest, needs = self._cheapest(prices)
            counts = self._counts(needs)
            over = [one for one, most in self.person.most_of.items() if counts[one] > most]
            if not over:
                return cheapest
            counted = (*counted, over[0])

    def _cheapest(self, prices: Mapping[int, float]) -> tuple[float, tuple[int, ...]]:
        self._stretches(prices)
        self._reach()
        best = min(self._ends(inf), default=None)
        return (inf, ()) if best is None else (best[0] + self.person.base, self._way(best[1]))

    def cheapest(self, many: int) -> Iterator[Line]:
        """At most so many lines of different cells, the cheapest first at the prices solved for."""
        for _, cell in nsmallest(many, self._ends(inf)):
            needs = self._way(cell)
            if self.keeps(needs):
                yield self.line(needs)

    def keeps(self, needs: tuple[int, ...]) -> bool:
        """Whether there are not too many duties of any function."""
        counts = self._counts(needs)
        return all(counts[function] <= most for function, most in self.person.most_of.items())

    def _counts(self, needs: tuple[int, ...]) -> Counter[int]:
        return Counter(self.choice[need].function for need in needs)

    def line(self, needs: tuple[int, ...]) -> Line:
        return Line(self.person.id, needs, self.person.base + sum(self.choice[need].price for need in needs))

    def _ends(self, below: float) -> Iterator[tuple[float, int]]:
        return ((cost, cell) for cell, cost in self.reached[-1].items() if cost < below)

    def _stretches(self, prices: Mapping[int, float]) -> None:
        """For every first day and length the least that a stretch costs, by last choice and cell."""
        days, offset = self.person.choices, self.cells.offset
        self.costs = [
            [choice.price - prices.get(choice.need, 0.0) + self.fines.get(choice.function, 0.0) for choice in day]
            for day in days
        ]
        self.inner: list[list[Inner]] = []
        self.whole: list[list[dict[int, float]]] = []
        for first, day in enumerate(days):
            held: Inner = [{offset[one.need]: cost} for one, cost in zip(day, self.costs[first], strict=True)]
            inner = [held]
            for later in range(first + 1, min(first + self.cells.longest, len(days))):
                held = self._longer(held, later)
                inner.append(held)
            self.inner.append(inner)
            self.whole.append([self._ended(held, first, length) for length, held in enumerate(inner, 1)])

    def _longer(self, held: Inner, day: int) -> Inner:
        """The stretches with one choice of the day added; `held` are those that end on the day before."""
        longer: Inner = []
        for choice, price, allowed in zip(self.person.choices[day], self.costs[day], self.before[day], strict=True):
            offset = self.cells.offset[choice.need]
            grown: dict[int, float] = {}
            for place in allowed:
                for cell, cost in held[place].items():
                    there, total = cell + offset, cost + price
                    if there not in grown or total < grown[there]:
                        grown[there] = total
            longer.append(grown)
        return longer

    def _ended(self, held: Inner, first: int, length: int) -> dict[int, float]:
        """What a stretch costs by cell, weekends counted; nothing where it would be too short."""
        if length < self.person.shortest_run and first > 0 and first + length < self.person.days:
            return {}
        beside = self.cells.touched[first][length - 1]
        best: dict[int, float] = {}
        for costs in held:
            for cell, cost in costs.items():
                there = cell + beside
                if there not in best or cost < best[there]:
                    best[there] = cost
        return self._worthwhile(best)

    def _worthwhile(self, costs: dict[int, float]) -> dict[int, float]:
        """Without what is too much, and what costs no less than fewer duties of a function that is counted."""
        room, row = self.cells.room, self.cells.row
        costs = {cell: cost for cell, cost in costs.items() if room[cell % row]}
        if self.every or not self.cells.counted:
            return costs
        kept: dict[int, float] = {}
        least: dict[int, float] = {}
        for cell in sorted(costs):
            fewer = min(least.get(cell - step, inf) for step in self.cells.step_of.values())
            if costs[cell] < fewer:
                kept[cell] = costs[cell]
            least[cell] = min(fewer, costs[cell])
        return kept

    def _reach(self) -> None:
        """For every day the least that it costs to be free to begin on it, by cell; last, to have come to the end."""
        days, pause = self.person.days, self.person.shortest_pause
        self.reached: list[dict[int, float]] = []
        coming: list[dict[int, float]] = [{} for _ in range(days + 1)]
        coming[0][0] = 0.0
        for day, (first, last) in enumerate(self.cells.spans):
            here = self._worthwhile({cell: cost for cell, cost in coming[day].items() if first <= cell < last})
            self.reached.append(here)
            if day == days:
                break
            _cheaper(coming[day + 1], here.items(), 0, 0.0)
            for length, whole in enumerate(self.whole[day], 1):
                there = coming[min(day + length + pause, days)]
                for offset, cost in whole.items():
                    _cheaper(there, here.items(), offset, cost)

    def _way(self, cell: int) -> tuple[int, ...]:
        """The needs of a cheapest way to the cell on the last day, traced back by its costs."""
        day, needs = self.person.days, list[int]()
        while day:
            cost = self.reached[day][cell]
            if self.reached[day - 1].get(cell) == cost:
                day -= 1
            else:
                first, length, offset = next(self._ways_into(day, cell, cost))
                needs.extend(self._within(first, length, offset))
                day, cell = first, cell - offset
        return tuple(reversed(needs))

    def stretches_into(self, day: int) -> Iterator[tuple[int, int]]:
        """First day and length of the stretches after which somebody is free to begin on the day, or at the end."""
        days, pause, longest = self.person.days, self.person.shortest_pause, self.cells.longest
        for first in range(max(0, day - pause - longest), day):
            lasts = day - pause - first
            if day == days:
                yield from ((first, length) for length in range(max(1, lasts), min(longest, days - first) + 1))
            elif lasts > 0:
                yield first, lasts

    def _ways_into(self, day: int, cell: int, cost: float) -> Iterator[tuple[int, int, int]]:
        """First day, length and cell of the stretches by which a cheapest way comes to the day."""
        for first, length in self.stretches_into(day):
            for offset, price in self.whole[first][length - 1].items():
                if price + self.reached[first].get(cell - offset, inf) == cost:
                    yield first, length, offset

    def _within(self, first: int, length: int, offset: int) -> Iterator[int]:
        """The needs of the cheapest stretch, the last one first."""
        cell, cost = offset - self.cells.touched[first][length - 1], self.whole[first][length - 1][offset]
        allowed: list[int] | range = range(len(self.person.choices[first + length - 1]))
        for day in range(first + length - 1, first - 1, -1):
            held = self.inner[first][day - first]
            place = next(place for place in allowed if held[place].get(cell) == cost)
            choice, price = self.person.choices[day][place], self.costs[day][place]
            yield choice.need
            cell -= self.cells.offset[choice.need]
            if day > first:
                allowed, held = self.before[day][place], self.inner[first][day - first - 1]
                cost = next(held[one][cell] for one in allowed if held[one].get(cell, inf) + price == cost)


def _cheaper(there: dict[int, float], here: Iterable[tuple[int, float]], offset: int, price: float) -> None:
    """Goes on from all cells at once where that is cheaper than what is known."""
    for cell, cost in here:
        cost += price
        cell += offset
        if cost < there.get(cell, inf):
            there[cell] = cost


def _allowed_before(person: Person, day: int) -> list[list[int]]:
    """For each choice of the day the places of those of the day before that it may follow."""
    before = person.choices[day - 1] if day else ()
    return [
        [place for place, one in enumerate(before) if (one.need, choice.need) not in person.barred]
        for choice in person.choices[day]
    ]

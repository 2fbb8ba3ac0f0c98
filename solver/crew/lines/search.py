"""Whole lines for everybody: prices first, then a dive, then some people at a time anew, beside a proven bound."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil, inf
from random import Random

from solver.crew.lines.closing import all_that_matter
from solver.crew.lines.master import NOBODY, Master, Target, pays, picked
from solver.crew.lines.person import Line, Person
from solver.crew.lines.pricing import Pricing

# Lines that one pricing adds at most, and what a line must save to count.
MANY, SAVING = 8, 1e-6
# Until which share of the time the first lines, the prices and the dive may last.
FIRST, PRICES, DIVE = 0.1, 0.5, 0.85
# How far prices are pulled back to those that proved the best bound, so that they do not leap about; people are priced
# exactly where a round brought fewer lines than one for so many of them.
PULL, SCARCE = 0.5, 3
# Between two steps of a dive so often lines are priced at most, or until so little could still be saved.
ROUNDS, CLOSE = 20, 1.0
# Of how much on the mixture must hold a line to be fixed together with what it likes best, and how much chance may
# take off that in further dives.
SURE, LIKED = (0.7, 1.0), 0.8
# How many people are freed at first, in a dive at least twice as many; more of them where that took less than `QUICK`
# seconds and found nothing so many times, fewer where it took the whole time that it may.
FEW, MISSES, QUICK, THINK = 6, 4, 1.5, 8.0
# Lines dearer than this at the mixture's prices are not looked at again, and so many are offered at most.
NEAR, OFFERED = 10.0, 4000
# Of so many lines in all it is proven that no better roster can be made of them.
CLOSED = 2500


@dataclass(frozen=True)
class Team:
    """People and what their posts want; `constant` is paid whatever they do."""

    people: tuple[Person, ...]
    targets: tuple[Target, ...]
    constant: int = 0


@dataclass(frozen=True)
class Lined:
    """A line for everybody, what they cost, and what they cost at least."""

    lines: tuple[Line, ...]
    value: int
    bound: int


class Search:
    """One search; `run` yields better and better lines until they are proven best or the time is over."""

    def __init__(self, team: Team, seconds: float, seed: int, cancelled: Callable[[], bool]) -> None:
        self.team, self.chance, self.cancelled = team, Random(seed), cancelled
        self.begins, self.seconds = time.monotonic(), seconds
        self.ends = self.begins + seconds
        self.pricings = {person.id: Pricing(person) for person in team.people}
        self.master = Master(team.targets, self.pricings)
        self.bound, self.value = 0, NOBODY * (len(team.people) + 1)
        self.best: dict[int, Line] = {}

    def run(self) -> Iterator[Lined]:
        self._first(self.begins + FIRST * self.seconds)
        low = self._priced(self.master, self.pricings, self.begins + PRICES * self.seconds)
        self.bound = max(0, ceil(low - SAVING)) if low > -inf else 0
        yield from self._improved()

    def _improved(self) -> Iterator[Lined]:
        """Dives, and between them as long some people at a time anew."""
        size, misses, dived, freed = min(FEW, len(self.pricings)), 0, 0.0, 0.0
        told = False
        while not (told and self._over()):
            begins = time.monotonic()
            diving = dived <= freed
            lines = self.dive(self._anew(told), told) if diving else self._around(self._some(size))
            better, took = self._keeps(lines), time.monotonic() - begins
            if not self.best:
                return
            if better or not told:
                self._close()
                yield self._lined()
            told = True
            if diving:
                dived += took
                continue
            freed, misses = freed + took, 0 if better else misses + 1
            if took >= THINK:
                size = max(FEW, size - 1)
            elif took < QUICK and misses >= MISSES:
                size, misses = min(size + 1, len(self.pricings)), 0

    def _anew(self, again: bool) -> list[int]:
        """Whom a dive frees: everybody at first, then some, by whom it is sooner known whether it comes to anything."""
        most = len(self.pricings)
        return self._some(self.chance.randint(min(2 * FEW, most), most)) if again else sorted(self.pricings)

    def _over(self) -> bool:
        return self.value <= self.bound or time.monotonic() > self.ends or self.cancelled()

    def _late(self, ends: float) -> bool:
        return time.monotonic() > ends or self.cancelled()

    def _lined(self) -> Lined:
        return Lined(tuple(self.best.values()), self.value + self.team.constant, self.bound + self.team.constant)

    def _keeps(self, lines: Collection[Line]) -> bool:
        """Takes over whole lines for some people unless that costs more; whether it costs less."""
        changed = {**self.best, **{line.person: line for line in lines}}
        value = pays(self.team.targets, changed.values())
        if len(changed) < len(self.pricings) or value > self.value:
            return False
        better = value < self.value
        for line in lines:
            self.master.add(line)
        self.best, self.value = changed, value
        return better

    def _priced(
        self, master: Master, ids: Iterable[int], ends: float, rounds: int | None = None, near: float = SAVING
    ) -> float:
        """Adds lines that bring the mixture's cost down, and answers what all mixtures cost at least.

        It ends when that is as near, when it rounds up to what the mixture costs, or when rounds or time are over.
        """
        bound, centre, pull = -inf, None, PULL
        pricings = {id: self.pricings[id] for id in ids}
        while rounds is None or rounds > 0:
            rounds = None if rounds is None else rounds - 1
            worth = master.solve()
            point = master.prices if centre is None else master.prices.towards(centre, pull)
            low, added, unsure = master.least(point), 0, dict[int, float]()
            for id, pricing in pricings.items():
                if self._late(ends):
                    return bound
                cost = min(NOBODY, pricing.relaxed(point.of))
                low += cost
                more = _offered(master, pricing)
                added += more
                if not more and cost - master.fees[id] < -SAVING:
                    unsure[id] = cost
            for id, cost in unsure.items() if added <= len(pricings) / SCARCE else ():
                if self._late(ends):
                    return bound
                low += min(NOBODY, pricings[id].exact(point.of)) - cost
                added += _offered(master, pricings[id])
            if low > bound:
                bound, centre = low, point
            if worth - near <= bound or worth - SAVING <= ceil(bound - SAVING) or (not added and not pull):
                break
            pull = PULL if added else 0.0
        return bound

    def _first(self, ends: float) -> None:
        """One after the other takes the line that serves best what those before him leave open."""
        lines: dict[int, Line] = {}
        order = sorted(self.pricings)
        self.chance.shuffle(order)
        for id in order:
            prices: dict[int, float] = {}
            for target in self._left(list(lines.values())):
                price = target.under if target.level > 0 else -target.over
                prices[target.need] = prices.get(target.need, 0) + price
            self.pricings[id].exact(prices)
            for line in self.pricings[id].cheapest(MANY):
                lines.setdefault(id, line)
                self.master.add(line)
            if self._late(ends):
                return
        self._keeps(lines.values())

    def dive(self, ids: list[int], again: bool) -> list[Line]:
        """Fixes the lines of these people that the mixture likes best, prices the others anew, and so on.

        `again` weighs by chance what it likes, so that another dive ends elsewhere, and gives up what cannot be better.
        """
        held = {id: line for id, line in self.best.items() if id not in ids}
        ends = self.ends if again else self.begins + DIVE * self.seconds
        sure = self.chance.uniform(*SURE)
        while len(held) < len(self.pricings):
            self.master.hold(held)
            free = [id for id in ids if id not in held]
            low = self._priced(self.master, free, ends, ROUNDS, CLOSE)
            self.master.solve()
            liked = sorted(
                (share * (self.chance.uniform(LIKED, 1) if again else 1), line.person, line.needs, line)
                for line, share in self.master.shares.items()
                if line.person not in held and share > SAVING
            )
            if not liked or (again and (self._over() or ceil(low - SAVING) >= self.value)):
                break
            held.update((line.person, line) for share, _, _, line in liked if share > sure)
            held[liked[-1][1]] = liked[-1][3]
        self.master.hold({})
        self.master.solve()
        return list(held.values()) if len(held) == len(self.pricings) else []

    def _close(self) -> None:
        """Looks at all lines that a better roster can be made of, where these are few."""
        if self._over():
            return
        offered = all_that_matter(self.master, self.pricings, self.value, CLOSED)
        if offered is None:
            return
        lines = [line for each in offered.values() for line in each]
        if all(offered.values()):
            best = picked(self.team.targets, lines, max(0.5, self.ends - time.monotonic()))
            self._keeps(best.lines)
            if not best.proven:
                return
        self.bound = self.value

    def _some(self, size: int) -> list[int]:
        """Half of them by chance, half such as could come where somebody is missing most dearly."""
        left = self._left(list(self.best.values()))
        prices = [target.under * max(0, target.level) for target in left]
        able: list[int] = []
        if any(prices):
            need = self.chance.choices(left, prices)[0].need
            able = [id for id, one in self.pricings.items() if need in one.choice and need not in self.best[id].needs]
        chosen = set(self.chance.sample(able, min(len(able), size // 2)))
        others = [id for id in sorted(self.pricings) if id not in chosen]
        return sorted({*chosen, *self.chance.sample(others, size - len(chosen))})

    def _around(self, ids: list[int]) -> tuple[Line, ...]:
        """The best lines of these people while everybody else keeps his."""
        targets = self._left([line for id, line in self.best.items() if id not in ids])
        now = pays(targets, [self.best[id] for id in ids])
        ends = min(self.ends, time.monotonic() + THINK)
        part = Master(targets, ids)
        for line in (*(self.best[id] for id in ids), *self._near(ids)):
            part.add(line)
        bound = self._priced(part, ids, ends)
        if bound == -inf or ceil(bound - SAVING) >= now:
            return ()
        part.solve()
        reduced = {line: part.reduced(line) for line in part.columns}
        lines = sorted((line for line, more in reduced.items() if more <= now - bound), key=reduced.__getitem__)
        return picked(targets, lines[:OFFERED], max(0.5, ends - time.monotonic())).lines

    def _left(self, kept: list[Line]) -> list[Target]:
        """What posts still want where these lines are kept."""
        people: dict[int, int] = {}
        for line in kept:
            for need in line.needs:
                people[need] = people.get(need, 0) + 1
        return [replace(target, level=target.level - people.get(target.need, 0)) for target in self.team.targets]

    def _near(self, ids: list[int]) -> Iterator[Line]:
        wanted = set(ids)
        return (line for line in self.master.columns if line.person in wanted and self.master.reduced(line) < NEAR)


def _offered(master: Master, pricing: Pricing) -> int:
    """How many lines of those just priced are new and bring something."""
    return sum(master.add(line) for line in pricing.cheapest(MANY) if master.reduced(line) < -SAVING)

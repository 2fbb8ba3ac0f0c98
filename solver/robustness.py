"""How firm an evening is: delays are drawn many times and passed on, and the weakest hand-over is found by trying.

The same draws serve every trial (common random numbers), so giving a hand-over more time never makes an evening later.
An act never starts before its published time; its lateness is the greatest of its own and of what it waits for.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from solver.chains import HandOver, hand_overs
from solver.plan import Plan
from solver.problem import Problem

EXTRA = (5, 10)
# A change of less than this many minutes over all evenings is rounding.
NOTHING = 1e-9

Late = list[float]


@dataclass(frozen=True)
class Spread:
    """A triangular distribution. Least, usual and most may be equal: then it is no chance at all."""

    least: float
    usual: float
    most: float

    def at(self, chance: float) -> float:
        """The value that is not exceeded with this chance, from 0 to 1."""
        width = self.most - self.least
        if width <= 0:
            return self.least
        turn = (self.usual - self.least) / width
        if chance < turn:
            return self.least + (chance * width * (self.usual - self.least)) ** 0.5
        return self.most - ((1 - chance) * width * (self.most - self.usual)) ** 0.5


@dataclass(frozen=True)
class Delays:
    """What goes wrong of itself. These numbers are assumptions, not measurements: nobody publishes how late acts end.

    `overrun` is a percentage of an act's length (below 0: it ends early). With a chance of `late_chance` percent an act
    is `late` minutes late of itself: at get-in, with its artists or its sound. `way` is a percentage that ways take
    longer.
    """

    overrun: Spread = Spread(-5, 0, 20)
    late_chance: float = 10
    late: Spread = Spread(0, 5, 20)
    way: Spread = Spread(0, 10, 50)


@dataclass(frozen=True)
class Showing:
    """One act of the evening: the share of evenings in which it starts more than the tolerance late, and its mean."""

    act: int
    starts: int
    risk: float
    minutes: float


@dataclass(frozen=True)
class Weakness:
    """`risk` is the share of evenings in which the second is late for this hand-over and for nothing worse.

    `gains` are the minutes that the evening is less late in all, on average, for each of EXTRA minutes more here.
    """

    hand_over: HandOver
    risk: float
    gains: tuple[float, ...]


@dataclass(frozen=True)
class Firmness:
    """`minutes` is the lateness of all starts of the day together, on average; weaknesses with the worst first."""

    day: int
    evenings: int
    tolerance: int
    minutes: float
    showings: tuple[Showing, ...] = ()
    weaknesses: tuple[Weakness, ...] = ()


def firmness(
    problem: Problem,
    plan: Plan,
    day: int,
    delays: Delays | None = None,
    *,
    tolerance: int = 5,
    evenings: int = 300,
    seed: int = 0,
    most: int = 10,
) -> Firmness:
    """Of a festival day, with at most so many weaknesses; the same arguments give the same answer."""
    evening = _Evening(problem, plan, day, delays or Delays(), evenings, seed)
    late, cause = evening.pass_on()
    showings = tuple(
        Showing(act, evening.starts[act], _share(late[act], tolerance), sum(late[act]) / evenings)
        for act in evening.order
    )
    weaknesses = tuple(_weaknesses(evening, late, cause, tolerance, most))
    return Firmness(day, evenings, tolerance, sum(each.minutes for each in showings), showings, weaknesses)


class _Evening:
    """One festival day with its draws; lists run over the evenings that are played through."""

    def __init__(self, problem: Problem, plan: Plan, day: int, delays: Delays, evenings: int, seed: int) -> None:
        slots = [slot for slot in plan.slots if problem.day_of(slot.starts) == day]
        self.starts = {slot.act: slot.starts for slot in slots}
        self.order = sorted(self.starts, key=lambda act: (self.starts[act], act))
        self.hand_overs = hand_overs(problem, plan, day)
        self.evenings = evenings
        self.own: dict[int, Late] = {}
        self.overrun: dict[int, Late] = {}
        self.way: dict[int, Late] = {}
        for act in self.order:
            self._draw(problem, act, delays, random.Random(f"{seed}/{act}"))

    def _draw(self, problem: Problem, act: int, delays: Delays, chance: random.Random) -> None:
        """Every act has its own numbers, so that others do not change when one is added or taken out."""
        draws = [(chance.random(), chance.random(), chance.random(), chance.random()) for _ in range(self.evenings)]
        length, often = problem.act(act).duration / 100, delays.late_chance / 100
        self.overrun[act] = [delays.overrun.at(each[0]) * length for each in draws]
        self.own[act] = [max(0.0, delays.late.at(each[2])) if each[1] < often else 0.0 for each in draws]
        self.way[act] = [delays.way.at(each[3]) / 100 for each in draws]

    @cached_property
    def waits(self) -> dict[int, list[int]]:
        """For every act the hand-overs it waits for, by their index."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, each in enumerate(self.hand_overs):
            found[each.second].append(index)
        return found

    @cached_property
    def follows(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for each in self.hand_overs:
            found[each.first].append(each.second)
        return found

    def pass_on(self) -> tuple[dict[int, Late], dict[int, list[int]]]:
        """How late each act starts, and which hand-over is to blame: -1 where none is."""
        late: dict[int, Late] = {}
        cause: dict[int, list[int]] = {}
        for act in self.order:
            late[act], cause[act] = self.own[act], [-1] * self.evenings
            for index in self.waits.get(act, ()):
                waited = self.waited(index, late, 0)
                known = zip(waited, late[act], cause[act], strict=True)
                cause[act] = [index if new > old else why for new, old, why in known]
                late[act] = list(map(max, waited, late[act]))
        return late, cause

    def waited(self, index: int, late: Mapping[int, Late], extra: int) -> Late:
        """How late the second starts for this hand-over alone, given so many minutes more."""
        each = self.hand_overs[index]
        started, overrun, way = late[each.first], self.overrun[each.first], self.way[each.second]
        found: Late | None = None
        for tie in each.ties:
            spare = tie.slack + extra
            one = [s + o * tie.share + w * tie.way - spare for s, o, w in zip(started, overrun, way, strict=True)]
            found = one if found is None else list(map(max, found, one))
        return found or [0.0] * self.evenings

    def saved(self, index: int, extra: int, late: Mapping[int, Late]) -> float:
        """Minutes of lateness in all evenings together that so many minutes more would save."""
        changed: dict[int, Late] = {}
        now = _Layered(changed, late)
        for act in self._after(self.hand_overs[index].second):
            found = self.own[act]
            for other in self.waits[act]:
                found = list(map(max, found, self.waited(other, now, extra if other == index else 0)))
            if found != late[act]:
                changed[act] = found
        return sum(sum(late[act]) - sum(found) for act, found in changed.items())

    def _after(self, act: int) -> list[int]:
        """The act and all that wait for it, in the order in which they start."""
        reached, open_ = {act}, [act]
        while open_:
            new = set(self.follows.get(open_.pop(), ())) - reached
            reached |= new
            open_ += new
        return sorted(reached, key=lambda each: (self.starts[each], each))


class _Layered(dict[int, Late]):
    """What has changed over what has not."""

    def __init__(self, changed: dict[int, Late], below: Mapping[int, Late]) -> None:
        super().__init__()
        self.changed, self.below = changed, below

    def __missing__(self, act: int) -> Late:
        return self.changed.get(act) or self.below[act]


def _weaknesses(
    evening: _Evening, late: Mapping[int, Late], cause: Mapping[int, Sequence[int]], tolerance: int, most: int
) -> list[Weakness]:
    """Tried in the order of what they may save at most, until none that is left can be among the worst."""
    slopes = _slopes(evening, cause)
    best = EXTRA[-1]
    found: list[tuple[float, int, tuple[float, ...]]] = []
    for index in sorted(slopes, key=lambda index: (-slopes[index], index)):
        worst_kept = sorted((gain for gain, *_ in found), reverse=True)[most - 1 : most]
        if worst_kept and slopes[index] * best <= worst_kept[0]:
            break
        gains = tuple(evening.saved(index, extra, late) for extra in EXTRA)
        if gains[-1] > NOTHING:
            found.append((gains[-1], index, gains))
    found.sort(key=lambda each: (-each[0], each[1]))
    return [_weakness(evening, index, gains, late, cause, tolerance) for _, index, gains in found[:most]]


def _weakness(
    evening: _Evening,
    index: int,
    gains: tuple[float, ...],
    late: Mapping[int, Late],
    cause: Mapping[int, Sequence[int]],
    tolerance: int,
) -> Weakness:
    second = evening.hand_overs[index].second
    blamed = sum(at > tolerance and why == index for at, why in zip(late[second], cause[second], strict=True))
    return Weakness(
        evening.hand_overs[index], blamed / evening.evenings, tuple(gain / evening.evenings for gain in gains)
    )


def _slopes(evening: _Evening, cause: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """For each hand-over how many starts get later, over all evenings, with each minute it takes longer.

    Lateness is a convex function of the time a hand-over is given, so no minute saves more than this.
    """
    slopes: dict[int, int] = defaultdict(int)
    weight = {act: [1] * evening.evenings for act in evening.order}
    for act in reversed(evening.order):
        for played, index in enumerate(cause[act]):
            if index >= 0:
                slopes[index] += weight[act][played]
                weight[evening.hand_overs[index].first][played] += weight[act][played]
    return slopes


def _share(late: Late, tolerance: int) -> float:
    return sum(minutes > tolerance for minutes in late) / len(late)

"""The festival in outline: which act on which stage and day at what price, without the minutes.

A relaxation: every plan is also an outline and pays at least as much, so no plan can beat a bound on outlines. Kept
are: what an act pays whatever else stands; the room on stages, in pools, venues and troupes' days as minutes times
quantity inside spans; shows a day; even evenings. What is left out (order, ways, clashes) can only cost more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solver.ledger import starts_of
from solver.minutes import first, last, stretch, union
from solver.model.room import Held
from solver.outline_room import Load, Part, Row, rows_of
from solver.prices import Prices
from solver.problem import Act, Problem, Slot
from solver.rules import RULES
from solver.rules.crowd_within_venue import CrowdWithinVenue
from solver.rules.equipment_in_stock import EquipmentInStock
from solver.rules.one_act_per_stage import OneActPerStage
from solver.rules.rest_between_shows import RestBetweenShows
from solver.rules.rule import BLOCK, BLOCK_RELEASE, WARN, Rule
from solver.rules.shows_a_day import ShowsADay
from solver.rules.work_shows_a_day import WorkShowsADay
from solver.spans import in_both, joined

NOWHERE = -1
# For an act and stage: what it pays alone, and the starts at which it pays that.
Priced = list[tuple[int, int]]


@dataclass(frozen=True)
class Option:
    """The act starts on this stage and day between two minutes, and pays the same alone wherever between them."""

    act: int
    stage: int
    day: int
    evening: bool
    cost: int
    earliest: int = 0
    latest: int = 0


class Outline:
    """Of each act's options exactly one is chosen (one is to have no place), and all of `rows` hold.

    `even` is what every evening act beyond an even share costs.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        prices = Prices(problem, Held(problem, ()))
        self.even = prices.even
        self.options = [
            option
            for act, stages in priced_starts(problem, prices).items()
            for option in _options(problem, prices, problem.act(act), stages)
        ]
        self.rows = [*rows_of(self._loads(), len(self.options)), *self._counts()]

    def _loads(self) -> Iterator[Load]:
        """What options take up, of everything there is only so much of."""
        if _blocks(self.problem, OneActPerStage):
            yield from self._stages()
        if _blocks(self.problem, RestBetweenShows):
            yield from self._troupes()
        if _blocks(self.problem, EquipmentInStock):
            for pool in self.problem.pools:
                quantities = {
                    act.id: sum(it.quantity for it in act.needs if it.pool == pool.id) for act in self.problem.acts
                }
                yield Load(pool.stock, self._parts(quantities, pool.venue, around=True))
        if _blocks(self.problem, CrowdWithinVenue):
            crowds = {act.id: 0 if act.route else act.crowd or 0 for act in self.problem.acts}
            for venue in self.problem.venues:
                if venue.capacity is not None:
                    yield Load(venue.capacity, self._parts(crowds, venue.id, around=False))

    def _stages(self) -> Iterator[Load]:
        parts: dict[int, list[Part]] = defaultdict(list)
        for index, option in enumerate(self.options):
            if option.stage != NOWHERE:
                for stage, (starts, ends) in _longest_stays(self.problem, option).items():
                    pause = self.problem.stage(stage).changeover
                    opens, closes = option.earliest + starts, option.latest + ends + pause
                    parts[stage].append(Part(index, option.act, option.day, opens, closes, ends - starts + pause))
        return (Load(1, stays) for stays in parts.values())

    def _troupes(self) -> Iterator[Load]:
        for troupe in self.problem.troupes:
            rest = self.problem.settings.rest if troupe.rest is None else troupe.rest
            acts = set(self.problem.acts_of_troupe[troupe.id])
            parts = []
            for index, option in enumerate(self.options):
                if option.act in acts and option.stage != NOWHERE:
                    minutes = self.problem.act(option.act).duration + rest
                    parts.append(Part(index, option.act, option.day, option.earliest, option.latest + minutes, minutes))
            yield Load(1, parts)

    def _parts(self, quantities: Mapping[int, int], venue: int | None, *, around: bool) -> list[Part]:
        """What options use in a venue (None: anywhere), during the show or `around` it with get-in and get-out."""
        parts = []
        for index, option in enumerate(self.options):
            here = option.stage != NOWHERE and venue in (None, self.problem.stage(option.stage).venue)
            if here and quantities[option.act]:
                act = self.problem.act(option.act)
                before, after = (act.get_in, act.get_out) if around else (0, 0)
                minutes = before + act.duration + after
                opens, closes = option.earliest - before, option.latest + act.duration + after
                parts.append(Part(index, act.id, option.day, opens, closes, minutes, quantities[act.id]))
        return parts

    def _counts(self) -> Iterator[Row]:
        """Shows of a troupe, and performances of a work, on one day."""
        settings, problem = self.problem.settings, self.problem
        if _blocks(problem, ShowsADay):
            for troupe in problem.troupes:
                most = settings.shows_a_day if troupe.shows_a_day is None else troupe.shows_a_day
                yield from self._at_most_a_day(problem.acts_of_troupe[troupe.id], most)
        if _blocks(problem, WorkShowsADay):
            for work in problem.works:
                if work.at_most_a_day is not None:
                    yield from self._at_most_a_day(problem.acts_of_work[work.id], work.at_most_a_day)

    def _at_most_a_day(self, acts: tuple[int, ...], most: int) -> Iterator[Row]:
        days: dict[int, list[int]] = defaultdict(list)
        for index, option in enumerate(self.options):
            if option.act in acts and option.stage != NOWHERE:
                days[option.day].append(index)
        for options in days.values():
            if len({self.options[index].act for index in options}) > most:
                yield Row(tuple((index, 1) for index in options), most)


def least(problem: Problem) -> int:
    """What the acts pay at least, each for itself: a bound in a fraction of a second."""
    prices = Prices(problem, Held(problem, ()))
    total = 0
    for act, stages in priced_starts(problem, prices).items():
        costs = [cost for priced in stages.values() for cost, _ in priced]
        total += min([*costs, prices.unplaced[act] + prices.moved(act)])
    return total


def priced_starts(problem: Problem, prices: Prices) -> dict[int, dict[int, Priced]]:
    """For every act and stage the starts that the rules that block leave it alone, by what it pays alone for each."""
    starts = starts_of(problem, [rule for rule in RULES if _blocks(problem, type(rule))], problem.acts)
    return {
        act.id: {stage: _priced(problem, prices, act, stage, left) for stage, left in starts[act.id].items()}
        for act in problem.acts
    }


def _priced(problem: Problem, prices: Prices, act: Act, stage: int, minutes: int) -> Priced:
    parts = [(cost, minutes & here) for cost, here in prices.alone(act.id, stage)]
    for rule in RULES:
        if rule.level_in(problem) == WARN and not rule.always_priced:
            allowed = rule.starts(problem, act, stage)
            if allowed is not None:
                inside = union(in_both(joined(allowed), [problem.horizon]))
                within = [(cost, left & inside) for cost, left in parts]
                parts = within + [(cost + rule.price, left & ~inside) for cost, left in parts]
        parts = [(cost, left) for cost, left in parts if left]
    return parts


def _options(problem: Problem, prices: Prices, act: Act, stages: Mapping[int, Priced]) -> Iterator[Option]:
    for stage, priced in stages.items():
        for cost, minutes in priced:
            for day in range(-1, problem.days + 1):
                whole, evening = problem.day(day), prices.evening(day)
                on_day, late = stretch(whole.starts, whole.ends), stretch(evening.starts, evening.ends)
                for is_evening, left in ((True, minutes & late), (False, minutes & on_day & ~late)):
                    if left:
                        yield Option(act.id, stage, day, is_evening, cost, first(left), last(left))
    yield Option(act.id, NOWHERE, NOWHERE, False, prices.unplaced[act.id] + prices.moved(act.id))


def _longest_stays(problem: Problem, option: Option) -> dict[int, tuple[int, int]]:
    """For each stage the act occupies, from when to when, counted from its start; of several stays the longest."""
    stays: dict[int, tuple[int, int]] = {}
    for stage, span in problem.places(Slot(option.act, option.stage, 0)):
        known = stays.get(stage, (0, 0))
        if span.ends - span.starts > known[1] - known[0]:
            stays[stage] = (span.starts, span.ends)
    return stays


def _blocks(problem: Problem, rule: type[Rule]) -> bool:
    level = problem.levels.get(rule.key, rule.level)
    return not rule.always_priced and level in (BLOCK, BLOCK_RELEASE)

"""What rules on more than two acts, or on the days and order of acts, leave of the starts of an act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from solver.minutes import Tally, earlier, runs, stretch
from solver.model.room import Held
from solver.passages import Passages
from solver.problem import Precedence, Problem, Slot, Work
from solver.rules.crowd_within_venue import CrowdWithinVenue
from solver.rules.crowds_leave import CrowdsLeave, a_minute
from solver.rules.emergency_way_kept import EmergencyWayKept
from solver.rules.equipment_in_stock import EquipmentInStock
from solver.rules.kept_order import KeptOrder, kept_orders
from solver.rules.precedence import PrecedenceKept
from solver.rules.route_not_cut import RouteNotCut
from solver.rules.shows_a_day import ShowsADay
from solver.rules.work_days_apart import WorkDaysApart
from solver.rules.work_other_stages import WorkOtherStages
from solver.rules.work_shows_a_day import WorkShowsADay


@dataclass
class Stock:
    """A pool or the room in a venue; `stages` are those whose acts use it."""

    stock: int
    stages: frozenset[int]
    in_use: Tally = field(default_factory=Tally)


@dataclass(frozen=True)
class Use:
    stock: Stock
    before: int
    after: int
    quantity: int

    def minutes(self, starts: int) -> int:
        return stretch(starts - self.before, starts + self.after)


@dataclass
class Limit:
    """At most so many of some acts on one festival day."""

    most: int
    shows: dict[int, int] = field(default_factory=lambda: defaultdict(int))


class Quotas:
    """`keys` names the rules that are kept."""

    def __init__(self, problem: Problem, keys: set[str]) -> None:
        self.problem = problem
        self._whole = stretch(problem.horizon.starts, problem.horizon.ends)
        self._days = {
            day: stretch(problem.day(day).starts, problem.day(day).ends) for day in range(-1, problem.days + 1)
        }
        self._uses: dict[int, list[Use]] = defaultdict(list)
        self._limits: dict[int, list[Limit]] = defaultdict(list)
        self._orders: dict[int, list[Precedence]] = defaultdict(list)
        self._before: dict[int, list[int]] = defaultdict(list)
        self._after: dict[int, list[int]] = defaultdict(list)
        for first, second in kept_orders(problem) if KeptOrder.key in keys else ():
            self._before[second].append(first)
            self._after[first].append(second)
        self._works = {act.id: problem.work(act.work) for act in problem.acts if act.work is not None}
        apart, elsewhere = WorkDaysApart.key in keys, WorkOtherStages.key in keys
        self._other_days = self._siblings(lambda work: apart and work.days_apart)
        self._elsewhere = self._siblings(lambda work: elsewhere and work.other_stages)
        if EquipmentInStock.key in keys:
            self._stock_pools()
        if CrowdWithinVenue.key in keys:
            self._stock_venues()
        if CrowdsLeave.key in keys:
            self._stock_streets()
        kept = [rule for rule in (EmergencyWayKept(), RouteNotCut()) if rule.key in keys]
        self._passages = Passages(problem, [way for rule in kept for way in problem.network.ways if rule.concerns(way)])
        self._limit_days(ShowsADay.key in keys, WorkShowsADay.key in keys)
        for order in problem.precedences if PrecedenceKept.key in keys else ():
            self._orders[order.first].append(order)
            self._orders[order.second].append(order)

    def add(self, slot: Slot) -> None:
        for use in self._uses[slot.act]:
            if slot.stage in use.stock.stages:
                use.stock.in_use.add(use.minutes(slot.starts), use.quantity)
        for limit in self._limits[slot.act]:
            limit.shows[self.problem.day_of(slot.starts)] += 1
        self._passages.add(slot)

    def remove(self, slot: Slot) -> None:
        for use in self._uses[slot.act]:
            if slot.stage in use.stock.stages:
                use.stock.in_use.take(use.minutes(slot.starts), use.quantity)
        for limit in self._limits[slot.act]:
            limit.shows[self.problem.day_of(slot.starts)] -= 1
        self._passages.remove(slot)

    def room(self, held: Held, act: int) -> int:
        """The starts that are left to the act on any stage, given what stands."""
        free = self._whole
        for limit in self._limits[act]:
            for day, minutes in self._days.items():
                if limit.shows[day] >= limit.most:
                    free &= ~minutes
        for order in self._orders[act]:
            free &= self._in_order(held, order, act)
        for slot in held.of(self._other_days.get(act, ())):
            free &= ~self._near(slot, self._works[act].days_apart or 0)
        return self._passages.room(act, free)

    def room_on(self, held: Held, act: int, stage: int, free: int) -> int:
        """Those of the free starts that are left on the stage."""
        for use in self._uses[act]:
            if free and stage in use.stock.stages:
                free &= self._in_stock(use)
        for slot in held.of(self._before.get(act, ())):
            free &= ~self._on_its_day(slot, stage, self.problem.horizon.starts, slot.starts)
        for slot in held.of(self._after.get(act, ())):
            free &= ~self._on_its_day(slot, stage, slot.starts + 1, self.problem.horizon.ends)
        return 0 if any(slot.stage == stage for slot in held.of(self._elsewhere.get(act, ()))) else free

    def alone(self, held: Held) -> set[int]:
        """Acts that stand though what must come before them does not."""
        orders = (order for orders in self._orders.values() for order in orders)
        return {order.second for order in orders if order.second in held.by_act and order.first not in held.by_act}

    def _on_its_day(self, slot: Slot, stage: int, starts: int, ends: int) -> int:
        """The minutes between two on the slot's festival day, if the stage is the slot's."""
        return self._days.get(self.problem.day_of(slot.starts), 0) & stretch(starts, ends) if slot.stage == stage else 0

    def _in_stock(self, use: Use) -> int:
        if use.quantity > use.stock.stock:
            return 0
        short = use.stock.in_use.above(use.stock.stock - use.quantity)
        return earlier(runs(self._whole & ~short, use.before + use.after), -use.before)

    def _in_order(self, held: Held, order: Precedence, act: int) -> int:
        """An act whose predecessor has no place yet may stand anywhere: see `alone`."""
        first, second = held.by_act.get(order.first), held.by_act.get(order.second)
        lasts = self.problem.act(order.first).duration
        if act == order.second:
            if first is None:
                return self._whole
            ends = first.starts + lasts
            latest = self.problem.horizon.ends if order.at_most is None else ends + order.at_most + 1
            return stretch(ends + order.lag, latest)
        if second is None:
            return self._whole
        earliest = self.problem.horizon.starts
        if order.at_most is not None:
            earliest = second.starts - order.at_most - lasts
        return stretch(earliest, second.starts - order.lag - lasts + 1)

    def _near(self, slot: Slot, apart: int) -> int:
        """The days that are fewer than so many days from the slot's."""
        day, minutes = self.problem.day_of(slot.starts), 0
        for near in range(day - apart + 1, day + apart):
            minutes |= self._days.get(near, 0)
        return minutes

    def _siblings(self, wanted: Callable[[Work], object]) -> dict[int, tuple[int, ...]]:
        """For every act of a work that asks for what is wanted the work's other acts."""
        return {
            act: tuple(other for other in self.problem.acts_of_work[work.id] if other != act)
            for act, work in self._works.items()
            if wanted(work)
        }

    def _stock_pools(self) -> None:
        for pool in self.problem.pools:
            stages = frozenset(stage.id for stage in self.problem.stages if pool.venue in (None, stage.venue))
            stock = Stock(pool.stock, stages)
            for act in self.problem.acts:
                if quantity := sum(need.quantity for need in act.needs if need.pool == pool.id):
                    self._uses[act.id].append(Use(stock, act.get_in, act.duration + act.get_out, quantity))

    def _stock_venues(self) -> None:
        for venue in self.problem.venues:
            if venue.capacity is not None:
                stages = frozenset(stage.id for stage in self.problem.stages if stage.venue == venue.id)
                stock = Stock(venue.capacity, stages)
                for act in self.problem.acts:
                    if act.crowd and not act.route:
                        self._uses[act.id].append(Use(stock, 0, act.duration, act.crowd))

    def _stock_streets(self) -> None:
        """A minute's walk off by a street, whichever venue people come from."""
        clearing = self.problem.settings.clearing
        for road in self.problem.network.roads:
            in_use = Tally()
            for venue in self.problem.venues:
                if road.width is not None and road.id in venue.exits:
                    stages = frozenset(stage.id for stage in self.problem.stages if stage.venue == venue.id)
                    stock = Stock(road.width * self.problem.settings.street_flow, stages, in_use)
                    for act in self.problem.acts:
                        if people := a_minute(self.problem, act, venue):
                            self._uses[act.id].append(Use(stock, -act.duration, act.duration + clearing, people))

    def _limit_days(self, troupes: bool, works: bool) -> None:
        for troupe in self.problem.troupes if troupes else ():
            most = self.problem.settings.shows_a_day if troupe.shows_a_day is None else troupe.shows_a_day
            self._limit(Limit(most), self.problem.acts_of_troupe[troupe.id])
        for work in self.problem.works if works else ():
            if work.at_most_a_day is not None:
                self._limit(Limit(work.at_most_a_day), self.problem.acts_of_work[work.id])

    def _limit(self, limit: Limit, acts: tuple[int, ...]) -> None:
        for act in acts:
            self._limits[act].append(limit)

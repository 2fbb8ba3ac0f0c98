"""The decisions of the crew stage: one column for every duty that may be, and linear rows over them.

Rows and columns are plain numbers, so that a MIP solver and CP-SAT both take the same model (`solver.crew.engines`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Duty, Need, Officer
from solver.crew.rules import CREW_RULES, CrewRule
from solver.crew.rules.one_place_at_a_time import OnePlaceAtATime
from solver.crew.rules.rest_between_duties import RestBetweenDuties
from solver.crew.rules.rule import IGNORE, WARN, in_time
from solver.crew.wishes import CREW_WISHES, CrewWish
from solver.problem import Span

Terms = list[tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """`least` ≤ the sum of factor × column ≤ `most`; None is no limit."""

    terms: tuple[tuple[int, int], ...]
    least: int | None = None
    most: int | None = None


@dataclass
class Column:
    """A whole number between `lower` and `upper`, which costs `cost` a unit."""

    lower: int
    upper: int
    cost: int = 0


class Staffing:
    """Columns and rows of a problem under some rules and wishes.

    A rule that only warns is held like one that blocks while `strict`, which keeps the model small; where that leaves
    posts empty, a model that is not strict prices it instead. Missing people and leaders are priced always.

    `sizes` lets an officer stand for so many who are alike: the rows of all of them added up, which no roster breaks
    that keeps them one by one. What such a model costs at least, every roster costs at least.

    `watched` are the officers for whom rules that seldom decide have all their rows, None is everybody; of others they
    ask a little more in fewer rows. `pairs` are the duties that may be, of an officer at a need; None is all.
    """

    def __init__(
        self,
        problem: CrewProblem,
        *,
        rules: tuple[CrewRule, ...] = CREW_RULES,
        wishes: tuple[CrewWish, ...] = CREW_WISHES,
        strict: bool = True,
        hold_all: bool = False,
        sizes: Mapping[int, int] | None = None,
        watched: Collection[int] | None = None,
        pairs: Collection[tuple[int, int]] | None = None,
    ) -> None:
        self.problem, self.strict, self.hold_all = problem, strict, hold_all
        self.sizes = sizes or {}
        self.watched = watched
        self.pairs = pairs
        self.columns: list[Column] = []
        self.rows: list[Row] = []
        self.constant = 0
        self._rules = {rule.key: rule for rule in rules}
        self._any_of: dict[tuple[int, ...], int] = {}
        self._none_of: dict[frozenset[tuple[Need, int]], int] = {}
        self.duty: dict[tuple[int, int], int] = {}
        self._of_officer: dict[int, list[tuple[Need, int]]] = {officer.id: [] for officer in problem.officers}
        self._on_need: dict[int, list[tuple[Officer, int]]] = {need.id: [] for need in problem.needs}
        self._make_duties()
        self._ruling: CrewRule | None = None
        for rule in rules:
            if rule.level_in(problem) != IGNORE or any(force.levels for force in problem.forces):
                self._ruling = rule
                self.rows.extend(rule.rows(self))
        for wish in wishes:
            if weight := wish.weight_in(problem):
                wish.cost(self, weight)

    def _make_duties(self) -> None:
        """No column where a rule that is held allows no duty; a price where it only warns."""
        for need in in_time(self.problem.needs):
            for officer in self.problem.officers:
                if self.pairs is not None and (officer.id, need.id) not in self.pairs:
                    continue
                price = self._price_alone(officer, need)
                if price is not None:
                    column = self.whole(0, self.size(officer), cost=price)
                    self.duty[officer.id, need.id] = column
                    self._of_officer[officer.id].append((need, column))
                    self._on_need[need.id].append((officer, column))

    def _price_alone(self, officer: Officer, need: Need) -> int | None:
        price = 0
        for rule in self._rules.values():
            if "allows" in rule.halves and not rule.allows(self.problem, officer, need):
                if self.holds(rule, officer):
                    return None
                if self._level(rule, officer) != IGNORE:
                    price += rule.price
        return price

    def _level(self, rule: CrewRule, officer: Officer | None) -> str:
        return rule.level_in(self.problem, None if officer is None else self.problem.force(officer.force))

    def holds(self, rule: CrewRule, officer: Officer | None = None) -> bool:
        """Whether the rule of this model is kept at all costs, for this officer's force."""
        level = self._level(rule, officer)
        if rule.key not in self._rules or level == IGNORE:
            return False
        return self.hold_all or (not rule.always_priced and (self.strict or level != WARN))

    def watches(self, officer: Officer) -> bool:
        """Whether rules that seldom decide are to be kept exactly."""
        return self.watched is None or officer.id in self.watched

    def size(self, officer: Officer) -> int:
        """How many the officer stands for."""
        return self.sizes.get(officer.id, 1)

    def duties_of(self, officer: Officer) -> list[tuple[Need, int]]:
        """Needs the officer may meet, in the order of time, with their columns."""
        return self._of_officer[officer.id]

    def people_on(self, need: Need) -> list[tuple[Officer, int]]:
        return self._on_need[need.id]

    def whole(self, lower: int, upper: int, cost: int = 0) -> int:
        """A further column; its number."""
        self.columns.append(Column(lower, max(lower, upper), cost))
        return len(self.columns) - 1

    def any_of(self, columns: tuple[int, ...], officer: Officer) -> int:
        """A column that is 1 where any of these is, which are duties of the officer or of others who are like him."""
        if columns not in self._any_of:
            worked = self._any_of[columns] = self.whole(0, self.size(officer))
            for column in columns:
                self.always([(1, worked), (-1, column)], least=0)
            self.always([(1, worked), *((-1, column) for column in columns)], most=0)
        return self._any_of[columns]

    def any_term(self, duties: list[tuple[Need, int]], officer: Officer) -> Terms:
        """Terms that add up to 1 where the officer does any of these duties: they themselves, if only one may be."""
        alone = list(self._one_of(duties, officer))
        columns = tuple(column for _, column in duties)
        return [(1, column) for column in columns] if len(alone) == 1 else [(1, self.any_of(columns, officer))]

    def none_of(self, duties: frozenset[tuple[Need, int]], officer: Officer) -> int:
        """A column that is 1 only where the officer does none of these duties."""
        if duties not in self._none_of:
            free = self._none_of[duties] = self.whole(0, self.size(officer))
            for columns in self._one_of(sorted(duties, key=lambda duty: duty[1]), officer):
                self.always([(1, free), *((1, column) for column in columns)], most=self.size(officer))
        return self._none_of[duties]

    def _one_of(self, duties: list[tuple[Need, int]], officer: Officer) -> Iterator[list[int]]:
        """All of these duties in sets of which the rules of this model allow only one each."""
        rest = self.problem.force(officer.force).rest if self.holds(RestBetweenDuties(), officer) else 0
        if rest or self.holds(OnePlaceAtATime(), officer):
            return largest(sorted((need.span.starts, need.span.ends + rest, column) for need, column in duties))
        return ([column] for _, column in duties)

    def pay(self, column: int, cost: int) -> None:
        self.columns[column].cost += cost

    def always(self, terms: Terms, least: int | None = None, most: int | None = None) -> None:
        """A row that says what a column means; it is no rule and has no price."""
        self.rows.append(Row(tuple(terms), least, most))

    def at_least(self, terms: Terms, least: int, officer: Officer | None = None) -> Row:
        """A row of the rule that is being written; it gives way at the rule's price where it is not held."""
        size = 1 if officer is None else self.size(officer)
        return Row((*terms, *self._slack(1, officer, least)), size * least)

    def at_most(self, terms: Terms, most: int, officer: Officer | None = None) -> Row:
        size = 1 if officer is None else self.size(officer)
        room = size * (sum(factor for factor, _ in terms if factor > 0) - most)
        return Row((*terms, *self._slack(-1, officer, max(0, room))), None, size * most)

    def _slack(self, sign: int, officer: Officer | None, upper: int) -> Terms:
        rule = self._ruling
        if rule is None or self.holds(rule, officer):
            return []
        if self._level(rule, officer) == IGNORE:
            return [(sign, self.whole(0, 10**6))]
        room = upper if sign < 0 else 10**4
        return [(sign, self.whole(0, room, cost=rule.price))]

    def one_at_a_time(
        self, rule: CrewRule, officer: Officer, spans: Iterable[tuple[Span, int]], rest: int
    ) -> Iterator[Row]:
        """Rows that keep spans with their columns `rest` minutes apart: one for every largest set that meets.

        Sets of intervals that all meet are found where one of them begins (interval graphs are chordal); priced, every
        pair pays for itself.
        """
        intervals = sorted((span.starts, span.ends + rest, column) for span, column in spans)
        if not self.holds(rule, officer):
            for (_, until, here), (begins, _, there) in combinations(intervals, 2):
                if begins < until:
                    yield self.at_most([(1, here), (1, there)], 1, officer)
            return
        for meeting in largest(intervals):
            if len(meeting) > 1:
                yield self.at_most([(1, column) for column in meeting], 1, officer)

    def plan_of(self, values: Iterable[float]) -> CrewPlan:
        """The duties whose columns are 1."""
        chosen = list(values)
        return CrewPlan(tuple(sorted(Duty(*key) for key, column in self.duty.items() if chosen[column] > 0.5)))


def largest(intervals: list[tuple[int, int, int]]) -> Iterator[list[int]]:
    """Every largest set of intervals (starts, ends, name; by start) that share a moment."""
    running: list[tuple[int, int, int]] = []
    grown = False
    for interval in intervals:
        still = [one for one in running if one[1] > interval[0]]
        if len(still) < len(running) and grown:
            yield [name for _, _, name in running]
            grown = False
        running = [*still, interval]
        grown = True
    if grown:
        yield [name for _, _, name in running]

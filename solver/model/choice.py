"""One act's decision: whether, on which stage and from when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from solver.problem import Act, Problem, Slot, Span
from solver.spans import joined

Literal = Any
Minutes = Any


@dataclass(frozen=True)
class Choice:
    """`starts` holds for every possible stage the start spans; `start` is in minutes: `unit` times `variable`.

    `unit` is the grid, or 1 for an act that may also start off the grid, at one of `odd`.
    """

    act: Act
    starts: Mapping[int, list[Span]]
    spans: list[Span]
    present: Literal
    on: Mapping[int, Literal]
    variable: Any
    unit: int
    grid: int
    odd: tuple[int, ...]

    @property
    def start(self) -> Minutes:
        return self.unit * self.variable

    def domain(self, spans: Iterable[Span]) -> cp_model.Domain:
        """The values of `variable` that start within the spans."""
        return cp_model.Domain.from_intervals(_values(spans, self.unit, self.grid, self.odd))

    def domain_outside(self, span: Span) -> cp_model.Domain:
        first, last = self.spans[0].starts, self.spans[-1].ends
        return self.domain([Span(first, max(first, span.starts)), Span(min(last, span.ends), last)])

    @property
    def first(self) -> int:
        """The smallest value of `variable`."""
        return _values(self.spans, self.unit, self.grid, self.odd)[0][0]

    def possible(self, slot: Slot) -> bool:
        """Whether the act could get this slot."""
        on_grid = slot.starts % self.grid == 0 or slot.starts in self.odd
        here = self.starts.get(slot.stage, [])
        return on_grid and any(span.starts <= slot.starts < span.ends for span in here)


def choose(cp: cp_model.CpModel, problem: Problem, act: Act, starts: dict[int, list[Span]], never: Literal) -> Choice:
    """Makes the variables of an act; stages on which no allowed minute is on the grid (or odd) are dropped."""
    grid = problem.grid
    allowed = joined(span for spans in starts.values() for span in spans)
    odd = tuple(m for m in _odd_minutes(problem, act) if any(span.starts <= m < span.ends for span in allowed))
    unit = 1 if odd else grid
    starts = {stage: spans for stage, spans in starts.items() if _values(spans, unit, grid, odd)}
    if not starts:
        return Choice(act, {}, [], never, {}, never, 1, grid, ())
    allowed = joined(span for spans in starts.values() for span in spans)
    domain = cp_model.Domain.from_intervals(_values(allowed, unit, grid, odd))
    variable = cp.new_int_var_from_domain(domain, "")
    present = cp.new_bool_var("")
    on = dict.fromkeys(starts, present) if len(starts) == 1 else {stage: cp.new_bool_var("") for stage in starts}
    choice = Choice(act, starts, allowed, present, on, variable, unit, grid, odd)
    if len(on) > 1:
        cp.add_exactly_one([*on.values(), ~present])
        for stage, literal in on.items():
            if starts[stage] != allowed:
                cp.add_linear_expression_in_domain(variable, choice.domain(starts[stage])).only_enforce_if(literal)
    return choice


def _odd_minutes(problem: Problem, act: Act) -> list[int]:
    """Starts off the grid that somebody has already given the act."""
    given = {pin.starts for pin in problem.pins if pin.act == act.id and pin.starts is not None}
    if slot := problem.current_slots.get(act.id):
        given.add(slot.starts)
    if act.announced:
        given.add(act.announced.starts)
    return sorted(minute for minute in given if minute % problem.grid)


def _values(spans: Iterable[Span], unit: int, grid: int, odd: Iterable[int]) -> list[list[int]]:
    """Closed intervals of the variable's values: the minutes of the grid within the spans, and the odd ones."""
    ticks = [(-(-span.starts // grid), (span.ends - 1) // grid) for span in spans]
    if unit == grid:
        return [[first, last] for first, last in ticks if first <= last]
    minutes = {tick * grid for first, last in ticks for tick in range(first, last + 1)}
    minutes |= {minute for minute in odd if any(span.starts <= minute < span.ends for span in spans)}
    return [[minute, minute] for minute in sorted(minutes)]

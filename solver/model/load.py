"""What several acts use at once, kept within what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from solver.model.choice import Literal
from solver.model.pairs import differing
from solver.problem import Span
from solver.rules.rule import Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing


@dataclass(frozen=True)
class Use:
    """Where `there` is true the act uses `quantity` from `before` minutes before its start to `after` minutes after it."""

    act: int
    there: Literal
    before: int
    after: int
    quantity: int


@dataclass(frozen=True)
class Load:
    stock: int
    uses: tuple[Use, ...]


def keep_within(model: Placing, rule: Rule, loads: Iterable[Load]) -> Iterator[Any]:
    """Yields nothing for what held acts use among themselves, even where that is too much."""
    if model.holds(rule):
        for load in loads:
            if any(model.is_free(use.act) for use in load.uses):
                yield _cumulative(model, load)
    else:
        yield from _moments(model, list(loads))


def _cumulative(model: Placing, load: Load) -> Any:
    free = [use for use in load.uses if model.is_free(use.act)]
    intervals = [model.interval(use.act, use.before, use.after, use.there) for use in free]
    quantities = [use.quantity for use in free]
    for starts, ends, quantity in _held_profile(model, load):
        intervals.append(model.cp.new_fixed_size_interval_var(starts, ends - starts, ""))
        quantities.append(quantity)
    return model.cp.add_cumulative(intervals, quantities, load.stock)


def _held_profile(model: Placing, load: Load) -> Iterator[tuple[int, int, int]]:
    """(starts, ends, quantity) of what held acts use together, never more than the stock."""
    changes: dict[int, int] = {}
    for use in load.uses:
        if not model.is_free(use.act):
            starts = model.start(use.act)
            changes[starts - use.before] = changes.get(starts - use.before, 0) + use.quantity
            changes[starts + use.after] = changes.get(starts + use.after, 0) - use.quantity
    in_use = 0
    moments = sorted(changes)
    for moment, following in pairwise(moments):
        in_use += changes[moment]
        if in_use:
            yield moment, following, min(in_use, load.stock)


def _moments(model: Placing, loads: list[Load]) -> Iterator[tuple[Any, ...]]:
    """For each act: when it begins to use, what it and those that began before it use is within every stock."""
    for act in model.problem.acts:
        uses = [(load, use) for load in loads for use in load.uses if use.act == act.id]
        if any(not model.is_free(act.id) and _already(model, load, use) for load, use in uses):
            continue
        if sums := tuple(total for load, use in uses for total in _sum(model, load, use)):
            yield sums


def _already(model: Placing, load: Load, use: Use) -> bool:
    """Whether held acts alone use too much when this held one begins."""
    others = (other for other in load.uses if other.act != use.act and not model.is_free(other.act))
    running = (other.quantity for other in others if _running(model, other, use) is model.true)
    return use.quantity + sum(running) > load.stock


def _sum(model: Placing, load: Load, use: Use) -> Iterator[Any]:
    running = [(other.quantity, _running(model, other, use)) for other in load.uses if other.act != use.act]
    running = [(quantity, literal) for quantity, literal in running if literal is not model.false]
    if use.quantity + sum(quantity for quantity, _ in running) <= load.stock:
        return
    total = cp_model.LinearExpr.weighted_sum([it for _, it in running], [quantity for quantity, _ in running])
    yield model.only_if(model.cp.add(use.quantity * use.there + total <= load.stock), use.there)


def _running(model: Placing, other: Use, use: Use) -> Literal:
    """Whether `other` uses when `use` begins, having begun before it (by number where they begin together)."""
    latest = other.before - use.before - (other.act > use.act)
    span = Span(1 - use.before - other.after, latest + 1)
    return differing(model, use.act, other.act, span, use.there, other.there)

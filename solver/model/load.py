"""What several acts use at once, kept within what there is."""

from __future__ import annotations

from collections import defaultdict
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
    """Where `there` is true: from `before` minutes before the act's start to `after` minutes after it, `quantity`."""

    act: int
    there: Literal
    before: int
    after: int
    quantity: int


def keep_within(model: Placing, rule: Rule, uses: Iterable[Use], stock: int) -> Iterator[Any]:
    """Never more in use than the stock; nothing is asked of what held acts use among themselves."""
    uses = [use for use in uses if use.there is not model.false]
    if not any(model.is_free(use.act) for use in uses):
        return
    if model.holds(rule):
        yield _cumulative(model, uses, stock)
    else:
        yield from _moments(model, uses, stock)


def _cumulative(model: Placing, uses: list[Use], stock: int) -> Any:
    free = [use for use in uses if model.is_free(use.act)]
    intervals = [model.interval(use.act, use.before, use.after, use.there) for use in free]
    quantities = [use.quantity for use in free]
    for starts, ends, quantity in _held_profile(model, uses, stock):
        intervals.append(model.cp.new_fixed_size_interval_var(starts, ends - starts, ""))
        quantities.append(quantity)
    return model.cp.add_cumulative(intervals, quantities, stock)


def _held_profile(model: Placing, uses: list[Use], stock: int) -> Iterator[tuple[int, int, int]]:
    """(starts, ends, quantity) of what held acts use together, never more than the stock."""
    changes: dict[int, int] = defaultdict(int)
    for use in uses:
        if not model.is_free(use.act):
            starts = model.start(use.act)
            changes[starts - use.before] += use.quantity
            changes[starts + use.after] -= use.quantity
    in_use = 0
    for moment, following in pairwise(sorted(changes)):
        in_use += changes[moment]
        if in_use:
            yield moment, following, min(in_use, stock)


def _moments(model: Placing, uses: list[Use], stock: int) -> Iterator[Any]:
    """For each act: when it begins to use, what it and those that began before it use is in stock."""
    for use in uses:
        running = [(other.quantity, _running(model, other, use)) for other in uses if other.act != use.act]
        running = [(quantity, literal) for quantity, literal in running if literal is not model.false]
        most = use.quantity + sum(quantity for quantity, _ in running)
        already = use.quantity + sum(quantity for quantity, literal in running if literal is model.true)
        if most > stock and (model.is_free(use.act) or already <= stock):
            total = cp_model.LinearExpr.weighted_sum([it for _, it in running], [quantity for quantity, _ in running])
            yield model.only_if(model.cp.add(use.quantity * use.there + total <= stock), use.there)


def _running(model: Placing, other: Use, use: Use) -> Literal:
    """Whether `other` uses when `use` begins, having begun before it (by number where they begin together)."""
    latest = other.before - use.before - (other.act > use.act)
    span = Span(1 - use.before - other.after, latest + 1)
    return differing(model, use.act, other.act, span, use.there, other.there)

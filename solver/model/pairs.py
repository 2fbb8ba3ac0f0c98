"""Two acts kept apart: one order literal a pair, and places grouped so that equal ways are said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from solver.model.choice import Literal
from solver.problem import Act, Span
from solver.rules.pair_rule import PairRule

if TYPE_CHECKING:
    from solver.model.decisions import Decisions
    from solver.model.placing import Placing

# For each group of one act's stages: what is forbidden against each group of the other's.
Stages = tuple[int, ...]
Table = list[tuple[Stages, list[tuple[Stages, tuple[Span, ...]]]]]


def keep_apart(model: Placing, rule: PairRule) -> Iterator[tuple[Any, ...]]:
    """What the rule asks of every two acts of which one is free; one tuple a pair.

    A rule that holds has already cut what held acts forbid out of the free acts' starts.
    """
    problem = model.problem
    for one in model.acts:
        for id in sorted(rule.partners(problem, one)):
            if (model.is_free(id) and id > one.id) or (id in model.held.by_act and not model.holds(rule)):
                other = problem.act(id)
                if constraints := tuple(_constraints(model, one, other, _table(model, rule, one, other))):
                    yield constraints


def _table(model: Placing, rule: PairRule, one: Act, other: Act) -> Table:
    """What is forbidden, for the places of both; what could not happen anyway is left out."""
    columns = _by_place(model, rule, other)
    rows: dict[tuple[tuple[Span, ...], ...], Stages] = {}
    for here, stages in _by_place(model, rule, one).items():
        row = tuple(
            tuple(
                span
                for span in rule.apart(model.problem, one, here, other, there)
                if may_differ_by(model.spans(one.id), model.spans(other.id), span)
            )
            for there in columns
        )
        rows[row] = rows.get(row, ()) + stages
    return [(stages, _grouped(row, columns)) for row, stages in rows.items() if any(row)]


def _by_place(model: Placing, rule: PairRule, act: Act) -> dict[Any, Stages]:
    places: dict[Any, Stages] = defaultdict(tuple)
    for stage in model.options(act.id):
        places[rule.place(model.problem, act, stage)] += (stage,)
    return places


def _grouped(row: tuple[tuple[Span, ...], ...], columns: dict[Any, Stages]) -> list[tuple[Stages, tuple[Span, ...]]]:
    groups: dict[tuple[Span, ...], Stages] = defaultdict(tuple)
    for spans, stages in zip(row, columns.values(), strict=True):
        groups[spans] += stages
    return [(stages, spans) for spans, stages in groups.items()]


def may_differ_by(one: list[Span], other: list[Span], span: Span) -> bool:
    """Whether some start of the second minus some start of the first lies in the span."""
    return any(
        right.starts - left.ends + 1 < span.ends and span.starts < right.ends - left.starts
        for left in one
        for right in other
    )


def _constraints(model: Placing, one: Act, other: Act, table: Table) -> Iterator[Any]:
    for stages, groups in table:
        here = model.at(one.id, stages)
        if all(len(spans) == 1 and spans[0].starts <= 0 < spans[0].ends for _, spans in groups):
            yield from _in_turn(model, one.id, other.id, here, [(there, spans[0]) for there, spans in groups])
        else:
            for there, spans in groups:
                for span in spans:
                    yield from outside(model, one.id, other.id, (here, model.at(other.id, there)), span)


def _in_turn(model: Placing, one: int, other: int, here: Literal, ways: list[tuple[Stages, Span]]) -> Iterator[Any]:
    """One after the other at the right distance for each place of the other: a row that is linear in its places."""
    difference = model.start(other) - model.start(one)
    places = [model.at(other, stages) for stages, _ in ways]
    first = cp_model.LinearExpr.weighted_sum(places, [span.ends for _, span in ways])
    last = cp_model.LinearExpr.weighted_sum(places, [span.starts - 1 for _, span in ways])
    order = model.order(one, other)
    yield model.only_if(model.cp.add(difference >= first), order, here, model.present(other))
    yield model.only_if(model.cp.add(difference <= last), ~order, here, model.present(other))


def outside(model: Decisions, one: int, other: int, if_all: tuple[Literal, ...], span: Span) -> Iterator[Any]:
    """The difference of the starts is not in the span; spans about 0 mean the order, which rules share."""
    difference = model.start(other) - model.start(one)
    after = model.order(one, other) if span.starts <= 0 < span.ends else model.cp.new_bool_var("")
    yield model.only_if(model.cp.add(difference >= span.ends), after, *if_all)
    yield model.only_if(model.cp.add(difference < span.starts), ~after, *if_all)


def differing(model: Decisions, one: int, other: int, span: Span, *if_all: Literal) -> Literal:
    """A literal that must be true where all of `if_all` are and other's start minus one's lies in the span."""
    if not may_differ_by(model.spans(one), model.spans(other), span):
        return model.false
    if not model.is_free(one):
        if not model.is_free(other):
            return model.true
        return differing(model, other, one, Span(1 - span.ends, 1 - span.starts), *if_all)

    def made() -> Literal:
        literal = model.cp.new_bool_var("")
        if model.is_free(other):
            constraints = list(outside(model, one, other, (~literal, *if_all), span))
        else:
            starts = model.held.by_act[other].starts
            taken = Span(starts - span.ends + 1, starts - span.starts + 1)
            constraints = [model.start_outside(one, taken, ~literal, *if_all)]
        return literal if constraints else model.false

    return model.made(("differing", one, other, span, *(literal.index for literal in if_all)), made)

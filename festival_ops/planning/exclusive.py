"""Who and what a released plan takes for itself, from get-in to get-out: rows that the database lets not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from solver.problem import Problem, Slot, Span
from solver.spans import joined


@dataclass(frozen=True)
class Use:
    """A stage, troupe or person (`kind`) taken by one act."""

    kind: str
    holder_id: int
    holder: str
    act: int
    span: Span


def uses(problem: Problem, slots: Iterable[Slot]) -> Iterator[Use]:
    """Of every slot: its stages (each stop of a parade for itself), its troupes, and the people they share."""
    for slot in slots:
        act = problem.act(slot.act)
        yield from _stages(problem, slot)
        whole = problem.occupied(slot)
        for troupe in act.troupes:
            yield Use("troupe", troupe, problem.troupe(troupe).name, act.id, whole)
        for person in problem.persons:
            if not set(person.troupes).isdisjoint(act.troupes):
                yield Use("person", person.id, person.name, act.id, whole)


def overlap(taken: Iterable[Use]) -> tuple[Use, Use] | None:
    """The first two that want the same stage, troupe or person at the same time."""
    ordered = sorted(taken, key=lambda use: (use.kind, use.holder_id, use.span.starts))
    for first, second in pairwise(ordered):
        same = (first.kind, first.holder_id) == (second.kind, second.holder_id)
        if same and first.span.meets(second.span):
            return first, second
    return None


def _stages(problem: Problem, slot: Slot) -> Iterator[Use]:
    spans: dict[int, list[Span]] = {}
    for stage, span in problem.places(slot):
        spans.setdefault(stage, []).append(span)
    for stage, held in spans.items():
        for span in joined(held):
            yield Use("stage", stage, problem.stage(stage).name, slot.act, span)

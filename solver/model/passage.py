"""Ways over the roads, of which one course stays open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.model.choice import Literal
from solver.model.pairs import differing
from solver.network import Course, Way
from solver.problem import Act, Span
from solver.rules.rule import Rule
from solver.spans import joined

if TYPE_CHECKING:
    from solver.model.placing import Placing


def keep_open(model: Placing, rule: Rule, way: Way) -> Iterator[Any]:
    """Whenever a closure or a need for the way begins, a course is open; nothing is asked of held acts alone."""
    closers = [act for act in model.problem.acts if model.options(act.id) and way.closes(act)]
    if not any(model.is_free(act.id) for act in closers):
        return
    for act in closers:
        for offset in _begun(way, act):
            closed = [list(_closed_with(model, way, course, act, offset, closers)) for course in way.courses]
            needed = [Span(need.starts - offset, need.ends - offset) for need in joined(way.needed)]
            for when in [model.within(act.id, span) for span in needed] or [model.present(act.id)]:
                yield from _one_open(model, rule, when, closed, free=model.is_free(act.id))
    for minute in _fixed(model, way):
        shut = [any(_at(span, minute) for _, span in model.problem.network.shut_on(way, it)) for it in way.courses]
        if way.needed_at(minute) and not all(shut):
            closed = [
                [*([model.true] if alone else []), *_closed_at(model, way, course, minute, closers)]
                for alone, course in zip(shut, way.courses, strict=True)
            ]
            yield from _one_open(model, rule, model.true, closed, free=False)


def _begun(way: Way, act: Act) -> list[int]:
    """When closures of the act begin that concern the way, in minutes from its start."""
    return sorted({span.starts for course in way.courses for _, span in way.closings(act, course)})


def _fixed(model: Placing, way: Way) -> list[int]:
    """When needs for the way begin, and closures with hours of their own."""
    shut = (span.starts for course in way.courses for _, span in model.problem.network.shut_on(way, course))
    return sorted({*shut, *(need.starts for need in way.needed)})


def _at(span: Span, minute: int) -> bool:
    return span.starts <= minute < span.ends


def _closed_with(
    model: Placing, way: Way, course: Course, act: Act, offset: int, closers: list[Act]
) -> Iterator[Literal]:
    """What closes the course when the act's closures begin that begin `offset` minutes from its start."""
    for _, shut in model.problem.network.shut_on(way, course):
        yield model.within(act.id, Span(shut.starts - offset, shut.ends - offset))
    for other in closers:
        for _, span in way.closings(other, course):
            if other.id == act.id:
                yield model.true if _at(span, offset) else model.false
            else:
                # Of what begins together the smaller number comes first.
                latest = offset - span.starts + (other.id < act.id)
                between = Span(offset - span.ends + 1, latest)
                yield _differing(model, act.id, other.id, between)


def _closed_at(model: Placing, way: Way, course: Course, minute: int, closers: list[Act]) -> Iterator[Literal]:
    """What closes the course at a minute, having begun before it."""
    for act in closers:
        for _, span in way.closings(act, course):
            if span.ends - span.starts > 1:
                yield model.within(act.id, Span(minute - span.ends + 1, minute - span.starts))


def _differing(model: Placing, one: int, other: int, span: Span) -> Literal:
    if span.starts >= span.ends:
        return model.false
    return differing(model, one, other, span, model.present(one), model.present(other))


def _one_open(model: Placing, rule: Rule, when: Literal, closed: list[list[Literal]], *, free: bool) -> Iterator[Any]:
    """One of the courses, each with what closes it, is open `when`; `free` says that this is for a free act to say."""
    closed = [[literal for literal in each if literal is not model.false] for each in closed]
    if when is model.false or not all(closed):
        return
    left = [each for each in closed if model.true not in each]
    if left or free:
        opens = [_open(model, each) for each in left]
        yield model.only_if(model.cp.add_bool_or(opens) if opens else model.cp.add_bool_or([~when]), when)
    elif model.holds(rule) and (more := {it.index: it for each in closed for it in each if it is not model.true}):
        # Held acts have cut the way; a free one does not join them.
        yield tuple(model.cp.add_bool_or([~literal]) for literal in more.values())


def _open(model: Placing, closed: list[Literal]) -> Literal:
    literal = model.cp.new_bool_var("")
    for each in closed:
        model.cp.add_implication(each, ~literal)
    return literal

"""Ways over the roads, of which one course stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from solver.model.choice import Literal
from solver.model.pairs import differing
from solver.network import Course, Way
from solver.problem import Act, Span
from solver.rules.rule import Rule
from solver.ways import asked_for

if TYPE_CHECKING:
    from solver.model.placing import Placing


class Begin(NamedTuple):
    """A closure begins where `when` is true; `closed` says for each course what closes it at that time."""

    when: Literal
    closed: list[list[Literal]]

    def possible(self, model: Placing) -> Begin | None:
        """Without what cannot be; None where some course is open anyway."""
        closed = [[literal for literal in each if literal is not model.false] for each in self.closed]
        return Begin(self.when, closed) if self.when is not model.false and all(closed) else None

    def certain(self, model: Placing) -> bool:
        return all(any(literal is model.true for literal in each) for each in self.closed)


def keep_open(model: Placing, rule: Rule, way: Way) -> Iterator[tuple[Any, ...]]:
    """One tuple for each act whose closures begin, and one for all that begins by itself: a course is open then.

    Nothing is asked of held acts alone.
    """
    closers = [act for act in model.problem.acts if model.options(act.id) and way.closes(act)]
    if any(model.is_free(act.id) for act in closers):
        for act in closers:
            yield from _one_open(model, rule, _with_act(model, way, act, closers), free=model.is_free(act.id))
        yield from _one_open(model, rule, _by_itself(model, way, closers), free=False)


def _with_act(model: Placing, way: Way, act: Act, closers: list[Act]) -> Iterator[Begin]:
    asked = asked_for(model.problem, way)
    for offset in _begun(way, act):
        closed = [list(_closed_with(model, way, course, act, offset, closers)) for course in way.courses]
        for span in asked:
            yield Begin(model.within(act.id, Span(span.starts - offset, span.ends - offset)), closed)


def _by_itself(model: Placing, way: Way, closers: list[Act]) -> Iterator[Begin]:
    network, asked = model.problem.network, asked_for(model.problem, way)
    shut = [[span for _, span in network.shut_on(way, course)] for course in way.courses]
    for minute in sorted({span.starts for spans in (*shut, asked) for span in spans}):
        if any(_at(span, minute) for span in asked):
            closed = [
                [*(model.true for span in spans if _at(span, minute)), *_closed_at(model, way, course, minute, closers)]
                for spans, course in zip(shut, way.courses, strict=True)
            ]
            yield Begin(model.true, closed)


def _begun(way: Way, act: Act) -> list[int]:
    """When closures of the act begin that concern the way, in minutes from its start."""
    return sorted({span.starts for course in way.courses for _, span in way.closings(act, course)})


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


def _one_open(model: Placing, rule: Rule, begins: Iterable[Begin], *, free: bool) -> Iterator[tuple[Any, ...]]:
    """Each time one of the courses is open; `free` says that what begins is for a free act to say."""
    begins = [begin for begin in (begin.possible(model) for begin in begins) if begin is not None]
    done = [begin for begin in begins if not free and begin.certain(model)]
    if done and not model.holds(rule):
        return
    # Where held acts have cut the way, a free one does not join them.
    alone = {it.index: it for begin in done for each in begin.closed for it in each if it is not model.true}
    asked = [model.cp.add_bool_or([~literal]) for literal in alone.values()]
    asked += [_clause(model, begin) for begin in begins if not any(begin is it for it in done)]
    if asked:
        yield tuple(asked)


def _clause(model: Placing, begin: Begin) -> Any:
    opens = [_open(model, each) for each in begin.closed if not any(literal is model.true for literal in each)]
    return model.only_if(model.cp.add_bool_or(opens or [~begin.when]), begin.when)


def _open(model: Placing, closed: list[Literal]) -> Literal:
    literal = model.cp.new_bool_var("")
    for each in closed:
        model.cp.add_implication(each, ~literal)
    return literal

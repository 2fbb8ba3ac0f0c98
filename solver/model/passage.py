"""Ways over the roads, of which one course stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from solver.model.choice import Literal
from solver.model.pairs import differing
from solver.network import Course, Way
from solver.problem import MINUTES_A_DAY, Act, Span
from solver.rules.rule import Rule
from solver.ways import NOBODY, asked_for

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
    for offset in _begun(way, act, by_clock=False):
        closed = [list(_closed_with(model, way, course, act, offset, closers)) for course in way.courses]
        for span in asked:
            yield Begin(model.within(act.id, span.later(-offset)), closed)
    for offset in _begun(way, act, by_clock=True):
        for day in model.days_of(act.id):
            minute = offset + day * MINUTES_A_DAY
            if any(_at(span, minute) for span in asked):
                yield Begin(model.on_day(act.id, day), _closed_by(model, way, minute, closers, act.id))


def _by_itself(model: Placing, way: Way, closers: list[Act]) -> Iterator[Begin]:
    asked = asked_for(model.problem, way)
    shut = (span for course in way.courses for _, span in model.problem.network.shut_on(way, course))
    for minute in sorted({span.starts for spans in (shut, asked) for span in spans}):
        if any(_at(span, minute) for span in asked):
            yield Begin(model.true, _closed_by(model, way, minute, closers, NOBODY))


def _begun(way: Way, act: Act, *, by_clock: bool) -> list[int]:
    """When closures of the act begin that concern the way: in minutes from its start, or from its midnight."""
    each = (closing for course in way.courses for closing in way.closings(act, course))
    return sorted({closing.starts for closing in each if closing.by_clock == by_clock})


def _at(span: Span, minute: int) -> bool:
    return span.starts <= minute < span.ends


def _closed_with(
    model: Placing, way: Way, course: Course, act: Act, offset: int, closers: list[Act]
) -> Iterator[Literal]:
    """What closes the course when the act's closures begin that begin `offset` minutes from its start."""
    for _, shut in model.problem.network.shut_on(way, course):
        yield model.within(act.id, shut.later(-offset))
    for other in closers:
        # Of what begins together the smaller number comes first.
        later = int(other.id > act.id)
        for closing in way.closings(other, course):
            if closing.by_clock:
                for day in model.days_of(other.id):
                    span = closing.span(0, day * MINUTES_A_DAY)
                    begins = Span(span.starts - offset + later, span.ends - offset)
                    yield _both(model, model.on_day(other.id, day), model.within(act.id, begins))
            elif other.id == act.id:
                yield model.true if _at(closing.span(0, 0), offset) else model.false
            else:
                between = Span(offset - closing.ends + 1, offset - closing.starts + 1 - later)
                yield _differing(model, act.id, other.id, between)


def _closed_by(model: Placing, way: Way, minute: int, closers: list[Act], begins: int) -> list[list[Literal]]:
    """What closes each course when something of `begins` begins at that minute."""
    shut_on = model.problem.network.shut_on
    return [
        [
            *(model.true for _, span in shut_on(way, course) if _at(span, minute)),
            *_closed_at(model, way, course, minute, closers, begins),
        ]
        for course in way.courses
    ]


def _closed_at(
    model: Placing, way: Way, course: Course, minute: int, closers: list[Act], begins: int
) -> Iterator[Literal]:
    """What closes the course at a minute, having begun before it, or with it and being no greater than `begins`."""
    for act in closers:
        later = int(act.id > begins)
        for closing in way.closings(act, course):
            if closing.by_clock:
                for day in model.days_of(act.id):
                    span = closing.span(0, day * MINUTES_A_DAY)
                    if span.starts + later <= minute < span.ends:
                        yield model.on_day(act.id, day)
            elif closing.ends - closing.starts > later:
                yield model.within(act.id, Span(minute - closing.ends + 1, minute - closing.starts + 1 - later))


def _both(model: Placing, one: Literal, other: Literal) -> Literal:
    """A literal that must be true where both are."""
    if one is model.false or other is model.false:
        return model.false
    if one is model.true or other is model.true:
        return other if one is model.true else one
    literal = model.cp.new_bool_var("")
    model.cp.add_bool_or([~one, ~other, literal])
    return literal


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

"""The decisions of the programme and the literals that rules and wishes read from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ortools.sat.python import cp_model

from solver.model.choice import Choice, Literal, Minutes, choose
from solver.model.pairs import differing
from solver.model.room import Held, Room
from solver.problem import Act, Problem, Slot, Span
from solver.spans import in_both, joined


class Decisions:
    """Whether, where and when each free act is shown; held acts answer the same questions with constants.

    Literals are made when they are first asked for. All minutes are the problem's.
    """

    def __init__(self, problem: Problem, acts: Iterable[Act], room: Room) -> None:
        self.problem = problem
        self.acts = tuple(acts)
        self.held: Held = room.held
        self.cp = cp_model.CpModel()
        self.true: Literal = self.cp.new_constant(1)
        self.false: Literal = self.cp.new_constant(0)
        self._made: dict[Any, Any] = {}
        self._choices = {act.id: choose(self.cp, problem, act, room.starts(act), self.false) for act in self.acts}

    def present(self, act: int) -> Literal:
        """Whether the act is placed."""
        if act in self._choices:
            return self._choices[act].present
        return self.true if act in self.held.by_act else self.false

    def on(self, act: int, stage: int) -> Literal | None:
        """Whether the act's slot names the stage; None when it never can."""
        return self.options(act).get(stage)

    def options(self, act: int) -> Mapping[int, Literal]:
        """The stages that the act's slot may name."""
        if act in self._choices:
            return self._choices[act].on
        return {slot.stage: self.true for slot in self.held.of([act])}

    def start(self, act: int) -> Minutes:
        """The minute at which the show starts; without meaning while the act is absent."""
        return self._choices[act].start if act in self._choices else self.held.by_act[act].starts

    def spans(self, act: int) -> list[Span]:
        """Every start that is possible for the act on one stage or another."""
        if act in self._choices:
            return self._choices[act].spans
        return [Span(slot.starts, slot.starts + 1) for slot in self.held.of([act])]

    def at(self, act: int, stages: Iterable[int]) -> Literal:
        """Whether the act is placed and its slot names one of the stages."""
        options = self.options(act)
        named = frozenset(stages).intersection(options)
        if len(named) == len(options):
            return self.present(act)
        if len(named) <= 1:
            return options[next(iter(named))] if named else self.false
        return self.made(("at", act, named), lambda: self._any_of([options[stage] for stage in named]))

    def within(self, act: int, span: Span) -> Literal:
        """Whether the act is placed and starts within the span."""
        possible = self.spans(act)
        if all(span.holds(part) for part in possible):
            return self.present(act)
        if not any(span.meets(part) for part in possible):
            return self.false
        return self.made(("within", act, span), lambda: self._starting(self._choices[act], span))

    def on_day(self, act: int, day: int) -> Literal:
        """Whether the act is placed and starts on that festival day."""
        return self.within(act, self.problem.day(day))

    def days_of(self, act: int) -> list[int]:
        """The festival days on which the act may start."""
        day_of, spans = self.problem.day_of, self.spans(act)
        return sorted({day for span in spans for day in range(day_of(span.starts), day_of(span.ends - 1) + 1)})

    def order(self, one: int, other: int) -> Literal:
        """A free literal for one pair: true where `one` goes first; rules on both acts share it."""
        if one > other:
            return ~self.order(other, one)
        return self.made(("order", one, other), lambda: self.cp.new_bool_var(""))

    def together(self, one: int, other: int) -> Literal:
        """A literal that must be true where both are placed and their shows meet in time."""
        span = Span(1 - self.problem.act(other).duration, self.problem.act(one).duration)
        return differing(self, one, other, span, self.present(one), self.present(other))

    def starts_outside(self, act: int, spans: list[Span]) -> Literal:
        """A literal that must be true where the act is placed but does not start within one of the spans."""
        possible = self.spans(act)
        inside = in_both(possible, spans)
        if inside == possible or not inside:
            return self.false if inside == possible else self.present(act)
        return self.made(("starts outside", act, *spans), lambda: self._unless_within(self._choices[act], inside))

    def stands(self, slot: Slot) -> Literal:
        """A literal that may be true only where the act has exactly this slot."""
        choice = self._choices.get(slot.act)
        if choice is None:
            return self.true if self.held.by_act.get(slot.act) == slot else self.false
        if not choice.possible(slot):
            return self.false
        return self.made(("stands", slot), lambda: self._standing(choice, slot))

    def time_on(self, act: int, stage: int) -> Any | None:
        """The optional interval in which the act occupies the stage, the changeover after it included."""
        times = self._times_on(act, stage)
        return times[0] if times else None

    def interval(self, act: int, before: int, after: int, literal: Literal) -> Any:
        """From `before` minutes before the show's start to `after` minutes after it, where the literal is true."""
        return self.cp.new_optional_fixed_size_interval_var(self.start(act) - before, before + after, literal, "")

    def is_free(self, act: int) -> bool:
        return act in self._choices

    def made(self, key: Any, make: Callable[[], Any]) -> Any:
        """What was made under this key before, or what `make` now makes."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def start_outside(self, act: int, span: Span, *if_all: Literal) -> Any:
        """A free act does not start within the span if all of the literals are true."""
        choice = self._choices[act]
        outside = choice.domain_outside(span)
        if outside.is_empty():
            return self.cp.add_bool_or([~literal for literal in if_all])
        return self.only_if(self.cp.add_linear_expression_in_domain(choice.variable, outside), *if_all)

    def only_if(self, constraint: Any, *literals: Literal) -> Any:
        """The constraint, asked only where all of the literals are true."""
        for literal in literals:
            if literal is not self.true:
                constraint.only_enforce_if(literal)
        return constraint

    def _start_within(self, choice: Choice, spans: list[Span], literal: Literal) -> Any:
        """The act starts within the spans if the literal is true."""
        inside = choice.domain(spans)
        if inside.is_empty():
            return self.cp.add_bool_or([~literal])
        return self.only_if(self.cp.add_linear_expression_in_domain(choice.variable, inside), literal)

    def _starting(self, choice: Choice, span: Span) -> Literal:
        inside, outside = choice.domain([span]), choice.domain_outside(span)
        if inside.is_empty() or outside.is_empty():
            return self.false if inside.is_empty() else choice.present
        literal = self.cp.new_bool_var("")
        self.cp.add_implication(literal, choice.present)
        self._start_within(choice, [span], literal)
        self.start_outside(choice.act.id, span, ~literal, choice.present)
        return literal

    def _standing(self, choice: Choice, slot: Slot) -> Literal:
        literal = self.cp.new_bool_var("")
        self.cp.add_implication(literal, choice.on[slot.stage])
        self.only_if(self.cp.add(choice.variable == slot.starts // choice.unit), literal)
        return literal

    def _unless_within(self, choice: Choice, spans: list[Span]) -> Literal:
        literal = self.cp.new_bool_var("")
        self.only_if(self._start_within(choice, spans, choice.present), ~literal)
        return literal

    def _any_of(self, literals: list[Literal]) -> Literal:
        """A literal equal to the sum of literals of which at most one is true."""
        one = self.cp.new_bool_var("")
        self.cp.add(cp_model.LinearExpr.sum(literals) == one)
        return one

    def _times_on(self, act: int, stage: int) -> list[Any]:
        """One interval, or for a parade that comes back to the stage one for each time it is there."""
        return self.made(("times", act, stage), lambda: list(self._new_times(self.problem.act(act), stage)))

    def _new_times(self, act: Act, stage: int) -> Iterator[Any]:
        literal = self.present(act.id) if act.route else self.on(act.id, stage)
        if literal is None:
            return
        changeover = self.problem.stage(stage).changeover
        stays = [span for place, span in self.problem.places(Slot(act.id, stage, 0)) if place == stage]
        for span in joined(Span(stay.starts, stay.ends + changeover) for stay in stays):
            yield self.interval(act.id, -span.starts, span.ends, literal)

"""What rules on two acts share: how far apart the two must start."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from solver.plan import Fact, Violation
from solver.problem import Act, Problem, Slot, Span
from solver.rules.rule import Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing
    from solver.model.room import Held


class PairRule(Rule):
    """Two acts may not stand in certain distances of each other; broken at most once a pair."""

    halves: tuple[str, ...] = ("apart", "enforce")

    def partners(self, problem: Problem, act: Act) -> Iterable[int]:
        """The acts that this rule keeps apart from `act`; a partner's partners hold `act`."""
        raise NotImplementedError

    def place(self, problem: Problem, act: Act, stage: int) -> Hashable:
        """What `apart` must know of where the act stands; None when it does not matter."""
        return None

    def apart(self, problem: Problem, one: Act, here: Any, other: Act, there: Any) -> list[Span]:
        """Forbidden values of (start of other − start of one), given the places of both."""
        raise NotImplementedError

    def held_near(self, problem: Problem, held: Held, act: Act, stage: int) -> Iterable[Slot]:
        """The held slots that this rule may keep an act on that stage apart from."""
        return held.of(self.partners(problem, act))

    def enforce(self, model: Placing) -> Iterator[Any]:
        return model.keep_apart(self)

    def broken_by(self, problem: Problem, first: Slot, second: Slot, **facts: Fact) -> Violation:
        titles = {"first": problem.act(first.act).title, "second": problem.act(second.act).title}
        return Violation(self.key, (first.act, second.act), titles | facts)


def in_turn(forth: int, back: int) -> list[Span]:
    """Other starts at least `forth` after one, or one at least `back` after other."""
    return [Span(1 - back, forth)]


def clear_of(one: Span, other: Span, pause: int = 0) -> Span:
    """Of two spans counted from their acts' starts: differences at which less than `pause` is between them."""
    return Span(one.starts - other.ends - pause + 1, one.ends + pause - other.starts)

"""What every rule is: a sentence, a level, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from solver.plan import Fact, Plan, Violation
from solver.problem import Act, Problem, Span
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.model.placing import Placing

BLOCK, BLOCK_RELEASE, WARN, IGNORE = LEVELS = ("block", "block release", "warn", "ignore")

# What one breach of a rule that only warns costs the solver: more than the wishes of any one act together.
BREACH = 10_000


class Rule:
    """`violations` is the specification; `starts` (for one act alone) and `enforce` are its implementation.

    A rule that weighs several acts and is no pair rule also says in `solver.turns` where its verdict may turn.

    `anywhere`: on which stage an act stands is all the same to the rule; `anytime`: when it stands there is.

    `cases` holds further sentences for rules that are broken in several ways: a violation whose facts carry
    `case` is told with that sentence instead of `text`.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    text: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}
    level: ClassVar[str] = BLOCK
    price: ClassVar[int] = BREACH
    always_priced: ClassVar[bool] = False
    anywhere: ClassVar[bool] = False
    anytime: ClassVar[bool] = False
    halves: tuple[str, ...] = ("enforce",)

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def level_in(self, problem: Problem) -> str:
        return problem.levels.get(self.key, self.level)

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Every breach, once each; acts without a slot break nothing but `placed` and `precedence`."""
        raise NotImplementedError

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        """Show starts this rule allows the act when its slot names the stage; None is no limit, [] is never."""
        return None

    def enforce(self, model: Placing) -> Iterator[Any]:
        """Constraints, each a CP-SAT constraint or a tuple of them that break together at one price."""
        return iter(())

    def broken(self, *acts: int, **facts: Fact) -> Violation:
        return Violation(self.key, acts, facts)


class UnaryRule(Rule):
    """A rule on one act alone: its half for the solver is `starts`, and it is broken at most once an act."""

    halves = ("starts",)


__all__ = ["BLOCK", "BLOCK_RELEASE", "BREACH", "IGNORE", "LEVELS", "N_", "WARN", "Rule", "UnaryRule"]

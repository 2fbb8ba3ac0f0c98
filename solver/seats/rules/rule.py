"""What every rule of the seats stage is: sentences, a level, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from solver.rules.rule import BLOCK, IGNORE, WARN
from solver.seats.facts import Guest, Seat
from solver.seats.plan import Chair, Named, SeatBreach, SeatFacts, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel

Some = Collection[int] | None
Facts = SeatFacts

# What a guest without a chair, a breach that blocks and one that only warns cost the solver: each more than all wishes
# of the guests around it.
UNSEATED, BLOCKED, WARNED = 1_000_000, 50_000, 1_000


class SeatRule:
    """`violations` is the specification; `allows` (of one guest on one chair, whoever sits around) and `post` are its
    implementation. `halves` names the method that implements it.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    text: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}
    level: ClassVar[str] = BLOCK
    price: ClassVar[int] = BLOCKED
    never_priced: ClassVar[bool] = False
    halves: ClassVar[tuple[str, ...]] = ("post",)

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def level_in(self, problem: SeatingProblem) -> str:
        return problem.levels.get(self.key, self.level)

    def price_in(self, problem: SeatingProblem) -> int:
        return WARNED if self.level_in(problem) == WARN else self.price

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        """Every breach, once each; with `about`, at least those that hang on where these guests sit or sat."""
        raise NotImplementedError

    def allows(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
        return True

    def post(self, model: SeatingModel) -> None:
        """Holds in the model what concerns several guests."""

    def broken(
        self, problem: SeatingProblem, facts: SeatFacts, *guests: int, seats: tuple[int, ...] = ()
    ) -> SeatBreach:
        return SeatBreach(self.key, guests, seats, self.level_in(problem), facts)


class ChairRule(SeatRule):
    """A rule that looks at one guest on one chair."""

    halves = ("allows",)

    def looks_at(self, problem: SeatingProblem, guest: Guest) -> Hashable:
        """All that the rule asks of a guest: those who are alike in it may have the same chairs."""
        raise NotImplementedError

    def fault(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> SeatFacts | None:
        """What is wrong with the guest on that chair."""
        raise NotImplementedError

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for chair in iter(plan.chairs) if about is None else _chairs(plan, about):
            facts = self.fault(problem, problem.guest(chair.guest), problem.seat(chair.seat))
            if facts is not None:
                told = {"guest": Named("guest", chair.guest), "seat": Named("seat", chair.seat), **facts}
                yield self.broken(problem, told, chair.guest)


def _chairs(plan: SeatingPlan, guests: Collection[int]) -> Iterator[Chair]:
    return (Chair(guest, seat) for guest in guests if (seat := plan.seat_of(guest)) is not None)


__all__ = ["BLOCK", "IGNORE", "N_", "UNSEATED", "WARN", "ChairRule", "Facts", "Named", "SeatRule", "Some"]

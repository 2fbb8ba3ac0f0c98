"""What every rule of the seats stage is: sentences, a level, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from solver.rules.rule import BLOCK, IGNORE, WARN
from solver.seats.plan import Named, SeatBreach, SeatFacts, SeatingPlan
from solver.seats.problem import Guest, Seat, SeatingProblem
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel

Some = Collection[int] | None


class SeatRule:
    """`violations` is the specification; `allows` (of one guest on one chair, whoever sits around) and `post` are its
    implementation. `halves` names the method that implements it.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    text: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}
    level: ClassVar[str] = BLOCK
    halves: ClassVar[tuple[str, ...]] = ("post",)

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def level_in(self, problem: SeatingProblem) -> str:
        return problem.levels.get(self.key, self.level)

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

    def fault(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> SeatFacts | None:
        """What is wrong with the guest on that chair."""
        raise NotImplementedError

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for chair in plan.chairs:
            if about is None or chair.guest in about:
                facts = self.fault(problem, problem.guest(chair.guest), problem.seat(chair.seat))
                if facts is not None:
                    told = {"guest": Named("guest", chair.guest), "seat": Named("seat", chair.seat), **facts}
                    yield self.broken(problem, told, chair.guest)


def of(plan: SeatingPlan, about: Some) -> list[tuple[int, int]]:
    """Guests and their chairs, of all or of some."""
    if about is None:
        return list(plan.seats.items())
    return [(guest, seat) for guest in about if (seat := plan.seat_of(guest)) is not None]


__all__ = ["BLOCK", "IGNORE", "N_", "WARN", "ChairRule", "Named", "SeatRule", "Some", "of"]

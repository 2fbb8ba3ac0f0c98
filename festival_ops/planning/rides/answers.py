"""What a search answered: its numbers, and the rides as they would stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.utils import cached_property

from festival_ops.planning.models import RideRun
from festival_ops.planning.rides.kept import Standing
from festival_ops.planning.rides.standing import known, paired
from solver.rides.plan import RidePlan, Unserved
from solver.rides.problem import Ride, RideProblem
from solver.rides.telling import changes
from solver.saved import read

NEW, CHANGED, ENDED, STAYS = "new", "changed", "ended", "stays"


@dataclass(frozen=True)
class Difference:
    """A ride before and after; one of them may be missing."""

    before: Ride | None
    after: Ride | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return NEW
        if self.after is None:
            return ENDED
        return STAYS if self.before == self.after else CHANGED

    @property
    def shown(self) -> Ride:
        ride = self.after or self.before
        if ride is None:
            raise ValueError("A difference without rides is none.")
        return ride


@dataclass(frozen=True)
class Proposed:
    """`before` are the rides from which the search began, `after` those that it puts in their place; both as far as
    they are known still. `others` are rides of which it was not asked."""

    now: Standing
    before: tuple[Ride, ...]
    after: tuple[Ride, ...]

    @cached_property
    def others(self) -> tuple[Ride, ...]:
        return tuple(ride for ride in self.now.problem.current if ride not in set(self.before))

    @property
    def whole(self) -> tuple[Ride, ...]:
        return (*self.others, *self.after)

    @cached_property
    def differences(self) -> list[Difference]:
        """In the order of time."""
        return sorted(between(self.before, self.after), key=lambda one: (one.shown.starts, one.shown.vehicle))

    @cached_property
    def told_anew(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Transfers of another vehicle, or of none any more, and those of another minute."""
        return changes(self.now.problem, RidePlan(self.whole))

    @property
    def people_told_anew(self) -> int:
        return sum(self.now.problem.transfer(id).people for ids in self.told_anew for id in ids)


def between(before: tuple[Ride, ...], after: tuple[Ride, ...]) -> list[Difference]:
    pairs = paired(before, after)
    gone = [ride for ride in before if ride not in set(pairs.values())]
    return [Difference(pairs.get(ride), ride) for ride in after] + [Difference(ride, None) for ride in gone]


def proposed(stands: Standing, run: RideRun) -> Proposed:
    before, after = run.problem["current"], (run.answer or {"plan": {"rides": []}})["plan"]["rides"]
    return Proposed(stands, _known(stands.problem, _rides(before)), _known(stands.problem, _rides(after)))


def unserved_in(run: RideRun) -> list[Unserved]:
    return [read(Unserved, one, "unserved") for one in (run.answer or {"unserved": []})["unserved"]]


def outline(problem: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, int]:
    """The numbers of an answer; of a repair also how many transfers are told anew, and how few could be."""
    found = between(_rides(problem["current"]), _rides(answer["plan"]["rides"]))
    counted = {kind: sum(one.kind == kind for one in found) for kind in (NEW, CHANGED, ENDED, STAYS)}
    numbers = {"vehicles": answer["vehicles"], "driven": answer["driven"], "unserved": len(answer["unserved"])}
    if "bound" in answer:
        numbers |= {"moved": len(answer["moved"]), "shifted": len(answer["shifted"]), "bound": answer["bound"]}
    return {**counted, **numbers}


def _rides(plain: Iterable[Mapping[str, Any]]) -> tuple[Ride, ...]:
    return tuple(read(Ride, one, "ride") for one in plain)


def _known(problem: RideProblem, rides: tuple[Ride, ...]) -> tuple[Ride, ...]:
    return tuple(ride for ride in known(problem, dict(enumerate(rides))).values() if ride.stops)

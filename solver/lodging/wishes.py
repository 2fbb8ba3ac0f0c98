"""What we would like of rooms: all of it is what single rooms cost, whoever has the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from solver.lodging.plan import LodgingPlan
from solver.lodging.problem import LodgingProblem, Room
from solver.sentence import N_


@dataclass(frozen=True)
class LodgingWish:
    """`amount` is what one room pays, not weighted."""

    key: str
    title: str
    weight: int
    amount: Callable[[LodgingProblem, Room], int]

    def weight_in(self, problem: LodgingProblem) -> int:
        return problem.weights.get(self.key, self.weight)


def _out_of_zone(problem: LodgingProblem, room: Room) -> int:
    zone = problem.hotel_of(room).zone
    return sum(guest.zone not in (None, zone) for guest in map(problem.guest, room.guests))


def _alone(problem: LodgingProblem, room: Room) -> int:
    """One who has named somebody, and is named by him, and sleeps alone."""
    one = problem.guest(room.guests[0])
    if len(room.guests) > 1 or one.shares is None:
        return 0
    return int(problem.guest(one.shares).shares == one.id)


def _too_good(problem: LodgingProblem, room: Room) -> int:
    due = max(problem.guest(id).stars for id in room.guests)
    return max(0, problem.allotment(room.allotment).stars - due)


def _moved(problem: LodgingProblem, room: Room) -> int:
    had = {guest: each.allotment for each in problem.current for guest in each.guests}
    return sum(had.get(guest, room.allotment) != room.allotment for guest in room.guests)


LODGING_WISHES = (
    LodgingWish("few-changes", N_("Few guests move"), 20, _moved),
    LodgingWish("together", N_("Sharing as asked"), 10, _alone),
    LodgingWish("zone", N_("In the zone asked for"), 5, _out_of_zone),
    LodgingWish("no-better-than-due", N_("Good rooms kept for whom they are due"), 1, _too_good),
)


def price(problem: LodgingProblem, room: Room) -> int:
    return sum(wish.weight_in(problem) * wish.amount(problem, room) for wish in LODGING_WISHES)


def costs(problem: LodgingProblem, plan: LodgingPlan) -> Mapping[str, int]:
    """What a plan pays for each wish, not weighted."""
    return {wish.key: sum(wish.amount(problem, room) for room in plan.rooms) for wish in LODGING_WISHES}

"""Everybody sits in a block that is for the guest or the guest's group."""

from __future__ import annotations

from collections.abc import Hashable

from solver.seats.facts import Guest, Seat
from solver.seats.fitting import in_block
from solver.seats.plan import SeatFacts
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, ChairRule, Named


class AllowedBlocks(ChairRule):
    title = N_("Blocks of the groups")
    text = N_("%(guest)s of group %(group)s sits on %(seat)s; block %(block)s is not for them.")

    def looks_at(self, problem: SeatingProblem, guest: Guest) -> Hashable:
        return problem.classes[guest.id][1]

    def fault(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> SeatFacts | None:
        group = problem.group_of(guest)
        blocks = guest.blocks or group.blocks
        if not blocks or seat.block in blocks:
            return None
        return {"group": group.code, "block": Named("block", seat.block)}

    def allows(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
        return in_block(problem, guest, seat)

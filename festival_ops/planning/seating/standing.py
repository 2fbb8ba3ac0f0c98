"""The seating of a ceremony as it stands, judged by the core's rules."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.utils import cached_property

from festival_ops.planning.models import Seating
from festival_ops.planning.seating.snapshot import Hall, hall_of
from festival_ops.protocol.models import Ceremony, Invitation
from solver.seats.check import check
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem


@dataclass(frozen=True)
class Standing:
    """`pins` are invitations whose chair is fixed, `printed` the chairs on the cards that were printed."""

    hall: Hall
    revision: int
    pins: frozenset[int]
    printed: dict[str, str]

    @property
    def problem(self) -> SeatingProblem:
        return self.hall.problem

    @cached_property
    def plan(self) -> SeatingPlan:
        return SeatingPlan(self.problem.current)

    @cached_property
    def breaches(self) -> list[SeatBreach]:
        return check(self.problem, self.plan)

    @cached_property
    def unseated(self) -> list[Invitation]:
        """Who comes and has no chair, from the highest rank."""
        return [self.hall.invited[id] for id in self.problem.standings if self.plan.seat_of(id) is None]

    def label(self, invitation: int) -> str:
        """The chair of the guest; empty without one."""
        seat = self.plan.seat_of(invitation)
        return self.hall.chairs[seat].label if seat is not None else ""

    @cached_property
    def changed_cards(self) -> list[Invitation]:
        """Who sits on another chair than the printed card says, or has no card yet, from the highest rank."""
        return [
            self.hall.invited[id]
            for id in self.problem.standings
            if (label := self.label(id)) and self.printed.get(str(id)) != label
        ]

    @cached_property
    def void_cards(self) -> list[str]:
        """Chairs of printed cards whose guest does not sit there any more, and nobody has a new card for."""
        return sorted(label for id, label in self.printed.items() if not self._sits(id))

    def _sits(self, id: str) -> bool:
        return self.plan.seat_of(int(id)) is not None


def standing(session: Session, ceremony: Ceremony) -> Standing:
    row = session.scalar(select(Seating).where(Seating.ceremony_id == ceremony.id))
    hall = hall_of(session, ceremony)
    if row is None:
        return Standing(hall, 0, frozenset(), {})
    return Standing(hall, row.revision, frozenset(row.pins), dict(row.printed))

"""Who comes to a ceremony, in the order of precedence, in whose place, and on which chair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from festival_ops.planning.seating.snapshot import Hall, in_rank
from festival_ops.protocol.models import Ceremony, Guest, GuestGroup, Invitation


@dataclass(frozen=True)
class Attending:
    """A guest who comes; `group` is that of whom he or she stands for."""

    invitation: Invitation
    guest: Guest
    group: GuestGroup
    stands_for: Guest | None


def attending(session: Session, ceremony: Ceremony, invited: Iterable[Invitation]) -> list[Attending]:
    """Of its invitations, from the highest rank to the lowest."""
    return [
        Attending(row, row.guest, (row.stands_for or row.guest).group, row.stands_for)
        for row in in_rank(session, ceremony, invited)
        if row.guest is not None
    ]


def seated(hall: Hall) -> dict[int, str]:
    """The chair of each invitation, as it stands."""
    return {chair.guest: hall.chairs[chair.seat].label for chair in hall.problem.current}

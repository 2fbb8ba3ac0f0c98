"""Every pin of an edition as a list: what each holds, for whom and how long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from festival_ops.accounts.models import User
from festival_ops.database import now
from festival_ops.planning.desk import Desk
from festival_ops.planning.holding import facets, run_out, sentences
from festival_ops.planning.models import Pin
from festival_ops.programme.models import Performance
from festival_ops.words import sort_key
from solver.problem import Slot

ALL, MINE, RUN_OUT = "all", "mine", "run-out"


@dataclass(frozen=True)
class Line:
    """One pin. `slot` is where its performance stands in the plan in hand; a cancelled one holds nothing."""

    pin: Pin
    name: str
    slot: Slot | None
    facets: str
    held: list[str]
    owner: str
    mine: bool
    run_out: bool

    @property
    def cancelled(self) -> bool:
        return self.pin.performance.cancellation is not None


SHOWN: Mapping[str, Callable[[Line], bool]] = {
    ALL: lambda line: True,
    MINE: lambda line: line.mine,
    RUN_OUT: lambda line: line.run_out,
}
# What has no place, or holds for good, comes last.
SORTED: Mapping[str, Callable[[Line], Any]] = {
    "name": lambda line: sort_key(line.name),
    "place": lambda line: (line.slot is None, line.slot.starts if line.slot else 0),
    "held": lambda line: line.facets,
    "owner": lambda line: (not line.owner, sort_key(line.owner)),
    "expires": lambda line: (line.pin.expires is None, line.pin.expires.timestamp() if line.pin.expires else 0),
}


def lines_of(desk: Desk, person: User) -> list[Line]:
    """In the order of the names."""
    cancelled = joinedload(Pin.performance).joinedload(Performance.cancellation)
    rows = select(Pin).where(Pin.edition_id == desk.edition.id).options(cancelled, joinedload(Pin.stage))
    pins = list(desk.session.scalars(rows))
    owners = desk.session.scalars(select(User).where(User.id.in_({pin.user_id for pin in pins})))
    names = {row.id: row.name or row.email for row in owners}
    moment, titles = now(), {act.id: act.title for act in desk.problem.acts}
    lines = [
        Line(
            pin,
            titles.get(pin.performance_id, pin.performance.name),
            desk.problem.current_slots.get(pin.performance_id),
            facets(pin),
            sentences(desk.edition, desk.problem, pin),
            names.get(pin.user_id or 0, ""),
            pin.user_id == person.id,
            run_out(pin, moment),
        )
        for pin in pins
    ]
    return sorted(lines, key=lambda line: (SORTED["name"](line), line.pin.performance_id))

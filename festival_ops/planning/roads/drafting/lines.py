"""What is asked for beside what stands: new, otherwise, no longer asked for, kept by hand, or as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from festival_ops.planning.demand.lines import digest
from festival_ops.planning.models import Plan
from festival_ops.planning.roads.drafting.asked import Asked, Key, Missing, asked_of
from festival_ops.planning.roads.drafting.programme import Ground, ground_of
from festival_ops.planning.roads.hours import closures_of
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import WITHDRAWN
from festival_ops.traffic.models import Closure

NEW, OTHERWISE, ENDED, BY_HAND, STANDS = "new", "otherwise", "ended", "by hand", "stands"
# What people wrote, changed or withdrew is theirs: no click writes over it.
OFFERED = (NEW, OTHERWISE, ENDED)


@dataclass(frozen=True)
class Line:
    state: str
    asked: Asked | None
    closure: Closure | None

    @property
    def key(self) -> Key | None:
        return self.asked.key if self.asked else key_of(self.closure)

    @property
    def name(self) -> str:
        return "-".join(map(str, self.key or ()))

    @property
    def stamp(self) -> str:
        """Other as soon as the closure or what is asked for is."""
        stands = [self.closure.id, self.closure.version, self.closure.asked] if self.closure else None
        return digest([self.state, stands, self.asked.facts if self.asked else None])

    @property
    def differing(self) -> list[str]:
        """The facts in which the two differ."""
        if self.asked is None or self.closure is None:
            return []
        stands, asked = self.closure.asked, self.asked.facts
        return [key for key in asked if asked[key] != stands[key]]


@dataclass(frozen=True)
class Drafts:
    ground: Ground
    lines: list[Line]
    missing: list[Missing]

    @property
    def offered(self) -> list[Line]:
        return [line for line in self.lines if line.state in OFFERED]

    @property
    def stamp(self) -> str:
        return digest([line.stamp for line in self.offered])


def key_of(closure: Closure | None) -> Key | None:
    """By which standard, for which show it was drafted, while the standard is there."""
    if closure is None or closure.grounds is None:
        return None
    standard, performance, number = closure.grounds["key"]
    return standard, performance, number


def drafts(session: Session, edition: Edition, plan: Plan | None) -> Drafts:
    ground = ground_of(session, edition, plan)
    asked, missing = asked_of(ground)
    closures = [row for row in closures_of(session, edition) if row.performance_id is not None]
    return Drafts(ground, list(_lines(ground, asked, closures)), missing)


def _lines(ground: Ground, asked: list[Asked], closures: list[Closure]) -> Iterator[Line]:
    drafted = {key_of(row): row for row in closures if row.grounds is not None}
    written = [row for row in closures if row.grounds is None]
    for each in asked:
        row = drafted.get(each.key) or _counterpart(each, written)
        yield Line(_state(each, row), each, row)
    keys = {each.key for each in asked}
    for key, row in drafted.items():
        if key not in keys and row.performance_id not in ground.waiting and not _gone(row):
            yield Line(ENDED if row.by_standard and row.state != WITHDRAWN else BY_HAND, None, row)


def _state(asked: Asked, row: Closure | None) -> str:
    if row is None:
        return NEW
    if _gone(row):
        return OTHERWISE
    if row.state == WITHDRAWN:
        return BY_HAND
    if row.asked == asked.facts:
        return STANDS
    return OTHERWISE if row.by_standard else BY_HAND


def _gone(row: Closure) -> bool:
    """Withdrawn because nothing asked for it, and not by a person's own will."""
    return row.state == WITHDRAWN and bool((row.grounds or {}).get("ended"))


def _counterpart(asked: Asked, written: Iterable[Closure]) -> Closure | None:
    """What somebody has written for the same show and some of the same segments."""
    chain = set(asked.facts["chain"])
    for row in written:
        facts: dict[str, Any] = row.asked
        same = facts["performance"] == asked.show.row.id and bool(facts["nights"]) == bool(asked.standard.nights)
        if same and chain.intersection(facts["chain"]):
            return row
    return None

"""What is asked for beside what is written down: new, stale, reworded, by hand, ended, or as it stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from festival_ops.planning.demand.counting import Asked, Place
from festival_ops.security.models import Need
from festival_ops.security.reasons import Reason

NEW, STALE, ENDED, REWORDED, BY_HAND, STANDS = "new", "stale", "ended", "reworded", "by hand", "stands"
# What one click takes over; what somebody wrote by hand is only taken over if it is picked.
OFFERED = (NEW, STALE, ENDED, REWORDED)


@dataclass(frozen=True)
class Written:
    """A need as it stood when it was read; `every_day` says that it is not of the day alone."""

    id: int
    version: int
    least: int
    leader: int | None
    reason: Reason
    every_day: bool
    grounds: dict[str, Any] | None

    @classmethod
    def of(cls, need: Need) -> Written:
        grounds = need.grounds if need.by_standards else None
        return cls(
            need.id, need.version, need.least, need.one_leader_for, need.reason, need.day is None, grounds
        )  # fmt: skip


@dataclass(frozen=True)
class Line:
    place: Place
    state: str
    asked: Asked | None
    need: Written | None

    @property
    def post(self) -> int:
        return self.place[0]

    @property
    def shift(self) -> int:
        return self.place[1]

    @property
    def qualification(self) -> int:
        return self.place[2]

    @property
    def day(self) -> date:
        return self.place[3]

    @property
    def old(self) -> int:
        return self.need.least if self.need else 0

    @property
    def new(self) -> int:
        return self.asked.least if self.asked else 0

    @property
    def key(self) -> str:
        return "-".join(map(str, self.place[:3]))

    @property
    def stamp(self) -> str:
        """Other as soon as the need or what is asked for is."""
        need = [self.need.id, self.need.version] if self.need else None
        return digest([self.state, need, self.asked.grounds if self.asked else None])


def digest(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def lines_of(days: Iterable[date], asked: Iterable[Asked], needs: Iterable[Need]) -> list[Line]:
    """Every place at which something is asked for, or was by standards; by the order in which it is asked."""
    of_day: dict[Place, Need] = {}
    every_day: dict[tuple[int, int, int], Need] = {}
    for need in needs:
        people = need.post_id, need.shift_id, need.qualification_id
        if need.day is None:
            every_day[people] = need
        else:
            of_day[*people, need.day] = need
    found = {each.place: each for each in asked}
    lines = [_line(each, of_day.get(place) or every_day.get(place[:3])) for place, each in found.items()]
    return lines + list(_ended(set(days), found, of_day))


def _line(asked: Asked, need: Need | None) -> Line:
    if need is None:
        return Line(asked.place, NEW, asked, None)
    written = Written.of(need)
    same = (written.least, written.leader) == (asked.least, asked.leader)
    if written.grounds is None:
        return Line(asked.place, STANDS if same else BY_HAND, asked, written)
    state = STALE if not same else STANDS if written.grounds == asked.grounds else REWORDED
    return Line(asked.place, state, asked, written)


def _ended(days: set[date], found: dict[Place, Asked], of_day: dict[Place, Need]) -> Iterator[Line]:
    for place, need in of_day.items():
        if place not in found and place[3] in days and need.by_standards:
            yield Line(place, ENDED, None, Written.of(need))

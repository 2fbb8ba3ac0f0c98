"""The answer of a search for rooms, line by line, beside the rooms as they are now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.utils import cached_property

from festival_ops.planning.lodging.snapshot import BEST_HOUSE, Facts, asked, due, zone_of
from festival_ops.planning.lodging.standing import Standing
from festival_ops.planning.models import RoomRun
from festival_ops.planning.preview import digest
from festival_ops.protocol.models import Allotment, Lodging
from solver.lodging.plan import Unhoused
from solver.lodging.rules.rule import BLOCK
from solver.saved import to_plain


@dataclass(frozen=True)
class Line:
    """One guest, or two who share, with another room than now; `stale` when their stay is no longer as it was."""

    rows: tuple[Lodging, ...]
    before: tuple[Allotment | None, ...]
    after: Allotment | None
    stale: bool

    @property
    def key(self) -> str:
        return "-".join(str(row.id) for row in self.rows)

    @property
    def stays(self) -> tuple[int, ...]:
        return tuple(row.id for row in self.rows)

    @property
    def stamp(self) -> str:
        """Of all that somebody sees who takes it over."""
        versions = [[row.id, row.version] for row in self.rows]
        return digest([versions, self.after.id if self.after else None, self.stale])[:16]


@dataclass(frozen=True)
class Proposed:
    """What a search answered, beside what stands."""

    stands: Standing
    run: RoomRun

    @cached_property
    def answer(self) -> dict[int, int]:
        """By stay, from which allotment its room would be, as far as both are still there."""
        facts, rooms = self.stands.facts, (self.run.answer or {"plan": {"rooms": []}})["plan"]["rooms"]
        found = {stay: room["allotment"] for room in rooms for stay in room["guests"]}
        return {stay: id for stay, id in found.items() if stay in facts.rows and id in facts.allotments}

    @cached_property
    def lines(self) -> list[Line]:
        """Those that are still to be decided, whoever sleeps together in one."""
        facts, had = self.stands.facts, _had(self.run)
        same = _unchanged(facts, self.run)
        kept = {guest["id"] for guest in self.run.problem["guests"] if guest["fixed"] is not None}
        free = (id for id in facts.rows if id in same and id not in kept)
        moved = [id for id in free if facts.given.get(id) != self.answer.get(id)]
        groups = dict.fromkeys(self._together(id, moved) for id in moved)
        return [self._line(group, had, same) for group in groups]

    @cached_property
    def roomless(self) -> list[tuple[Lodging, str]]:
        """Who has no room once all is taken over, and why."""
        found = [Unhoused(each["guest"], each["reason"], each["facts"]) for each in self._said("unhoused")]
        facts = self.stands.facts
        housed = self.laid(line for line in self.lines if not line.stale)
        return [
            (facts.rows[each.guest], self.stands.explained(each))
            for each in found
            if each.guest in facts.rows and each.guest not in housed
        ]

    @property
    def losing(self) -> int:
        """How many have a room now and would have none."""
        return sum(len(line.rows) for line in self.lines if any(line.before) and line.after is None)

    def with_what_belongs(self, chosen: Collection[str]) -> list[Line]:
        """The lines chosen, and those of whoever must leave a room first so that the rules let them have it."""
        taken = {line.key: line for line in self.lines if line.key in chosen}
        while True:
            worse = self.stands.worse(self.laid(taken.values()))
            crowd = {stay for breach in worse if breach.level == BLOCK for stay in breach.guests}
            more = [line for line in self.lines if line.key not in taken and crowd.intersection(line.stays)]
            leave = [line for line in more if not line.stale and any(line.before)]
            if not leave:
                return list(taken.values())
            taken |= {line.key: line for line in leave}

    def laid(self, lines: Iterable[Line]) -> dict[int, int]:
        """By stay, the allotments once the lines are taken over."""
        given = dict(self.stands.facts.given)
        for line in lines:
            for stay in line.stays:
                given.pop(stay, None)
                if line.after is not None:
                    given[stay] = line.after.id
        return given

    def reasons(self, line: Line) -> list[str]:
        return list(_reasons(self.stands.facts, line, self.laid(self.lines)))

    def _said(self, key: str) -> list[Any]:
        return list((self.run.answer or {}).get(key, ()))

    def _together(self, id: int, moved: Collection[int]) -> tuple[int, ...]:
        other = self.stands.facts.pairs.get(id)
        if other is not None and other in moved and self.answer.get(id) == self.answer.get(other):
            return tuple(sorted((id, other)))
        return (id,)

    def _line(self, stays: tuple[int, ...], had: Mapping[int, int], same: Mapping[int, bool]) -> Line:
        facts = self.stands.facts
        rows = tuple(facts.rows[id] for id in stays)
        after = self.answer.get(stays[0])
        stale = not all(same[id] and facts.given.get(id) == had.get(id) for id in stays)
        before = tuple(row.allotment for row in rows)
        return Line(rows, before, facts.allotments[after] if after is not None else None, stale)


def _had(run: RoomRun) -> dict[int, int]:
    """By stay, the allotment when the search began."""
    return {stay: room["allotment"] for room in run.problem["current"] for stay in room["guests"]}


def _unchanged(facts: Facts, run: RoomRun) -> dict[int, bool]:
    """By stay of the search, whether nights, class, sharing and all else but its room are as they were."""
    then = {guest["id"]: guest for guest in run.problem["guests"]}
    now = {guest["id"]: guest for guest in to_plain(asked(facts, run.kind))["guests"]}
    return {id: now[id] == then[id] for id in now if id in then}


def _reasons(facts: Facts, line: Line, given: Mapping[int, int]) -> Iterator[str]:
    """Why this room, as far as it can be said of the room alone."""
    if line.after is None:
        return
    row, hotel = line.rows[0], line.after.place
    wanted, stars = max(due(one) for one in line.rows), min(BEST_HOUSE, hotel.stars or 1)
    if wanted > 1:
        told = {"wanted": wanted, "stars": stars}
        better = _("%(stars)s★, better than the %(wanted)s★ that are due", **told)
        yield better if stars > wanted else _("the class that is due: %(wanted)s★", **told)
    if row.zone:
        here = zone_of(row.zone) == zone_of(hotel.zone)
        asked_for = _("in the part of town asked for: %(zone)s", zone=row.zone)
        yield asked_for if here else _("not in the part of town asked for: %(zone)s", zone=row.zone)
    if len(line.rows) > 1:
        yield _("they share one room")
    if any(one.guest.step_free for one in line.rows):
        yield _("without steps, as needed")
    yield from _with_delegation(facts, row, given)


def _with_delegation(facts: Facts, row: Lodging, given: Mapping[int, int]) -> Iterator[str]:
    mine = row.guest.delegation_id
    mates = [id for id, other in facts.rows.items() if mine and other.guest.delegation_id == mine and id in given]
    if len(mates) < 2:
        return
    hotels = {facts.allotments[given[id]].place_id for id in mates}
    yield (
        _("the whole delegation in one hotel") if len(hotels) == 1 else _("the delegation does not fit into one hotel")
    )

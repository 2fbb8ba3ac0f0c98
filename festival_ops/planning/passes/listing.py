"""Passes as lists, badges and their own pages show them: by what they open, and what is out on paper."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug.utils import cached_property

from festival_ops.planning.passes.openings import Desk, Opening, passes_of
from festival_ops.planning.passes.stays import Stay
from festival_ops.protocol.models import Guest, Pass, PassZone
from festival_ops.protocol.pass_kinds import MADE, OUT
from festival_ops.words import fold

CHANGED, UNPRINTED, OVER = "changed", "unprinted", "over"
Hours = tuple[datetime, datetime]


@dataclass(frozen=True)
class Listed:
    """A pass with what is reckoned for it."""

    row: Pass
    desk: Desk
    secret: str

    @cached_property
    def name(self) -> str:
        return self.desk.name_of(self.row)

    @property
    def who(self) -> Any:
        return self.desk.who(self.row)

    @property
    def delegation(self) -> Any:
        return self.row.delegation or (self.row.guest.delegation if self.row.guest else None)

    @cached_property
    def openings(self) -> list[Opening]:
        return self.desk.openings(self.row)

    @property
    def stays(self) -> list[Stay]:
        return list(self.desk.stays_of(self.row))

    @property
    def zones(self) -> list[PassZone]:
        """Those that it opens at some hour."""
        return list(dict.fromkeys(each.zone for each in self.openings))

    @property
    def lines(self) -> dict[Hours, list[PassZone]]:
        """Which zones it opens in which hours, in the order of time."""
        held: dict[Hours, list[PassZone]] = {}
        for each in sorted(self.openings, key=lambda one: (one.starts, one.ends, one.zone.code)):
            held.setdefault((each.starts, each.ends), []).append(each.zone)
        return held

    @cached_property
    def told(self) -> dict[str, Any]:
        return self.desk.told(self.row, self.secret)

    @property
    def changed(self) -> bool:
        """Whether the badge that is out says something else than holds."""
        return self.row.state in OUT and self.row.printed != self.told

    @property
    def over(self) -> bool:
        """Whether it is out, and nothing asks for it."""
        return self.row.state in OUT and not self.openings

    @property
    def to_print(self) -> bool:
        return bool(self.openings) and (self.row.state == MADE or self.changed)

    @property
    def differences(self) -> set[str]:
        """What differs from the badge that is out: kind, heads, openings, bearer."""
        before = self.row.printed
        if before is None or not self.changed:
            return set()
        return {key for key, value in self.told.items() if before.get(key) != value}

    @property
    def stamp(self) -> str:
        return stamp(self.row, self.told)


@dataclass(frozen=True)
class Filter:
    """What a list is asked for; empty asks for nothing."""

    state: str = ""
    zone: int | None = None
    kind: int | None = None
    delegation: int | None = None
    words: str = ""

    def takes(self, each: Listed) -> bool:
        return (
            self._in_state(each)
            and (self.zone is None or self.zone in {zone.id for zone in each.zones})
            and (self.kind is None or each.row.kind_id == self.kind)
            and (self.delegation is None or (each.delegation is not None and each.delegation.id == self.delegation))
            and (not self.words or fold(self.words) in fold(_searched(each)))
        )

    def _in_state(self, each: Listed) -> bool:
        marks = {CHANGED: each.changed and not each.over, UNPRINTED: each.to_print, OVER: each.over}
        return marks.get(self.state, self.state in ("", each.row.state))


def listed(desk: Desk, secret: str, *conditions: Any) -> list[Listed]:
    return [Listed(row, desk, secret) for row in passes_of(desk.session, desk.edition, *conditions)]


def badges(found: Iterable[Listed], most: int) -> Iterator[tuple[Listed, int]]:
    """One for each head, each with its number among them; whole passes, as far as `most` goes."""
    count = 0
    for each in found:
        if count and count + each.row.heads > most:
            return
        count += each.row.heads
        yield from ((each, number) for number in range(1, each.row.heads + 1))


def stamp(row: Pass, told: dict[str, Any]) -> str:
    """Of what somebody sees who prints it."""
    return hashlib.sha256(json.dumps([row.id, row.version, told]).encode()).hexdigest()[:12]


def _searched(each: Listed) -> str:
    who = each.who
    names = f"{who.name} {getattr(who, 'name_en', '')}" if who is not None else ""
    office = who.office if isinstance(who, Guest) else ""
    return f"{each.row.told_number} {each.name} {names} {office} {each.row.holder}"

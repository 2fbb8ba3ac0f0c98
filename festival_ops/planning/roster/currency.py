"""What a printed sheet says of itself, and how the release that it shows differs from the latest one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from werkzeug.utils import cached_property

from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.papers import DaySheet
from festival_ops.planning.roster.watches import Person, Watch


@dataclass(frozen=True)
class Stamp:
    """Which release a sheet shows; of a draft the revision of the roster, and the seal of what it shows."""

    release: int = 0
    revision: int = 0
    seal: str = ""

    def __str__(self) -> str:
        return f"release-{self.release}" if self.release else f"draft-{self.revision}-{self.seal}"

    @classmethod
    def read(cls, written: str) -> Stamp | None:
        if found := re.fullmatch(r"release-([1-9]\d{0,8})", written):
            return cls(release=int(found[1]))
        found = re.fullmatch(r"draft-(\d{1,9})-([0-9a-f]{12})", written)
        return cls(revision=int(found[1]), seal=found[2]) if found else None


@dataclass(frozen=True)
class Move:
    """Somebody who came to a watch or left it."""

    person: Person
    watch: Watch


@dataclass(frozen=True)
class Since:
    """A sheet as it was printed beside the same one as it is released now, if anybody is needed there still."""

    printed: DaySheet
    latest: DaySheet | None

    @property
    def current(self) -> bool:
        return self.latest is not None and self.printed.told == self.latest.told

    @property
    def came(self) -> list[Move]:
        return _moves(self._now, self._then)

    @property
    def left(self) -> list[Move]:
        return _moves(self._then, self._now)

    @property
    def hours(self) -> list[tuple[Watch, Watch]]:
        """Watches at other hours, as they were and as they are."""
        both = ((watch, self._now[key]) for key, watch in self._then.items() if key in self._now)
        return [(was, now) for was, now in both if (was.hours, was.there) != (now.hours, now.there)]

    @cached_property
    def _then(self) -> dict[NeedOn, Watch]:
        return {watch.key: watch for watch in self.printed.shown}

    @cached_property
    def _now(self) -> dict[NeedOn, Watch]:
        return {watch.key: watch for watch in self.latest.shown} if self.latest else {}


def _moves(held: dict[NeedOn, Watch], others: dict[NeedOn, Watch]) -> list[Move]:
    """Who is on the first and was not on the second, in the order of time."""
    known = {(key, one.id) for key, watch in others.items() for one in watch.people}
    found = [Move(one, w) for key, w in held.items() for one in w.people if (key, one.id) not in known]
    return sorted(found, key=lambda move: (move.watch.starts, move.watch.key, move.person.code))

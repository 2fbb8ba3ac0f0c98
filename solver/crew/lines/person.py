"""What one person's line of duties may look like, as plain numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Choice:
    """A duty that the person may do on some day. `price` is what it costs by itself, `minutes` how long it counts."""

    need: int
    function: int
    minutes: int
    price: int = 0


@dataclass(frozen=True)
class Person:
    """At most one duty a day. `choices` are by day, `barred` are pairs of needs that may not follow each other on two
    days in a row, `weekends` numbers the weekend of a day that lies in one.

    `least` and `most` are minutes in all, `most_of` duties by function; runs and pauses are in days, and those that
    touch the first or the last day may be shorter. None is no limit.
    """

    id: int
    choices: tuple[tuple[Choice, ...], ...]
    weekends: tuple[int | None, ...]
    barred: frozenset[tuple[int, int]] = frozenset()
    least: int = 0
    most: int | None = None
    longest_run: int | None = None
    shortest_run: int = 1
    shortest_pause: int = 1
    most_weekends: int | None = None
    most_of: Mapping[int, int] = field(default_factory=dict)
    base: int = 0

    @property
    def days(self) -> int:
        return len(self.choices)


@dataclass(frozen=True)
class Line:
    """The needs that one person meets, in the order of time, and what that costs by itself."""

    person: int
    needs: tuple[int, ...]
    cost: int

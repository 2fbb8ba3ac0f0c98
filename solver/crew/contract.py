"""What people agreed to and what they asked for, beside the working time of their force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Contract:
    """What was agreed about all duties of one roster together. None is no limit.

    `least_minutes` and `most_minutes` on duty, at least `shortest_run` festival days in a row with a duty and
    `shortest_pause` without one, duties on at most `most_weekends`, and at most so many duties in a function
    (`most_of`, by function). What lies before the first and after the last day of the roster is not known: runs and
    pauses that touch them may be shorter.
    """

    id: int
    name: str
    least_minutes: int = 0
    most_minutes: int | None = None
    shortest_run: int = 1
    shortest_pause: int = 1
    most_weekends: int | None = None
    most_of: Mapping[int, int] = field(default_factory=dict)


NO_CONTRACT = Contract(0, "")


@dataclass(frozen=True)
class Asked:
    """A need that an officer asks to meet, or to be spared; not heeding it costs `weight`."""

    need: int
    weight: int
    spared: bool = False

"""The number under which the core knows a need on a festival day, the same however often the edition is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

# More festival days than an edition may have, and more stretches than a shift can be cut into.
_DAYS, _STRETCHES = 1_000, 100


@dataclass(frozen=True, order=True)
class NeedOn:
    """A row of needs on one festival day; `stretch` counts where the hours of the post cut its shift."""

    need: int
    day: date
    stretch: int = 0

    def number(self, first_day: date) -> int:
        return (self.need * _DAYS + (self.day - first_day).days) * _STRETCHES + self.stretch

    @classmethod
    def of(cls, number: int, first_day: date) -> NeedOn:
        rest, stretch = divmod(number, _STRETCHES)
        need, day = divmod(rest, _DAYS)
        return cls(need, first_day + timedelta(days=day), stretch)


def days_after(number: int) -> int:
    """How many days after the first the need of that number is."""
    return number // _STRETCHES % _DAYS

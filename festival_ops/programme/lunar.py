"""The Vietnamese lunar calendar, by which rites are held: a month begins on the day of the new moon in Hanoi (UTC+7).

The month of the winter solstice is the eleventh; of thirteen months between two solstices the first in which the sun
enters no new sign is a leap month. New moons and the sun's longitude after J. Meeus, Astronomical Algorithms, 2nd ed.,
chapters 25 and 49, to a few minutes and a hundredth of a degree; good for 1900–2100.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import floor, radians, sin

HANOI = 7 / 24
# Julian days of 0001-01-01's midnight, less one: Python counts days from there.
EPOCH = 1721424.5
# Terrestrial time runs ahead of the clock by about 70 seconds in these decades.
AHEAD = 70 / 86400
SYNODIC = 29.530588861
TEXT = re.compile(r"0?([1-9]|[12]\d|30)/(0?[1-9]|1[0-2])")

# Factors of M (sun), M' (moon), F, and the power of the orbit's eccentricity; days.
PHASE = (
    (0, 1, 0, 0, -0.40720), (1, 0, 0, 1, 0.17241), (0, 2, 0, 0, 0.01608), (0, 0, 2, 0, 0.01039),
    (-1, 1, 0, 1, 0.00739), (1, 1, 0, 1, -0.00514), (2, 0, 0, 2, 0.00208), (0, 1, -2, 0, -0.00111),
    (0, 1, 2, 0, -0.00057), (1, 2, 0, 1, 0.00056), (0, 3, 0, 0, -0.00042), (1, 0, 2, 1, 0.00042),
    (1, 0, -2, 1, 0.00038), (-1, 2, 0, 1, -0.00024),
)  # fmt: skip


@dataclass(frozen=True)
class LunarDay:
    day: int
    month: int
    leap: bool = False

    def __str__(self) -> str:
        return f"{self.day}/{self.month}"


def read(text: str) -> LunarDay | None:
    """A lunar date as people write it, 5/5 or 05/05; None if it is none."""
    found = TEXT.fullmatch(text.strip())
    return LunarDay(int(found[1]), int(found[2])) if found else None


def lunar(day: date) -> LunarDay:
    number = day.toordinal()
    moon = _moon_before(number)
    month, leap = _month(moon)
    return LunarDay(number - _new_moon(moon) + 1, month, leap)


def held_on(wanted: LunarDay, first: date, days: int) -> Iterator[date]:
    """Days on which a rite of that date is held, from the first on; never in a leap month."""
    for count in range(days):
        day = first + timedelta(days=count)
        if lunar(day) == wanted:
            yield day


def next_held(wanted: LunarDay, after: date) -> date:
    """The first such day on or after a day; the 30th of a month that has 29 days waits for a year that has it."""
    return next(held_on(wanted, after, 366 * 40))


def _month(moon: int) -> tuple[int, bool]:
    """Which month the moon begins, 1 to 12, and whether it is a leap month."""
    day = date.fromordinal(_new_moon(moon))
    last = _eleventh(day.year)
    first, last = (_eleventh(day.year - 1), last) if moon < last else (last, _eleventh(day.year + 1))
    steps = moon - first
    leap = _leap(first) if last - first == 13 else 99
    return (steps - (steps >= leap) + 10) % 12 + 1, steps == leap


@cache
def _eleventh(year: int) -> int:
    """The moon that begins the month of the year's winter solstice."""
    moon = _moon_before(date(year, 12, 31).toordinal())
    # The sun has turned before the day of this new moon: the month before it holds the solstice.
    return moon - 1 if _sign(_new_moon(moon)) >= 9 else moon


def _leap(first: int) -> int:
    return next(step for step in range(1, 13) if _sign(_new_moon(first + step)) == _sign(_new_moon(first + step + 1)))


def _moon_before(number: int) -> int:
    """The last new moon on or before a day."""
    moon = floor((number + EPOCH - 2451550.1) / SYNODIC) + 1
    while _new_moon(moon) > number:
        moon -= 1
    return moon


@cache
def _new_moon(moon: int) -> int:
    """The day, in Hanoi, of the so manieth new moon after that of 6 January 2000."""
    century = moon / 1236.85
    eccentricity = 1 - 0.002516 * century - 0.0000074 * century**2
    sun = 2.5534 + 29.10535670 * moon - 0.0000014 * century**2
    anomaly = 201.5643 + 385.81693528 * moon + 0.0107582 * century**2
    latitude = 160.7108 + 390.67050284 * moon - 0.0016118 * century**2
    node = 124.7746 - 1.56375588 * moon + 0.0020672 * century**2
    at = 2451550.09766 + SYNODIC * moon + 0.00015437 * century**2 - 0.00017 * sin(radians(node))
    for m, moons, f, power, days in PHASE:
        at += days * eccentricity**power * sin(radians(m * sun + moons * anomaly + f * latitude))
    return floor(at - AHEAD + HANOI - EPOCH)


@cache
def _sign(number: int) -> int:
    """Which twelfth of its way the sun is in as a day begins: 0 from the spring equinox, 9 from the solstice."""
    century = (number + EPOCH - HANOI + AHEAD - 2451545) / 36525
    anomaly = radians(357.52911 + 35999.05029 * century)
    centre = (1.914602 - 0.004817 * century) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    seen = 280.46646 + 36000.76983 * century + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * century))
    return floor(seen % 360 / 30)

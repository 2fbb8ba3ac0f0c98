"""Draws the people, posts and demand of an invented roster, sized so that a roster exists. Nothing in it is real."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# What of the time that people may work is asked for, so that illness and moved shows can still be answered.
LOAD = 0.75
LEADERS = 8
SQUAD = 12
AGENCY = 60


@dataclass(frozen=True)
class Kind:
    """A force: its share of the people, what they are trained for, and its rule set in minutes and days.

    A day holds eight hours and a hand-over, a week of employees six of them with two hours of overtime.
    """

    name: str
    name_en: str
    kind: str
    prefix: str
    code: str
    share: float
    limits: tuple[int, int, int, int]
    labour: bool = False


KINDS = (
    Kind("Công an", "Police", "police", "CA", "AN", 0.38, (480, 720, 3600, 9)),
    Kind("Dân quân, an ninh cơ sở", "Militia", "militia", "DQ", "GT", 0.20, (600, 600, 3360, 7)),
    Kind("Bảo vệ chuyên nghiệp", "Security guards", "guards", "BV", "BV", 0.15, (720, 600, 3000, 6), labour=True),
    Kind("Thanh niên tình nguyện", "Volunteers", "volunteers", "TN", "HD", 0.13, (720, 600, 3000, 6)),
    Kind("Y tế", "Medical staff", "medics", "YT", "YT", 0.08, (720, 600, 3000, 6), labour=True),
    Kind("Phòng cháy chữa cháy", "Fire and rescue", "fire", "PC", "PC", 0.06, (720, 720, 3600, 9)),
)


@dataclass(frozen=True)
class Size:
    officers: int = 160
    posts: int = 24
    days: int = 6
    seed: int = 1


@dataclass(frozen=True)
class Shift:
    name: str
    name_en: str
    starts: str
    ends: str
    weight: int


DAY = Shift("Ca ngày", "Day shift", "08:00", "16:00", 3)
EVENING = Shift("Ca tối", "Evening shift", "16:00", "24:00", 5)
NIGHT = Shift("Ca đêm", "Night shift", "00:00", "08:00", 2)
SHIFTS = (DAY, EVENING, NIGHT)


@dataclass(frozen=True)
class Place:
    """A post; `shifts` are those in which it is manned, `wants` whom it wants, with how heavy it weighs."""

    number: int
    shifts: tuple[Shift, ...]
    wants: dict[str, int]


@dataclass(frozen=True)
class Person:
    """`also` is a second qualification, `leads` whether the person may lead others."""

    kind: Kind
    number: int
    agency: int
    squad: int
    leads: bool
    also: str = ""


@dataclass(frozen=True)
class Wanted:
    place: Place
    shift: Shift
    code: str
    least: int
    led: bool = False


@dataclass
class Invention:
    size: Size
    places: Sequence[Place]
    people: list[Person] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)


def invent(size: Size, places: Sequence[Place] = ()) -> Invention:
    """The same size and seed give the same; `places` may be given instead of drawn."""
    drawn = Invention(size, places or [_place(number) for number in range(size.posts)])
    drawn.people = list(_people(size, random.Random(size.seed)))
    drawn.wanted = [wanted for kind in KINDS for wanted in _wanted(drawn, kind)]
    return drawn


def duties(days: int) -> int:
    """On how many of the days somebody may be on duty: six of any seven, which all the rule sets allow."""
    return days - days // 7


def _place(number: int) -> Place:
    """Two in five are manned for the shows alone."""
    shifts = {0: (EVENING,), 1: (DAY, EVENING)}.get(number % 5, SHIFTS)
    every = {"AN": (2, 3), "BV": (3, 2), "GT": (3, 2), "HD": (4, 2), "YT": (8, 1), "PC": (10, 1)}
    wants = {code: weight for code, (step, weight) in every.items() if number % step == 0}
    return Place(number, shifts, wants or {"AN": 2})


def _people(size: Size, chance: random.Random) -> Iterator[Person]:
    left = size.officers
    for kind in KINDS:
        count = left if kind is KINDS[-1] else min(left, max(1, round(size.officers * kind.share)))
        left -= count
        for number in range(count):
            place = number // AGENCY, number % AGENCY // SQUAD
            also = chance.choice([other.code for other in KINDS if other is not kind]) if number % 5 == 4 else ""
            yield Person(kind, number, *place, number % LEADERS == 0, also)


def _wanted(drawn: Invention, kind: Kind) -> Iterator[Wanted]:
    """The duties a kind of people can do, shared out by weight; the largest needs have leaders as far as there are."""
    people = [person for person in drawn.people if person.kind is kind]
    part = LOAD * duties(drawn.size.days) / drawn.size.days
    places = [place for place in drawn.places if kind.code in place.wants] or drawn.places[:1]
    slots = [(place, shift) for place in places for shift in place.shifts]
    weights = [place.wants.get(kind.code, 1) * shift.weight for place, shift in slots]
    counts = _shared(int(len(people) * part), weights)
    ranked = sorted(range(len(slots)), key=lambda at: (-counts[at], at))
    led = set(ranked[: int(sum(person.leads for person in people) * part / 2)])
    for at, (place, shift) in enumerate(slots):
        if counts[at]:
            yield Wanted(place, shift, kind.code, counts[at], at in led and counts[at] > 1)


def _shared(total: int, weights: Sequence[int]) -> list[int]:
    """Whole numbers that add up to the total, each as near to its weight's share as can be."""
    whole = sum(weights)
    counts = [total * weight // whole for weight in weights]
    rest = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole), at))
    for at in rest[: total - sum(counts)]:
        counts[at] += 1
    return counts

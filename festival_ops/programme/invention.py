"""Draws a synthetic festival around a timetable that is laid first, so that it can be planned however tight it is."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from festival_ops.programme.models import Venue
from festival_ops.programme.travel import estimate

CENTRE = (16.4655, 107.5850)
SPREAD = 0.02
REST = 60
GRID = 5
STREETS = 3
PARADE = 90
TRIES = 400
GENRES = ("âm nhạc", "múa", "dân ca", "xiếc", "kịch", "rối", "hip-hop", "nghi lễ")
HOURS = ((9 * 60, 11 * 60 + 30), (15 * 60, 17 * 60 + 30), (18 * 60 + 30, 23 * 60))


@dataclass(frozen=True)
class Size:
    performances: int = 120
    stages: int = 15
    troupes: int = 33
    days: int = 6
    seed: int = 1


@dataclass(frozen=True)
class Place:
    """A stage, and the venue with the same number."""

    number: int
    venue: int
    capacity: int
    changeover: int
    street: bool = False


@dataclass
class Show:
    """Where it stands in the hidden timetable; `starts` counts minutes of its day."""

    number: int
    troupes: tuple[int, ...]
    work: int
    minutes: int
    place: int
    day: int
    starts: int
    loudness: int = 2
    parade: bool = False

    @property
    def ends(self) -> int:
        return self.starts + self.minutes


@dataclass
class Invention:
    """Everything about the festival but its wording; the same size and seed give the same."""

    size: Size
    chance: random.Random
    venues: list[Venue]
    places: list[Place]
    first_day: date
    shows: list[Show] = field(default_factory=list)
    by_place: dict[tuple[int, int], list[Show]] = field(default_factory=lambda: defaultdict(list))
    by_troupe: dict[tuple[int, int], list[Show]] = field(default_factory=lambda: defaultdict(list))

    def day(self, number: int) -> date:
        return self.first_day + timedelta(days=number)

    def travel(self, one: int, other: int) -> int:
        if one == other:
            return 0
        return estimate(self.venues[one], self.venues[other], "coach") or 0


def invent(size: Size, first_day: date = date(2026, 6, 5)) -> Invention:
    """Raises ValueError when so many performances find no room."""
    chance = random.Random(size.seed)
    festival = Invention(size, chance, list(_venues(chance, size)), list(_places(chance, size)), first_day)
    _lay_parades(festival)
    while len(festival.shows) < size.performances:
        if not _lay(festival):
            raise ValueError(
                f"{size.performances} performances find no room on {size.stages} stages in {size.days} days "
                f"with {size.troupes} troupes; ask for more stages, days or troupes, or fewer performances."
            )
    return festival


def _venues(chance: random.Random, size: Size) -> Iterator[Venue]:
    for _ in range(max(1, size.stages // 2)):
        north, east = (round(at + chance.uniform(-SPREAD, SPREAD), 5) for at in CENTRE)
        yield Venue(latitude=north, longitude=east)


def _places(chance: random.Random, size: Size) -> Iterator[Place]:
    streets = STREETS if size.stages > 2 * STREETS else 0
    for number in range(size.stages):
        venue = number % max(1, size.stages // 2)
        street = number >= size.stages - streets
        yield Place(number, venue, 500 * chance.randint(1, 10), 10 + 5 * chance.randint(0, 2), street)


def _lay_parades(festival: Invention) -> None:
    """One every other afternoon, along the streets, with a third of the troupes or what the day leaves."""
    size, streets = festival.size, [place for place in festival.places if place.street]
    for day in range(1, size.days, 2) if streets else ():
        if len(festival.shows) >= size.performances // 10:
            return
        count = min(size.troupes, max(2, size.troupes // 4))
        troupes = tuple(sorted(festival.chance.sample(range(size.troupes), count)))
        _stand(festival, Show(0, troupes, -1, PARADE, streets[0].number, day, 16 * 60 + 30, parade=True))


def _lay(festival: Invention) -> bool:
    """One more show, of a troupe that has the fewest so far, wherever a random look finds room."""
    chance, size = festival.chance, festival.size
    counts = dict.fromkeys(range(size.troupes), 0)
    for show in festival.shows:
        for troupe in show.troupes:
            counts[troupe] += 1
    indoors = [place for place in festival.places if not place.street]
    for attempt in range(TRIES):
        troupe = min(counts, key=lambda number: (counts[number] + attempt // 20 * chance.random(), chance.random()))
        place, day = chance.choice(indoors), chance.randrange(size.days)
        minutes = chance.choice((30, 40, 40, 45, 60))
        begins, ends = chance.choice((*HOURS, HOURS[-1], HOURS[-1]))
        for starts in range(begins + chance.randrange(0, 60, GRID), ends - minutes + 1, GRID):
            work = 2 * troupe + chance.randrange(2)
            show = Show(0, (troupe,), work, minutes, place.number, day, starts, chance.choice((1, 2, 2, 3)))
            if _fits(festival, show):
                _stand(festival, show)
                return True
    return False


def _fits(festival: Invention, show: Show) -> bool:
    place = festival.places[show.place]
    for other in festival.by_place[show.place, show.day]:
        if show.starts < other.ends + place.changeover and other.starts < show.ends + place.changeover:
            return False
    played = festival.by_troupe[show.troupes[0], show.day]
    if len(played) >= 2 or any(other.work == show.work for other in played):
        return False
    return all(_apart(festival, show, other) for other in played)


def _apart(festival: Invention, show: Show, other: Show) -> bool:
    """The troupe rests and travels between the two; a parade ends somewhere along the streets."""
    away = festival.places[other.place].venue
    last = [place.venue for place in festival.places if place.street] if other.parade else [away]
    way = max(festival.travel(festival.places[show.place].venue, venue) for venue in (away, *last))
    gap = max(REST, way) + 2 * GRID
    return show.starts >= other.ends + gap or other.starts >= show.ends + gap


def _stand(festival: Invention, show: Show) -> None:
    show.number = len(festival.shows) + 1
    festival.shows.append(show)
    for place in [p.number for p in festival.places if p.street] if show.parade else [show.place]:
        festival.by_place[place, show.day].append(show)
    for troupe in show.troupes:
        festival.by_troupe[troupe, show.day].append(show)

"""What a notice tells of a festival day: each closure as a copy with its hours, and nothing that is not public.

Titles, notes, crews, permits and shows stay in the house. Rows go in as they stand, facts come out of a notice as they
were told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from festival_ops.planning.roads.hours import Band, Holding
from festival_ops.planning.roads.page import Roads
from festival_ops.traffic.chains import Link, walk
from festival_ops.traffic.geometry import Point
from festival_ops.traffic.kinds import LIFTED
from festival_ops.traffic.models import Segment

HOLDS, CANCELLED = "holds", "cancelled"
Key = tuple[date, int, int]


@dataclass(frozen=True)
class Stretch:
    """One segment of a street, between two junctions in the order of the way, with the hours in which it is closed."""

    code: str
    street: str
    first: str
    first_en: str
    second: str
    second_en: str
    starts: datetime
    ends: datetime
    line: tuple[Point, ...]
    # Notices of former times do not know it.
    street_en: str = ""


@dataclass(frozen=True)
class Item:
    """A closure on a festival day; the `turn`th time there, counted from 0. `state`: it holds, somebody has lifted it
    at `until`, or what was announced before does not take place.

    Without `ends` it lasts until it is finished, which is reckoned to be `until`. `round` is the way round.
    """

    day: date
    closure: int
    turn: int
    state: str
    measure: str
    place: str
    vehicles: tuple[str, ...]
    exemptions: tuple[str, ...]
    starts: datetime
    ends: datetime | None
    until: datetime
    stretches: tuple[Stretch, ...]
    detour: str
    detour_en: str
    round: tuple[Stretch, ...]
    # Notices of former times do not know it.
    place_en: str = ""

    @property
    def key(self) -> Key:
        return self.day, self.closure, self.turn

    @property
    def rolls(self) -> bool:
        return any((each.starts, each.ends) != (self.starts, self.until) for each in self.stretches)

    @property
    def hours(self) -> tuple[Any, ...]:
        return self.starts, self.ends, *((each.starts, each.ends) for each in self.stretches if self.rolls)


def plain(items: Sequence[Item]) -> Any:
    """As a notice keeps them: days and moments as ISO 8601 says them."""
    return json.loads(json.dumps([asdict(item) for item in items], default=lambda moment: moment.isoformat()))


def read(rows: Any) -> tuple[Item, ...]:
    return tuple(_kept_item(row) for row in rows)


def _kept_item(row: Mapping[str, Any]) -> Item:
    facts = dict(row) | {key: datetime.fromisoformat(row[key]) for key in ("starts", "ends", "until") if row[key]}
    facts |= {key: tuple(row[key]) for key in ("vehicles", "exemptions")}
    facts |= {key: tuple(_kept_stretch(each) for each in row[key]) for key in ("stretches", "round")}
    return Item(**facts | {"day": date.fromisoformat(row["day"])})


def _kept_stretch(row: Mapping[str, Any]) -> Stretch:
    facts = dict(row) | {key: datetime.fromisoformat(row[key]) for key in ("starts", "ends")}
    return Stretch(**facts | {"line": tuple((longitude, latitude) for longitude, latitude in row["line"])})


def items_on(roads: Roads, days: Iterable[date]) -> list[Item]:
    """What is closed on these days as things stand, in the order of time."""
    return [item for day in days for item in _items_on(day, roads.on(day))]


def carried(known: Mapping[Key, Item], present: Sequence[Item]) -> list[Item]:
    """What stands now, and what was announced and stands no more: it stays, told as cancelled."""
    kept = {item.key for item in present}
    gone = (replace(item, state=CANCELLED) for key, item in known.items() if key not in kept)
    return sorted((*present, *gone), key=lambda item: (item.day, item.starts, item.until, item.closure))


def _items_on(day: date, held: Sequence[Holding]) -> Iterator[Item]:
    turns: Counter[int] = Counter()
    for each in held:
        yield item_of(each, day, turns[each.closure.id])
        turns[each.closure.id] += 1


def item_of(held: Holding, day: date, turn: int = 0) -> Item:
    row = held.closure
    lifted = row.state == LIFTED and row.states[-1].at == held.until
    segments = [link.segment for link in row.detour_chain]
    around = [Band(segment, held.starts, held.until) for segment in segments]
    return Item(
        day=day,
        closure=row.id,
        turn=turn,
        state=LIFTED if lifted else HOLDS,
        measure=row.measure,
        place=row.place,
        vehicles=tuple(row.vehicles),
        exemptions=tuple(row.exemptions),
        starts=held.starts,
        ends=held.ends,
        until=held.until,
        stretches=_stretches(row.segments, held.bands),
        detour=row.detour,
        detour_en=row.detour_en,
        round=_stretches(segments, around),
        place_en=row.place_en,
    )


def _stretches(segments: Sequence[Segment], bands: Sequence[Band]) -> tuple[Stretch, ...]:
    """In the direction of the way, where the segments make one; those that a lifting spared are left out."""
    turned = walk([Link(str(segment), segment.ends) for segment in segments]) or [False] * len(segments)
    back = {segment.id: turns for segment, turns in zip(segments, turned, strict=True)}
    return tuple(_stretch(band, back[band.segment.id]) for band in bands)


def _stretch(band: Band, back: bool) -> Stretch:
    row = band.segment
    first, second = (row.second, row.first) if back else (row.first, row.second)
    return Stretch(
        code=row.code,
        street=row.street.name,
        first=first.name,
        first_en=first.name_en,
        second=second.name,
        second_en=second.name_en,
        starts=band.starts,
        ends=band.ends,
        line=tuple(row.line[::-1] if back else row.line),
        street_en=row.street.name_en or "",
    )

"""Writes an invented festival as the spreadsheets a planner would have; every row says that it is synthetic."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from festival_ops.programme.invention import GENRES, HOURS, PARADE, Invention, Show, Size, invent

SYNTHETIC = "synthetic"
COUNTRIES = ("Việt Nam", "Pháp", "Nhật Bản", "Hàn Quốc", "Bỉ", "Lào", "Nga", "Mexico")
LIKE = {
    "hue-2014": (Size(performances=170, stages=25, troupes=66, days=9, seed=2014), date(2014, 4, 12)),
}
POOLS = (("Dàn âm thanh", "Âm thanh"), ("Màn hình LED", "Màn hình"), ("Tổ kỹ thuật", "Nhân lực"))
STEP = PARADE // 3

Rows = list[list[Any]]


@dataclass(frozen=True)
class Generated:
    """`files` are names and contents; `hidden` a plan without a clash: code, stage, start (ISO, local)."""

    facts: dict[str, Any]
    files: list[tuple[str, bytes]]
    hidden: list[tuple[str, str, str]]


def generate(size: Size, first_day: date | None = None, *, slug: str = "", name: str = "") -> Generated:
    festival = invent(size, first_day) if first_day else invent(size)
    sheets: dict[str, Rows] = {
        "venues": _venues(festival),
        "stages": _stages(festival),
        "neighbours": _neighbours(festival),
        "equipment": _equipment(festival),
        "troupes": _troupes(festival),
        "works": _works(festival),
        "clashes": _clashes(festival),
        "performances": _performances(festival),
        "precedences": _precedences(festival),
        "parties": _parties(festival),
    }
    return Generated(
        facts={
            "slug": slug or f"synthetic-{size.performances}-{size.stages}-{size.troupes}-{size.days}-{size.seed}",
            "name": name or f"Festival giả định {size.performances} buổi diễn, {size.stages} sân khấu",
            "name_en": f"Synthetic festival: {size.performances} performances, {size.stages} stages",
            "first_day": festival.day(0),
            "last_day": festival.day(size.days - 1),
            "source": SYNTHETIC,
        },
        files=[(f"{sheet}.csv", _text(rows)) for sheet, rows in sheets.items() if len(rows) > 1],
        hidden=[(_code(show), _stage(show.place), _moment(festival, show)) for show in festival.shows],
    )


def like(name: str) -> Generated:
    """The size of a real edition, and nothing else of it."""
    size, first_day = LIKE[name]
    return generate(size, first_day, slug=f"{name}-{SYNTHETIC}", name=f"Festival giả định cỡ {name}")


def _venues(festival: Invention) -> Rows:
    rows: Rows = [["name", "latitude", "longitude", "capacity", "status"]]
    for number, venue in enumerate(festival.venues):
        capacity = sum(place.capacity for place in festival.places if place.venue == number)
        rows.append([_venue(number), venue.latitude, venue.longitude, capacity, SYNTHETIC])
    return rows


def _stages(festival: Invention) -> Rows:
    hours = "; ".join(f"{_clock(begins - 30)}–{_clock(ends)}" for begins, ends in HOURS)
    rows: Rows = [["name", "venue", "capacity", "changeover", "opening hours", "quiet hours", "status"]]
    for place in festival.places:
        opened = "14:00–19:00" if place.street else hours
        quiet = "" if place.street or place.number % 2 else "22:00–06:00 ≤1"
        rows.append(
            [
                _stage(place.number),
                _venue(place.venue),
                place.capacity,
                place.changeover,
                opened,
                quiet,
                SYNTHETIC,
            ]
        )
    return rows


def _neighbours(festival: Invention) -> Rows:
    pairs = combinations(festival.places, 2)
    near = [(one, other) for one, other in pairs if one.venue == other.venue and not (one.street or other.street)]
    return [["first", "second"], *([_stage(one.number), _stage(other.number)] for one, other in near)]


def _equipment(festival: Invention) -> Rows:
    """A tenth more than the hidden timetable uses at its busiest."""
    rows: Rows = [["name", "kind", "stock", "status"]]
    for number, (name, kind) in enumerate(POOLS):
        using = [show for show in festival.shows if number in _needs(show)]
        busiest = max((sum(_meet(show, other) for other in using) for show in using), default=1)
        rows.append([name, kind, busiest + busiest // 10, SYNTHETIC])
    return rows


def _troupes(festival: Invention) -> Rows:
    rows: Rows = [["name", "short name", "country", "size", "shows a day", "rest", "status"]]
    for number in range(festival.size.troupes):
        most = max((len(festival.by_troupe[number, day]) for day in range(festival.size.days)), default=0)
        country = COUNTRIES[0] if number % 3 else COUNTRIES[1 + number % (len(COUNTRIES) - 1)]
        size = festival.chance.randint(4, 45)
        rows.append([_troupe(number), f"Đoàn {number + 1}", country, size, max(2, most), 60, SYNTHETIC])
    return rows


def _works(festival: Invention) -> Rows:
    rows: Rows = [["name", "genre", "at most a day", "status"]]
    for number in sorted({show.work for show in festival.shows if show.work >= 0}):
        rows.append([_work(number), GENRES[number % len(GENRES)], 1, SYNTHETIC])
    return rows


def _clashes(festival: Invention) -> Rows:
    works = sorted({show.work for show in festival.shows if show.work >= 0})
    same = [pair for pair in combinations(works, 2) if pair[0] % len(GENRES) == pair[1] % len(GENRES)]
    drawn = festival.chance.sample(same, min(len(same), 2 * festival.size.troupes))
    weights = ([_work(one), _work(other), festival.chance.randint(1, 9)] for one, other in sorted(drawn))
    return [["first", "second", "weight"], *weights]


def _performances(festival: Invention) -> Rows:
    rows: Rows = [
        [
            *("code", "name", "work", "troupes", "minutes", "stages", "windows", "stops", "needs", "genre"),
            *("crowd", "loudness", "fixed", "announced stage", "announced starts", "status"),
        ]
    ]
    for show in festival.shows:
        fixed = show.parade or festival.chance.random() < 0.05
        title = f"Diễu hành {show.day + 1}" if show.parade else f"{_work(show.work)} – suất {show.number}"
        needs = "; ".join(f"{POOLS[number][0]} × 1" for number in _needs(show))
        crowd = festival.places[show.place].capacity * festival.chance.randint(3, 9) // 10
        rows.append(
            [
                _code(show),
                title,
                _work(show.work) if show.work >= 0 else "",
                "; ".join(_troupe(troupe) for troupe in show.troupes),
                show.minutes,
                "; ".join(_allowed(festival, show)),
                "" if fixed else _windows(festival, show),
                _stops(festival) if show.parade else "",
                needs,
                "diễu hành" if show.parade else GENRES[show.work % len(GENRES)],
                crowd,
                show.loudness,
                "có" if fixed else "",
                _stage(show.place) if fixed else "",
                _moment(festival, show) if fixed else "",
                SYNTHETIC,
            ]
        )
    return rows


def _precedences(festival: Invention) -> Rows:
    """A few troupes want one of their shows after another of the same day."""
    rows: Rows = [["first", "second", "lag"]]
    for (troupe, _), shows in sorted(festival.by_troupe.items()):
        ordered = sorted((show for show in shows if not show.parade), key=lambda show: show.starts)
        if len(ordered) == 2 and troupe % 5 == 0:
            rows.append([_code(ordered[0]), _code(ordered[1]), 60])
    return rows


def _parties(festival: Invention) -> Rows:
    """Guests who attend one show each of some evenings, so that no two of them can meet."""
    rows: Rows = [["code", "performances"]]
    evening = [show for show in festival.shows if show.starts >= HOURS[-1][0]]
    for number in range(3 if evening else 0):
        by_day = {show.day: show for show in evening[number::3]}
        rows.append([f"K-{number + 1:02}", "; ".join(_code(show) for _, show in sorted(by_day.items())[:3])])
    return rows


def _allowed(festival: Invention, show: Show) -> Sequence[str]:
    """Its own stage and some that are at least as large."""
    here = festival.places[show.place]
    if show.parade:
        return [_stage(show.place)]
    large = [p.number for p in festival.places if p.capacity >= here.capacity and not p.street and p != here]
    others = festival.chance.sample(large, min(len(large), festival.chance.randint(1, 4)))
    return [_stage(number) for number in sorted([show.place, *others])]


def _windows(festival: Invention, show: Show) -> str:
    """The part of the day it stands in, on its own day and some days beside it; now and then a wish."""
    begins, ends = next((begins, ends) for begins, ends in HOURS if begins <= show.starts and show.ends <= ends)
    first = max(0, show.day - festival.chance.randint(0, 2))
    last = min(festival.size.days - 1, show.day + festival.chance.randint(0, 2))
    days = f"{festival.day(first):%d/%m}–{festival.day(last):%d/%m}"
    wish = f"; ưu tiên đến {_clock(ends - 45)} ×2" if festival.chance.random() < 0.3 else ""
    return f"{days} {_clock(begins)}–{_clock(ends)}{wish}"


def _stops(festival: Invention) -> str:
    streets = [place.number for place in festival.places if place.street]
    return "; ".join(f"{_stage(number)} +{STEP * place} {STEP}" for place, number in enumerate(streets))


def _needs(show: Show) -> Iterator[int]:
    """Which pools the show uses, told by its number alone."""
    return (pool for pool in range(len(POOLS)) if not show.parade and (show.number + pool) % (pool + 2) == 0)


def _meet(show: Show, other: Show) -> bool:
    """Whether the other is running when this one starts; set-up and strike count as half an hour."""
    return show.day == other.day and other.starts <= show.starts < other.ends + 30


def _text(rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


def _moment(festival: Invention, show: Show) -> str:
    return f"{festival.day(show.day).isoformat()}T{_clock(show.starts)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _code(show: Show) -> str:
    return f"S-{show.number:04}"


def _venue(number: int) -> str:
    return f"Địa điểm {number + 1}"


def _stage(number: int) -> str:
    return f"Sân khấu {number + 1}"


def _troupe(number: int) -> str:
    return f"Đoàn giả định {number + 1}"


def _work(number: int) -> str:
    return f"Tác phẩm {number + 1}"

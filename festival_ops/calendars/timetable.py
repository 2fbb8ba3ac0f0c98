"""A release as calendars tell it: plain lines that have no field for anything secret.

What is not a field of `Line` cannot reach a feed, whoever its owner is: no phone numbers, no guests of honour, no
pins, no waivers, no drafts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from festival_ops.planning.agreed import Agreed
from festival_ops.planning.models import ReleasedItem

KEPT = timedelta(days=30)


class Kind(StrEnum):
    TROUPE = "troupe"
    STAGE = "stage"
    VENUE = "venue"
    PUBLIC = "public"
    OFFICER = "officer"
    POST = "post"
    SECTOR = "sector"
    VEHICLE = "vehicle"
    RIDES = "rides"
    ESCORT = "escort"
    DELEGATION = "delegation"


# Those of the roster: they show duties, not the programme.
OF_ROSTER = (Kind.OFFICER, Kind.POST, Kind.SECTOR)
# Those of the rides: a vehicle's, for its crew, and a troupe's.
OF_RIDES = (Kind.VEHICLE, Kind.RIDES)
# Those of guests: the engagements of somebody who goes along, and what a delegation does.
OF_GUESTS = (Kind.ESCORT, Kind.DELEGATION)


class State(StrEnum):
    """A release knows the first three; withdrawn is what still stands, but no longer in this outlook."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Outlook:
    """What somebody sees: of a release one troupe's, one stage's, one venue's part, or what the public is told; of a
    roster one person's, one post's or one sector's duties; of the rides one vehicle's or one troupe's."""

    kind: Kind
    subject_id: int | None = None

    @property
    def of_roster(self) -> bool:
        return self.kind in OF_ROSTER

    @property
    def of_rides(self) -> bool:
        return self.kind in OF_RIDES

    @property
    def of_guests(self) -> bool:
        return self.kind in OF_GUESTS

    def covers(self, item: ReleasedItem | Agreed) -> bool:
        """The public is told of no rehearsal."""
        match self.kind:
            case Kind.TROUPE:
                return self.subject_id in item.troupe_ids
            case Kind.STAGE:
                return self.subject_id in (item.stage_id, *_along_the_way(item, "stage_id"))
            case Kind.VENUE:
                return self.subject_id in (item.facts.get("venue_id"), *_along_the_way(item, "venue_id"))
            case Kind.PUBLIC:
                return bool(item.facts.get("public"))
            case _:
                return False


@dataclass(frozen=True)
class Stop:
    """One place on a parade's way."""

    stage: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Line:
    """One showing, in one language. The fields after `changed` stay empty in what the public sees."""

    performance_id: int
    state: State
    title: str
    genre: str
    troupes: tuple[str, ...]
    stage: str
    venue: str
    address: str
    latitude: float | None
    longitude: float | None
    day: date
    starts: datetime
    ends: datetime
    stops: tuple[Stop, ...]
    sequence: int
    changed: datetime
    call: datetime | None = None
    gate: str = ""
    contact_point: str = ""
    order: int | None = None

    @property
    def uid(self) -> str:
        return f"performance-{self.performance_id}"

    @property
    def busy(self) -> bool:
        return self.state is State.SCHEDULED


@dataclass(frozen=True)
class Departure:
    """An item as it stood in a release, and the moment of the release that changed it."""

    item: ReleasedItem
    at: datetime


@dataclass(frozen=True)
class Heading:
    """Everything a calendar says beside its lines. With the same heading the same bytes are written.

    `release` is one of the programme, of the roster, of the rides or of the guests, and of the roster and the guests
    `names` says whether people are named. `beside` tells apart what else stands in it: other releases, and names.
    """

    name: str
    outlook: Outlook
    language: str
    zone: str
    domain: str
    acronym: str
    first_day: date
    last_day: date
    cutoff: time
    grid: int
    release: int
    released: datetime
    since: datetime
    home: str
    source: str = ""
    names: bool = False
    beside: str = ""

    @property
    def modified(self) -> datetime:
        """A calendar that is younger than its release was new when it was made."""
        return max(self.released, self.since)

    @property
    def days(self) -> list[date]:
        return [self.first_day + timedelta(days=n) for n in range((self.last_day - self.first_day).days + 1)]

    def opens(self, day: date) -> datetime:
        """The moment at which a festival day begins: at the cut-off hour, not at midnight."""
        return datetime.combine(day, self.cutoff, ZoneInfo(self.zone))


@dataclass(frozen=True)
class Timetable:
    heading: Heading
    lines: tuple[Line, ...]


def timetable(heading: Heading, items: Iterable[ReleasedItem], departed: Iterable[Departure] = ()) -> Timetable:
    """The lines of the heading's outlook in the order of time, with those that left it in the last thirty days."""
    standing = {item.performance_id: item for item in items}
    seen = {id for id, item in standing.items() if heading.outlook.covers(item)}
    lines = [_line(item, heading) for id, item in standing.items() if id in seen and not _forgotten(item, heading)]
    left = {departure.item.performance_id: departure for departure in sorted(departed, key=lambda each: each.at)}
    for id, departure in left.items():
        if id not in seen and heading.outlook.covers(departure.item) and departure.item.state != State.CANCELLED:
            lines.append(_withdrawn(departure, standing.get(id), heading))
    return Timetable(heading, tuple(sorted(lines, key=lambda line: (line.starts, line.stage, line.performance_id))))


def _forgotten(item: ReleasedItem, heading: Heading) -> bool:
    """Counted up to the release, not up to today, so that one release is always the same bytes."""
    at = item.cancelled_at if item.state == State.CANCELLED else None
    return at is not None and at + KEPT < heading.released


def _withdrawn(departure: Departure, now: ReleasedItem | None, heading: Heading) -> Line:
    line = _line(departure.item, heading)
    sequence = now.sequence if now else line.sequence + 1
    return replace(line, state=State.WITHDRAWN, sequence=sequence, changed=departure.at)


def _line(item: ReleasedItem, heading: Heading) -> Line:
    facts, zone = item.facts, ZoneInfo(heading.zone)
    line = Line(
        performance_id=item.performance_id,
        state=State(item.state),
        title=_named(facts, "title", heading.language),
        genre=facts.get("genre") or "",
        troupes=tuple(_named(troupe, "name", heading.language) for troupe in facts["troupes"]),
        stage=_named(facts, "stage", heading.language),
        venue=_named(facts, "venue", heading.language),
        address=facts.get("address") or "",
        latitude=facts.get("latitude"),
        longitude=facts.get("longitude"),
        day=date.fromisoformat(facts["day"]),
        starts=item.starts.astimezone(zone),
        ends=item.ends.astimezone(zone),
        stops=tuple(_stop(stop, heading.language, zone) for stop in facts.get("stops") or ()),
        sequence=item.sequence,
        changed=item.changed_at,
    )
    return line if heading.outlook.kind is Kind.PUBLIC else _with_backstage(line, facts, zone)


def _with_backstage(line: Line, facts: dict[str, Any], zone: ZoneInfo) -> Line:
    return replace(
        line,
        call=datetime.fromisoformat(facts["call"]).astimezone(zone) if facts.get("call") else None,
        gate=facts.get("gate") or "",
        contact_point=facts.get("contact_point") or "",
        order=facts.get("order"),
    )


def _stop(stop: dict[str, Any], language: str, zone: ZoneInfo) -> Stop:
    starts, ends = (datetime.fromisoformat(stop[end]).astimezone(zone) for end in ("starts", "ends"))
    return Stop(_named(stop, "stage", language), starts, ends)


def _named(facts: dict[str, Any], key: str, language: str) -> str:
    english = facts.get(f"{key}_en") if language == "en" else ""
    return str(english or facts.get(key) or "")


def _along_the_way(item: ReleasedItem | Agreed, key: str) -> tuple[int | None, ...]:
    return tuple(stop.get(key) for stop in item.facts.get("stops") or ())

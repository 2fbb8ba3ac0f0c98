"""What delegations do and who can go along, as the core knows it: ids and codes. Nothing of it names anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import permutations
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from festival_ops.planning.ceremony.hours import Hours
from festival_ops.planning.ceremony.venues import venues_of
from festival_ops.planning.clock import Clock
from festival_ops.planning.escorts.hours import engagements_of, hours_of
from festival_ops.planning.models import EscortBook, Plan
from festival_ops.programme.models import Edition, Venue
from festival_ops.programme.travel import estimate
from festival_ops.protocol.engagement_kinds import ARRIVAL, DEPARTURE
from festival_ops.protocol.kinds import VIETNAMESE
from festival_ops.protocol.models import Engagement, Escort, GuestPlace
from solver.escorts import problem as core
from solver.escorts.problem import Duty, EscortProblem
from solver.facts import Span, Trip

# From the last engagement of one festival day to the first of the next.
REST = 8 * 60
# Between places of which nobody has said where they are: across the town.
UNKNOWN_WAY = 30
IMPORTANCE = {"ceremony": 4, "meeting": 4, ARRIVAL: 3, DEPARTURE: 3, "meal": 2, "visit": 2}
# Where somebody speaks so that many hear it, a better interpreter is wished for.
WISHED = {"ceremony": 3, "meeting": 3}


@dataclass(frozen=True)
class Facts:
    """The rows behind the numbers of a problem; `nowhen` are engagements that have no hours, `venues` where ceremonies
    without a place of their own are."""

    clock: Clock
    escorts: Mapping[int, Escort]
    engagements: Mapping[int, Engagement]
    hours: Mapping[int, Hours]
    venues: Mapping[int, Venue]
    problem: EscortProblem

    @property
    def nowhen(self) -> list[Engagement]:
        return [row for id, row in self.engagements.items() if id not in self.hours]


def facts_of(session: Session, edition: Edition, plan: Plan | None, book: EscortBook | None) -> Facts:
    clock = Clock.of(edition)
    rows = engagements_of(session, edition)
    hours = hours_of(session, plan, rows)
    escorts = _escorts(session, edition)
    held = [row for row in rows if row.id in hours]
    days = _days(clock, hours.values())
    away = _away(book, clock)
    going = {row.delegation.id: row.delegation for row in held}
    ids = {row.id for row in escorts}, {row.id for row in held}
    problem = EscortProblem(
        name=f"escorts of edition {edition.id}",
        first_day=edition.first_day.isoformat(),
        days=len(edition.days),
        cutoff=clock.cutoff,
        escorts=tuple(_escort(row, days, clock, away.get(row.id, ())) for row in escorts),
        delegations=tuple(core.Delegation(id, row.code) for id, row in sorted(going.items())),
        engagements=tuple(_engagement(row, hours[row.id], clock) for row in held),
        trips=tuple(_trips(_places(escorts, held))),
        trip_unknown=UNKNOWN_WAY,
        pins=known_duties(book.pins if book else (), *ids),
        current=known_duties(book.duties if book else (), *ids),
    )
    venues = venues_of(session, edition, plan, {row.ceremony for row in rows if row.ceremony is not None})
    return Facts(clock, {row.id: row for row in escorts}, {row.id: row for row in rows}, hours, venues, problem)


def known_duties(found: Iterable[Sequence[Any]], escorts: set[int], engagements: set[int]) -> tuple[Duty, ...]:
    """Of what was written down, whoever is still there and whatever still has hours."""
    return tuple(Duty(one, other, pair) for one, other, pair in found if one in escorts and other in engagements)


def code_of(row: Engagement) -> str:
    return f"{row.delegation.code}/{row.id}"


def pair_of(language: str) -> str:
    return f"{VIETNAMESE}-{language}"


def language_of(pair: str) -> str:
    return pair.removeprefix(f"{VIETNAMESE}-")


def _escorts(session: Session, edition: Edition) -> Sequence[Escort]:
    rows = select(Escort).where(Escort.edition_id == edition.id).order_by(Escort.code)
    return session.scalars(rows.options(selectinload(Escort.languages), selectinload(Escort.hours))).all()


def _days(clock: Clock, hours: Iterable[Hours]) -> list[date]:
    """The days of the edition, and those before and after on which delegations come and go."""
    busy = [clock.day_of(clock.minute(moment)) for each in hours for moment in (each.starts, each.ends)]
    first, last = min([clock.day(0), *busy]), max([clock.day(clock.days - 1), *busy])
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _escort(row: Escort, days: Sequence[date], clock: Clock, away: Sequence[Span]) -> core.Escort:
    spans = [
        span
        for hours in row.hours
        for on in ([hours.on] if hours.on else days)
        for span in clock.spans(on, hours.starts, hours.ends)
    ]
    always = Span(clock.span_of_day(days[0]).starts - REST, clock.span_of_day(days[-1]).ends + REST)
    return core.Escort(
        id=row.id,
        code=row.code,
        tongues=tuple(core.Tongue(pair_of(each.language), each.level) for each in row.languages),
        leads=row.liaison,
        interprets=row.interpreter,
        spans=tuple(spans) if row.hours else (always,),
        away=tuple(away),
        hours=row.day_minutes,
        rest=REST,
        home=row.home_id,
    )


def _engagement(row: Engagement, hours: Hours, clock: Clock) -> core.Engagement:
    at = row.leg.place_id if row.leg else None
    place = row.place_id or (row.ceremony.place_id if row.ceremony else None)
    wished = WISHED.get(row.kind, 2)
    return core.Engagement(
        id=row.id,
        code=code_of(row),
        delegation=row.delegation_id,
        span=Span(clock.minute(hours.starts), clock.minute(hours.ends)),
        origin=at if row.kind == ARRIVAL and at else place,
        destination=at if row.kind == DEPARTURE and at else place,
        liaisons=row.liaisons,
        interpreters=tuple(core.Wanted(pair_of(each), row.interpreters, wished=wished) for each in _languages(row)),
        importance=IMPORTANCE.get(row.kind, 1),
        occasion=row.ceremony_id,
    )


def _languages(row: Engagement) -> list[str]:
    """In which somebody interprets at the engagement: those said there, else those of the delegation."""
    said = row.languages or row.delegation.languages
    return [each for each in dict.fromkeys(said) if each != VIETNAMESE] if row.interpreters else []


def _away(book: EscortBook | None, clock: Clock) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for escort, starts, ends in book.away if book else ():
        minutes = (clock.minute(datetime.fromisoformat(moment)) for moment in (starts, ends))
        found.setdefault(escort, []).append(Span(*minutes))
    return found


def _places(escorts: Iterable[Escort], rows: Iterable[Engagement]) -> list[GuestPlace]:
    found = [row.home for row in escorts]
    for row in rows:
        found += [row.place, row.leg.place if row.leg else None, row.ceremony.place if row.ceremony else None]
    return list({place.id: place for place in found if place}.values())


def _trips(places: Iterable[GuestPlace]) -> Iterator[Trip]:
    for origin, destination in permutations(places, 2):
        if (minutes := estimate(origin, destination, "car")) is not None:
            yield Trip(origin.id, destination.id, minutes)

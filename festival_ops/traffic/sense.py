"""What can be read but makes no sense, each as a sentence. Forms and imports ask the same questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import object_session

from festival_ops.programme.models import Edition, Venue
from festival_ops.traffic import chains
from festival_ops.traffic.geometry import Area, Point, area_around
from festival_ops.traffic.kinds import (
    BUILD,
    CEREMONY,
    CLASSES,
    CROWD,
    EMERGENCY,
    OFF_THE_ROAD,
    PARADE,
    ROLLING,
    ROUTE,
    TRUCKS,
)

A_YEAR = timedelta(days=366)
A_DAY = timedelta(days=1)
Fault = tuple[str, str]


def area_of(edition: Edition) -> Area | None:
    """The ground around the edition's venues; None until one has its place on the map."""
    session = object_session(edition)
    if session is None:
        return None
    places = session.execute(select(Venue.longitude, Venue.latitude).where(Venue.edition_id == edition.id))
    return area_around((east, north) for east, north in places if east is not None and north is not None)


def points_fault(edition: Edition, line: Sequence[Point]) -> str | None:
    """Whether it lies where the festival is. Swapped numbers are the usual reason why not."""
    area = area_of(edition)
    strange = [point for point in line if area is not None and not area.holds(point)]
    if area is None or not strange:
        return None
    longitude, latitude = strange[0]
    if all(area.holds((north, east)) for east, north in line):
        return _("Latitude and longitude are swapped: %(latitude)s is no latitude here.", latitude=latitude)
    return _(
        "%(latitude)s %(longitude)s lies far from every venue of this edition; please check the numbers.",
        latitude=latitude,
        longitude=longitude,
    )


def closure_faults(
    facts: Mapping[str, Any], chain: Sequence[chains.Link], detour: Sequence[chains.Link]
) -> Iterator[Fault]:
    """The key at fault, and why. What could not be read is None and asked for elsewhere."""
    measure = facts.get("measure")
    for fault in chains.faults(chain, rolling=measure == ROLLING):
        # Ways round lead where they lead; nothing is shut in by them.
        if measure != ROUTE:
            yield "chain", fault
    if not chain and not facts.get("place"):
        yield "chain", _("Say where: name segments, or describe the place in words.")
    if chain and measure in OFF_THE_ROAD:
        yield "chain", _("This measure closes no road; describe the place in words, or choose another measure.")
    if measure in (CLASSES, TRUCKS) and not facts.get("vehicles"):
        yield "vehicles", _("Name the kinds of vehicles that may not drive.")
    yield from _detour_faults(facts, chain, detour)
    yield from _nights_faults(facts)
    yield from _hours_faults(facts)


def far_closure_faults(edition: Edition, facts: Mapping[str, Any]) -> Iterator[Fault]:
    """Closures of years before are kept for comparison; those of years to come are a slip."""
    for key in ("starts", "ends"):
        moment = facts.get(key)
        if isinstance(moment, datetime) and (day := edition.local(moment).date()) > edition.last_day + A_YEAR:
            told = f"{day:%d/%m/%Y}"
            yield key, _("%(day)s is far from the days of the edition; is the year right?", day=told)


def _detour_faults(
    facts: Mapping[str, Any], chain: Sequence[chains.Link], detour: Sequence[chains.Link]
) -> Iterator[Fault]:
    for fault in chains.faults(detour, rolling=False, ring=True):
        yield "detour_chain", fault
    for name in sorted({link.name for link in chain} & {link.name for link in detour}):
        yield (
            "detour_chain",
            _("“%(segment)s” is closed itself; lead the way round along other segments.", segment=name),
        )
    if facts.get("detour_approved_on") is not None and not facts.get("detour_approved_by"):
        yield "detour_approved_by", _("Say which office approved it on that day.")


def route_faults(facts: Mapping[str, Any], chain: Sequence[chains.Link]) -> Iterator[Fault]:
    """What no vehicle could drive, or nobody could count on."""
    apart = list(chains.faults(chain, rolling=False, ring=True))
    if not chain:
        apart = [_("Name the segments of the route.")]
    elif not apart and chains.walk(chain) is None:
        apart = [_("The segments of a route lie end to end: put them in the order of the way, or add what is missing.")]
    for fault in apart:
        yield "chain", fault
    emergency = facts.get("kind") == EMERGENCY
    if emergency and facts.get("venue") is None:
        yield "venue", _("Say to which venue the emergency way leads.")
    if not emergency and facts.get("venue") is not None:
        yield "venue", _("Only an emergency way in leads to one venue; leave this empty.")
    if emergency and facts.get("hours"):
        yield "hours", _("Help may be needed at any time; leave the hours of an emergency way in empty.")


def standard_faults(facts: Mapping[str, Any], chain: Sequence[chains.Link]) -> Iterator[Fault]:
    """What no closure could be drafted by."""
    cause, measure = facts.get("cause"), facts.get("measure")
    for fault in chains.faults(chain, rolling=measure == ROLLING):
        yield "chain", fault
    if measure in OFF_THE_ROAD or measure == ROUTE:
        yield "measure", _("A standard closes roads; choose a measure that does.")
    if measure == ROLLING and cause != PARADE:
        yield "measure", _("Only a parade passes; choose another measure.")
    if measure in (CLASSES, TRUCKS) and not facts.get("vehicles"):
        yield "vehicles", _("Name the kinds of vehicles that may not drive.")
    if cause == CEREMONY and not facts.get("genre"):
        yield "genre", _("Say by which genre ceremonies are known.")
    if cause == CROWD and facts.get("least") is None:
        yield "least", _("Say from how many people on a crowd is large.")
    if cause == BUILD and not facts.get("nights"):
        yield "nights", _("Say on how many nights the stage is built.")
    if cause != BUILD and facts.get("nights"):
        yield "nights", _("Only a stage is built on nights before; leave this empty.")
    yield from _nights_faults(facts, follows=True)


def _nights_faults(facts: Mapping[str, Any], *, follows: bool = False) -> Iterator[Fault]:
    nights, hours = facts.get("nights"), ("night_from", "night_until")
    for key in hours:
        if nights and facts.get(key) is None:
            yield key, _("Say from when until when it holds at night.")
        if not nights and facts.get(key) is not None:
            yield key, _("Say on how many nights before the show it holds, or leave this empty.")
    if nights and facts.get(hours[0]) is not None and facts.get(hours[0]) == facts.get(hours[1]):
        yield hours[1], _("It ends when it begins.")
    if nights and not follows and facts.get("performance") is None:
        yield "performance", _("Name the show before which it holds at night.")
    for key in ("before", "after"):
        if nights and facts.get(key):
            yield key, _("At night it holds by the clock; write 0 here.")


def parade_faults(chain: Sequence[chains.Link]) -> Iterator[Fault]:
    """What nobody could walk."""
    if not chain:
        yield "chain", _("Name the segments of the way, in the order in which the parade walks them.")
    for fault in chains.faults(chain, rolling=True):
        yield "chain", fault


def gate_faults(facts: Mapping[str, Any], length: int | None) -> Iterator[Fault]:
    """Whether one can find it; `length` is that of its segment, where it is known."""
    junction, segment, metres = (facts.get(key) for key in ("junction", "segment", "metres"))
    if (junction is None) == (segment is None):
        yield "junction", _("Name the junction of the gate, or the segment along which it stands; not both.")
    if segment is not None and metres is None:
        yield "metres", _("Say how many metres from the first junction of the segment it stands.")
    if segment is None and metres is not None:
        yield "metres", _("Metres are counted along a segment; name it, or leave this empty.")
    if metres is not None and length is not None and metres > length:
        yield "metres", _("The segment is only %(length)d m long.", length=length)


def halt_faults(halts: Iterable[Any], way: Collection[Any]) -> Iterator[str]:
    """Halts at junctions that are not on the way."""
    for junction in halts:
        if junction not in way:
            yield _("“%(junction)s” is not on the way of the parade; it halts at a junction of its way.",
                    junction=junction)  # fmt: skip


def _hours_faults(facts: Mapping[str, Any]) -> Iterator[Fault]:
    starts, ends, last_day = (facts.get(key) for key in ("starts", "ends", "last_day"))
    if facts.get("performance") is not None:
        for key in ("starts", "ends", "last_day"):
            if facts.get(key) is not None:
                yield key, _("It follows a show, which gives its hours; leave this empty, or follow no show.")
        return
    if starts is None:
        yield "starts", _("Say from when, or name the show that it follows.")
        return
    if ends is not None and ends <= starts:
        yield "ends", _("It ends before it begins.")
    elif last_day is not None:
        yield from _series_faults(starts, ends, last_day)


def _series_faults(starts: datetime, ends: datetime | None, last_day: Any) -> Iterator[Fault]:
    if ends is None:
        yield "ends", _("Every day of a series needs its end.")
    elif ends - starts > A_DAY:
        yield "ends", _("The hours of one day of a series cannot last longer than a day.")
    if last_day <= starts.date():
        yield "last_day", _("The last day of a series comes after the first.")

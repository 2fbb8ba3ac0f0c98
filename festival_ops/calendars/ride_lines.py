"""Rides as calendars tell them, in one language: to the crew of a vehicle every stop, to a troupe where to be when and
which vehicle comes. Nobody's own phone has a place in them, only that of the traffic command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.calendars.lines import Facts, WrittenLine, WrittenTable, still_told
from festival_ops.calendars.timetable import Heading, State
from festival_ops.calendars.told_rides import ToldRide
from festival_ops.planning.rides.journeys import ClosedWay

# How long before a departure the one-time copy rings.
BUS_ALARM = timedelta(minutes=30)


def ride_table(heading: Heading, rows: Iterable[ToldRide]) -> WrittenTable:
    return WrittenTable(heading, tuple(_line(row, heading) for row in still_told(rows, heading)))


def _line(row: ToldRide, heading: Heading) -> WrittenLine:
    told, stands, zone = Facts(row.facts, heading.language == "en"), row.gone is None, ZoneInfo(heading.zone)
    written = _Ride(told, row.starts.astimezone(zone), row.ends.astimezone(zone), zone)
    said = written.to_a_troupe() if row.own else written.to_the_crew()
    first = told.all("stops")[:1]
    return WrittenLine(
        uid=row.uid,
        state=State.SCHEDULED if stands else State.CANCELLED,
        title=written.title(row.own),
        place=", ".join(part for stop in first for part in (stop("place"), stop("address")) if part),
        words="\n".join(said if stands else [_("This ride no longer takes place.")]),
        category=told("kind"),
        latitude=first[0].facts.get("latitude") if first else None,
        longitude=first[0].facts.get("longitude") if first else None,
        starts=written.starts,
        ends=written.ends,
        sequence=row.sequence,
        changed=row.changed,
        busy=stands,
        alarm=BUS_ALARM if stands else timedelta(),
    )


class _Ride:
    def __init__(self, told: Facts, starts: datetime, ends: datetime, zone: ZoneInfo) -> None:
        self.told, self.starts, self.ends, self.zone = told, starts, ends, zone
        self.stops = told.all("stops")

    def title(self, own: bool) -> str:
        if not self.stops:
            return self.told("vehicle")
        first, last = self.stops[0]("place"), self.stops[-1]("place")
        if own:
            return _("%(vehicle)s: %(first)s → %(last)s", vehicle=self._vehicle, first=first, last=last)
        people = sum(stop["people"] for stop in self.stops if stop["boards"])
        return ngettext(
            "%(first)s → %(last)s, %(num)s person", "%(first)s → %(last)s, %(num)s people", people,
            first=first, last=last,
        )  # fmt: skip

    def to_the_crew(self) -> Iterator[str]:
        home = self.told("home")
        yield _("%(time)s: leave %(place)s", time=f"{self.starts:%H:%M}", place=home)
        yield from (self._at(stop) for stop in self.stops)
        yield _("%(time)s: back at %(place)s", time=f"{self.ends:%H:%M}", place=home)
        yield _("Driver: %(name)s", name=self.told("driver"))
        for closed in self.told.all("closures"):
            hours = ClosedWay.of(closed.facts).hours
            yield _("Closed on the way: %(name)s, %(hours)s", name=closed("name"), hours=hours)
        yield from self._command()

    def to_a_troupe(self) -> Iterator[str]:
        boards, alights = self.stops
        yield _(
            "Be at %(place)s at %(time)s; departure at %(departure)s.",
            place=boards("place"),
            time=self._clock(boards, "begins"),
            departure=self._clock(boards, "departs"),
        )
        yield _("Arrival at %(place)s at %(time)s.", place=alights("place"), time=self._clock(alights, "begins"))
        yield _("Vehicle: %(vehicle)s", vehicle=", ".join(filter(None, (self._vehicle, self.told("kind")))))
        yield self._load(boards)
        yield from self._command()

    @property
    def _vehicle(self) -> str:
        return " · ".join(filter(None, (self.told("vehicle"), self.told("plate"))))

    def _at(self, stop: Facts) -> str:
        facts = {
            "time": self._clock(stop, "begins"),
            "place": stop("place"),
            "load": self._load(stop),
            "whom": stop("whom"),
        }
        if stop["boards"]:
            return _("%(time)s %(place)s, getting in: %(whom)s (%(load)s)", **facts)
        return _("%(time)s %(place)s, getting out: %(whom)s (%(load)s)", **facts)

    def _load(self, stop: Facts) -> str:
        people = ngettext("%(num)s person", "%(num)s people", stop["people"])
        if not stop["luggage"]:
            return people
        luggage = ngettext("%(num)s piece of luggage", "%(num)s pieces of luggage", stop["luggage"])
        return _("%(people)s, %(luggage)s", people=people, luggage=luggage)

    def _command(self) -> Iterator[str]:
        if phone := self.told("phone"):
            yield _("Traffic command: %(phone)s.", phone=phone)

    def _clock(self, stop: Facts, name: str) -> str:
        return f"{stop[name].astimezone(self.zone):%H:%M}"

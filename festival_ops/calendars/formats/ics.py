"""iCalendar (RFC 5545, RFC 7986): the only file that speaks it.

icalendar needs a hand in six places: `Calendar.new()` would invent a UID each time; without `stamp` the clock gets in;
REFRESH-INTERVAL and SOURCE must say their VALUE; X-PUBLISHED-TTL must be a duration; libical stumbles over the COMMENT
in VTIMEZONE; and its texts turn a backslash before N into a line break.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone
from icalendar.prop import vDuration, vText

from festival_ops.calendars.formats.letters import carried
from festival_ops.calendars.lines import WrittenLine, WrittenTable
from festival_ops.calendars.timetable import Heading, Kind, Line, State, Timetable

REFRESH = timedelta(minutes=15)
CALL_ALARM = timedelta(minutes=60)
# Names of CSS, the only colours RFC 7986 knows.
COLORS = {
    Kind.TROUPE: "indigo",
    Kind.STAGE: "teal",
    Kind.VENUE: "firebrick",
    Kind.PUBLIC: "darkgoldenrod",
    Kind.OFFICER: "steelblue",
    Kind.POST: "seagreen",
    Kind.SECTOR: "sienna",
    Kind.VEHICLE: "darkorange",
    Kind.RIDES: "chocolate",
    Kind.ESCORT: "purple",
    Kind.DELEGATION: "darkslateblue",
}
# iCalendar has no word for "postponed": tentative, not taking up anybody's time, and said so in words.
STATUS = {
    State.SCHEDULED: "CONFIRMED",
    State.CANCELLED: "CANCELLED",
    State.WITHDRAWN: "CANCELLED",
    State.POSTPONED: "TENTATIVE",
}

Table = Timetable | WrittenTable


class Text(vText):
    def to_ical(self) -> bytes:
        told = carried(self)
        for letter in "\\;,":
            told = told.replace(letter, f"\\{letter}")
        return told.replace("\n", "\\n").encode()


def subscription(timetable: Table) -> bytes:
    """The living calendar: says how often to come back and where it lives."""
    calendar = _calendar(timetable)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    if timetable.heading.source:
        calendar.add("SOURCE", timetable.heading.source, parameters={"VALUE": "URI"})
    return _written(calendar)


def copy(timetable: Table) -> bytes:
    """The one-time copy: it never changes, so it also carries the reminders."""
    calendar = _calendar(timetable)
    for event, line in zip(calendar.events, timetable.lines, strict=True):
        if (alarm := _alarm(line)) is not None:
            event.add_component(alarm)
    return _written(calendar)


def _calendar(timetable: Table) -> Calendar:
    heading = timetable.heading
    calendar = Calendar()
    calendar["PRODID"] = Text("-//Festival Office//Calendars//EN")
    calendar["VERSION"] = Text("2.0")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = Text(heading.name)
    calendar["X-WR-TIMEZONE"] = Text(heading.zone)
    calendar["COLOR"] = Text(COLORS[heading.outlook.kind])
    calendar.add_component(Timezone.from_ical(_zone(heading.zone, *_years(timetable))))
    for line in timetable.lines:
        calendar.add_component(_event(line, heading))
    return calendar


def _event(line: Line | WrittenLine, heading: Heading) -> Event:
    event = Event()
    event["UID"] = Text(f"{line.uid}@{heading.domain}")
    event.add("DTSTAMP", line.changed)
    event.add("LAST-MODIFIED", line.changed)
    event.add("SEQUENCE", line.sequence)
    event.add("DTSTART", line.starts)
    event.add("DTEND", line.ends)
    event["SUMMARY"] = Text(_title(line))
    event["STATUS"] = Text(STATUS[line.state])
    event["TRANSP"] = Text("OPAQUE" if line.busy else "TRANSPARENT")
    for name, words in _words(line).items():
        if words:
            event[name] = Text(words)
    if line.latitude is not None and line.longitude is not None:
        event.add("GEO", (line.latitude, line.longitude))
    return event


def _words(line: Line | WrittenLine) -> dict[str, str]:
    if isinstance(line, WrittenLine):
        return {"LOCATION": line.place, "DESCRIPTION": line.words, "CATEGORIES": line.category}
    return {"LOCATION": _place(line), "DESCRIPTION": _description(line), "CATEGORIES": line.genre}


def _title(line: Line | WrittenLine) -> str:
    match line.state:
        case State.CANCELLED | State.WITHDRAWN:
            return _("CANCELLED: %(title)s", title=line.title)
        case State.POSTPONED:
            return _("POSTPONED: %(title)s", title=line.title)
        case State.SCHEDULED:
            return line.title


def _place(line: Line) -> str:
    named = dict.fromkeys(part for part in (line.stage, line.venue, line.address) if part)
    return ", ".join(named)


def _description(line: Line) -> str:
    return "\n".join(sentence for sentence in (*_news(line), *_duties(line), *_way(line)) if sentence)


def _news(line: Line) -> tuple[str, ...]:
    match line.state:
        case State.CANCELLED:
            return (_("This showing does not take place."),)
        case State.WITHDRAWN:
            return (_("This showing is no longer part of this calendar. Please look it up in the latest programme."),)
        case State.POSTPONED:
            return (_("Postponed; the new date is not known yet. The time shown is the former one."),)
        case State.SCHEDULED:
            return ()


def _duties(line: Line) -> tuple[str, ...]:
    troupes = _("Performed by: %(troupes)s", troupes=", ".join(line.troupes)) if line.troupes else ""
    if line.state is not State.SCHEDULED:
        return (troupes,)
    return (
        troupes,
        _("Call time: %(moment)s", moment=_clock(line.call)) if line.call else "",
        _("Gate: %(gate)s", gate=line.gate) if line.gate else "",
        _("Contact point: %(point)s", point=line.contact_point) if line.contact_point else "",
        _("Run order: number %(order)s on this stage that day", order=line.order) if line.order else "",
    )


def _way(line: Line) -> tuple[str, ...]:
    if not line.stops or line.state is not State.SCHEDULED:
        return ()
    places = (
        _("%(starts)s–%(ends)s at %(stage)s", starts=f"{s.starts:%H:%M}", ends=f"{s.ends:%H:%M}", stage=s.stage)
        for s in line.stops
    )
    return (_("The way of the parade:"), *places)


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M, %d/%m/%Y}"


def _alarm(line: Line | WrittenLine) -> Alarm | None:
    if isinstance(line, WrittenLine):
        before = -line.alarm
        words = _("%(moment)s: %(title)s", moment=_clock(line.starts), title=line.title)
    elif line.call is not None and line.state is State.SCHEDULED:
        before = line.call - line.starts - CALL_ALARM
        words = _("Call time at %(moment)s: %(title)s", moment=_clock(line.call), title=line.title)
    else:
        return None
    return _ringing(before, words) if before else None


def _ringing(before: timedelta, words: str) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"] = Text("DISPLAY")
    alarm["DESCRIPTION"] = Text(words)
    alarm.add("TRIGGER", before)
    return alarm


def _years(timetable: Table) -> tuple[date, date]:
    """Whole years around everything that happens, so that the zone stands still from release to release."""
    days = [timetable.heading.first_day, timetable.heading.last_day]
    days += [line.starts.date() for line in timetable.lines] + [line.ends.date() for line in timetable.lines]
    return date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)


@lru_cache(maxsize=32)
def _zone(name: str, first: date, last: date) -> bytes:
    zone = Timezone.from_tzinfo(ZoneInfo(name), name, first, last)
    del zone["COMMENT"]
    return bytes(zone.to_ical())


def _written(calendar: Calendar) -> bytes:
    return bytes(calendar.to_ical())

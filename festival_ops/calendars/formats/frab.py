"""schedule.xml and schedule.json as frab and the c3voc tools read them.

They know no cancelled showings, so only what takes place is told. Ids and guids come from the performance alone and
stay the same in every release.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from festival_ops.calendars.formats.letters import carried
from festival_ops.calendars.timetable import Heading, Line, State, Timetable

SCHEMA = "https://c3voc.de/schedule/schema.json"


def xml(timetable: Timetable) -> bytes:
    schedule = ElementTree.Element("schedule")
    conference = _conference(timetable.heading)
    _child(schedule, "version", str(timetable.heading.release))
    told = ElementTree.SubElement(schedule, "conference")
    for name in ("title", "acronym", "start", "end", "timeslot_duration"):
        _child(told, name, conference[name])
    _child(told, "days", str(conference["daysCount"]))
    for day in _days(timetable):
        element = ElementTree.SubElement(
            schedule, "day", index=str(day["index"]), date=day["date"], start=day["day_start"], end=day["day_end"]
        )
        for name, events in day["rooms"].items():
            room = ElementTree.SubElement(element, "room", name=name)
            for event in events:
                room.append(_event_element(event))
    ElementTree.indent(schedule)
    return ElementTree.tostring(schedule, encoding="utf-8", xml_declaration=True) + b"\n"


def text(timetable: Timetable) -> bytes:
    days = _days(timetable)
    rooms = dict.fromkeys(name for day in days for name in day["rooms"])
    conference = {
        **_conference(timetable.heading),
        "time_zone_name": timetable.heading.zone,
        "rooms": [{"name": name, "guid": _guid(timetable.heading, f"stage-{name}")} for name in rooms],
        "days": days,
    }
    schedule = {"version": str(timetable.heading.release), "conference": conference}
    return (json.dumps({"$schema": SCHEMA, "schedule": schedule}, ensure_ascii=False, indent=1) + "\n").encode()


def _conference(heading: Heading) -> dict[str, Any]:
    return {
        "title": carried(heading.name),
        "acronym": _acronym(heading),
        "start": heading.first_day.isoformat(),
        "end": heading.last_day.isoformat(),
        "daysCount": (heading.last_day - heading.first_day).days + 1,
        "timeslot_duration": _span(timedelta(minutes=heading.grid)),
    }


def _acronym(heading: Heading) -> str:
    """Readers want four letters at least, and no hyphen after the first."""
    plain = heading.acronym.replace("-", "_")
    return plain if len(plain) >= 4 else f"{plain}_{heading.first_day.year}"


def _days(timetable: Timetable) -> list[dict[str, Any]]:
    heading = timetable.heading
    lines = [line for line in timetable.lines if line.state is State.SCHEDULED]
    days = sorted({line.day for line in lines} | set(heading.days))
    return [
        {
            "index": index,
            "date": day.isoformat(),
            "day_start": heading.opens(day).isoformat(),
            "day_end": heading.opens(day + timedelta(days=1)).isoformat(),
            "rooms": _rooms(heading, day, lines),
        }
        for index, day in enumerate(days, 1)
    ]


def _rooms(heading: Heading, day: date, lines: list[Line]) -> dict[str, list[dict[str, Any]]]:
    shown = sorted((line for line in lines if line.day == day), key=lambda line: (line.stage, line.starts))
    return {
        carried(stage): [_event(line, heading) for line in standing]
        for stage, standing in groupby(shown, key=lambda line: line.stage)
    }


def _event(line: Line, heading: Heading) -> dict[str, Any]:
    name = f"performance-{line.performance_id}"
    return {
        "id": line.performance_id,
        "guid": _guid(heading, name),
        "url": f"{heading.home}#{name}",
        "slug": f"{heading.acronym}-{name}",
        "date": line.starts.isoformat(),
        "start": f"{line.starts:%H:%M}",
        "duration": _span(line.ends - line.starts),
        "room": carried(line.stage),
        "title": carried(line.title),
        "subtitle": "",
        "track": carried(line.genre),
        "type": "performance",
        "language": heading.language,
        "abstract": "",
        "description": _place(line),
        "persons": [{"name": carried(troupe)} for troupe in line.troupes],
        "links": [],
    }


def _event_element(event: dict[str, Any]) -> ElementTree.Element:
    element = ElementTree.Element("event", id=str(event["id"]), guid=event["guid"])
    for name in ("date", "start", "duration", "room", "slug", "title", "subtitle", "track", "type", "language"):
        _child(element, name, event[name])
    for name in ("abstract", "description"):
        _child(element, name, event[name])
    persons = ElementTree.SubElement(element, "persons")
    for person in event["persons"]:
        _child(persons, "person", person["name"])
    ElementTree.SubElement(element, "links")
    return element


def _place(line: Line) -> str:
    return carried(", ".join(part for part in (line.venue, line.address) if part))


def _child(parent: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, name).text = words


def _guid(heading: Heading, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{name}@{heading.domain}"))


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"

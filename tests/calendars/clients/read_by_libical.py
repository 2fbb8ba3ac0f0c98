"""Reads a calendar from standard input with libical and tells its events as JSON. Run by the system's own Python."""

import json
import sys

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402

calendar = ICalGLib.Component.new_from_string(sys.stdin.buffer.read().decode())
utc = ICalGLib.Timezone.get_utc_timezone()


def first(component, kind):
    return component.get_first_property(getattr(ICalGLib.PropertyKind, f"{kind}_PROPERTY"))


def unix(component, kind, moment):
    zone = first(component, kind).get_first_parameter(ICalGLib.ParameterKind.TZID_PARAMETER)
    return moment.as_timet_with_zone(calendar.get_timezone(zone.get_tzid()) if zone else utc)


def told(event):
    categories = first(event, "CATEGORIES")
    status = first(event, "STATUS").get_value_as_string()
    return {
        "uid": event.get_uid(),
        "title": event.get_summary(),
        "starts": unix(event, "DTSTART", event.get_dtstart()),
        "ends": unix(event, "DTEND", event.get_dtend()),
        "place": event.get_location() or "",
        "words": event.get_description() or "",
        "genre": categories.get_categories() if categories else "",
        "status": status,
        "sequence": event.get_sequence(),
    }


events = []
event = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
while event:
    events.append(told(event))
    event = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
calendar.check_restrictions()
sys.stdout.write(json.dumps({"errors": calendar.count_errors(), "events": events}))

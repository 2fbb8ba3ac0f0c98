"""The rooms of the office as the left-hand navigation shows them, in this order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, url_for
from flask_babel import lazy_gettext

from festival_ops.accounts.guard import policy_for
from festival_ops.accounts.policy import allows


@dataclass(frozen=True)
class Door:
    """A page of the edition. `own` marks those that show a troupe's coordinator the troupe's own rows."""

    endpoint: str
    title: Any
    icon: str
    own: bool = False


@dataclass(frozen=True)
class Room:
    title: Any
    doors: tuple[Door, ...]


ROOMS: tuple[Room, ...] = (
    Room(
        lazy_gettext("Programme"),
        (
            Door("programme.overview", lazy_gettext("Overview"), "layout-dashboard"),
            Door("programme.performance_list", lazy_gettext("Performances"), "ticket", own=True),
            Door("programme.rehearsal_list", lazy_gettext("Rehearsals"), "clock", own=True),
            Door("programme.work_list", lazy_gettext("Works"), "masks-theater"),
            Door("programme.troupe_list", lazy_gettext("Troupes"), "users-group", own=True),
            Door("programme.contact_list", lazy_gettext("Contacts"), "phone", own=True),
            Door("programme.venue_list", lazy_gettext("Venues"), "map-pin"),
            Door("programme.stage_list", lazy_gettext("Stages"), "microphone"),
            Door("programme.equipment_list", lazy_gettext("Equipment"), "tool"),
            Door("programme.blackout_list", lazy_gettext("Closed days and hours"), "calendar-off"),
            Door("programme.permit_list", lazy_gettext("Permits and notices"), "file-text"),
            Door("spreadsheets.uploads", lazy_gettext("Spreadsheets"), "file-spreadsheet"),
        ),
    ),
    Room(
        lazy_gettext("The plan"),
        (
            Door("planning.timeline", lazy_gettext("Timeline"), "calendar-stats", own=True),
            Door("planning.run_new", lazy_gettext("Build the schedule"), "wand"),
            Door("planning.violations", lazy_gettext("What the plan breaks"), "alert-triangle"),
            Door("planning.pins_list", lazy_gettext("Pins"), "pin"),
            Door("planning.scenarios_list", lazy_gettext("Scenarios"), "versions"),
            Door("planning.rules", lazy_gettext("Rules and wishes"), "adjustments"),
            Door("planning.releases_list", lazy_gettext("Releases"), "rosette-discount-check"),
        ),
    ),
    Room(
        lazy_gettext("Security and order"),
        (
            Door("crew.summary", lazy_gettext("Overview"), "layout-dashboard"),
            Door("roster.day_show", lazy_gettext("Roster"), "table"),
            Door("field.show", lazy_gettext("In the field"), "speakerphone"),
            Door("crew.post_list", lazy_gettext("Posts"), "shield-check"),
            Door("crew.need_list", lazy_gettext("Needs"), "clipboard-list"),
            Door("demand.day_show", lazy_gettext("Demand"), "chart-bar"),
            Door("crew.standard_list", lazy_gettext("Standards"), "scale"),
            Door("crew.shift_list", lazy_gettext("Shifts"), "clock"),
            Door("crew.sector_list", lazy_gettext("Sectors"), "map"),
            Door("crew.officer_list", lazy_gettext("People on duty"), "user-check"),
            Door("crew.absence_list", lazy_gettext("Absences"), "clock-pause"),
            Door("crew.squad_list", lazy_gettext("Squads"), "sitemap"),
            Door("crew.agency_list", lazy_gettext("Agencies"), "building"),
            Door("crew.force_list", lazy_gettext("Forces"), "shield"),
            Door("crew.qualification_list", lazy_gettext("Qualifications"), "checklist"),
        ),
    ),
    Room(
        lazy_gettext("Our agency"),
        (
            Door("desk.summary", lazy_gettext("Duties of our people"), "table"),
            Door("desk.officer_list", lazy_gettext("Our people"), "user-check"),
            Door("desk.absence_list", lazy_gettext("Absences"), "clock-pause"),
            Door("desk_sheets.uploads", lazy_gettext("Spreadsheets"), "file-spreadsheet"),
        ),
    ),
    Room(
        lazy_gettext("Traffic"),
        (
            Door("roads.day_show", lazy_gettext("Roads by day"), "layout-dashboard"),
            Door("roads.today_show", lazy_gettext("Roads now"), "speakerphone"),
            Door("roads.notice_list", lazy_gettext("Notices of roads"), "file-text"),
            Door("roads.map_show", lazy_gettext("Map of the roads"), "map-2"),
            Door("traffic.closure_list", lazy_gettext("Closures"), "barrier-block"),
            Door("roads.drafts_show", lazy_gettext("Drafted closures"), "checklist"),
            Door("traffic.closure_standard_list", lazy_gettext("Closure standards"), "scale"),
            Door("traffic.parade_list", lazy_gettext("Parades"), "users-group"),
            Door("traffic.parade_unit_list", lazy_gettext("Units of parades"), "list-details"),
            Door("traffic.route_list", lazy_gettext("Routes to keep open"), "ambulance"),
            Door("traffic.segment_list", lazy_gettext("Road segments"), "road"),
            Door("traffic.street_list", lazy_gettext("Streets"), "route"),
            Door("traffic.junction_list", lazy_gettext("Junctions"), "traffic-lights"),
            Door("traffic.parking_place_list", lazy_gettext("Parking places"), "parking"),
            Door("traffic.stop_place_list", lazy_gettext("Stops"), "bus-stop"),
            Door("traffic.gate_list", lazy_gettext("Gates"), "door-enter"),
        ),
    ),
    Room(
        lazy_gettext("Transfers and rides"),
        (
            Door("rides.day_show", lazy_gettext("Rides"), "bus"),
            Door("transfers.day_show", lazy_gettext("Transfers by day"), "luggage"),
            Door("guest_rides.drafts_show", lazy_gettext("Transfers of delegations"), "flag"),
            Door("arrivals.gates_show", lazy_gettext("Cars at the gates"), "door-enter"),
            Door("traffic.stay_list", lazy_gettext("Stays of groups"), "bed"),
            Door("traffic.vehicle_list", lazy_gettext("Vehicles"), "car"),
            Door("traffic.driver_list", lazy_gettext("Drivers"), "steering-wheel"),
            Door("traffic.ride_place_list", lazy_gettext("Places of rides"), "map-pins"),
        ),
    ),
    Room(
        lazy_gettext("Protocol"),
        (
            Door("protocol.delegation_list", lazy_gettext("Delegations"), "flag"),
            Door("protocol.guest_list", lazy_gettext("Guests"), "user"),
            Door("protocol.arrivals_show", lazy_gettext("Arrivals and departures"), "plane-arrival"),
            Door("escorts.day_show", lazy_gettext("Who goes with whom"), "table"),
            Door("protocol.engagement_list", lazy_gettext("Engagements of delegations"), "calendar-event"),
            Door("protocol.escort_list", lazy_gettext("Liaison officers and interpreters"), "language"),
            Door("protocol.guest_place_list", lazy_gettext("Hotels and places of guests"), "map-pins"),
            Door("guest_rides.places_show", lazy_gettext("Rides of delegations"), "car"),
            Door("protocol.allotment_list", lazy_gettext("Room allotments"), "building"),
            Door("protocol.rooms_show", lazy_gettext("Rooms of guests"), "bed"),
            Door("protocol.guest_group_list", lazy_gettext("Kinds of guests"), "users-group"),
            Door("protocol.precedence_set_list", lazy_gettext("Rules of precedence"), "sort-descending"),
            Door("script.show", lazy_gettext("Scripts of ceremonies"), "file-text"),
            Door("protocol.stage_item_list", lazy_gettext("Things on the stage"), "flag"),
            Door("protocol.ceremony_list", lazy_gettext("Ceremonies"), "trophy"),
            Door("protocol.seat_tie_list", lazy_gettext("Together and apart"), "link"),
            Door("passes.list_show", lazy_gettext("Passes"), "ticket"),
            Door("passes.gate_show", lazy_gettext("At the gate"), "door-enter"),
            Door("protocol.pass_zone_list", lazy_gettext("Zones"), "map-2"),
            Door("protocol.pass_kind_list", lazy_gettext("Kinds of passes"), "stack-2"),
            Door("protocol.exports_show", lazy_gettext("Lists to hand out"), "file-download"),
            Door("protocol.passport_list", lazy_gettext("Passports"), "lock", own=True),
            Door("protocol.readings_list", lazy_gettext("Who has opened passports"), "eye"),
            Door("protocol.erasure_show", lazy_gettext("Erase names"), "eye-off"),
            Door("programme.party_list", lazy_gettext("Guests of honour"), "star"),
        ),
    ),
    Room(
        lazy_gettext("My delegations"),
        (
            Door("escort_desk.today_show", lazy_gettext("Now and next"), "clock"),
            Door("escort_desk.days_show", lazy_gettext("All my engagements"), "calendar-event"),
        ),
    ),
    Room(
        lazy_gettext("Calendars"),
        (Door("calendars.feed_list", lazy_gettext("Calendar feeds"), "rss"),),
    ),
    Room(
        lazy_gettext("Administration"),
        (
            Door("members.people", lazy_gettext("People and roles"), "users"),
            Door("members.history", lazy_gettext("All changes"), "history"),
            Door("spreadsheets.exports", lazy_gettext("What was taken away"), "file-download"),
        ),
    ),
)


def init(app: Flask) -> None:
    app.jinja_env.globals.update(open_rooms=open_rooms, search_address=search_address, import_address=import_address)


def open_rooms() -> list[tuple[Room, list[Door]]]:
    """The rooms this person may enter in this edition, each with the doors that open."""
    if not g.get("edition") or not g.get("access") or not g.access.member:
        return []
    found = [(room, [door for door in room.doors if _opens(door)]) for room in ROOMS]
    return [(room, doors) for room, doors in found if doors]


def _opens(door: Door) -> bool:
    policy = policy_for(current_app._get_current_object(), door.endpoint)  # type: ignore[attr-defined]
    if policy is None or not allows(policy, g.person, g.access):
        return False
    return not g.access.own_only(policy.secrecy) or (door.own and bool(g.access.troupes))


def search_address() -> str | None:
    return _address("programme.search")


def import_address() -> str | None:
    """Where a whole list is brought in from a spreadsheet."""
    return _address("spreadsheets.uploads")


def _address(endpoint: str) -> str | None:
    return url_for(endpoint) if _opens(Door(endpoint, "", "", own=True)) else None

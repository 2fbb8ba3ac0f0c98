"""The words of the room: what drives, who may pass, what a closure does, and what roads and places are."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

VEHICLES = [
    ("motorbike", _("Motorbikes")),
    ("bicycle", _("Bicycles")),
    ("car", _("Cars")),
    ("van", _("Vans")),
    ("coach", _("Coaches")),
    ("truck", _("Trucks")),
    ("bus", _("Buses")),
    ("emergency", _("Emergency vehicles")),
]
EXEMPTIONS = [
    ("priority", _("Priority vehicles")),
    ("badge", _("Vehicles with the organiser's badge")),
    ("residents", _("Residents")),
    ("staff", _("Staff on duty")),
    ("buses", _("Public buses")),
]
ALL, CLASSES, TRUCKS, ROLLING, WORKS, CHECK, ROUTE = "all", "classes", "trucks", "rolling", "works", "check", "route"
ENTRY, SITE, AIR = "entry", "site", "air"
MEASURES = [
    (ALL, _("All vehicles banned")),
    (CLASSES, _("Some kinds of vehicles banned")),
    (TRUCKS, _("Trucks kept out")),
    (ROLLING, _("Closed while a procession passes")),
    (WORKS, _("Taken for the event or its stage build")),
    (CHECK, _("Passed with a check only")),
    (ENTRY, _("No more visitors admitted")),
    (SITE, _("Site closed")),
    (AIR, _("Airspace closed to drones")),
    (ROUTE, _("Named as the way round")),
]
# Measures under which the kinds of vehicles they name may not drive through.
BANNING = frozenset({ALL, CLASSES, TRUCKS, ROLLING, WORKS})
# Measures of a ground or of the air, which need no road.
OFF_THE_ROAD = frozenset({ENTRY, SITE, AIR})
PARADE, CEREMONY, CROWD, FIREWORKS, BUILD = "parade", "ceremony", "crowd", "fireworks", "build"
CAUSES = [
    (PARADE, _("A parade")),
    (CEREMONY, _("A ceremony, by its genre")),
    (CROWD, _("A show with a large crowd")),
    (FIREWORKS, _("Fireworks, where a permit names the show")),
    (BUILD, _("A stage build on the nights before")),
]
EMERGENCY = "emergency"
ROUTES = [
    (EMERGENCY, _("Emergency way in")),
    ("bus", _("Bus line")),
    ("shuttle", _("Shuttle line")),
    ("ambulance", _("Ambulance route")),
]
STREET = "street"
SEGMENT_KINDS = [
    (STREET, _("Street")),
    ("bridge", _("Bridge")),
    ("floating bridge", _("Floating bridge")),
    ("square", _("Square")),
    ("walking street", _("Walking street")),
]
ANYBODY = "anybody"
USERS = [
    (ANYBODY, _("Anybody")),
    ("visitors", _("Visitors")),
    ("troupes", _("Troupes")),
    ("guests", _("Guests of honour")),
    ("staff", _("Staff")),
    ("residents", _("Residents")),
]
STOPS = [
    ("shuttle", _("Shuttle stop")),
    ("coach", _("Coach stop")),
    ("bus", _("Bus stop")),
    ("ambulance", _("Ambulance stand")),
]
PLANNED, AGREED, ANNOUNCED, LIFTED, WITHDRAWN = "planned", "agreed", "announced", "lifted", "withdrawn"
STATES = [
    (PLANNED, _("Planned")),
    (AGREED, _("Agreed")),
    (ANNOUNCED, _("Announced")),
    (LIFTED, _("Lifted")),
    (WITHDRAWN, _("Withdrawn")),
]
# What carries people or luggage on rides, each with the number by which the core knows it.
CARRIERS = {"car": 1, "van": 2, "coach": 3, "bus": 4, "truck": 5}
CARRYING = [
    ("car", _("Cars")),
    ("van", _("Minibuses and vans")),
    ("coach", _("Coaches")),
    ("bus", _("Buses")),
    ("truck", _("Trucks")),
]
HOTEL = "hotel"
RIDE_PLACES = [
    (HOTEL, _("Hotel or lodging")),
    ("airport", _("Airport")),
    ("station", _("Railway or coach station")),
    ("depot", _("Vehicle depot")),
    ("barracks", _("Barracks")),
    ("venue", _("Drop-off at a venue")),
    ("other", _("Other place")),
]
ARRIVAL, DEPARTURE = "arrival", "departure"
LEGS = [("", _("– none –")), (ARRIVAL, _("Arrival of the group")), (DEPARTURE, _("Departure of the group"))]
# Places that a unit of a parade must have.
ANYWHERE, FIRST, LAST = "", "first", "last"
HELD = [
    (ANYWHERE, _("Anywhere")),
    (FIRST, _("At the head")),
    (LAST, _("At the end")),
]

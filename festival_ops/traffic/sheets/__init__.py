"""The spreadsheets of this room, in the order in which they are read."""

from festival_ops.spreadsheets.sheet import Sheet
from festival_ops.traffic.sheets.closures import CLOSURES
from festival_ops.traffic.sheets.network import JUNCTIONS, SEGMENTS, STREETS
from festival_ops.traffic.sheets.parades import PARADES, UNITS
from festival_ops.traffic.sheets.places import GATES, PARKING, STOPPING
from festival_ops.traffic.sheets.routes import ROUTES_SHEET
from festival_ops.traffic.sheets.standards import CLOSURE_STANDARDS
from festival_ops.traffic.sheets.transfers import STAYS, TRANSFERS
from festival_ops.traffic.sheets.vehicles import DRIVERS, RIDE_PLACES_SHEET, VEHICLES_SHEET

_ROADS = (
    JUNCTIONS,
    STREETS,
    SEGMENTS,
    PARKING,
    STOPPING,
    GATES,
    ROUTES_SHEET,
    CLOSURES,
    CLOSURE_STANDARDS,
    PARADES,
    UNITS,
)
_RIDES = (RIDE_PLACES_SHEET, DRIVERS, VEHICLES_SHEET, STAYS, TRANSFERS)
SHEETS: dict[str, Sheet] = {sheet.name: sheet for sheet in (*_ROADS, *_RIDES)}

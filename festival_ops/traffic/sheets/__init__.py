"""The spreadsheets of this room, in the order in which they are read."""

from festival_ops.spreadsheets.sheet import Sheet
from festival_ops.traffic.sheets.closures import CLOSURES
from festival_ops.traffic.sheets.network import JUNCTIONS, SEGMENTS, STREETS
from festival_ops.traffic.sheets.places import GATES, PARKING, STOPPING
from festival_ops.traffic.sheets.routes import ROUTES_SHEET

SHEETS: dict[str, Sheet] = {
    sheet.name: sheet for sheet in (JUNCTIONS, STREETS, SEGMENTS, PARKING, STOPPING, GATES, ROUTES_SHEET, CLOSURES)
}

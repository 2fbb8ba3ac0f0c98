"""The table of contents: every area that has pages."""

from flask import Blueprint

from festival_ops.accounts.views import area as accounts
from festival_ops.accounts.views import members
from festival_ops.calendars.views import area as calendars
from festival_ops.calendars.views import feeds, files
from festival_ops.home import area as home
from festival_ops.planning.views import area as planning
from festival_ops.planning.views import arrivals_area as arrivals
from festival_ops.planning.views import demand_area as demand
from festival_ops.planning.views import escort_desk_area as escort_desk
from festival_ops.planning.views import escorts_area as escorts
from festival_ops.planning.views import field_area as field
from festival_ops.planning.views import guest_rides_area as guest_rides
from festival_ops.planning.views import passes_area as passes
from festival_ops.planning.views import public
from festival_ops.planning.views import rides_area as rides
from festival_ops.planning.views import roads_area as roads
from festival_ops.planning.views import rooms_area as rooms
from festival_ops.planning.views import roster_area as roster
from festival_ops.planning.views import script_area as script
from festival_ops.planning.views import seating_area as seating
from festival_ops.planning.views import transfers_area as transfers
from festival_ops.programme.views import area as programme
from festival_ops.programme.views import editions
from festival_ops.protocol.views import area as protocol
from festival_ops.security.views import area as security
from festival_ops.security.views import desk, desk_sheets
from festival_ops.spreadsheets.views import area as spreadsheets
from festival_ops.start import area as start
from festival_ops.traffic.views import area as traffic

AREAS: tuple[Blueprint, ...] = (
    home,
    start,
    accounts,
    members,
    editions,
    programme,
    spreadsheets,
    security,
    desk,
    desk_sheets,
    traffic,
    protocol,
    rooms,
    script,
    roads,
    transfers,
    guest_rides,
    rides,
    planning,
    roster,
    seating,
    arrivals,
    escorts,
    passes,
    escort_desk,
    demand,
    field,
    public,
    calendars,
    feeds,
    files,
)

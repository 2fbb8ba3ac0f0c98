"""The spreadsheets of this room, in the order in which they are read."""

from festival_ops.protocol.sheets.ceremonies import CEREMONIES, INVITATIONS, SEAT_BLOCKS, SEAT_TIES
from festival_ops.protocol.sheets.delegations import DELEGATIONS, GUESTS
from festival_ops.protocol.sheets.engagements import ENGAGEMENTS
from festival_ops.protocol.sheets.escorts import ESCORTS
from festival_ops.protocol.sheets.passes import PASS_KINDS, PASS_ZONES
from festival_ops.protocol.sheets.places import ALLOTMENTS, GUEST_PLACES
from festival_ops.protocol.sheets.precedence import GUEST_GROUPS, PRECEDENCE_SETS
from festival_ops.protocol.sheets.script import SCRIPT_LINES, STAGE_ITEMS
from festival_ops.protocol.sheets.stays import LEGS, LODGINGS
from festival_ops.spreadsheets.sheet import Sheet

_ALL = (
    GUEST_GROUPS,
    PRECEDENCE_SETS,
    GUEST_PLACES,
    ALLOTMENTS,
    DELEGATIONS,
    GUESTS,
    LEGS,
    LODGINGS,
    ESCORTS,
    CEREMONIES,
    SEAT_BLOCKS,
    INVITATIONS,
    SEAT_TIES,
    SCRIPT_LINES,
    STAGE_ITEMS,
    ENGAGEMENTS,
    PASS_ZONES,
    PASS_KINDS,
)
SHEETS: dict[str, Sheet] = {sheet.name: sheet for sheet in _ALL}

"""The table of contents of spreadsheets: every kind of rows that goes in and out as one."""

from festival_ops.planning.head_sheets import SHEETS as JUDGED
from festival_ops.programme.sheets import SHEETS as PROGRAMME
from festival_ops.protocol.sheets import SHEETS as PROTOCOL
from festival_ops.security.sheets import SHEETS as SECURITY
from festival_ops.spreadsheets.sheet import Sheet
from festival_ops.traffic.sheets import SHEETS as TRAFFIC

# Read in this order: what a row refers to stands before it.
SHEETS: dict[str, Sheet] = {**PROGRAMME, **SECURITY, **JUDGED, **TRAFFIC, **PROTOCOL}

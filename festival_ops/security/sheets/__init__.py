"""The spreadsheets of the security room, in the order in which a workbook of several is read: SHEETS."""

from festival_ops.security.sheets.absences import ABSENCES
from festival_ops.security.sheets.officers import OFFICERS
from festival_ops.security.sheets.people import AGENCIES, FORCES, QUALIFICATIONS, SQUADS
from festival_ops.security.sheets.posts import NEEDS, POSTS, SECTORS, SHIFTS
from festival_ops.security.sheets.standards import STANDARDS
from festival_ops.spreadsheets.sheet import Sheet

SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        *(FORCES, QUALIFICATIONS, AGENCIES, SECTORS, POSTS, SHIFTS, STANDARDS, NEEDS, SQUADS, OFFICERS, ABSENCES),
    )
}

"""The spreadsheets of the programme, in the order in which a workbook of several is read: SHEETS."""

from festival_ops.programme.sheets.artists import CLASHES, PERSONS, TROUPES, WORKS
from festival_ops.programme.sheets.limits import BLACKOUTS, PARTIES
from festival_ops.programme.sheets.performances import PERFORMANCES, PRECEDENCES
from festival_ops.programme.sheets.places import STAGES, VENUES
from festival_ops.programme.sheets.rehearsals import REHEARSALS
from festival_ops.programme.sheets.ways import EQUIPMENT, NEIGHBOURS, TRAVEL
from festival_ops.spreadsheets.sheet import Sheet

SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        VENUES,
        STAGES,
        TRAVEL,
        NEIGHBOURS,
        EQUIPMENT,
        TROUPES,
        PERSONS,
        WORKS,
        CLASHES,
        PERFORMANCES,
        PRECEDENCES,
        REHEARSALS,
        BLACKOUTS,
        PARTIES,
    )
}

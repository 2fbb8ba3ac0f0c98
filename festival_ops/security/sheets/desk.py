"""The spreadsheets of an agency's desk: its own people and when they are away; no row of another agency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import g
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.database import db
from festival_ops.security.models import Officer
from festival_ops.security.own import own, own_agencies, scope
from festival_ops.security.sheets.absences import ABSENCES
from festival_ops.security.sheets.officers import OFFICERS
from festival_ops.security.sheets.people import AGENCIES, QUALIFICATIONS, SQUADS
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.cells import Link, written
from festival_ops.spreadsheets.names import Entry, MisreadError
from festival_ops.spreadsheets.offered import Counter
from festival_ops.spreadsheets.receiving import Raw
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.words import tidy

_OF_THE_OFFICE = ("home_venue", "source", "status")


class OwnAgency(Link):
    """Whoever is sent by another agency cannot be entered here, whether there is such an agency or not."""

    def read(self, raw: Raw, book: Book) -> Entry:
        try:
            return super().read(raw, book)
        except MisreadError:
            told = {"name": tidy(written(raw))[:100], "own": "; ".join(str(agency) for agency in own_agencies())}
            raise MisreadError(
                _("“%(name)s” is not your agency: only people of %(own)s can be entered here.", **told),
                _("Leave the row out; their own agency enters them."),
            ) from None


def _free_code(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    """Codes are given once in the edition; the database would refuse, and not say in which row."""
    if facts.get("code") in _codes_of_others():
        yield "code", _("The code “%(code)s” is given already; choose another for this person.", code=facts["code"])


def _codes_of_others() -> frozenset[str]:
    """Read once a request, however many rows ask."""
    if "codes_of_others" not in g:
        others = Officer.edition_id == g.edition.id, Officer.agency_id.not_in(g.access.agencies)
        g.codes_of_others = frozenset(db.session.scalars(select(Officer.code).where(*others)))
    codes: frozenset[str] = g.codes_of_others
    return codes


def _asked(sheet: Sheet) -> list[Column]:
    return [column for column in sheet.columns if column.key not in _OF_THE_OFFICE]


_OWN_OFFICERS = replace(
    OFFICERS,
    reads=("agency", "squad", "holdings"),
    checks=(*OFFICERS.checks, _free_code),
    columns=tuple(
        replace(column, cell=OwnAgency("agencies")) if column.key == "agency" else column for column in _asked(OFFICERS)
    ),
)
_OWN_ABSENCES = replace(ABSENCES, columns=tuple(_asked(ABSENCES)))

COUNTER = Counter(
    sheets={sheet.name: sheet for sheet in (AGENCIES, QUALIFICATIONS, SQUADS, _OWN_OFFICERS, _OWN_ABSENCES)},
    filled=frozenset({"officers", "absences"}),
    among=own,
    scope=scope,
)

"""Spreadsheets that give heads their names are judged against the duties of the heads, as the forms are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import g
from flask_babel import get_locale
from sqlalchemy import select

from festival_ops.database import db
from festival_ops.planning.roster.heads import misfits
from festival_ops.planning.roster.kept import Standing, standing
from festival_ops.security.models import Officer
from festival_ops.security.sheets import OFFICERS
from festival_ops.security.sheets.desk import COUNTER as DESK
from festival_ops.spreadsheets.sheet import Facts, Sheet


def _fit(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    """Whoever takes the duties of a head over must be allowed to do them."""
    head = facts.get("head")
    if not head or not facts.get("name"):
        return
    stands, known = _looked_up(edition)
    held = [(entry.row.id, expires) for entry, expires in facts.get("holdings") or () if entry.row is not None]
    for finding in misfits(edition, stands, known[head], held)[:3]:
        yield "holdings", finding.sentence


def _looked_up(edition: Any) -> tuple[Standing, dict[str, int]]:
    """The roster and the heads by number, read once a request however many rows ask."""
    if "heads_by_number" not in g:
        rows = select(Officer.id, Officer.agency_id, Officer.number)
        heads = db.session.execute(rows.where(Officer.edition_id == edition.id, Officer.unnamed))
        known = {Officer.head_of(row.agency_id, row.number): row.id for row in heads}
        g.heads_by_number = standing(db.session(), edition, str(get_locale())), known
    found: tuple[Standing, dict[str, int]] = g.heads_by_number
    return found


def _judged(sheet: Sheet) -> Sheet:
    return replace(sheet, checks=(*sheet.checks, _fit))


SHEETS = {"officers": _judged(OFFICERS)}
COUNTER = replace(DESK, sheets={**DESK.sheets, "officers": _judged(DESK.sheets["officers"])})

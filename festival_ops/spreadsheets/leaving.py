"""What leaves the house is written down before it leaves, files and pages that are made to be printed: who, when, which
lists, how many rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import current_app, g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from festival_ops.database import db, now, read_only
from festival_ops.spreadsheets.models import Export, ExportedSheet
from festival_ops.words import tidy

# Files that are no sheet of anybody's.
DUTIES = "duties"
PASSES = "passes"
OTHERS = {DUTIES: _("Duties of agencies"), PASSES: _("Passes")}
# Of a page that is made to be printed nobody knows whether it was; who opens it has it.
PAGE = "page"
SAME_OPENING = timedelta(minutes=5)


def write_down(filename: str, format: str, taken: Sequence[tuple[str, int]], profile: str = "") -> None:
    """`taken` are the lists and how many rows of each. The file has been read already: without this line nobody gets
    it."""
    line = Export(
        edition_id=g.edition.id,
        user_id=g.person.id,
        user_name=g.person.name,
        filename=filename,
        format=format,
        profile=profile,
        sheets=[ExportedSheet(sheet=sheet, rows=rows) for sheet, rows in taken],
    )
    # A page that is only looked at has begun its transaction as one that writes nothing.
    db.session.rollback()
    read_only(False)
    db.session.add(line)
    db.session.commit()


def write_page_down(title: str, taken: Sequence[tuple[str, int]], profile: str) -> None:
    """`profile` says which page it is. Loaded again within some minutes with as many rows, it is the same opening."""
    mine = (Export.edition_id == g.edition.id, Export.user_id == g.person.id, Export.format == PAGE)
    same = (Export.profile == profile, Export.filename == title, Export.at > now() - SAME_OPENING)
    newest = db.session.scalar(select(Export).where(*mine, *same).order_by(Export.id.desc()).limit(1))
    if newest is None or [(each.sheet, each.rows) for each in newest.sheets] != list(taken):
        write_down(title, PAGE, taken, profile)


def taken_away(asked: Mapping[str, str], among: Collection[str] | None = None) -> Select[Export]:
    """What was taken from the edition, the newest first; `among` names the lists of which one at least is in it."""
    rows = select(Export).where(Export.edition_id == g.edition.id)
    if among is not None:
        rows = rows.where(Export.sheets.any(ExportedSheet.sheet.in_(among)))
    if sheet := asked.get("sheet"):
        rows = rows.where(Export.sheets.any(ExportedSheet.sheet == sheet))
    for word in tidy(asked.get("q", ""))[:100].casefold().split():
        rows = rows.where(func.lower(Export.user_name + " " + Export.filename).contains(word, autoescape=True))
    return rows.options(selectinload(Export.sheets)).order_by(Export.id.desc())


def titles(among: Collection[str] | None = None) -> dict[str, Any]:
    """What the lists are called, in the order of the house."""
    known = {name: sheet.title for name, sheet in current_app.extensions["sheets"].items()} | OTHERS
    return {name: title for name, title in known.items() if among is None or name in among}


def told(line: Export, known: Mapping[str, Any]) -> list[str]:
    """The lists in it by their titles, each once; those that the reader does not look after stand together."""
    names = dict.fromkeys(sheet.sheet for sheet in line.sheets)
    other = [gettext("lists of other rooms")] if any(name not in known for name in names) else []
    return [*(str(known[name]) for name in names if name in known), *other]


def profile_title(name: str) -> Any:
    return current_app.extensions.get("profiles", {}).get(name, name)

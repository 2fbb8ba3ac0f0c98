"""The rows of the agencies that a liaison speaks for: the only ones at the agency's desk."""

from __future__ import annotations

from typing import Any

from flask import g
from sqlalchemy import Select, false, select

from festival_ops.database import db
from festival_ops.security.models import Agency, Qualification
from festival_ops.web.access import Secrecy


def own(model: type[Any], _secrecy: Secrecy = Secrecy.GUARDED) -> Select[Any]:
    """Of models that belong to an agency the own rows, of qualifications all, of anything else none."""
    rows = select(model).where(model.edition_id == g.edition.id)
    if hasattr(model, "of_agencies"):
        return rows.where(model.of_agencies(g.access.agencies))
    return rows if model is Qualification else rows.where(false())


def own_agencies() -> list[Agency]:
    return list(db.session.scalars(own(Agency).order_by(Agency.sort_key, Agency.id)))


def scope() -> str:
    """For whom a spreadsheet is handed in."""
    return "agency " + " ".join(str(id) for id in sorted(g.access.agencies))

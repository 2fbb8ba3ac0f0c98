"""Which uploads a person may look at: the own, and those of others whose sheets the person may fill as well."""

from __future__ import annotations

from flask import abort, g
from sqlalchemy import Select, select

from festival_ops.database import db
from festival_ops.spreadsheets.models import Upload
from festival_ops.spreadsheets.offered import counter, writable

SHOWN = 30


def seen_uploads() -> list[Upload]:
    query = _uploads().order_by(Upload.id.desc()).limit(5 * SHOWN)
    return [upload for upload in db.session.scalars(query) if _may_see(upload)][:SHOWN]


def get_upload(id: int, *, to_change: bool = False) -> Upload:
    """The upload or 404. One that is about to be changed is held until the change is done."""
    query = _uploads().where(Upload.id == id)
    upload = db.session.scalar(query.with_for_update() if to_change else query)
    return upload if upload is not None and _may_see(upload) else abort(404)


def is_own(upload: Upload) -> bool:
    return upload.user_id == g.person.id


def _uploads() -> Select[Upload]:
    """Those of the edition; at a counter for part of the rows those that were handed in there for the same part."""
    here = counter()
    rows = select(Upload).where(Upload.edition_id == g.edition.id)
    return rows.where(Upload.scope == here.scope()) if here else rows


def _may_see(upload: Upload) -> bool:
    sheets = {layout["sheet"] for layout in upload.layouts} - {""}
    return bool(writable()) and sheets <= set(writable()) and (bool(sheets) or is_own(upload))

"""The public programme as files: what was released and marked public, without any token."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, g, request

from festival_ops.calendars import headings
from festival_ops.calendars.formats import FORMATS
from festival_ops.calendars.queries import latest_release
from festival_ops.calendars.views.delivery import deliver, written
from festival_ops.database import db
from festival_ops.web.access import open_to_all

files = Blueprint("programme_files", __name__, url_prefix="/public/<edition>")
NAMES = ", ".join(f"'{name}'" for name in FORMATS)


@files.get(f"/<any({NAMES}):file>")
@open_to_all
def show(file: str) -> Response:
    languages = current_app.extensions["settings"].languages
    language = request.args.get("language", languages[0])
    release = latest_release(db.session, g.edition.id)
    if release is None or language not in languages:
        abort(404)
    heading, form = headings.of_public(g.edition, release, language), FORMATS[file]
    response = deliver(heading, file, form.media, lambda: written(heading, release, form))
    response.cache_control.public = True
    return response

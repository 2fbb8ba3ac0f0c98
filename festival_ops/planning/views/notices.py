"""The public notice of a release, in both languages whatever the reader's own."""

from __future__ import annotations

from flask import Response, abort, current_app, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from festival_ops.database import db
from festival_ops.planning.announcement import notice_of
from festival_ops.planning.notice_words import Notice
from festival_ops.planning.views.area import area
from festival_ops.planning.views.releases import numbered
from festival_ops.web.access import Secrecy, may_read


@area.get("/release/<int:number>/notice")
@may_read(Secrecy.PLAN)
def release_notice(number: int) -> ResponseReturnValue:
    row = numbered(number)
    return render_template("planning/release/notice.html", row=row, notices=[_in(each, number) for each in languages()])


@area.get("/release/<int:number>/notice-<language>.txt")
@may_read(Secrecy.PLAN)
def release_notice_text(number: int, language: str) -> ResponseReturnValue:
    if language not in languages():
        abort(404)
    response = Response(_in(language, number).text, content_type="text/plain; charset=utf-8")
    name = f"{g.edition.slug}-{number}-{language}.txt"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def languages() -> tuple[str, ...]:
    return tuple(current_app.extensions["settings"].languages)


def _in(language: str, number: int) -> Notice:
    with force_locale(language):
        return notice_of(db.session(), g.edition, numbered(number))

"""Roads as the public knows them: the notices, and nothing that no notice has told."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from flask import Response, abort, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale

from festival_ops.database import db
from festival_ops.planning.models import RoadNotice
from festival_ops.planning.roads.announced import Item
from festival_ops.planning.roads.feed import collection
from festival_ops.planning.roads.notice_words import RoadWords, Told, kept_words, told
from festival_ops.planning.roads.notices import known, notices_of
from festival_ops.planning.roads.plan_map import PlanMap
from festival_ops.planning.roads.public_map import public_map
from festival_ops.planning.views.area import public
from festival_ops.planning.views.notices import languages
from festival_ops.web.access import open_to_all

FRESH_SECONDS = 300


@public.get("/roads")
@open_to_all
def roads() -> ResponseReturnValue:
    notices = notices_of(db.session(), g.edition)
    if not notices and not g.access.member:
        # Before its first notice nobody outside may learn that the edition exists.
        abort(404)
    asked = request.args.get("notice", type=int)
    shown = next((row for row in notices if row.number == asked), None) if asked else next(iter(notices), None)
    if asked and shown is None:
        abort(404)
    paper = _words(shown, str(get_locale())) if shown else None
    return render_template("public/roads.html", notices=notices, known=known(notices), shown=shown, paper_words=paper)


@public.get("/roads/notice-<int:number>-<language>.txt")
@open_to_all
def road_notice_text(number: int, language: str) -> ResponseReturnValue:
    row = next((row for row in notices_of(db.session(), g.edition) if row.number == number), None)
    if row is None or language not in row.words:
        abort(404)
    response = Response(_words(row, language).text, content_type="text/plain; charset=utf-8")
    name = f"{g.edition.slug}-roads-{number}-{language}.txt"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@public.get("/roads.geojson")
@open_to_all
def roads_feed() -> ResponseReturnValue:
    notices, language = notices_of(db.session(), g.edition), request.args.get("language", languages()[0])
    if not notices or language not in languages():
        abort(404)
    with force_locale(language):
        answer = jsonify(collection(g.edition, _told(notices), notices[0].at))
    answer.mimetype = "application/geo+json"
    answer.set_etag(hashlib.sha256(answer.data).hexdigest()[:32])
    answer.last_modified = notices[0].at
    answer.cache_control.public = True
    answer.cache_control.max_age = FRESH_SECONDS
    return answer.make_conditional(request.environ)


@public.app_template_filter()
def road_told(item: Item) -> Told:
    return told(g.edition, item)


@public.app_template_filter()
def road_map(items: Sequence[Item]) -> PlanMap | None:
    return public_map(items)


def _told(notices: Sequence[RoadNotice]) -> list[tuple[RoadNotice, Item]]:
    days = sorted(known(notices).by_day.values(), key=lambda each: -each[0].number)
    return [(notice, item) for notice, items in days for item in items]


def _words(row: RoadNotice, language: str) -> RoadWords:
    """In that language, or in the first in which it was issued."""
    words: dict[str, Any] = row.words
    return kept_words(words.get(language) or next(iter(words.values())))

"""The address that calendar clients come to: whoever knows the token may read, and nobody is asked to sign in."""

from __future__ import annotations

import logging
import re

from flask import Blueprint, Flask, Response, abort, current_app, request
from flask.blueprints import BlueprintSetupState

from festival_ops.accounts.policy import access_of
from festival_ops.calendars.actions import NOTED_EVERY, note_fetch
from festival_ops.calendars.clients import recognise
from festival_ops.calendars.entitlement import may_follow
from festival_ops.calendars.formats import SUBSCRIPTION
from festival_ops.calendars.models import Feed
from festival_ops.calendars.queries import living_feed
from festival_ops.calendars.views.delivery import contents, deliver
from festival_ops.database import db, now, reading
from festival_ops.web.access import open_to_all

feeds = Blueprint("feeds", __name__, url_prefix="/feed")
TOKEN = re.compile(r"/feed/[^\s\]]+")


class Discretion(logging.Filter):
    """Keeps tokens out of the logs, ours and the server's, when something breaks while a feed is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = TOKEN.sub("/feed/…", record.getMessage()), ()
        return True


discretion = Discretion()


@feeds.record_once
def _be_discreet(state: BlueprintSetupState) -> None:
    for logger in (state.app.logger, logging.getLogger("gunicorn.error")):
        logger.addFilter(discretion)


@feeds.get("/<token>.ics")
@open_to_all
def subscription(token: str) -> Response:
    feed, edition = living_feed(db.session, token) or abort(404)
    if not may_follow(access_of(feed.user, edition.id), feed.outlook):
        abort(404)
    heading, write = contents(feed, edition, SUBSCRIPTION, request.base_url)
    response = deliver(heading, "feed.ics", SUBSCRIPTION.media, write)
    _note(feed, heading.release, response)
    response.cache_control.private = True
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _note(feed: Feed, release: int, response: Response) -> None:
    """Written after the client has its answer, and for each kind of client every few minutes at most."""
    client = recognise(request.user_agent.string).key
    last = next((fetch for fetch in feed.fetches if fetch.client == client), None)
    if request.method == "HEAD" or (last and last.release_number == release and now() - last.at < NOTED_EVERY):
        return
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    feed_id = feed.id

    @response.call_on_close
    def write() -> None:
        with app.app_context(), reading(False):
            note_fetch(db.session, feed_id, client, release)

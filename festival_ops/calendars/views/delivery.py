"""How a calendar file leaves the house: unchanged it costs three small reads and no bytes."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, request
from flask_babel import force_locale
from werkzeug.http import is_resource_modified, quote_etag

from festival_ops.calendars import headings
from festival_ops.calendars.duty_lines import duty_table
from festival_ops.calendars.formats import Calendar, Format
from festival_ops.calendars.formats.fingerprint import fingerprint
from festival_ops.calendars.guest_lines import guest_table
from festival_ops.calendars.guest_names import Names, digest_of, names_for, still_there
from festival_ops.calendars.models import Feed
from festival_ops.calendars.queries import departures, latest_release, released_items
from festival_ops.calendars.rehearsal_lines import with_rehearsals
from festival_ops.calendars.ride_lines import ride_table
from festival_ops.calendars.timetable import Heading, Kind, Timetable, timetable
from festival_ops.calendars.told_duties import told_duties
from festival_ops.calendars.told_guests import told_occasions, told_rides_of
from festival_ops.calendars.told_rehearsals import told_rehearsals
from festival_ops.calendars.told_rides import told_rides
from festival_ops.database import db
from festival_ops.planning.escorts.outgoing import last_guests
from festival_ops.planning.models import Release
from festival_ops.planning.rides.outgoing import last_rides
from festival_ops.planning.roster.released import last_release
from festival_ops.programme.models import Edition

FRESH_SECONDS = 300


def deliver(heading: Heading, file: str, media: str, write: Callable[[], bytes]) -> Response:
    """No item is read when the client holds these bytes already."""
    etag = fingerprint(heading, file)
    response = Response(mimetype=media.partition(";")[0])
    response.set_etag(etag)
    response.last_modified = heading.modified
    response.cache_control.max_age = FRESH_SECONDS
    if is_resource_modified(request.environ, etag=quote_etag(etag), last_modified=heading.modified):
        response.data = write()
        response.content_type = media
    else:
        response.status_code = 304
        del response.headers["Content-Type"]
    return response


def contents(feed: Feed, edition: Edition, form: Calendar, source: str = "") -> tuple[Heading, Callable[[], bytes]]:
    """What a feed is headed, and how it is written once it must be."""
    if feed.outlook.of_roster:
        heading = headings.of_duties(feed, edition, last_release(db.session(), edition), source)
        return heading, lambda: duties_written(heading, edition, form)
    if feed.outlook.of_rides:
        heading = headings.of_feed(feed, edition, last_rides(db.session(), edition), source)
        return heading, lambda: rides_written(heading, edition, form)
    if feed.outlook.of_guests:
        return _of_guests(feed, edition, form, source)
    release = latest_release(db.session, edition.id)
    heading = headings.of_feed(feed, edition, release, source)
    return heading, lambda: programme_written(heading, release, form)


def _of_guests(feed: Feed, edition: Edition, form: Calendar, source: str) -> tuple[Heading, Callable[[], bytes]]:
    """Nothing is told of somebody who goes along no more, nor of a delegation that is no more."""
    session, outlook = db.session(), feed.outlook
    if not still_there(session, edition, outlook):
        abort(404)
    names = names_for(session, edition, outlook) if feed.names else {}
    rides = last_rides(session, edition) if outlook.kind is Kind.DELEGATION else None
    heading = headings.of_guests(feed, edition, last_guests(session, edition), rides, digest_of(names), source)
    return heading, lambda: guests_written(heading, edition, form, names)


def guests_written(heading: Heading, edition: Edition, form: Calendar, names: Names) -> bytes:
    session, outlook = db.session(), heading.outlook
    rows = told_occasions(session, edition, outlook)
    delegation = outlook.kind is Kind.DELEGATION
    rides = told_rides_of(session, edition, outlook.subject_id or 0) if delegation else ()
    with force_locale(heading.language):
        return form.write(guest_table(heading, rows, rides, names))


def duties_written(heading: Heading, edition: Edition, form: Calendar) -> bytes:
    rows = told_duties(db.session(), edition, heading.outlook)
    with force_locale(heading.language):
        return form.write(duty_table(heading, rows))


def rides_written(heading: Heading, edition: Edition, form: Calendar) -> bytes:
    rows = told_rides(db.session(), edition, heading.outlook)
    with force_locale(heading.language):
        return form.write(ride_table(heading, rows))


def programme_written(heading: Heading, release: Release | None, form: Calendar) -> bytes:
    """Of a troupe, a stage or a venue: with its rehearsals."""
    rehearsals = told_rehearsals(db.session(), release, heading.outlook)
    with force_locale(heading.language):
        return form.write(with_rehearsals(_shown(heading, release), rehearsals))


def written(heading: Heading, release: Release | None, form: Format) -> bytes:
    with force_locale(heading.language):
        return form.write(_shown(heading, release))


def _shown(heading: Heading, release: Release | None) -> Timetable:
    items, departed = released_items(db.session, release), departures(db.session, release)
    return timetable(heading, items, departed)

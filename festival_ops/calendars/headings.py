"""What a calendar says beside its lines, gathered from the edition, the release and this installation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask import current_app, request, url_for

from festival_ops.calendars.models import Feed
from festival_ops.calendars.timetable import Heading, Kind, Outlook
from festival_ops.planning.models import GuestRelease, Release, RideRelease, RosterRelease
from festival_ops.programme.models import Edition


def of_feed(feed: Feed, edition: Edition, release: Release | RideRelease | None, source: str = "") -> Heading:
    return _heading(edition, release, feed.created, feed.outlook, feed.label, feed.user.locale, source)


def of_duties(feed: Feed, edition: Edition, release: RosterRelease | None, source: str = "") -> Heading:
    heading = _heading(edition, release, feed.created, feed.outlook, feed.label, feed.user.locale, source)
    return replace(heading, names=feed.names)


def of_guests(
    feed: Feed, edition: Edition, release: GuestRelease | None, rides: RideRelease | None, names: str, source: str = ""
) -> Heading:
    """Told of by two releases, by the later of them; `names` is what tells the names in it apart."""
    heading = _heading(edition, release, feed.created, feed.outlook, feed.label, feed.user.locale, source)
    released = max(heading.released, rides.at) if rides else heading.released
    beside = f"{rides.number if rides else 0} {names}"
    return replace(heading, names=feed.names, released=released, beside=beside)


def of_public(edition: Edition, release: Release, language: str) -> Heading:
    english = edition.name_en if language == "en" else ""
    name = english or edition.name
    return _heading(edition, release, release.at, Outlook(Kind.PUBLIC), name, language, request.url)


def _heading(
    edition: Edition,
    release: Release | RosterRelease | RideRelease | GuestRelease | None,
    since: datetime,
    outlook: Outlook,
    name: str,
    language: str,
    source: str,
) -> Heading:
    return Heading(
        name=name,
        outlook=outlook,
        language=language,
        zone=edition.zone,
        domain=current_app.extensions["settings"].domain,
        acronym=edition.slug,
        first_day=edition.first_day,
        last_day=edition.last_day,
        cutoff=edition.cutoff,
        grid=edition.grid,
        release=release.number if release else 0,
        released=release.at if release else since,
        since=since,
        home=url_for("public.programme", edition=edition.slug, _external=True),
        source=source,
    )

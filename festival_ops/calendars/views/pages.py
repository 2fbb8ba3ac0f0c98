"""The pages on which people make, move and end their feeds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from festival_ops.calendars.actions import open_feed, revoke, rotate
from festival_ops.calendars.clients import CLIENTS
from festival_ops.calendars.entitlement import knows, may_follow
from festival_ops.calendars.formats import COPY, FORMATS
from festival_ops.calendars.forms import GROUPS, ConfirmationForm, FeedForm
from festival_ops.calendars.freshness import behind, freshness, newest, told
from festival_ops.calendars.models import Feed
from festival_ops.calendars.queries import feeds_of, latest_release, subject_names, subjects
from festival_ops.calendars.views.delivery import contents
from festival_ops.calendars.views.invitation import Invitation
from festival_ops.database import db, now
from festival_ops.planning.rides.outgoing import last_rides
from festival_ops.planning.roster.released import last_release
from festival_ops.web import trail
from festival_ops.web.access import Secrecy, may_read
from festival_ops.web.forms import Form
from festival_ops.web.saving import keep_receipt, receipt_of

area = Blueprint("calendars", __name__, url_prefix="/festival/<edition>/calendars")
LIVES_ON = timedelta(days=60)


@area.get("/")
@may_read(Secrecy.RELEASED)
def feed_list() -> ResponseReturnValue:
    feeds = [feed for feed in feeds_of(db.session, g.edition.id) if knows(g.access, g.person.id, feed)]
    release, latest = latest_release(db.session, g.edition.id), newest(g.edition)
    return render_template(
        "calendars/feed/list.html",
        feeds=[(feed, freshness(feed, latest(feed))) for feed in feeds],
        names=subject_names(db.session, feeds),
        kinds=GROUPS,
        everybodys=any(feed.user_id != g.person.id for feed in feeds),
        release=release,
        roster=last_release(db.session(), g.edition),
        rides=last_rides(db.session(), g.edition),
        files=FORMATS,
    )


@area.route("/feed/new", methods=["GET", "POST"])
@may_read(Secrecy.RELEASED)
def feed_new() -> ResponseReturnValue:
    form = FeedForm(subjects(), data={"subject": request.args.get("subject")})
    if not form.validate_on_submit():
        rides = last_rides(db.session(), g.edition)
        return render_template("calendars/feed/new.html", form=form, rides=rides), 422 if form.errors else 200
    facts = {"edition_id": g.edition.id, "owner": g.person, "outlook": form.outlook, "label": form.name}
    return shown_once(form, lambda: open_feed(db.session, expires=lives_until(), **facts))


@area.get("/feed/<int:id>")
@may_read(Secrecy.RELEASED)
def feed_show(id: int) -> ResponseReturnValue:
    feed = _known(id)
    latest = newest(g.edition)(feed)
    return render_template(
        "calendars/feed/show.html",
        feed=feed,
        fetches=[(told(fetch), behind(feed, fetch, latest)) for fetch in feed.fetches],
        name=subject_names(db.session, [feed]).get(feed.outlook),
        kinds=GROUPS,
        roster=last_release(db.session(), g.edition),
        rides=last_rides(db.session(), g.edition),
        entries=trail.entries_of(feed),
    )


@area.route("/feed/<int:id>/rotation", methods=["GET", "POST"])
@may_read(Secrecy.RELEASED)
def feed_rotation(id: int) -> ResponseReturnValue:
    """Only the owner's: whoever sees the new address can read with it."""
    feed, form = _known(id), ConfirmationForm()
    if feed.user_id != g.person.id or not feed.lives:
        abort(404)
    if not form.validate_on_submit():
        return render_template("calendars/feed/rotation.html", feed=feed, form=form)
    return shown_once(form, lambda: rotate(db.session, feed, g.person))


@area.route("/feed/<int:id>/revocation", methods=["GET", "POST"])
@may_read(Secrecy.RELEASED)
def feed_revocation(id: int) -> ResponseReturnValue:
    feed, form = _known(id), ConfirmationForm()
    if not form.validate_on_submit():
        return render_template("calendars/feed/revocation.html", feed=feed, form=form)
    revoke(db.session, feed, g.person)
    db.session.commit()
    flash(_("“%(name)s” is revoked; its address no longer answers.", name=feed.label), "success")
    return redirect(url_for(".feed_list"), 303)


@area.get("/feed/<int:id>/copy.ics")
@may_read(Secrecy.RELEASED)
def feed_copy(id: int) -> ResponseReturnValue:
    feed = _known(id)
    if not may_follow(g.access, feed.outlook):
        abort(404)
    _heading, write = contents(feed, g.edition, COPY)
    response = Response(write(), content_type=COPY.media)
    response.headers.set("Content-Disposition", "attachment", filename=f"{g.edition.slug}-{feed.id}.ics")
    return response


def _known(id: int) -> Feed:
    feed = db.session.get(Feed, id)
    if feed is None or feed.edition_id != g.edition.id or not knows(g.access, g.person.id, feed):
        abort(404)
    return feed


def lives_until() -> datetime:
    """A feed of a past festival lives as long from now."""
    return max(g.edition.at(g.edition.last_day, g.edition.cutoff), now()) + LIVES_ON


def shown_once(form: Form, make: Callable[[], tuple[Feed, str]]) -> ResponseReturnValue:
    """The page with the address. The same form sent again leads to the feed, whose address nobody knows any more."""
    try:
        if known := receipt_of(form):
            return redirect(known, 303)
        feed, token = make()
        location = url_for(".feed_show", id=feed.id)
        keep_receipt(form, location)
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return redirect(receipt_of(form) or url_for(".feed_list"), 303)
    address = url_for("feeds.subscription", token=token, _external=True)
    return render_template(
        "calendars/feed/subscribe.html", feed=feed, by=Invitation(address, feed.label), clients=CLIENTS
    )

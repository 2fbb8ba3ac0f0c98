"""Making the calendar of an escort or of a delegation; afterwards it is a feed like any other."""

from __future__ import annotations

from flask import g, render_template
from flask.typing import ResponseReturnValue

from festival_ops.calendars.actions import open_feed
from festival_ops.calendars.forms import GROUPS, GuestFeedForm
from festival_ops.calendars.queries import GUEST_MODELS
from festival_ops.calendars.timetable import OF_GUESTS, Kind, Outlook
from festival_ops.calendars.views.pages import area, lives_until, shown_once
from festival_ops.database import db
from festival_ops.planning.escorts.outgoing import last_guests
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.scope import get_visible

KINDS = ", ".join(OF_GUESTS)


@area.route(f"/feed/new/<any({KINDS}):guests>/<int:id>", methods=["GET", "POST"])
@may_write(Secrecy.GUARDED)
def guest_feed_new(guests: str, id: int) -> ResponseReturnValue:
    """Called by its code: a label of free words could name somebody whose feed names nobody."""
    outlook = Outlook(Kind(guests), id)
    row = get_visible(GUEST_MODELS[outlook.kind], id, Secrecy.GUARDED)
    form = GuestFeedForm()
    if not form.validate_on_submit():
        told = {"kind": outlook.kind, "kinds": GROUPS, "last": last_guests(db.session(), g.edition)}
        return render_template("calendars/feed/guests.html", form=form, row=row, **told), 422 if form.errors else 200
    facts = {"edition_id": g.edition.id, "owner": g.person, "outlook": outlook, "label": str(row)}
    return shown_once(form, lambda: open_feed(db.session, expires=lives_until(), names=bool(form.names.data), **facts))

"""Making the calendar of a person's, a post's or a sector's duties; afterwards it is a feed like any other."""

from __future__ import annotations

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from festival_ops.calendars.actions import open_feed
from festival_ops.calendars.forms import GROUPS, DutyFeedForm, WatchFeedForm
from festival_ops.calendars.queries import DUTY_MODELS
from festival_ops.calendars.timetable import OF_ROSTER, Kind, Outlook
from festival_ops.calendars.views.pages import area, lives_until, shown_once
from festival_ops.database import db
from festival_ops.planning.roster.released import last_release
from festival_ops.security.models import Officer
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.scope import get_visible

KINDS = ", ".join(OF_ROSTER)


@area.route(f"/feed/new/<any({KINDS}):whose>/<int:id>", methods=["GET", "POST"])
@may_write(Secrecy.GUARDED)
def duty_feed_new(whose: str, id: int) -> ResponseReturnValue:
    outlook = Outlook(Kind(whose), id)
    row = get_visible(DUTY_MODELS[outlook.kind], id, Secrecy.GUARDED)
    if isinstance(row, Officer) and row.unnamed:
        abort(404)
    form = DutyFeedForm() if outlook.kind is Kind.OFFICER else WatchFeedForm()
    if not form.validate_on_submit():
        told = {"kind": outlook.kind, "kinds": GROUPS, "roster": last_release(db.session(), g.edition)}
        page = render_template("calendars/feed/duties.html", form=form, row=row, **told)
        return page, 422 if form.errors else 200
    names = isinstance(form, WatchFeedForm) and bool(form.names.data)
    facts = {"edition_id": g.edition.id, "owner": g.person, "outlook": outlook, "label": form.label.data or str(row)}
    return shown_once(form, lambda: open_feed(db.session, expires=lives_until(), names=names, **facts))

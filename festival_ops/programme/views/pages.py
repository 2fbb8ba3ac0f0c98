"""Pages that look at the programme as a whole."""

from __future__ import annotations

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from festival_ops.database import db
from festival_ops.programme import gaps, queries, travel
from festival_ops.programme.rehearsing import clashes_of
from festival_ops.programme.views.blueprints import area
from festival_ops.programme.views.resources import RESOURCES
from festival_ops.web.access import Secrecy, may_read
from festival_ops.words import tidy

area.add_app_template_global(queries.performances_of)
area.add_app_template_global(queries.contacts_of)
area.add_app_template_global(queries.hours_of)
area.add_app_template_global(queries.canceller)
area.add_app_template_global(clashes_of)

TITLES = {resource.table: resource.titles[1] for resource in RESOURCES}


@area.get("/")
@may_read(Secrecy.PLAN)
def overview() -> ResponseReturnValue:
    if not g.access.sees_all(Secrecy.PLAN):
        abort(404)
    return render_template("programme/overview.html", counts=queries.counts(), titles=TITLES, missing=gaps.missing())


@area.get("/travel-table")
@may_read(Secrecy.PLAN)
def travel_table() -> ResponseReturnValue:
    if not g.access.sees_all(Secrecy.PLAN):
        abort(404)
    columns, rows = travel.table(travel.trips(db.session(), g.edition))
    mode = travel.MODES[g.edition.travel_mode]
    return render_template("programme/travel_table.html", columns=columns, rows=rows, mode=mode, detour=travel.DETOUR)


@area.get("/search")
@may_read(Secrecy.PLAN)
def search() -> ResponseReturnValue:
    words = tidy(request.args.get("q", ""))[:100]
    return render_template("programme/search.html", words=words, found=queries.found(words), titles=TITLES)

"""The roster in other orders: person by person, and what is short."""

from __future__ import annotations

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from festival_ops.planning.roster import sentences, workload
from festival_ops.planning.views.roster import area, stands_now
from festival_ops.security.models import Agency, Officer
from festival_ops.web import listing
from festival_ops.web.access import Secrecy, may_read
from festival_ops.web.scope import get_visible, visible
from festival_ops.words import fold


@area.get("/people")
@may_read(Secrecy.GUARDED)
def people() -> ResponseReturnValue:
    stands, words = stands_now(), fold(listing.Asked.by(request.args, ()).words).split()
    rows = visible(Officer, Secrecy.GUARDED).where(*(Officer.folded.contains(word, autoescape=True) for word in words))
    ordered = rows.order_by(Officer.sort_key, Officer.id)
    page = listing.pages(ordered.options(joinedload(Officer.agency).joinedload(Agency.force)), request.args)
    loads = {row.id: workload.load_of(stands, row.id) for row in page.rows}
    return render_template("roster/people.html", page=page, loads=loads, stands=stands)


@area.get("/people/<int:id>")
@may_read(Secrecy.GUARDED)
def officer_show(id: int) -> ResponseReturnValue:
    row, stands = get_visible(Officer, id, Secrecy.GUARDED), stands_now()
    duties, load = workload.duties_of(g.edition, stands, row.id), workload.load_of(stands, row.id)
    return render_template("roster/officer.html", row=row, duties=duties, load=load)


@area.get("/shortages")
@may_read(Secrecy.GUARDED)
def shortages() -> ResponseReturnValue:
    stands = stands_now()
    found = [sentences.told(g.edition, stands, short) for short in stands.shortages]
    days = [(day, [each for each in found if each.day == day]) for day in g.edition.days]
    return render_template("roster/shortages.html", stands=stands, days=[(day, held) for day, held in days if held])

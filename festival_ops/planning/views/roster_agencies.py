"""The roster by agency: for those who build it every agency in numbers, for an agency's liaison the own people."""

from __future__ import annotations

from typing import Any

from flask import Response, g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from festival_ops.database import db
from festival_ops.planning.roster import agencies, agency_file, workload
from festival_ops.planning.views.roster import area, asked_day, stands_now
from festival_ops.security.models import Absence, Agency, Officer
from festival_ops.security.own import own_agencies
from festival_ops.security.views import desk
from festival_ops.spreadsheets import downloads, leaving
from festival_ops.web.access import Secrecy, liaisons_only, may_read
from festival_ops.web.scope import get_visible, visible


@area.get("/agencies")
@may_read(Secrecy.GUARDED)
def agency_list() -> ResponseReturnValue:
    rows = visible(Agency, Secrecy.GUARDED).order_by(Agency.sort_key, Agency.id).options(joinedload(Agency.force))
    away = (
        select(Officer.agency_id, func.count(Absence.officer_id.distinct())).join(Absence).group_by(Officer.agency_id)
    )
    facts = {
        "sums": agencies.sums(stands_now()),
        "away": dict(db.session.execute(away.where(Officer.edition_id == g.edition.id)).all()),
    }
    return render_template("roster/agency/list.html", rows=db.session.scalars(rows).all(), **facts)


@area.get("/agency/<int:id>")
@may_read(Secrecy.GUARDED)
def agency_show(id: int) -> ResponseReturnValue:
    row = get_visible(Agency, id, Secrecy.GUARDED)
    return render_template("roster/agency/show.html", row=row, **_facts([row]))


@area.get("/agency/<int:id>/duties.xlsx")
@may_read(Secrecy.GUARDED)
def agency_duties(id: int) -> Response:
    return _workbook([get_visible(Agency, id, Secrecy.GUARDED)])


@desk.get("/")
@liaisons_only
def summary() -> ResponseReturnValue:
    rows = own_agencies()
    asked = agencies.asked_of(stands_now(), {row.id for row in rows})
    return render_template("desk/summary.html", rows=rows, asked=asked, **_facts(rows))


@desk.get("/duties.xlsx")
@liaisons_only
def duties_file() -> Response:
    return _workbook(own_agencies())


@desk.app_template_global()
def own_duties(row: Officer) -> list[workload.Served]:
    return workload.duties_of(g.edition, stands_now(), row.id)


def _facts(rows: list[Agency]) -> dict[str, Any]:
    """The day that is asked for, and the agencies' numbers."""
    stands, ids = stands_now(), {row.id for row in rows}
    sums = agencies.sums(stands)
    on_duty = [(day, sum(sums[id].on_duty[day] for id in ids if id in sums)) for day in g.edition.days]
    day = asked_day(dict(on_duty))
    return {
        "day": day,
        "days": on_duty,
        "watches": agencies.watches(stands, ids, day),
        "sums": {id: sums.get(id) or agencies.Sum() for id in ids},
        "relief": agency_file.relief,
    }


def _workbook(rows: list[Agency]) -> Response:
    ids, stands = {row.id for row in rows}, stands_now()
    people = select(Officer).where(Officer.edition_id == g.edition.id, Officer.agency_id.in_(ids))
    days = {day: agencies.watches(stands, ids, day) for day in g.edition.days}
    content = agency_file.workbook(days, {row.id: row for row in db.session.scalars(people)})
    count = sum(len(watch.own) for watches in days.values() for watch in watches)
    filename = f"{g.edition.slug}-duties.xlsx"
    leaving.write_down(filename, "xlsx", [(leaving.DUTIES, count)])
    return downloads.given(content, filename, "xlsx")

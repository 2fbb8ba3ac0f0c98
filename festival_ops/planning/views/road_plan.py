"""The printed plan of a day's roads: a map and a table on one sheet, as they stand now."""

from __future__ import annotations

from flask import g, render_template
from flask.typing import ResponseReturnValue

from festival_ops.database import db, now
from festival_ops.planning.roads import plan_map
from festival_ops.planning.roads.announced import item_of
from festival_ops.planning.roads.notices import draft, notices_of
from festival_ops.planning.roads.page import roads, segments_of
from festival_ops.planning.views.roads import area
from festival_ops.planning.views.roster import asked_day
from festival_ops.web.access import Secrecy, may_read


@area.get("/plan")
@may_read(Secrecy.ROADS)
def plan_show() -> ResponseReturnValue:
    day, found = asked_day(None), roads(db.session(), g.edition)
    rows = list(enumerate(found.on(day), start=1))
    shown = draft(found, notices_of(db.session(), g.edition), [day])
    facts = {"day": day, "rows": rows, "shown": shown, "printed": now()}
    picture = plan_map.plan_map(segments_of(db.session(), g.edition), rows)
    return render_template("roads/plan.html", picture=picture, **facts)


area.add_app_template_filter(item_of, "road_item")

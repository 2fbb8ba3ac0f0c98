"""Pages that look at the room as a whole."""

from __future__ import annotations

from flask import g, render_template
from flask.typing import ResponseReturnValue

from festival_ops.database import db
from festival_ops.security import gaps, overview, queries
from festival_ops.security.forms.people import absence_kind
from festival_ops.security.reasons import reason_told
from festival_ops.security.views.blueprints import area
from festival_ops.security.views.resources import RESOURCES
from festival_ops.web.access import Secrecy, may_read

area.add_app_template_global(gaps.named_by)
area.add_app_template_global(queries.needs_at)
area.add_app_template_global(reason_told)
area.add_app_template_global(queries.absences_of)
area.add_app_template_global(queries.hours_told)
area.add_app_template_global(absence_kind)
area.add_app_template_global(queries.standards_of)

TITLES = {resource.table: resource.titles[1] for resource in RESOURCES}


@area.get("/")
@may_read(Secrecy.GUARDED)
def summary() -> ResponseReturnValue:
    session = db.session()
    needs = queries.needs_of(session, g.edition)
    held = list(queries.by_day(g.edition, needs))
    return render_template(
        "crew/overview.html",
        counts=queries.counts(),
        titles=TITLES,
        days=overview.days_of_duty(g.edition, held),
        trained=overview.trained(session, g.edition, held),
        missing=gaps.missing(needs, held),
    )

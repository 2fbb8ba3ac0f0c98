"""Who goes along with which delegation: a day at a glance, one task, one escort, and changes by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from festival_ops.database import db, now
from festival_ops.planning.actions import escorts as actions
from festival_ops.planning.actions.engagement_undoing import last_taking
from festival_ops.planning.escort_forms import AwayForm
from festival_ops.planning.escorts.along import Along, along_legs
from festival_ops.planning.escorts.drafting import drafts
from festival_ops.planning.escorts.judging import Finding, broken, language, task_title
from festival_ops.planning.escorts.matrix import DELEGATION, ESCORT, days_of, items_of, matrix
from festival_ops.planning.escorts.standing import Standing, standing
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.models import EscortRun
from festival_ops.planning.views.searches import under_way
from festival_ops.protocol.models import Escort, Guest, Leg
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible
from solver.escorts.problem import LIAISON, Duty, Task
from solver.escorts.stand_in import stand_ins

area = Blueprint("escorts", __name__, url_prefix="/festival/<edition>/escorts")
area.add_app_template_filter(task_title)
area.add_app_template_filter(language, "language_pair")


@area.get("/")
@may_read(Secrecy.GUARDED)
def day_show() -> ResponseReturnValue:
    return _day()


@area.get("/person/<int:id>")
@may_read(Secrecy.GUARDED)
def person_show(id: int) -> ResponseReturnValue:
    """What one escort has to do, for a phone or for printing."""
    return person_page(get_visible(Escort, id, Secrecy.GUARDED), AwayForm(formdata=None))


@area.post("/drafts")
@may_write(Secrecy.GUARDED)
def drafts_taking() -> ResponseReturnValue:
    actions.hold(db.session(), g.edition)
    why = _("Drafted from journeys and invitations.")
    count = actions.take_over(db.session(), g.edition, drafts(db.session(), g.edition), g.person, why)
    db.session.commit()
    if count:
        told = ngettext("%(num)s engagement is written down.", "%(num)s engagements are written down.", count)
        flash(told, "success")
    else:
        flash(_("Nothing was left to take over: all of it is written down."), "info")
    return redirect(url_for(".day_show"), 303)


@area.post("/duty")
@may_write(Secrecy.GUARDED)
def duty_change() -> ResponseReturnValue:
    """Gives a task to somebody, takes it from somebody, or both."""
    engagement, pair = request.form.get("engagement", type=int) or abort(400), request.form.get("pair", LIAISON)
    seen = request.form.get("seen", 0, type=int)
    old, new = (
        Duty(escort, engagement, pair) if (escort := request.form.get(name, type=int)) else None
        for name in ("old", "new")
    )
    try:
        warnings = actions.give(db.session(), g.edition, _plan(), seen, old, new, g.person)
        db.session.commit()
    except actions.StaleBookError:
        abort(409, _("Somebody has changed who goes along since you opened the page. Open it again and look at what "
                     "is there now."))  # fmt: skip
    except actions.BrokenRulesError as refused:
        db.session.rollback()
        return _day(refused.findings), 422
    flash(_("Who goes along is changed."), "success")
    for finding in warnings[:3]:
        flash(finding.sentence, "warning")
    return redirect(url_for(".day_show", day=request.form.get("day"), by=request.form.get("by")), 303)


@area.app_template_global()
def escorts_of_legs(legs: Iterable[Leg]) -> dict[int, list[Along]]:
    return along_legs(_standing(), {leg.id for leg in legs})


def person_page(row: Escort, form: AwayForm) -> str:
    stands = _standing()
    mine = [item for item in items_of(stands) if row in item.escorts]
    days = {day: items for day, items in days_of(stands, mine).items() if items}
    facts = {"days": days, "heads": _heads(mine), "today": g.edition.festival_day(now()), "stands": stands}
    return render_template("escorts/person.html", row=row, form=form, **facts)


def going() -> EscortRun | None:
    """The search that is under way, if one is."""
    return under_way(EscortRun)


def _day(refused: list[Finding] | None = None) -> str:
    stands = _standing()
    items = items_of(stands)
    days = days_of(stands, items)
    today = g.edition.festival_day(now())
    busy = next((day for day, held in days.items() if held), g.edition.first_day)
    named = {day.isoformat(): day for day in days}
    asked = _task(stands)
    begun = stands.facts.clock.day_of(asked.span.starts) if asked else None
    day = named.get(request.values.get("day", ""), begun or (today if today in days else busy))
    by = DELEGATION if request.values.get("by") == DELEGATION else ESCORT
    facts: dict[str, Any] = {"days": days, "day": day, "by": by, "matrix": matrix(days[day], by), "items": items}
    facts |= {"open": [item for item in items if item.missing], "findings": broken(stands), "refused": refused or []}
    facts |= {"drafts": drafts(db.session(), g.edition), "going": going(), "stands": stands}
    facts |= {"taking": last_taking(db.session(), g.edition)}
    if asked is not None:
        facts |= {"asked": next(item for item in items if item.task.key == asked.key), "best": _best(stands, asked)}
    return render_template("escorts/day.html", **facts)


def _best(stands: Standing, task: Task) -> list[tuple[Escort, Any]]:
    return [(stands.facts.escorts[one.escort], one) for one in stand_ins(stands.problem, stands.plan, task)]


def _task(stands: Standing) -> Task | None:
    """Which the request asks about, if it is one."""
    key = request.values.get("engagement", 0, type=int), request.values.get("pair", LIAISON)
    return stands.problem.tasks.get(key)


def _heads(items: list[Any]) -> dict[int, Guest]:
    """The head of each delegation, whose phone an escort needs."""
    wanted = {item.row.delegation_id for item in items}
    rows = select(Guest).where(Guest.edition_id == g.edition.id, Guest.delegation_id.in_(wanted), Guest.position == 1)
    return {row.delegation_id: row for row in db.session.scalars(rows) if row.delegation_id is not None}


def _plan() -> Any:
    return plan_in_hand(db.session(), g.edition)


def _standing() -> Standing:
    return standing(db.session(), g.edition, _plan())

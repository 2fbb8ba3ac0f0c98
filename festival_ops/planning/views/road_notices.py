"""Notices of roads in the office: what the public does not know yet, the draft in both languages, the issue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from festival_ops.accounts.policy import Department, may_sign
from festival_ops.database import db, now
from festival_ops.planning.actions import road_notices as actions
from festival_ops.planning.in_hand import keep_to
from festival_ops.planning.models import RoadNotice
from festival_ops.planning.queries import main_plan
from festival_ops.planning.road_forms import RoadNoticeForm
from festival_ops.planning.roads.notice_words import RoadWords, change_told, kept_words, notice, usual_recipients
from festival_ops.planning.roads.notices import (
    Change,
    Draft,
    days_open,
    days_untold,
    draft,
    known,
    notices_of,
    standing,
)
from festival_ops.planning.views.notices import languages
from festival_ops.planning.views.roads import area
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_read, may_write


@area.get("/notices")
@may_read(Secrecy.ROADS)
def notice_list() -> ResponseReturnValue:
    """With the draft for the days in the address, else for those of which the public knows something else."""
    _speak_of_the_main_plan()
    roads, told = standing(db.session(), g.edition), notices_of(db.session(), g.edition)
    untold = days_untold(roads, told)
    days = days_open(g.edition, known(told))
    asked = [day for day in days if day.isoformat() in request.args.getlist("day")]
    shown = draft(roads, told, asked or untold)
    form = _form(shown, told)
    facts = {"shown": shown, "days": days, "untold": untold, "told": told, "form": form, "roads": roads}
    signs = may_sign(g.access, Department.TRAFFIC)
    return render_template("roads/notices.html", papers=_papers(shown, form), signs=signs, **facts)


@area.post("/notices")
@may_write(Secrecy.ROADS)
def notice_making() -> ResponseReturnValue:
    form = RoadNoticeForm()
    if not may_sign(g.access, Department.TRAFFIC):
        abort(403, _("Only the traffic lead issues notices of roads."))
    if known := saving.receipt_of(form):
        return redirect(known, 303)
    if not form.validate_on_submit() or not form.wanted:
        abort(400)
    _speak_of_the_main_plan()
    try:
        session, stamp = db.session(), form.version.data or ""
        recipients = {language: form.given(language) for language in languages()}
        made = actions.issue(session, g.edition, form.wanted, stamp, recipients, g.person)
        location = url_for("public.roads", notice=made.number)
        saving.keep_receipt(form, location)
        session.commit()
    except actions.OutdatedError:
        abort(409, _("The closures, or the notice before this one, have changed since you read the draft."))
    except actions.NothingNewError:
        abort(409, _("The public knows all of this already."))
    flash(_("Road notice No. %(number)s is issued.", number=made.number), "success")
    return redirect(location, 303)


@area.app_template_filter()
def road_change_told(change: Change) -> str:
    return change_told(g.edition, change)


@area.app_template_global()
def roads_untold() -> tuple[list[date], list[Change]]:
    """What the public does not know: days on which roads are closed of which no notice speaks, and other changes."""
    roads, told = standing(db.session(), g.edition), notices_of(db.session(), g.edition)
    shown = draft(roads, told, days_untold(roads, told))
    silent = [day for day in shown.days if day not in shown.before.by_day]
    return silent, [change for change in shown.changes if change.after.day not in silent]


def _speak_of_the_main_plan() -> None:
    """Scenarios leave nothing to announce."""
    plan = main_plan(db.session(), g.edition)
    if plan is not None:
        keep_to(plan)


def _form(shown: Draft, told: Sequence[RoadNotice]) -> RoadNoticeForm:
    """The recipients are those of the notice before, until somebody changes them."""
    filled = {"version": shown.stamp, "days": " ".join(day.isoformat() for day in shown.days)}
    for language in languages():
        with force_locale(language):
            before = kept_words(told[0].words[language]) if told and language in told[0].words else None
            lines = before.recipients if before and before.recipients else usual_recipients()
            filled["recipients_en" if language == "en" else "recipients"] = "\n".join(lines)
    return RoadNoticeForm(data=filled)


def _papers(shown: Draft, form: RoadNoticeForm) -> list[RoadWords]:
    if not shown.days:
        return []
    found = []
    for language in languages():
        with force_locale(language):
            found.append(notice(g.edition, shown, now(), g.person.name, form.given(language)))
    return found

"""Repairing the roster with the least change: who is away, and the question to the solver."""

from __future__ import annotations

import re

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from festival_ops.database import db, now
from festival_ops.planning.clock import Clock
from festival_ops.planning.roster import repair
from festival_ops.planning.roster_forms import RosterRepairForm
from festival_ops.planning.snapshot import minute_now
from festival_ops.planning.views.roster import area, stands_now
from festival_ops.planning.views.roster_runs import going
from festival_ops.security.models import Agency, Officer
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.scope import visible
from festival_ops.words import fold

# Of a list of words, so many people each are offered.
FOUND = 8
MOST_WORDS = 60


@area.route("/repair", methods=["GET", "POST"])
@may_write(Secrecy.GUARDED)
def repair_new() -> ResponseReturnValue:
    form = _filled()
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    stands, under_way, looking = stands_now(), going(), "look" in request.form
    if not looking and form.validate_on_submit() and under_way is None and stands.plan.duties:
        run = repair.ask_for_a_repair(db.session(), g.edition, _away(form), form.hours.data, g.person)
        location = url_for(".run_show", id=run.id)
        saving.keep_receipt(form, location)
        db.session.commit()
        return redirect(location, 303)
    words = request.form.get("q", "").strip()[:2000]
    found = _found(words, {officer.id for officer in form.officers.data or ()})
    page = render_template(
        "roster/repair.html", form=form, stands=stands, going=under_way, words=words, found=found,
        away=repair.away_on_duty(stands),
    )  # fmt: skip
    refused = form.is_submitted() and not looking
    return page, 409 if refused and (under_way or not stands.plan.duties) else 422 if form.errors else 200


def _filled() -> RosterRepairForm:
    """From now to the end of the festival, as long as nobody says otherwise."""
    clock, minute = Clock.of(g.edition), minute_now(g.edition, now())
    first, last = (clock.span_of_day(day) for day in (g.edition.days[0], g.edition.days[-1]))
    starts = first.starts if minute is None else max(first.starts, minute)
    return RosterRepairForm(data={"starts": clock.moment(starts), "ends": clock.moment(last.ends)})


def _away(form: RosterRepairForm) -> repair.Away:
    return repair.Away(form.officers.data, form.kind.data, form.starts.data, form.ends.data, form.note.data or "")


def _found(words: str, picked: set[int]) -> list[tuple[Officer, bool]]:
    """Whoever is meant by each of the words between commas or lines; a code that fits exactly is chosen at once."""
    found: dict[int, tuple[Officer, bool]] = {}
    terms = [term.strip() for term in re.split(r"[,;\n]", words) if term.strip()]
    for term in terms[:MOST_WORDS]:
        matching = (Officer.folded.contains(word, autoescape=True) for word in fold(term).split())
        rows = visible(Officer, Secrecy.GUARDED).where(*matching).order_by(Officer.sort_key, Officer.id)
        tied = joinedload(Officer.agency).joinedload(Agency.force)
        for row in db.session.scalars(rows.options(tied).limit(FOUND)):
            if row.id not in picked:
                found[row.id] = (row, fold(row.code) == fold(term))
    exact = [one for one in found.values() if one[1]]
    return [*exact, *(one for one in found.values() if not one[1])]

"""The answer of a search before somebody decides: the roster as it would stand, and whose duties change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from festival_ops.database import db
from festival_ops.planning.actions import roster as actions
from festival_ops.planning.models import RosterRun
from festival_ops.planning.models.roster import REPAIR
from festival_ops.planning.roster import matrix, sentences
from festival_ops.planning.roster.changes import Changed
from festival_ops.planning.roster.proposed import Proposed, proposed
from festival_ops.planning.views.roster import area, asked_day, stands_now
from festival_ops.planning.views.roster_runs import outdated, run_of
from festival_ops.planning.views.searches import deciding
from festival_ops.security.models import Officer
from festival_ops.web import listing
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible


@area.get("/run/<int:id>/proposal")
@may_read(Secrecy.GUARDED)
def run_proposal(id: int) -> ResponseReturnValue:
    run = run_of(id)
    if run.outline is None:
        return redirect(url_for(".run_show", id=id), 303)
    return _page(run)


@area.post("/run/<int:id>/omission")
@may_write(Secrecy.GUARDED)
def run_omission(id: int) -> ResponseReturnValue:
    return _choose(id, actions.leave_out, _("The duties of %(name)s stay as they are."))


@area.post("/run/<int:id>/omission/removal")
@may_write(Secrecy.GUARDED)
def run_omission_removal(id: int) -> ResponseReturnValue:
    return _choose(id, actions.take_in, _("The changes of %(name)s count again."))


def _choose(id: int, choose: Callable[..., None], told: str) -> ResponseReturnValue:
    run, officer = run_of(id), request.form.get("officer", type=int)
    if run.outline is None or officer is None:
        abort(400)
    row = get_visible(Officer, officer, Secrecy.GUARDED)
    try:
        with deciding():
            choose(db.session(), run, row.id, g.person, str(get_locale()))
    except actions.RefusedError as refused:
        db.session.rollback()
        return _page(run_of(id), [finding.sentence for finding in refused.findings[:5]]), 422
    flash(told % {"name": row.name}, "success")
    return redirect(url_for(".run_proposal", id=id, **_asked(), _anchor="changes"), 303)


def _asked() -> dict[str, Any]:
    """What the address picks of the proposal; it stays picked when somebody is left out."""
    return {name: request.args[name] for name in ("day", "post", "q", "page") if name in request.args}


def _page(run: RosterRun, refused: Sequence[str] = ()) -> str:
    shown = proposed(g.edition, stands_now(), run)
    missing = matrix.missing_by_day(shown.stands)
    day = asked_day(missing) if "day" in request.args or not shown.changes else _first_changed(shown.changes)
    return render_template(
        "roster/run/proposal.html",
        run=run,
        shown=shown,
        stands=shown.stands,
        sheet=matrix.draw(shown.stands, day),
        days=[(each, missing[each]) for each in g.edition.days],
        changed=shown.cells(day),
        page=listed(_asked_for(shown, day)),
        small=sentences.smallness(run.outline or {}) if run.kind == REPAIR else "",
        short=[sentences.told(g.edition, shown.stands, short) for short in shown.stands.shortages],
        open=run.decision is None and not outdated(run),
        stale=outdated(run),
        refused=refused,
        picked=_asked(),
    )


def _first_changed(changes: Sequence[Changed]) -> date:
    return min(stint.day for change in changes for stint in (*change.ended, *change.begun))


def _asked_for(shown: Proposed, day: date) -> list[Changed]:
    """Everybody whose duties change; with a day in the address those of that day, with a post those there."""
    post = request.args.get("post", type=int)
    return [
        change
        for change in shown.changes
        if ("day" not in request.args or change.on(day)) and (post is None or _touches(change, post, day))
    ]


def _touches(change: Changed, post: int, day: date) -> bool:
    return any((stint.post, stint.day) == (post, day) for stint in (*change.ended, *change.begun))


def listed(changes: Sequence[Changed]) -> listing.Page:
    """Fifty people at a time, found by words."""
    asked = listing.Asked.by(request.args, ())
    found = [change for change in changes if change.found_by(asked.words)]
    begin = (min(asked.page, max(1, -(-len(found) // listing.ROWS))) - 1) * listing.ROWS
    rows: list[Any] = found[begin : begin + listing.ROWS]
    return listing.Page(rows, len(found), asked)

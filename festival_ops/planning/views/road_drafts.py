"""Drafted closures: what standards ask for in the plan in hand, beside what stands, and taking it over."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.planning.actions import drafting as actions
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.models import ClosureTaking
from festival_ops.planning.roads.drafting import words
from festival_ops.planning.roads.drafting.lines import BY_HAND, ENDED, NEW, OTHERWISE, STANDS, Drafts, drafts
from festival_ops.planning.views.roads import area
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible

GROUPS = (
    (OTHERWISE, lazy_gettext("Asked for otherwise than it stands"), "refresh"),
    (NEW, lazy_gettext("Asked for anew"), "plus"),
    (ENDED, lazy_gettext("No longer asked for"), "x"),
    (BY_HAND, lazy_gettext("Kept by hand"), "user-check"),
    (STANDS, lazy_gettext("Stands as it is"), "check"),
)


@area.get("/drafts")
@may_read(Secrecy.ROADS)
def drafts_show() -> ResponseReturnValue:
    return _page()


@area.post("/drafts/taking")
@may_write(Secrecy.ROADS)
def drafts_taking() -> ResponseReturnValue:
    session, plan = db.session(), plan_in_hand(db.session(), g.edition)
    try:
        taken = actions.take_over(session, g.edition, plan, _chosen(), g.person, _("Asked for by its standard."))
    except actions.ChangedSinceError:
        session.rollback()
        return _page(outdated=True), 409
    session.commit()
    if taken is None:
        flash(_("Nothing was left to take over: all of it stands as asked for."), "info")
    else:
        count = len(taken.written)
        flash(ngettext("%(num)s closure is written down as asked.", "%(num)s closures are written down as asked.",
                       count), "success")  # fmt: skip
    return redirect(url_for(".drafts_show"), 303)


@area.post("/drafts/taking/<int:id>/undoing")
@may_write(Secrecy.ROADS)
def drafts_undoing(id: int) -> ResponseReturnValue:
    row = get_visible(ClosureTaking, id, Secrecy.ROADS)
    session, last = db.session(), actions.last_taking(db.session(), g.edition)
    if row.undone_at is not None:
        flash(_("That was taken back already."), "info")
    elif last is None or last.id != row.id:
        flash(_("More was taken over since; take that back first."), "error")
    else:
        try:
            actions.take_back(session, g.edition, row, g.person, _("Taken back."))
            session.commit()
            flash(_("The closures are as they were before."), "success")
        except actions.ChangedSinceError:
            session.rollback()
            flash(_("This cannot be taken back: somebody has changed these closures since."), "error")
    return redirect(url_for(".drafts_show"), 303)


def _chosen() -> actions.Chosen:
    """What is picked comes as name:stamp."""
    picked = dict(line.partition(":")[::2] for line in request.form.getlist("line"))
    return actions.Chosen(picked, request.form.get("seen"))


def _page(*, outdated: bool = False) -> str:
    session = db.session()
    found = drafts(session, g.edition, plan_in_hand(session, g.edition))
    last = actions.last_taking(session, g.edition)
    by = session.get(User, last.user_id) if last and last.user_id else None
    return render_template(
        "roads/drafts.html", found=found, groups=_groups(found), words=words, last=last, by=by, outdated=outdated
    )


def _groups(found: Drafts) -> list[dict[str, Any]]:
    """By what is to be done; groups without a line are left out."""
    held = [(*group, [line for line in found.lines if line.state == group[0]]) for group in GROUPS]
    return [
        {"state": state, "title": title, "icon": icon, "lines": lines} for state, title, icon, lines in held if lines
    ]

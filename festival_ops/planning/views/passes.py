"""Passes: which are asked for, the list of an edition, those of a delegation, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from festival_ops.database import db
from festival_ops.planning.actions import passes as actions
from festival_ops.planning.actions.transfers import ChangedSinceError
from festival_ops.planning.passes.asked_for import PassDrafting, PassLine, pass_drafting
from festival_ops.planning.passes.listing import CHANGED, OVER, UNPRINTED, Filter, Listed, listed
from festival_ops.planning.passes.openings import Desk
from festival_ops.planning.queries import main_plan
from festival_ops.planning.rides.by_day import GROUPS
from festival_ops.protocol.models import Delegation, Pass, PassKind, PassZone
from festival_ops.protocol.pass_kinds import HANDED, LOST, PRINTED, RETURNED, STATES, VOID
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible, visible

area = Blueprint("passes", __name__, url_prefix="/festival/<edition>/passes")
PAGE = 100
TALLY = {
    "": lazy_gettext("in all"),
    UNPRINTED: lazy_gettext("to print"),
    CHANGED: lazy_gettext("changed since printed"),
    OVER: lazy_gettext("to take back"),
    PRINTED: lazy_gettext("printed"),
    HANDED: lazy_gettext("handed out"),
    RETURNED: lazy_gettext("given back"),
    LOST: lazy_gettext("lost"),
    VOID: lazy_gettext("void"),
}
# Why a pass is lost or void is known to whoever says so; the others explain themselves.
ACTS = {
    HANDED: (lazy_gettext("Handed out"), "user-check"),
    RETURNED: (lazy_gettext("Given back"), "arrow-back-up"),
    LOST: (lazy_gettext("Lost"), "help-circle"),
    VOID: (lazy_gettext("Void"), "ban"),
}


def desk() -> Desk:
    """What leaves the house follows the main plan, whatever scenario is in hand."""
    if "pass_desk" not in g:
        g.pass_desk = Desk(db.session(), g.edition, main_plan(db.session(), g.edition))
    found: Desk = g.pass_desk
    return found


def secret() -> str:
    return str(current_app.secret_key)


@area.app_template_global("pass_facts")
def facts_of(row: Pass) -> dict[str, Any]:
    """What the page of one pass shows beside its record."""
    acts = {word: ACTS[word] for word in actions.may_become(desk(), row)}
    return {"each": Listed(row, desk(), secret()), "acts": acts, "replaceable": actions.may_replace(desk(), row)}


@area.get("/")
@may_read(Secrecy.GUARDED)
def list_show() -> ResponseReturnValue:
    return _list()


@area.get("/delegation/<int:id>")
@may_read(Secrecy.GUARDED)
def delegation_show(id: int) -> ResponseReturnValue:
    row = get_visible(Delegation, id, Secrecy.GUARDED)
    mine = [each for each in listed(desk(), secret()) if each.delegation is row]
    waiting = [line for line in pass_drafting(desk()).offered if _of(line) is row]
    return render_template("passes/delegation.html", row=row, passes=mine, waiting=waiting)


@area.post("/taking")
@may_write(Secrecy.GUARDED)
def drafts_taking() -> ResponseReturnValue:
    picked = dict(line.rpartition(":")[::2] for line in request.form.getlist("line"))
    chosen = actions.PassesChosen(picked, request.form.get("seen"))
    try:
        taken = actions.take_over(desk(), chosen, g.person, _("Drafted from invitations, troupes and engagements."))
    except ChangedSinceError:
        db.session.rollback()
        return _list(outdated=True), 409
    db.session.commit()
    sentences = list(_done(taken))
    for sentence in sentences or [_("Nothing was left to take over: all of it stands as asked for.")]:
        flash(sentence, "success" if sentences else "info")
    return redirect(url_for(".list_show"), 303)


@area.post("/undoing")
@may_write(Secrecy.GUARDED)
def drafts_undoing() -> ResponseReturnValue:
    taking = actions.last_taking(db.session(), g.edition)
    if taking is None or str(taking.id) != request.form.get("taking"):
        flash(_("This was taken back already; nothing was changed now."), "info")
        return redirect(url_for(".list_show"), 303)
    try:
        actions.take_back(desk(), taking, g.person, _("What was taken over is taken back."))
    except actions.AlteredSinceError:
        db.session.rollback()
        abort(409, _("Some of these passes were changed or printed since they were taken over, so nothing was taken "
                     "back. Void those that are not needed, one by one."))  # fmt: skip
    db.session.commit()
    flash(_("What was taken over last is taken back."), "success")
    return redirect(url_for(".list_show"), 303)


@area.post("/<int:id>/state")
@may_write(Secrecy.GUARDED)
def pass_state(id: int) -> ResponseReturnValue:
    row, state = get_visible(Pass, id, Secrecy.GUARDED), request.form.get("state", "")
    reason = request.form.get("reason", "").strip()[:300]
    if request.form.get("seen") != str(row.version):
        abort(409, _("Somebody has changed this pass since you opened it. Open it again and look at it."))
    if state == VOID and not reason:
        flash(_("Write down why the pass is void; then press again. Nothing was changed."), "warning")
    elif actions.say(desk(), row, state, reason, g.person):
        db.session.commit()
        flash(_("Pass %(number)s: it is written down.", number=str(row)), "success")
    else:
        abort(409, _("That cannot become of this pass as it is now. Open it again and look at it."))
    return redirect(url_for("protocol.pass_show", id=id), 303)


@area.post("/<int:id>/replacement")
@may_write(Secrecy.GUARDED)
def pass_replacement(id: int) -> ResponseReturnValue:
    """The lost one opens nothing from now on."""
    row, reason = get_visible(Pass, id, Secrecy.GUARDED), request.form.get("reason", "").strip()[:300]
    new = actions.replace(desk(), row, reason, g.person)
    if new is None:
        db.session.rollback()
        flash(_("This pass has been replaced already, or was never printed; nothing was changed."), "info")
        return redirect(url_for("protocol.pass_show", id=id), 303)
    db.session.commit()
    flash(_("Pass %(old)s opens nothing any more; print pass %(new)s instead.", old=str(row), new=str(new)), "success")
    return redirect(url_for("protocol.pass_show", id=new.id), 303)


def asked() -> Filter:
    """What the address asks for; what is not there asks for nothing."""
    state, value = request.args.get("state", ""), request.args.get
    if state not in TALLY and state not in dict(STATES):
        abort(404)
    numbers = {name: value(name, type=int) for name in ("zone", "kind", "delegation")}
    return Filter(state=state, words=value("q", "").strip()[:100], **numbers)


def _of(line: PassLine) -> Delegation | None:
    who = line.draft.who if line.draft else desk().who(line.row) if line.row else None
    found = who if isinstance(who, Delegation) else getattr(who, "delegation", None)
    return found if isinstance(found, Delegation) else None


def _list(*, outdated: bool = False) -> str:
    rows, filter, drafting = listed(desk(), secret()), asked(), pass_drafting(desk())
    found = [each for each in rows if filter.takes(each)]
    page = max(1, request.args.get("page", 1, type=int))
    facts: dict[str, Any] = {"counts": {key: sum(map(Filter(state=key).takes, rows)) for key in TALLY}, "all": rows}
    facts |= {"shown": found[(page - 1) * PAGE : page * PAGE], "found": found, "page": page, "size": PAGE}
    facts |= {"drafting": drafting, "groups": _groups(drafting), "filter": filter, "tally": TALLY}
    facts |= {model.__tablename__: _rows(model) for model in (PassZone, PassKind, Delegation)}
    facts["taking"] = actions.takeable_back(db.session(), g.edition)
    return render_template("passes/list.html", outdated=outdated, **facts)


def _rows(model: Any) -> list[Any]:
    return list(db.session.scalars(visible(model, Secrecy.GUARDED).order_by(model.code)))


def _groups(found: PassDrafting) -> list[tuple[str, Any, str, list[PassLine]]]:
    held = (
        (state, title, icon, [line for line in found.lines if line.state == state]) for state, title, icon in GROUPS
    )
    return [group for group in held if group[3]]


def _done(taken: actions.PassesTaken) -> Iterator[str]:
    if taken.made:
        yield ngettext("%(num)s pass is made.", "%(num)s passes are made.", taken.made)
    if taken.changed:
        yield ngettext("%(num)s pass is as asked for now.", "%(num)s passes are as asked for now.", taken.changed)
    if taken.voided:
        yield ngettext(
            "%(num)s pass that nobody asks for any more is void.",
            "%(num)s passes that nobody asks for any more are void.",
            taken.voided,
        )

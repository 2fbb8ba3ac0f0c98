"""Finding rooms for guests: asking for a search, watching it, and taking over all of its answer or some lines."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from festival_ops.database import db
from festival_ops.planning.actions import rooms as actions
from festival_ops.planning.lodging import search
from festival_ops.planning.lodging.proposal import Proposed
from festival_ops.planning.lodging.standing import Finding, standing
from festival_ops.planning.models import RoomChange, RoomRun
from festival_ops.planning.models.lodging import ALL, OPEN
from festival_ops.planning.views.searches import deciding, expect, in_words, progress, state_of, stop, under_way
from festival_ops.web.access import Secrecy, may_read, may_write

area = Blueprint("rooms", __name__, url_prefix="/festival/<edition>/protocol/rooms")


@area.app_template_global()
def rooms_as_they_stand() -> dict[str, Any]:
    """What the page of rooms tells besides its lists: breaches, the search under way or waiting, what to take back."""
    stands = standing(db.session(), g.edition)
    waiting = select(RoomRun).where(RoomRun.edition_id == g.edition.id, RoomRun.decision.is_(None))
    last = db.session.scalar(waiting.where(RoomRun.answer.is_not(None)).order_by(RoomRun.id.desc()).limit(1))
    facts = {"findings": stands.told(stands.breaches), "going": under_way(RoomRun), "waiting": last}
    return facts | {"undo": actions.undoable(db.session(), stands, g.edition, g.person)}


@area.post("/run")
@may_write(Secrecy.GUARDED)
def run_new() -> ResponseReturnValue:
    """A second click finds the search that the first began."""
    run = under_way(RoomRun)
    if run is None:
        stands = standing(db.session(), g.edition)
        if not stands.facts.rows or not stands.facts.allotments:
            abort(409, _("Nights of guests and rooms of hotels come first: without them nothing can be proposed."))
        kind = ALL if request.form.get("kind") == ALL else OPEN
        run = search.ask_for_rooms(db.session(), g.edition, stands, g.person, kind=kind)
        db.session.commit()
    return _shown(run)


@area.get("/run/<int:id>")
@may_read(Secrecy.GUARDED)
def run_show(id: int) -> ResponseReturnValue:
    return _proposal(_run_of(id))


@area.get("/run/<int:id>/progress")
@may_read(Secrecy.GUARDED)
def run_progress(id: int) -> ResponseReturnValue:
    facts = state_of(_run_of(id))
    return progress("rooms/run/live.html", facts)


@area.post("/run/<int:id>/cancellation")
@may_write(Secrecy.GUARDED)
def run_cancellation(id: int) -> ResponseReturnValue:
    run = _run_of(id)
    stop(run)
    flash(_("The search stops and keeps the best that it has found."), "info")
    return _shown(run)


@area.post("/run/<int:id>/repetition")
@may_write(Secrecy.GUARDED)
def run_repetition(id: int) -> ResponseReturnValue:
    run = _run_of(id)
    if run.answer is not None or under_way(RoomRun) is not None:
        abort(409, _("This search has its answer, or another is still under way."))
    search.begin(db.session(), run)
    db.session.commit()
    return _shown(run)


@area.post("/run/<int:id>/acceptance")
@may_write(Secrecy.GUARDED)
def run_acceptance(id: int) -> ResponseReturnValue:
    run = _answered(id)
    name = "all" if "everything" in request.form else "line"
    picked = dict(line.rpartition(":")[::2] for line in request.form.getlist(name))
    if not picked:
        flash(_("Nothing was chosen, so nothing is changed. Choose the lines that you want to take over."), "warning")
        return _shown(run)
    try:
        with deciding():
            lines = actions.take_over(db.session(), g.edition, run, picked, g.person)
    except (actions.ChangedSinceError, StaleDataError):
        db.session.rollback()
        return _proposal(_run_of(id), outdated=True), 409
    except actions.BrokenRulesError as broken:
        db.session.rollback()
        return _proposal(_run_of(id), refused=broken.findings), 422
    _tell(sum(len(line.rows) for line in lines), len(lines) - len(picked))
    return redirect(url_for("protocol.rooms_show") if run.decision else url_for(".run_show", id=id), 303)


@area.post("/run/<int:id>/refusal")
@may_write(Secrecy.GUARDED)
def run_refusal(id: int) -> ResponseReturnValue:
    with deciding():
        actions.refuse(db.session(), g.edition, _answered(id), g.person)
    flash(_("The proposal is refused; everybody keeps the room of before."), "success")
    return redirect(url_for("protocol.rooms_show"), 303)


@area.post("/undoing")
@may_write(Secrecy.GUARDED)
def undoing() -> ResponseReturnValue:
    change = db.session.get(RoomChange, request.form.get("change", 0, type=int))
    if change is None or change.edition_id != g.edition.id or change.user_id != g.person.id:
        abort(404)
    try:
        actions.undo(db.session(), g.edition, change, g.person)
        db.session.commit()
    except (actions.ChangedSinceError, StaleDataError):
        abort(409, _("Somebody has changed these rooms since, so your change cannot be taken back as one."))
    except actions.BrokenRulesError as broken:
        told = in_words(broken.findings)
        abort(409, _("Your change stands, because without it: %(breaches)s", breaches=told))
    flash(_("Your change is taken back."), "success")
    return redirect(url_for("protocol.rooms_show"), 303)


def _proposal(run: RoomRun, *, outdated: bool = False, refused: list[Finding] | None = None) -> str:
    found = Proposed(standing(db.session(), g.edition), run) if run.answer is not None else None
    return render_template("rooms/run/show.html", **state_of(run), found=found, outdated=outdated, refused=refused)


def _tell(guests: int, more: int) -> None:
    flash(
        ngettext("%(num)s guest has the room proposed.", "%(num)s guests have the rooms proposed.", guests), "success"
    )
    if more > 0:
        told = ngettext(
            "%(num)s line came with it: its room had to be free first.",
            "%(num)s lines came with it: their rooms had to be free first.",
            more,
        )
        flash(told, "info")


def _run_of(id: int) -> RoomRun:
    wanted = select(RoomRun).where(RoomRun.edition_id == g.edition.id, RoomRun.id == id)
    return db.session.scalar(wanted) or abort(404)


def _answered(id: int) -> RoomRun:
    run = _run_of(id)
    expect(run.answer)
    return run


def _shown(run: RoomRun) -> ResponseReturnValue:
    return redirect(url_for(".run_show", id=run.id), 303)

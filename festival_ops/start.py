"""The way of a newcomer: from nothing to a released plan in five steps, or straight into the demo edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from festival_ops import demo
from festival_ops.database import db
from festival_ops.planning.models import Placement
from festival_ops.planning.queries import latest_release, main_plan
from festival_ops.programme.models import Edition, Performance, Stage, Troupe, Venue
from festival_ops.web.access import Act, Secrecy, admins_only, may_write, signed_in
from festival_ops.web.forms import Form

area = Blueprint("start", __name__)


@dataclass(frozen=True)
class Step:
    """`act` is what its button says; `state` is done, next or later."""

    title: str
    told: str
    act: str
    address: str
    icon: str
    done: bool
    state: str = "later"


@area.get("/start")
@signed_in
def first() -> ResponseReturnValue:
    demo_is_here = db.session.scalar(select(Edition).where(Edition.slug == demo.SLUG))
    return render_template("start/first.html", form=Form(), demo_is_here=demo_is_here)


@area.post("/start/demo")
@admins_only
def opening_demo() -> ResponseReturnValue:
    if not Form().validate_on_submit():
        abort(400)
    if not db.session.scalar(select(Edition).where(Edition.slug == demo.SLUG)):
        try:
            demo.hue_2024(db.session())
            db.session.commit()
        except IntegrityError:
            # A second click was faster.
            db.session.rollback()
        flash(
            _("The demo edition is loaded. Its real rows name their source, invented ones say “synthetic”."), "success"
        )
    return redirect(url_for("programme.overview", edition=demo.SLUG), 303)


@area.get("/festival/<edition>/start")
@may_write(Secrecy.PLAN)
def guide() -> ResponseReturnValue:
    return render_template("start/guide.html", steps=steps(g.edition))


@area.app_context_processor
def _checklist() -> dict[str, object]:
    return {"first_steps": first_steps}


def first_steps() -> list[Step]:
    """The steps for those who take them, until the first release."""
    edition = g.get("edition")
    if edition is None or not g.access.may(Act.WRITE, Secrecy.PLAN) or latest_release(db.session(), edition):
        return []
    return steps(edition)


def steps(edition: Edition) -> list[Step]:
    way = [*_first_half(edition), *_second_half(edition)]
    following = next((number for number, step in enumerate(way) if not step.done), len(way))
    states = ["done" if step.done else "next" if number == following else "later" for number, step in enumerate(way)]
    return [Step(**{**vars(step), "state": state}) for step, state in zip(way, states, strict=True)]


def _first_half(edition: Edition) -> list[Step]:
    counts: dict[str, Any] = {m.__tablename__: _count(m, edition) for m in (Venue, Stage, Troupe, Performance)}
    filled = bool(counts["stage"] and counts["performance"])
    days = {"first": f"{edition.first_day:%d/%m/%Y}", "last": f"{edition.last_day:%d/%m/%Y}"}
    return [
        Step(
            _("Make an edition"),
            _("%(name)s, from %(first)s to %(last)s.", name=edition.name, **days),
            _("Look at it"),
            url_for("editions.show", edition=edition.slug),
            "calendar",
            done=True,
        ),
        Step(
            _("Fill in the blank workbook"),
            _(
                "It has a page for venues, stages, troupes, performances and more, and explains every column. "
                "Venues, stages and performances are enough to begin with."
            ),
            _("Blank workbook"),
            url_for("spreadsheets.template", edition=edition.slug, name="all", kind="xlsx"),
            "file-spreadsheet",
            done=filled,
        ),
        Step(
            _("Upload it"),
            _(
                "Venues: %(venue)s · stages: %(stage)s · troupes: %(troupe)s · performances: %(performance)s. "
                "You see what every row would do before anything is written.",
                **counts,
            ),
            _("Upload"),
            url_for("spreadsheets.uploads", edition=edition.slug),
            "table-import",
            done=filled,
        ),
    ]


def _second_half(edition: Edition) -> list[Step]:
    plan = main_plan(db.session(), edition)
    all_of_them = _count(Performance, edition, ~Performance.cancellation.has())
    placed = select(func.count()).select_from(Placement).where(Placement.plan_id == (plan.id if plan else 0))
    count = db.session.scalar(placed) or 0
    return [
        Step(
            _("Build the schedule"),
            _(
                "%(placed)s of %(all)s performances have a place. Look at the proposal, then accept it.",
                placed=count,
                all=all_of_them,
            ),
            _("Build the schedule"),
            url_for("planning.run_new", edition=edition.slug),
            "wand",
            done=bool(all_of_them) and count >= all_of_them,
        ),
        Step(
            _("Release it"),
            _("A release is numbered and stays as it is; the public programme and every calendar follow it."),
            _("Look at the release"),
            url_for("planning.release", edition=edition.slug),
            "rosette-discount-check",
            done=latest_release(db.session(), edition) is not None,
        ),
    ]


def _count(model: type[Any], edition: Edition, *conditions: Any) -> int:
    rows = select(func.count()).select_from(model).where(model.edition_id == edition.id, *conditions)
    return db.session.scalar(rows) or 0

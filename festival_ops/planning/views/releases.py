"""Releases: what the next one would say, the moment it leaves the house, and every one before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.accounts.models import User
from festival_ops.accounts.policy import Department, may_sign
from festival_ops.database import db
from festival_ops.planning.actions import plans, releases
from festival_ops.planning.actions.releases import DoubleBookingError, ObstacleError, UnsignedError
from festival_ops.planning.actions.signing import OutdatedPreviewError
from festival_ops.planning.agreed import changes_in
from festival_ops.planning.forms import DutyForm, ReleaseForm, SignatureForm
from festival_ops.planning.judgement import GUARDED_RULES
from festival_ops.planning.models import Release
from festival_ops.planning.preview import preview
from festival_ops.planning.queries import main_plan
from festival_ops.planning.sign_offs import SignOff, sign_offs
from festival_ops.planning.telling import department_name, minute_clock
from festival_ops.planning.views.area import area
from festival_ops.planning.whom_to_tell import lines_of
from festival_ops.web.access import Secrecy, may_read, may_write, signers_only


@area.get("/release")
@signers_only
def release() -> ResponseReturnValue:
    return prepared()


@area.post("/release")
@may_write(Secrecy.PLAN)
def release_making() -> ResponseReturnValue:
    form = ReleaseForm()
    if not form.validate_on_submit():
        abort(400)
    session = db.session()
    plan = plans.open_plan(session, g.edition)
    try:
        made = releases.release(session, g.edition, plan, form.version.data, form.note.data or "", g.person)
        session.commit()
    except OutdatedPreviewError:
        abort(409, _("The plan, or the release before it, has changed since you read the preview."))
    except ObstacleError:
        abort(409, _("Something stands in the way of this release, or nothing has changed since the last one."))
    except UnsignedError as refused:
        abort(409, unsigned(refused.number, refused.awaited))
    except DoubleBookingError as refused:
        abort(409, _double_booking(refused))
    flash(_("Release %(number)s is published. Calendars pick it up by themselves.", number=made.number), "success")
    return redirect(url_for(".release_show", number=made.number), 303)


@area.get("/releases")
@may_read(Secrecy.PLAN)
def releases_list() -> ResponseReturnValue:
    rows = select(Release).where(Release.edition_id == g.edition.id).order_by(Release.number.desc())
    return render_template(
        "planning/release/list.html", rows=db.session.scalars(rows).all(), people=_publishers(), preparing=_signs()
    )


@area.get("/release/<int:number>")
@may_read(Secrecy.PLAN)
def release_show(number: int) -> ResponseReturnValue:
    row = numbered(number)
    discreet = g.access.right(Secrecy.GUARDED) == 0
    signed = [each for each in row.waivers if not (discreet and each["rule"] in GUARDED_RULES)]
    left = sum(line.telling is None for line in lines_of(db.session(), g.edition, row))
    return render_template(
        "planning/release/show.html",
        row=row,
        signed=signed,
        people=_publishers(),
        left=left,
        rehearsals=changes_in(db.session(), row),
    )


def numbered(number: int) -> Release:
    """The release of this number, or 404."""
    wanted = select(Release).where(Release.edition_id == g.edition.id, Release.number == number)
    return db.session.scalar(wanted) or abort(404)


def _signs() -> bool:
    return any(may_sign(g.access, department) for department in Department)


def prepared(form: SignatureForm | None = None, department: Department | None = None) -> ResponseReturnValue:
    """The page of the next release; with a form, what its sender must still correct."""
    session = db.session()
    shown = preview(session, g.edition, main_plan(session, g.edition), str(get_locale()))
    offs = sign_offs(session, g.edition, shown)
    awaited = [off for off in offs if off.holds_up and (off.refused or off.department is not Department.PROGRAMME)]
    page = render_template(
        "planning/release/preview.html",
        shown=shown,
        form=ReleaseForm(data={"version": shown.stamp}),
        offs=offs,
        own=[off for off in offs if may_speak(off.department)],
        awaited=unsigned(shown.number, awaited) if awaited else "",
        duties=DutyForm(formdata=None, data=asked_of(offs)),
        writing=form or SignatureForm(formdata=None),
        written_for=department,
    )
    return page, 422 if form else 200


def may_speak(department: Department) -> bool:
    """The programme speaks by publishing; every other department has a form of its own."""
    return department is not Department.PROGRAMME and may_sign(g.access, department)


def asked_of(offs: Iterable[SignOff]) -> dict[str, Any]:
    """Who must sign, as the form of duties shows it, with the name of that state as its version."""
    duties = {str(off.department): off.required for off in offs if off.department is not Department.PROGRAMME}
    return {**duties, "version": " ".join(name for name, required in duties.items() if required)}


def unsigned(number: int, awaited: Iterable[SignOff]) -> str:
    """Who holds the release up, in sentences."""
    awaited = list(awaited)
    names = [department_name(off.department) for off in awaited if not off.refused]
    told = [_("Release %(number)s still needs the signature of: %(names)s.", number=number, names=", ".join(names))]
    told = told if names else []
    for off in awaited:
        if off.refused and off.word:
            facts = {"department": department_name(off.department), "name": off.word.signer, "reason": off.word.remark}
            told.append(_("%(department)s has refused it (%(name)s): %(reason)s", **facts))
    return " ".join(told)


def _double_booking(refused: DoubleBookingError) -> str:
    if refused.clash is None:
        return _("The database refused: two performances want the same stage, troupe or person at the same time.")
    first, second = refused.clash
    return _(
        "The database refused: “%(first)s” and “%(second)s” both take %(holder)s, from %(starts)s to %(ends)s.",
        first=refused.problem.act(first.act).title,
        second=refused.problem.act(second.act).title,
        holder=first.holder,
        starts=minute_clock(max(first.span.starts, second.span.starts)),
        ends=minute_clock(min(first.span.ends, second.span.ends)),
    )


def _publishers() -> dict[int, str]:
    """Whoever published or signed anything of this edition's releases, by id."""
    rows = db.session.scalars(select(Release).where(Release.edition_id == g.edition.id)).all()
    ids = {row.user_id for row in rows} | {signed["user_id"] for row in rows for signed in row.waivers}
    return {user.id: user.name or user.email for user in db.session.scalars(select(User).where(User.id.in_(ids)))}

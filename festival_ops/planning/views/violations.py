"""What is wrong with the plan, in sentences, and the exceptions that people sign for."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.planning.actions import waivers
from festival_ops.planning.forms import ReasonForm
from festival_ops.planning.judgement import LEVELS, WARN
from festival_ops.planning.models import Waiver
from festival_ops.planning.views.area import area
from festival_ops.planning.views.timeline import open_desk
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible


@area.get("/violations")
@may_read(Secrecy.PLAN)
def violations() -> ResponseReturnValue:
    desk = open_desk()
    groups = [(level, [finding for finding in desk.findings if finding.level == level]) for level in LEVELS]
    found = [(level, members) for level, members in groups if members]
    return render_template("planning/violations.html", desk=desk, groups=found, people=_signers())


@area.route("/waiver/<path:subject>", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def waiver(subject: str) -> ResponseReturnValue:
    finding = next((each for each in open_desk().findings if each.subject == subject), None)
    if finding is None or finding.level != WARN:
        abort(404)
    form = ReasonForm()
    if form.validate_on_submit():
        waivers.sign(db.session(), g.edition, [finding], form.reason.data, g.person)
        db.session.commit()
        flash(_("The exception is signed with your name; the next release lists it."), "success")
        return redirect(url_for(".violations"), 303)
    return render_template("planning/waiver.html", finding=finding, form=form), 422 if form.errors else 200


@area.post("/waiver/<int:id>/withdrawal")
@may_write(Secrecy.PLAN)
def waiver_withdrawal(id: int) -> ResponseReturnValue:
    waivers.withdraw(db.session(), get_visible(Waiver, id, Secrecy.PLAN), g.person)
    db.session.commit()
    flash(_("The exception is withdrawn; the warning stands again."), "success")
    return redirect(url_for(".violations"), 303)


def _signers() -> dict[int, str]:
    ids = select(Waiver.user_id).where(Waiver.edition_id == g.edition.id)
    return {row.id: row.name or row.email for row in db.session.scalars(select(User).where(User.id.in_(ids)))}

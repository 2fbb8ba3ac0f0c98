"""Whom to tell of a release, and who has been told."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.database import db
from festival_ops.planning.actions import telling
from festival_ops.planning.forms import TellingForm
from festival_ops.planning.models import Telling
from festival_ops.planning.telling import department_name
from festival_ops.planning.views.area import area
from festival_ops.planning.views.releases import numbered
from festival_ops.planning.whom_to_tell import DEPARTMENT, TROUPE, Line, lines_of
from festival_ops.programme.models import Contact
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import visible


@area.get("/release/<int:number>/tellings")
@may_read(Secrecy.PLAN)
def release_tellings(number: int) -> ResponseReturnValue:
    row = numbered(number)
    lines = lines_of(db.session(), g.edition, row)
    return render_template(
        "planning/release/tellings.html",
        row=row,
        lines=lines,
        left=sum(line.telling is None for line in lines),
        contacts=_contacts(),
        coordinators=_coordinators(),
        named=named,
        form=TellingForm(formdata=None),
    )


@area.post("/release/<int:number>/telling")
@may_write(Secrecy.PLAN)
def telling_making(number: int) -> ResponseReturnValue:
    row, form, session = numbered(number), TellingForm(), db.session()
    lines = {line.key: line for line in lines_of(session, g.edition, row)}
    line = lines.get(form.line.data or "")
    if line is None or not form.validate_on_submit():
        abort(422, _("Nobody of that name is to be told of this release, or it is not said how they were told."))
    try:
        kept = telling.tell(session, row, line, named(line), form.how.data, g.person)
        session.commit()
        flash(_("“%(name)s” has been told, by %(teller)s.", name=kept.name, teller=kept.teller), "success")
    except IntegrityError:
        session.rollback()
        flash(_("“%(name)s” has been told already.", name=named(line)), "success")
    return redirect(url_for(".release_tellings", number=number, _anchor=f"line-{line.kind}-{line.subject}"), 303)


@area.post("/release/<int:number>/telling/<int:id>/removal")
@may_write(Secrecy.PLAN)
def telling_removal(number: int, id: int) -> ResponseReturnValue:
    row, session = numbered(number), db.session()
    kept = session.get(Telling, id)
    if kept is not None and kept.release_id != row.id:
        abort(404)
    try:
        if kept is not None:
            telling.take_back(session, row, kept, g.person)
            session.commit()
    except StaleDataError:
        session.rollback()
    flash(_("The tick is taken back; they are still to be told."), "success")
    return redirect(url_for(".release_tellings", number=number), 303)


def named(line: Line) -> str:
    if line.kind == DEPARTMENT:
        return department_name(line.subject)
    return line.name_en or line.name if str(get_locale()) == "en" else line.name


def _contacts() -> dict[str, list[Contact]]:
    """By the line they belong to; nothing for those who may not read contacts."""
    found: dict[str, list[Contact]] = {}
    for row in db.session.scalars(visible(Contact, Secrecy.CONTACTS).order_by(Contact.name)):
        found.setdefault(f"{TROUPE}:{row.troupe_id}", []).append(row)
    return found


def _coordinators() -> dict[str, list[User]]:
    """The accounts that look after a troupe or lead a department, for those who may read contacts."""
    if not g.access.sees_all(Secrecy.CONTACTS):
        return {}
    heads = {Role.SECURITY_LEAD: "security", Role.TRAFFIC_LEAD: "traffic", Role.PROTOCOL_OFFICER: "protocol"}
    here = (Membership.edition_id == g.edition.id, Membership.role.in_((*heads, Role.TROUPE_COORDINATOR)), User.active)
    found: dict[str, list[User]] = {}
    for held in db.session.scalars(select(Membership).join(Membership.user).where(*here).order_by(User.name)):
        head = heads.get(Role(held.role))
        found.setdefault(f"{DEPARTMENT}:{head}" if head else f"{TROUPE}:{held.troupe_id}", []).append(held.user)
    return found

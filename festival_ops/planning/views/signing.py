"""A department signs the next release or refuses it, and planners say who must."""

from __future__ import annotations

from flask import abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from festival_ops.accounts.policy import Department
from festival_ops.database import db
from festival_ops.planning.actions import plans, signing
from festival_ops.planning.actions.signing import OutdatedPreviewError
from festival_ops.planning.forms import DutyForm, SignatureForm
from festival_ops.planning.models import Signature
from festival_ops.planning.models.signing import REFUSED
from festival_ops.planning.sign_offs import duties_of
from festival_ops.planning.views.area import area
from festival_ops.planning.views.releases import may_speak, prepared
from festival_ops.web.access import Secrecy, may_write, signers_only


@area.post("/release/signature/<department>")
@signers_only
def signature_making(department: str) -> ResponseReturnValue:
    own, form = _own(department), SignatureForm()
    if not form.validate_on_submit():
        return prepared(form, own)
    session = db.session()
    plan, remark = plans.open_plan(session, g.edition), form.remark.data or ""
    try:
        word = signing.sign(session, g.edition, plan, own, form.version.data, form.verdict.data, remark, g.person)
        session.commit()
    except OutdatedPreviewError:
        abort(409, _("The plan, or what concerns your department in it, has changed since you read this page."))
    facts = {"number": word.number}
    if word.verdict == REFUSED:
        flash(_("Release %(number)s is refused; it waits until you withdraw the refusal.", **facts), "success")
    else:
        flash(_("Release %(number)s is signed with your name.", **facts), "success")
    return redirect(url_for(".release"), 303)


@area.post("/release/signature/<int:id>/withdrawal")
@signers_only
def signature_withdrawal(id: int) -> ResponseReturnValue:
    word = db.session.get(Signature, id)
    if word is None or word.edition_id != g.edition.id:
        abort(404)
    _own(word.department)
    signing.withdraw(db.session(), word, g.person)
    db.session.commit()
    flash(_("The signature or refusal is withdrawn; your department has not spoken."), "success")
    return redirect(url_for(".release"), 303)


@area.post("/release/signing-duty")
@may_write(Secrecy.PLAN)
def signing_duty() -> ResponseReturnValue:
    form, session = DutyForm(), db.session()
    if not form.validate_on_submit():
        abort(400)
    present = duties_of(session, g.edition)
    wanted: dict[Department, bool] = {
        each: bool(form[each].data) for each in Department if each is not Department.PROGRAMME
    }
    seen = (form.version.data or "").split()
    if wanted != {each: present[each] for each in wanted} and seen != [each for each in wanted if present[each]]:
        abort(409, _("Somebody else has changed who must sign since you opened this page."))
    try:
        signing.oblige(session, g.edition, wanted, g.person)
        session.commit()
    except IntegrityError:
        session.rollback()
        abort(409, _("Somebody else has changed who must sign since you opened this page."))
    flash(_("From now on, releases wait for the signatures you have chosen."), "success")
    return redirect(url_for(".release"), 303)


def _own(department: str) -> Department:
    """The department for which this person may speak, or 404."""
    if department not in list(Department) or not may_speak(Department(department)):
        abort(404)
    return Department(department)

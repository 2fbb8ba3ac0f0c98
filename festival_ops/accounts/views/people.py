"""Who is what in an edition."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from festival_ops.accounts import actions, queries
from festival_ops.accounts.forms import EndForm, MembershipForm
from festival_ops.accounts.models import Membership
from festival_ops.accounts.views.blueprints import members
from festival_ops.database import db
from festival_ops.web import saving
from festival_ops.web.access import admins_only


@members.get("/people/")
@admins_only
def people() -> ResponseReturnValue:
    held = queries.memberships_in(db.session(), g.edition.id)
    session, edition = db.session(), g.edition.id
    scopes = {
        "troupes": dict(queries.troupes_in(session, edition)),
        "agencies": dict(queries.agencies_in(session, edition)),
        "escorts": dict(queries.escorts_in(session, edition)),
    }
    return render_template("accounts/people.html", held=held, **scopes)


@members.route("/people/new", methods=["GET", "POST"])
@admins_only
def membership() -> ResponseReturnValue:
    form = MembershipForm()
    session, edition = db.session(), g.edition.id
    offered = (queries.troupes_in, queries.agencies_in, queries.escorts_in)
    form.offer(*(rows(session, edition) for rows in offered))
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    if form.validate_on_submit():
        held = actions.admit(db.session(), form.newcomer, form.post_in(g.edition.id), by=g.person)
        if held is not None:
            return _admitted(form, held)
        form.form_errors.append(_("This person holds this role already."))
    return render_template("accounts/membership.html", form=form), 422 if form.errors else 200


@members.route("/people/<int:id>/end", methods=["GET", "POST"])
@admins_only
def end(id: int) -> ResponseReturnValue:
    held = _membership(id)
    form = EndForm()
    if held.user_id == g.person.id:
        abort(409, _("You cannot end your own membership; another administrator can."))
    if form.validate_on_submit():
        actions.end(db.session(), held, form.reason.data, by=g.person)
        db.session.commit()
        flash(_("The membership of %(name)s has ended.", name=str(held.user)), "success")
        return redirect(url_for("members.people"), 303)
    return render_template("accounts/end.html", form=form, held=held), 422 if form.errors else 200


@members.post("/people/<int:id>/invitation")
@admins_only
def invitation(id: int) -> ResponseReturnValue:
    """A link with which the person sets a password; for a newcomer, and for one who lost it."""
    held = _membership(id)
    if not queries.in_charge_of(g.person, held.user):
        abort(
            403,
            _("%(name)s also works in editions that are not yours; a general administrator can help.", name=held.user),
        )
    token = actions.invitation(held.user)
    link = url_for("accounts.invitation", token=token, _external=True)
    return render_template("accounts/link.html", user=held.user, link=link)


@members.post("/people/<int:id>/lost-phone")
@admins_only
def lost_phone(id: int) -> ResponseReturnValue:
    held = _membership(id)
    if not queries.in_charge_of(g.person, held.user):
        abort(
            403,
            _("%(name)s also works in editions that are not yours; a general administrator can help.", name=held.user),
        )
    actions.forget_phone(db.session(), held.user, by=g.person)
    db.session.commit()
    flash(_("%(name)s signs in with the password alone until a new phone is set up.", name=str(held.user)), "success")
    return redirect(url_for("members.people"), 303)


def _admitted(form: MembershipForm, held: Membership) -> ResponseReturnValue:
    address = url_for("members.people")
    saving.keep_receipt(form, address)
    db.session.commit()
    flash(_("%(name)s is a member now.", name=str(held.user)), "success")
    return redirect(address, 303)


def _membership(id: int) -> Any:
    held = db.session.get(Membership, id)
    return held if held is not None and held.edition_id == g.edition.id else abort(404)

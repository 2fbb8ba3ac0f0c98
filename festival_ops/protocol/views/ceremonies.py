"""Ceremonies: their ordinary screens, who is invited, and what was answered."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from festival_ops.database import db
from festival_ops.protocol import answers, models
from festival_ops.protocol.ceremony_kinds import ACCEPTED, INVITED, REGRETTED, SENT
from festival_ops.protocol.forms.ceremonies import CeremonyForm, SeatBlockForm, SeatTieForm
from festival_ops.protocol.forms.invitations import InvitationForm, InviteForm, ReplyForm
from festival_ops.protocol.models import Ceremony, Invitation
from festival_ops.protocol.views.blueprints import area
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.resource import Resource
from festival_ops.web.scope import get_visible
from festival_ops.words import fold

guarded = partial(Resource, secrecy=Secrecy.GUARDED)
STATES = {
    "": _("invited in all"),
    INVITED: _("not asked yet"),
    SENT: _("have their card"),
    ACCEPTED: _("come"),
    REGRETTED: _("do not come"),
}
PAGE = 100

CEREMONIES = (
    guarded(
        Ceremony,
        CeremonyForm,
        columns=("name", "kind", "performance", "starts", "place", "precedence"),
        titles=(_("Ceremony"), _("Ceremonies")),
    ),
    guarded(
        models.SeatBlock,
        SeatBlockForm,
        columns=("ceremony", "code", "lies", "first_row", "rows", "places", "side"),
        titles=(_("Block of chairs"), _("Blocks of chairs")),
    ),
    guarded(
        Invitation,
        InvitationForm,
        columns=("ceremony", "guest", "escort", "card", "stands_for"),
        titles=(_("Invitation"), _("Invitations")),
    ),
    guarded(
        models.SeatTie,
        SeatTieForm,
        columns=("first", "second", "together", "between", "ceremony"),
        titles=(_("Together or apart"), _("Together and apart")),
    ),
)
for resource in CEREMONIES:
    resource.mount(area)


@area.get("/ceremony/<int:id>/guests")
@may_read(Secrecy.GUARDED)
def guests_show(id: int) -> ResponseReturnValue:
    return _guests(get_visible(Ceremony, id, Secrecy.GUARDED), InviteForm(formdata=None))


@area.post("/ceremony/<int:id>/invitations")
@may_write(Secrecy.GUARDED)
def invitations_new(id: int) -> ResponseReturnValue:
    row, form = get_visible(Ceremony, id, Secrecy.GUARDED), InviteForm()
    if known := saving.receipt_of(form):
        return redirect(known, 303)
    if not form.validate():
        return _guests(row, form), 422
    count = answers.invite(db.session(), row, form.groups.data, g.person)
    location = url_for(".guests_show", id=row.id)
    saving.keep_receipt(form, location)
    db.session.commit()
    flash(ngettext("%(num)s guest is invited.", "%(num)s guests are invited.", count), "success")
    return redirect(location, 303)


@area.post("/ceremony/<int:id>/cards")
@may_write(Secrecy.GUARDED)
def cards_new(id: int) -> ResponseReturnValue:
    row = get_visible(Ceremony, id, Secrecy.GUARDED)
    count = answers.number_cards(db.session(), row, g.person)
    db.session.commit()
    flash(ngettext("%(num)s card has its number.", "%(num)s cards have their numbers.", count), "success")
    return redirect(url_for(".guests_show", id=row.id), 303)


@area.route("/invitation/<int:id>/reply", methods=["GET", "POST"])
@may_write(Secrecy.GUARDED)
def reply_new(id: int) -> ResponseReturnValue:
    """One tap on the list sends the answer alone; this page also asks who comes instead, and for a note."""
    row, form = get_visible(Invitation, id, Secrecy.GUARDED), ReplyForm()
    if form.validate_on_submit() and _answered(row, form):
        flash(gettext("The answer of %(guest)s is written down.", guest=row.who.code), "success")
        back = url_for(".guests_show", id=row.ceremony_id, state=request.form.get("state") or None)
        return redirect(f"{back}#invitation-{row.id}", 303)
    status = 422 if form.errors else 200
    return render_template("protocol/invitation/reply.html", row=row, form=form), status


def _answered(row: Invitation, form: ReplyForm) -> bool:
    substitute, note = form.substitute.data, form.note.data or ""
    if substitute is not None and form.kind.data != REGRETTED:
        form.substitute.errors = [gettext("Only with a regret somebody comes instead.")]
        return False
    try:
        if form.kind.data == REGRETTED:
            answers.regret(db.session(), row, substitute, g.person, note)
        else:
            answers.answer(db.session(), row, form.kind.data, g.person, note)
    except answers.ComesAlreadyError:
        db.session.rollback()
        form.substitute.errors = [gettext("This guest is invited already; choose somebody else.")]
        return False
    db.session.commit()
    return True


def _guests(ceremony: Ceremony, form: InviteForm) -> str:
    rows = answers.invitations(db.session(), ceremony)
    state, asked = request.args.get("state", ""), fold(request.args.get("q", ""))
    if state not in STATES:
        abort(404)
    found = [row for row in rows if state in ("", row.state) and asked in fold(_searched(row))]
    page = max(1, request.args.get("page", 1, type=int))
    facts: dict[str, Any] = {"counts": answers.counted(rows), "states": STATES, "state": state, "all": rows}
    facts |= {"shown": found[(page - 1) * PAGE : page * PAGE], "found": found, "page": page, "size": PAGE}
    return render_template("protocol/ceremony/guests.html", ceremony=ceremony, form=form, **facts)


def _searched(row: Invitation) -> str:
    return f"{row.guest.searched() if row.guest else row.who.name} {row.who.code} {row.card}"

"""People, their roles, and what each sets for himself."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from festival_ops.database import db
from festival_ops.web.access import signed_in
from festival_ops.web.language import LANGUAGES
from festival_ops.web.onward import onward

area = Blueprint("accounts", __name__)


@area.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    return render_template("accounts/account.html")


@area.post("/account/language")
@signed_in
def language() -> ResponseReturnValue:
    if (chosen := request.form.get("language")) in LANGUAGES:
        g.person.locale = chosen
        db.session.commit()
    return redirect(onward(request.form.get("next")), 303)

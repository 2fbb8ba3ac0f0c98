"""Every change of the edition that the person may know of."""

from __future__ import annotations

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from festival_ops.accounts.views.blueprints import members
from festival_ops.web import trail
from festival_ops.web.access import Secrecy, may_read
from festival_ops.web.listing import pages


@members.get("/history")
@may_read(Secrecy.PLAN)
def history() -> ResponseReturnValue:
    if not g.access.sees_all(Secrecy.PLAN):
        abort(404)
    return render_template("accounts/history.html", page=pages(trail.readable(), request.args))

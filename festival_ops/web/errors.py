"""Refusals and faults as pages of the house: what happened, that nothing was lost, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_babel import get_locale, lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError, ServiceUnavailable

from festival_ops.database import db, now


@dataclass(frozen=True)
class Fault:
    title: Any
    happened: Any
    advice: Any


FAULTS = {
    400: Fault(
        lazy_gettext("This request cannot be read"),
        lazy_gettext("What was sent is not what this page expects. Nothing was changed."),
        lazy_gettext("Go back, reload the page and send it again."),
    ),
    401: Fault(
        lazy_gettext("Please sign in"),
        lazy_gettext("This needs somebody who is signed in; perhaps your session has ended. Nothing was changed."),
        lazy_gettext("Sign in in another tab, then come back here and send it again: what you entered is still here."),
    ),
    403: Fault(
        lazy_gettext("This is not yours to open"),
        lazy_gettext("Your role in this edition does not include this page. Nothing was changed."),
        lazy_gettext("If your work needs it, ask an administrator of the edition for the role."),
    ),
    404: Fault(
        lazy_gettext("There is nothing here"),
        lazy_gettext("No page or record that you may open has this address. It may have been removed."),
        lazy_gettext("Check the address, or start from the first page and search for the name."),
    ),
    405: Fault(
        lazy_gettext("This address does not do that"),
        lazy_gettext("The page exists, but not for what was asked of it. Nothing was changed."),
        lazy_gettext("Go back and use the buttons of the page."),
    ),
    409: Fault(
        lazy_gettext("Something changed meanwhile"),
        lazy_gettext("What you decided on is no longer as you saw it, so nothing was done."),
        lazy_gettext("Go back, reload the page, look again and decide."),
    ),
    413: Fault(
        lazy_gettext("This file is too large"),
        lazy_gettext("Files of up to 10 MB are read; this one was not, and nothing was changed."),
        lazy_gettext("Save only the sheet you need as .xlsx or .csv, without pictures, and send it again."),
    ),
    415: Fault(
        lazy_gettext("This kind of file is not read here"),
        lazy_gettext("Its content is none of the kinds that this page accepts. Nothing was changed."),
        lazy_gettext("Save it as .xlsx or .csv and send it again."),
    ),
    422: Fault(
        lazy_gettext("This does not fit together"),
        lazy_gettext("What was sent can be read but contradicts itself or the rules. Nothing was changed."),
        lazy_gettext("Go back, look at the values and send it again."),
    ),
    429: Fault(
        lazy_gettext("Too many attempts"),
        lazy_gettext("So many requests came from your address that we let it rest for a moment. Nothing was changed."),
        lazy_gettext("Wait a minute and try again."),
    ),
    500: Fault(
        lazy_gettext("Something broke on our side"),
        lazy_gettext("The last step was not done, and nothing of it was kept. Everything saved before is safe."),
        lazy_gettext("Try it once more. If it breaks again, tell your administrator the time shown below."),
    ),
    503: Fault(
        lazy_gettext("The office is busy"),
        lazy_gettext("The database did not answer in time. The last step was not done; what was saved before is safe."),
        lazy_gettext("Wait half a minute and try again."),
    ),
}
OLD_FORM = lazy_gettext(
    "This form belongs to a session that has ended. Open the page in another tab, sign in if asked, and send it again."
)


def init(app: Flask) -> None:
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(OperationalError, _without_database)


def _answer(error: HTTPException) -> HTTPException | Response:
    # A host that is not ours gets no page: even the addresses of its style sheets would be made for that host.
    if error.response is not None or (error.code or 0) < 400 or isinstance(error, SecurityError):
        return error
    code = error.code or 500
    db.session.rollback()
    answer = make_response(_told(error, FAULTS.get(code, FAULTS[500 if code > 499 else 400])), code)
    kept = [(name, value) for name, value in error.get_headers() if name.lower() in ("allow", "retry-after")]
    answer.headers.extend(kept)
    return answer


def _without_database(error: OperationalError) -> HTTPException | Response:
    return _answer(ServiceUnavailable(retry_after=30))


def _told(error: HTTPException, fault: Fault) -> str | Response:
    detail = OLD_FORM if isinstance(error, CSRFError) else _detail(error)
    if request.headers.get("HX-Request"):
        return render_template("errors/part.html", fault=fault, detail=detail)
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(error=str(fault.title), detail=str(detail or fault.happened), advice=str(fault.advice))
    if (error.code or 500) >= 500:
        return _without_asking(fault)
    return render_template("errors/refused.html", fault=fault, detail=detail, code=error.code)


def _without_asking(fault: Fault) -> str:
    """Where the database may be the trouble, the page does without it, and without whatever else would ask it."""
    g.person = g.edition = None
    page = current_app.jinja_env.get_template("errors/broken.html")
    return page.render(fault=fault, at=now(), language=str(get_locale()), person=None)


def _detail(error: HTTPException) -> Any:
    """A sentence of ours given with the refusal; the library's own are left out."""
    return error.description if error.description != type(error).description else None

"""Pages of spreadsheets: upload, look at what it would do, correct how it is read, apply, take back; and downloads."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from festival_ops.database import db
from festival_ops.spreadsheets import actions, downloads, layouts, leaving, undo
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.forms import ApplicationForm, StepForm, UploadForm
from festival_ops.spreadsheets.headings import Layout
from festival_ops.spreadsheets.keeping import forget_rows
from festival_ops.spreadsheets.models import Upload
from festival_ops.spreadsheets.offered import Counter, all_sheets, counter, readable, writable
from festival_ops.spreadsheets.queries import get_upload, is_own, seen_uploads
from festival_ops.spreadsheets.receiving import sentence
from festival_ops.spreadsheets.refusal import RefusalError
from festival_ops.web.access import Secrecy, admins_only, may_read
from festival_ops.web.listing import pages
from festival_ops.web.saving import keep_receipt, receipt_of


def uploads() -> ResponseReturnValue:
    if not readable() and not writable():
        abort(404)
    return render_template("spreadsheets/index.html", form=UploadForm(), **_offers())


def uploading() -> ResponseReturnValue:
    _may_import()
    form = UploadForm()
    if known := receipt_of(form):
        return redirect(known, 303)
    if form.validate_on_submit():
        # Nobody waits for the database while files are read.
        db.session.commit()
        try:
            parcel = actions.unpack(form.read())
        except RefusalError as refused:
            form.files.errors = [_("%(file)s: %(why)s", file=refused.filename, why=sentence(refused))]
        else:
            upload = actions.receive(db.session(), g.edition, parcel, writable().values(), g.person, _scope())
            return redirect(_kept(form, upload), 303)
    return render_template("spreadsheets/index.html", form=form, **_offers()), 422


def show(id: int) -> ResponseReturnValue:
    return _shown(get_upload(id))


def laying_out(id: int, number: int) -> ResponseReturnValue:
    upload = _held(id, StepForm())
    if not 0 <= number < len(upload.pages):
        abort(404)
    before = Layout(**upload.layouts[number])
    if not before.sheet and not is_own(upload):
        abort(404)
    layout = layouts.corrected(upload.pages[number], before, request.form, writable())
    upload.layouts = [*upload.layouts[:number], layout.kept(), *upload.layouts[number + 1 :]]
    db.session.commit()
    return redirect(_address(upload), 303)


def application(id: int) -> ResponseReturnValue:
    form = ApplicationForm()
    upload = get_upload(id, to_change=True)
    if upload.state == "applied":
        return redirect(_address(upload), 303)
    _held(id, form)
    book = _book()
    found = actions.read(book, upload)
    if not found.ready or found.fingerprint(book) != form.fingerprint.data:
        return _overtaken(id)
    try:
        actions.apply(db.session(), book, upload, found, g.person)
        db.session.commit()
    except (IntegrityError, StaleDataError):
        return _overtaken(id)
    flash(_("“%(file)s” is imported.", file=upload.filename), "success")
    return redirect(_address(upload), 303)


def undoing(id: int) -> ResponseReturnValue:
    upload = get_upload(id, to_change=True)
    if upload.state == "undone":
        return redirect(_address(upload), 303)
    _held(id, StepForm(), state="applied")
    try:
        undo.undo(db.session(), _book(), upload, g.person)
        db.session.commit()
    except undo.StoodInWayError as refused:
        return _refused(id, refused.sentences)
    except (IntegrityError, StaleDataError):
        return _refused(id, [_("Somebody changed one of its rows at the same moment; look again.")])
    flash(_("“%(file)s” is undone: everything is as it was before.", file=upload.filename), "success")
    return redirect(_address(upload), 303)


def removal(id: int) -> ResponseReturnValue:
    upload = _held(id, StepForm())
    upload.state = "discarded"
    forget_rows(upload)
    db.session.commit()
    flash(_("“%(file)s” is put aside; nothing of it was imported.", file=upload.filename), "info")
    return redirect(url_for(".uploads"), 303)


def template(name: str, kind: str) -> Response:
    return downloads.blank(downloads.chosen(name, writable() or abort(404)), name, kind)


def rows(name: str, kind: str) -> Response:
    return downloads.filled(downloads.chosen(name, readable() or abort(404)), name, kind, _book())


def _shown(upload: Upload, **more: Any) -> str:
    book = _book()
    found = actions.read(book, upload) if upload.state == "uploaded" else None
    facts = {
        "upload": upload,
        "found": found,
        "step": StepForm(obj=upload),
        "form": ApplicationForm(version=upload.version, fingerprint=found.fingerprint(book) if found else ""),
        "own": is_own(upload),
        "sheets": writable(),
        "written": actions.summary(book, upload),
    }
    return render_template("spreadsheets/show.html", layouts=layouts, **facts | more)


def _held(id: int, form: StepForm, state: str = "uploaded") -> Upload:
    """The upload, if it is still as the sender of the form saw it."""
    upload = get_upload(id, to_change=True)
    if not form.validate_on_submit():
        abort(400)
    if upload.state != state or form.version.data != str(upload.version):
        abort(409, _("This upload was changed or carried out by somebody else after you opened its page."))
    return upload


def _overtaken(id: int) -> ResponseReturnValue:
    db.session.rollback()
    return _shown(get_upload(id), overtaken=True), 409


def _refused(id: int, sentences: list[str]) -> ResponseReturnValue:
    db.session.rollback()
    return _shown(get_upload(id), refused=sentences), 409


def _book() -> Book:
    here = counter()
    return Book(db.session(), g.edition, all_sheets(), here.among if here else None)


def _scope() -> str:
    here = counter()
    return here.scope() if here else ""


def _kept(form: UploadForm, upload: Upload) -> str:
    """Stores the upload once, however often its form was sent, and gives its address."""
    address = _address(upload)
    keep_receipt(form, address)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return receipt_of(form) or url_for(".uploads")
    return address


def _may_import() -> None:
    if not writable():
        abort(403)


def _offers() -> dict[str, Any]:
    return {"readable": readable(), "writable": writable(), "uploads": seen_uploads() if writable() else []}


def _address(upload: Upload) -> str:
    return url_for(".show", id=upload.id)


_PAGES: tuple[tuple[str, str, Callable[..., ResponseReturnValue]], ...] = (
    ("GET", "/", uploads),
    ("POST", "/upload/", uploading),
    ("GET", "/upload/<int:id>", show),
    ("POST", "/upload/<int:id>/page/<int:number>", laying_out),
    ("POST", "/upload/<int:id>/application", application),
    ("POST", "/upload/<int:id>/undoing", undoing),
    ("POST", "/upload/<int:id>/removal", removal),
    ("GET", "/template/<name>.<any(xlsx, csv):kind>", template),
    ("GET", "/rows/<name>.<any(xlsx, csv):kind>", rows),
)


def mount(area: Blueprint, policy: Callable[[Any], Any], here: Counter | None = None) -> None:
    """Hangs the pages below the blueprint; `here` opens a counter for part of the rows."""
    for method, address, view in _PAGES:
        area.add_url_rule(address, view.__name__, policy(_again(view)), methods=[method])
    if here is not None:
        area.record_once(lambda state: state.app.extensions["counters"].update({state.name: here}))


def _again(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """The same page as a function of its own, for each place states its own policy."""

    @wraps(view)
    def page(**asked: Any) -> ResponseReturnValue:
        return view(**asked)

    return page


area = Blueprint("spreadsheets", __name__, url_prefix="/festival/<edition>/spreadsheets")
mount(area, may_read(Secrecy.PLAN))


@area.get("/exports/")
@admins_only
def exports() -> ResponseReturnValue:
    """Every file of rows that has left the house, of whatever room."""
    page = pages(leaving.taken_away(request.args), request.args)
    return render_template("spreadsheets/taken.html", page=page, titles=leaving.titles(), leaving=leaving)

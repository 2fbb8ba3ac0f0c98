"""Sheets of the roster to print, and whether a printed one is still current."""

from __future__ import annotations

from datetime import date

from flask import abort, current_app, g, render_template, url_for
from flask.typing import ResponseReturnValue

from festival_ops.database import db, now
from festival_ops.planning.roster import currency, matrix, papers
from festival_ops.planning.roster.currency import Stamp
from festival_ops.planning.roster.kept import revision_of
from festival_ops.planning.roster.papers import DaySheet
from festival_ops.planning.views.roster import area, asked_day, stands_now
from festival_ops.security.models import Post, Sector
from festival_ops.web.access import Secrecy, may_read
from festival_ops.web.scan import Scan
from festival_ops.web.scope import get_visible


@area.get("/papers")
@may_read(Secrecy.GUARDED)
def paper_list() -> ResponseReturnValue:
    _must_know_all()
    stands, day = stands_now(), asked_day()
    return render_template("roster/paper/list.html", stands=stands, sheet=matrix.draw(stands, day), day=day)


@area.get("/papers/sector/<int:id>/wall")
@may_read(Secrecy.GUARDED)
def sector_wall(id: int) -> ResponseReturnValue:
    return _paper("roster/paper/wall.html", _of_sector(id, asked_day()))


@area.get("/papers/sector/<int:id>/cards")
@may_read(Secrecy.GUARDED)
def sector_cards(id: int) -> ResponseReturnValue:
    return _paper("roster/paper/cards.html", *papers.cards_of(_of_sector(id, asked_day())))


@area.get("/papers/sector/<int:id>/signatures")
@may_read(Secrecy.GUARDED)
def sector_signatures(id: int) -> ResponseReturnValue:
    return _paper("roster/paper/signatures.html", _of_sector(id, asked_day()))


@area.get("/papers/post/<int:id>/card")
@may_read(Secrecy.GUARDED)
def post_card(id: int) -> ResponseReturnValue:
    return _paper("roster/paper/cards.html", _of_post(id, asked_day()))


@area.get("/papers/post/<int:id>/signatures")
@may_read(Secrecy.GUARDED)
def post_signatures(id: int) -> ResponseReturnValue:
    return _paper("roster/paper/signatures.html", _of_post(id, asked_day()))


@area.get("/papers/sector/<int:id>/<day>/<sheet>/currency")
@may_read(Secrecy.GUARDED)
def sector_currency(id: int, day: str, sheet: str) -> ResponseReturnValue:
    return _currency(_of_sector(id, _printed(day)), sheet)


@area.get("/papers/post/<int:id>/<day>/<sheet>/currency")
@may_read(Secrecy.GUARDED)
def post_currency(id: int, day: str, sheet: str) -> ResponseReturnValue:
    return _currency(_of_post(id, _printed(day)), sheet)


def _of_sector(id: int, day: date) -> DaySheet:
    _must_know_all()
    sector = get_visible(Sector, id, Secrecy.GUARDED)
    return papers.sector_sheet(db.session(), g.edition, stands_now(), sector, day)


def _of_post(id: int, day: date) -> DaySheet:
    _must_know_all()
    post = get_visible(Post, id, Secrecy.GUARDED)
    return papers.post_sheet(db.session(), g.edition, stands_now(), post, day)


def _must_know_all() -> None:
    """Every sheet names people of all agencies: whoever may know only some of them gets none."""
    if not g.access.sees_all(Secrecy.GUARDED):
        abort(404)


def _printed(day: str) -> date:
    """A sheet tells its day itself; after a postponement that may be none of the festival any more."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        abort(404)


def _paper(template: str, *sheets: DaySheet) -> ResponseReturnValue:
    stamped = [(sheet, *_stamped(sheet)) for sheet in sheets if sheet.posts]
    return render_template(template, sheets=stamped, day=asked_day(), printed=now())


def _stamped(sheet: DaySheet) -> tuple[Stamp, Scan]:
    """The stamp of the sheet, and the code that leads to the answer whether it is still current."""
    stamp = _stamp(sheet)
    page, id = (".sector_currency", sheet.sector.id) if sheet.of_sector else (".post_currency", sheet.posts[0].post.id)
    address = url_for(page, id=id, day=sheet.day.isoformat(), sheet=str(stamp), _external=True)
    return stamp, Scan(address)


def _stamp(sheet: DaySheet) -> Stamp:
    session, secret = db.session(), str(current_app.secret_key)
    return Stamp(revision_of(session, g.edition), currency.newest_entry(session, g.edition), sheet.seal(secret))


def _currency(sheet: DaySheet, told_stamp: str) -> ResponseReturnValue:
    printed, stamp = Stamp.read(told_stamp) or abort(404), _stamp(sheet)
    current = printed.seal == stamp.seal
    told = (db.session(), g.edition, sheet, printed.entry)
    moves = [] if current else currency.moves_since(*told)
    alterations = [] if current else currency.alterations_since(*told)
    return render_template(
        "roster/paper/currency.html", sheet=sheet, printed=printed, stamp=stamp, current=current, moves=moves,
        alterations=alterations, dropped=sheet.day not in g.edition.days,
    )  # fmt: skip

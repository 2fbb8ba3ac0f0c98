"""Sheets of the roster to print, as it was released or as a draft, and whether a printed one is still current."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from flask import abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from festival_ops.database import db, now
from festival_ops.planning.models import ReleasedNeed, RosterRelease
from festival_ops.planning.roster import papers
from festival_ops.planning.roster.currency import Since, Stamp
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import revision_of
from festival_ops.planning.roster.outgoing import released_watches
from festival_ops.planning.roster.papers import DaySheet
from festival_ops.planning.roster.released import last_release, numbered_release
from festival_ops.planning.roster.watches import Watch, watches
from festival_ops.planning.views.roster import area, asked_day, stands_now
from festival_ops.security.models import Post, Sector
from festival_ops.web.access import Secrecy, may_read
from festival_ops.web.scan import Scan
from festival_ops.web.scope import get_visible

SECTOR, POST = "sector", "post"
WHERE: dict[str, type[Sector] | type[Post]] = {SECTOR: Sector, POST: Post}
PLACES = {SECTOR: ReleasedNeed.sector_id, POST: ReleasedNeed.post_id}


@area.get("/papers")
@may_read(Secrecy.GUARDED)
def paper_list() -> ResponseReturnValue:
    _must_know_all()
    day, shown, latest = asked_day(), _asked_release(), last_release(db.session(), g.edition)
    sheets = papers.sheets_of(_watches(shown, [day]), day)
    return render_template(
        "roster/paper/list.html", sheets=sheets, day=day, shown=shown, latest=latest, stands=stands_now()
    )


@area.get("/papers/sector/<int:id>/wall")
@may_read(Secrecy.GUARDED)
def sector_wall(id: int) -> ResponseReturnValue:
    return _paper("roster/paper/wall.html", SECTOR, id)


@area.get("/papers/sector/<int:id>/cards")
@may_read(Secrecy.GUARDED)
def sector_cards(id: int) -> ResponseReturnValue:
    return _paper("roster/paper/cards.html", SECTOR, id, cards=True)


@area.get("/papers/sector/<int:id>/signatures")
@may_read(Secrecy.GUARDED)
def sector_signatures(id: int) -> ResponseReturnValue:
    return _paper("roster/paper/signatures.html", SECTOR, id)


@area.get("/papers/post/<int:id>/card")
@may_read(Secrecy.GUARDED)
def post_card(id: int) -> ResponseReturnValue:
    return _paper("roster/paper/cards.html", POST, id)


@area.get("/papers/post/<int:id>/signatures")
@may_read(Secrecy.GUARDED)
def post_signatures(id: int) -> ResponseReturnValue:
    return _paper("roster/paper/signatures.html", POST, id)


@area.get("/papers/sector/<int:id>/<day>/<sheet>/currency")
@may_read(Secrecy.GUARDED)
def sector_currency(id: int, day: str, sheet: str) -> ResponseReturnValue:
    return _currency(SECTOR, id, day, sheet)


@area.get("/papers/post/<int:id>/<day>/<sheet>/currency")
@may_read(Secrecy.GUARDED)
def post_currency(id: int, day: str, sheet: str) -> ResponseReturnValue:
    return _currency(POST, id, day, sheet)


def _paper(template: str, where: str, id: int, *, cards: bool = False) -> ResponseReturnValue:
    _must_know_all()
    day, shown = asked_day(), _asked_release()
    sheet = _sheet(where, id, day, shown)
    if sheet is None:
        get_visible(WHERE[where], id, Secrecy.GUARDED)
    sheets = [] if sheet is None else papers.cards_of(sheet) if cards else [sheet]
    stamped = [(each, _stamp(each, shown)) for each in sheets]
    made = [(each, stamp, _code(each, stamp)) for each, stamp in stamped]
    return render_template(template, sheets=made, day=day, shown=shown, printed=now())


def _currency(where: str, id: int, day: str, sheet: str) -> ResponseReturnValue:
    _must_know_all()
    stamp, printed_for = Stamp.read(sheet) or abort(404), _printed(day)
    latest = last_release(db.session(), g.edition)
    facts = {"where": where, "id": id, "day": printed_for, "dropped": printed_for not in g.edition.days}
    if not stamp.release:
        row = get_visible(WHERE[where], id, Secrecy.GUARDED)
        draft = _sheet(where, id, printed_for, None)
        same = draft is not None and _stamp(draft, None).seal == stamp.seal
        return render_template("roster/paper/draft.html", row=row, stamp=stamp, same=same, latest=latest, **facts)
    shown = numbered_release(db.session(), g.edition, stamp.release) or abort(404)
    printed = _sheet(where, id, printed_for, shown) or abort(404)
    since = Since(printed, _sheet(where, id, printed_for, latest))
    return render_template("roster/paper/currency.html", since=since, shown=shown, latest=latest, **facts)


def _asked_release() -> RosterRelease | None:
    """What papers show: the last release, or the draft where somebody asks for it or nothing is released yet."""
    return None if "draft" in request.args else last_release(db.session(), g.edition)


def _sheet(where: str, id: int, day: date, release: RosterRelease | None) -> DaySheet | None:
    found = _watches(release, papers.around(day), where, id)
    return papers.sheet_of(found, day, of_sector=where == SECTOR)


def _watches(
    release: RosterRelease | None, days: Collection[date], where: str = "", id: int | None = None
) -> list[Watch]:
    """Of the release, else of the roster as it stands."""
    if release is not None:
        place = [PLACES[where] == id] if where else []
        told = released_watches(db.session(), g.edition, [release.id], ReleasedNeed.day.in_(days), *place)
        return told.get(release.id, [])
    stands = stands_now()
    places = {SECTOR: stands.sector_of, POST: {post.id: post.id for post in stands.ground.posts}}.get(where)
    needs = [need for need in stands.problem.needs if places is None or places[need.post] == id]
    asked = [need for need in needs if NeedOn.of(need.id, g.edition.first_day).day in days]
    return watches(db.session(), g.edition, stands, asked)


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


def _stamp(sheet: DaySheet, release: RosterRelease | None) -> Stamp:
    if release is not None:
        return Stamp(release=release.number)
    return Stamp(revision=revision_of(db.session(), g.edition), seal=sheet.seal(str(current_app.secret_key)))


def _code(sheet: DaySheet, stamp: Stamp) -> Scan:
    """The code that leads to the answer whether the sheet is still current."""
    page, id = (".sector_currency", sheet.sector.id) if sheet.of_sector else (".post_currency", sheet.posts[0].id)
    return Scan(url_for(page, id=id, day=sheet.day.isoformat(), sheet=str(stamp), _external=True))

"""Lists to hand out, by what their readers need, and which lists of this room have left the house."""

from __future__ import annotations

from flask import Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from festival_ops.accounts.policy import keeps_watch
from festival_ops.database import db, now
from festival_ops.protocol import profiles
from festival_ops.protocol.forms.fields import reads_private
from festival_ops.protocol.prints import PRINTS
from festival_ops.protocol.profiles import FULL, PROFILES, WHOLE, Profile
from festival_ops.protocol.sheets import SHEETS
from festival_ops.protocol.views.blueprints import area
from festival_ops.spreadsheets import downloads, extracts, leaving, offered
from festival_ops.spreadsheets.book import Book
from festival_ops.web.access import Secrecy, keepers_only, may_read
from festival_ops.web.listing import pages

area.record_once(
    lambda state: state.app.extensions.setdefault("profiles", {}).update(
        {profile.name: profile.title for profile in PROFILES.values()} | PRINTS
    )
)


@area.get("/exports/")
@may_read(Secrecy.GUARDED)
def exports_show() -> ResponseReturnValue:
    offers = [profile for profile in PROFILES.values() if profile.name != FULL or reads_private()]
    return render_template(
        "protocol/exports.html", offers=offers, sheets=SHEETS, whole=WHOLE, keeps_watch=keeps_watch(g.access)
    )


@area.get("/exports/<profile>.<any(xlsx, csv):kind>")
@may_read(Secrecy.GUARDED)
def exports_file(profile: str, kind: str) -> Response:
    chosen = PROFILES.get(profile) or abort(404)
    if chosen.name == FULL:
        return _whole(kind) if reads_private() else abort(404)
    return _extract(chosen, kind)


@area.get("/exports/taken/")
@keepers_only
def taken_list() -> ResponseReturnValue:
    lists = {*SHEETS, leaving.PASSES}
    page = pages(leaving.taken_away(request.args, lists), request.args)
    facts = {"titles": leaving.titles(lists), "leaving": leaving, "room": True}
    return render_template("spreadsheets/taken.html", page=page, **facts)


def _whole(kind: str) -> Response:
    """As the importer reads it back; as text one list at a time."""
    asked = request.args.get("list", WHOLE[0])
    names = WHOLE if kind == "xlsx" else (asked,) if asked in WHOLE else abort(404)
    book = Book(db.session(), g.edition, offered.all_sheets())
    return downloads.filled([SHEETS[name] for name in names], _named(FULL), kind, book, FULL)


def _extract(profile: Profile, kind: str) -> Response:
    chosen = request.args.get("list", "0") if kind == "csv" else ""
    if chosen and chosen not in [str(number) for number in range(len(profile.parts))]:
        abort(404)
    found = [part.extract() for part in ([profile.parts[int(chosen)]] if chosen else profile.parts)]
    content = extracts.as_text(found[0]) if kind == "csv" else extracts.as_workbook(profiles.about(profile), found)
    filename = f"{g.edition.slug}-{_named(profile.name)}.{kind}"
    leaving.write_down(filename, kind, [(each.name, len(each.rows)) for each in found], profile.name)
    return downloads.given(content, filename, kind)


def _named(profile: str) -> str:
    """The file is known by what it shows and by the day on which it was taken."""
    return f"{profile}-{g.edition.local(now()).date().isoformat()}"

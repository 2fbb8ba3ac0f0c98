"""In the field: a lead's page for the phone, the list of a post, and the check-ins that both send."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.exc import IntegrityError

from festival_ops.database import db, now
from festival_ops.planning.actions import attendance
from festival_ops.planning.actions.attendance import Act, Tap
from festival_ops.planning.roster import field, field_words, presence
from festival_ops.planning.roster.field import PostNow, SectorNow
from festival_ops.planning.roster.presence import DutyOn, Turn
from festival_ops.planning.views.roster import stands_now
from festival_ops.security.models import Post, Sector
from festival_ops.web import assets
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.models import Receipt
from festival_ops.web.scope import get_visible

area = Blueprint("field", __name__, url_prefix="/festival/<edition>/security/field")

MOST_AT_ONCE = 200


@area.get("/")
@may_read(Secrecy.GUARDED)
def show() -> ResponseReturnValue:
    moment = now()
    sectors = field.sectors_now(stands_now().ground, _turns(moment), moment)
    asked = request.args.get("sector", type=int)
    if asked is None and len(sectors) == 1:
        asked = sectors[0].sector.id
    chosen = [one for one in sectors if one.sector.id == asked]
    title = get_visible(Sector, asked, Secrecy.GUARDED) if asked is not None else None
    posts = [post for one in chosen for post in one.posts]
    shown = chosen if asked is not None else sectors
    return _page(moment, shown, posts, {"sector": asked}, sectors=sectors, asked=asked, title=title, alone=False)


@area.get("/post/<int:id>")
@may_read(Secrecy.GUARDED)
def post_show(id: int) -> ResponseReturnValue:
    post, moment = get_visible(Post, id, Secrecy.GUARDED), now()
    sectors = field.sectors_now(stands_now().ground, _turns(moment, post.id), moment)
    posts = [one for sector in sectors for one in sector.posts]
    return _page(moment, sectors, posts, {"post": post.id}, sectors=[], asked=None, title=post, alone=True)


@area.get("/worker.js")
@may_read(Secrecy.GUARDED)
def worker() -> ResponseReturnValue:
    """Below the pages that it may keep, so that it gets to see no others."""
    script = (assets.FOLDER / "js/field-worker.js").read_text(encoding="utf-8")
    return Response(script, mimetype="text/javascript")


@area.post("/attendance")
@may_write(Secrecy.GUARDED)
def attendance_new() -> ResponseReturnValue:
    act, duties = _asked()
    session, stands = db.session(), stands_now()
    if _sent_before():
        return _answered([], [])
    how = "code" if request.args.get("via") == "code" else "list"
    tap = Tap(act, attendance.counted(now(), _drawn(), _waited()), how)
    outcomes = [attendance.note(session, g.edition, stands, duty, tap, g.person) for duty in sorted(duties)]
    told = field_words.told(g.edition, stands, outcomes)
    refused = field_words.refused(g.edition, stands, outcomes)
    if key := _key():
        session.add(Receipt(key=key, user_id=g.person.id, location=request.full_path[:300]))
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        return _answered([], [])
    return _answered(told, refused)


def _asked() -> tuple[Act, set[DutyOn]]:
    """The button that was pressed, and the duties in its value."""
    pressed = [act for act in Act if act in request.form]
    names = request.form[pressed[0]].split() if len(pressed) == 1 else []
    try:
        duties = {DutyOn.of(name) for name in names}
    except ValueError:
        abort(400)
    if not 0 < len(duties) <= MOST_AT_ONCE:
        abort(400)
    return pressed[0], duties


def _key() -> str:
    """What the phone calls this tap, the same however often it sends it."""
    made = request.form.get("key", "")
    return f"tap {made}"[:64] if made else ""


def _sent_before() -> bool:
    receipt = db.session.get(Receipt, _key()) if _key() else None
    return receipt is not None and receipt.user_id == g.person.id


def _waited() -> timedelta:
    """How long the tap lay on the phone."""
    milliseconds = request.form.get("waited", 0, type=int)
    return timedelta(milliseconds=min(max(milliseconds, 0), 10**12))


def _drawn() -> datetime | None:
    """When the page of the tap was drawn, if it was ours and this person's."""
    try:
        person, moment = _seal().loads(request.form.get("drawn", ""))
    except (BadSignature, ValueError):
        return None
    return datetime.fromisoformat(moment) if person == g.person.id else None


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="field page")


def _answered(told: list[str], refused: list[str]) -> ResponseReturnValue:
    """A script is told in JSON; a plain form is led back to its page."""
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(told=told, refused=refused)
    for sentence in refused:
        flash(sentence, "error")
    for sentence in told:
        flash(sentence, "success")
    post, sector = (request.args.get(name, type=int) for name in ("post", "sector"))
    via = request.args.get("via")
    return redirect(url_for(".post_show", id=post, via=via) if post else url_for(".show", sector=sector), 303)


def _turns(moment: datetime, post: int | None = None) -> list[Turn]:
    stands = stands_now()
    needs = presence.around(stands, g.edition, moment)
    return presence.turns(
        db.session(), g.edition, stands, [need for need in needs if post in (None, need.post)], moment
    )


def _page(
    moment: datetime, shown: list[SectorNow], posts: list[PostNow], where: dict[str, Any], **more: Any
) -> Response:
    turns = [turn for post in posts for turn in post.turns]
    absent = [each for sector in shown for each in sector.absent]
    stood = [turn for _post, turn, _stand in absent]
    stamp = str(_seal().dumps([g.person.id, moment.isoformat()]))
    via = "code" if request.args.get("via") == "code" else None
    part = request.headers.get("X-Part") == "field"
    page = render_template(
        "field/part.html" if part else "field/page.html",
        moment=moment,
        posts=posts,
        absent=absent,
        people=field.people_of(db.session(), [*turns, *stood]),
        stamp=stamp,
        action=url_for(".attendance_new", via=via, **where),
        ground=stands_now().ground,
        worker=url_for(".worker", v=assets.address().rpartition("/")[2]),
        **more,
    )
    return _kept(page, moment)


def _kept(page: str, moment: datetime) -> Response:
    """With whose copy a phone may keep, and for how many seconds: until the festival day is over."""
    tomorrow = g.edition.festival_day(moment) + timedelta(days=1)
    seconds = int((g.edition.at(tomorrow, g.edition.cutoff) - moment).total_seconds())
    return Response(page, headers={"X-Copy": f"{g.person.id} {seconds}"}, mimetype="text/html")

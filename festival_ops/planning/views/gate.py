"""At a gate, on a phone: may this pass enter here now? Answered to whoever reads roads, and with names to few."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from festival_ops.database import db, now
from festival_ops.planning.passes import checks
from festival_ops.planning.passes.gate import check, sentence
from festival_ops.planning.views.passes import area, desk
from festival_ops.protocol.models import PassZone
from festival_ops.web.access import Act, Secrecy, may_read
from festival_ops.web.listing import pages

# Where whoever uses this browser stands, by edition: a scanned code knows the pass and not the gate.
STANDS = "gate_zones"


@area.get("/gate/")
@may_read(Secrecy.ROADS)
def gate_show() -> ResponseReturnValue:
    if number := request.args.get("number", "").strip()[:20]:
        return redirect(url_for(".gate_check", number=number.replace("/", "-")), 303)
    return _gate()


@area.get("/gate/<number>")
@may_read(Secrecy.ROADS)
def gate_check(number: str) -> ResponseReturnValue:
    """Every answer is written down before it is given, in a transaction of its own after the reading."""
    in_full, zone, at = g.access.may(Act.READ, Secrecy.GUARDED), _zone(), now()
    answer = check(desk(), number, zone, at)
    row, facts = answer.row, {"number": number, "in_full": in_full, "told": sentence(answer, in_full=in_full)}
    if row is not None:
        before = checks.seen_before(db.session(), g.edition, row, zone.code if zone else "", at)
        facts |= {
            "named": desk().name_of(row) if in_full else "",
            "seen": before.sentences(row.heads) if before else [],
        }
    page = _gate(answer=answer, **facts)
    checks.write_down(g.edition, number, answer, at)
    return page


@area.get("/checks/")
@may_read(Secrecy.GUARDED)
def checks_list() -> ResponseReturnValue:
    """What was asked at the gates on a festival day."""
    today = g.edition.festival_day(now())
    days = sorted({*checks.days_of(db.session(), g.edition), today})
    day = next((each for each in days if each.isoformat() == request.args.get("day")), today)
    refused = request.args.get("answer") == "no"
    facts = {"day": day, "days": days, "today": today, "refused": refused, "why": checks.WHY}
    facts["counts"] = checks.counts_of(db.session(), g.edition, day)
    page = pages(checks.checks_of(g.edition, day, refused=refused), request.args)
    return render_template("passes/checks.html", page=page, zones={zone.code: zone for zone in _zones()}, **facts)


@area.post("/gate/zone")
@may_read(Secrecy.ROADS)
def gate_zone() -> ResponseReturnValue:
    """Whoever scans stands there from now on; nothing but this browser knows it."""
    id, number = request.form.get("zone", type=int), request.form.get("number", "")[:20]
    if id is not None and id not in {zone.id for zone in _zones()}:
        abort(404)
    session[STANDS] = {**session.get(STANDS, {}), str(g.edition.id): id}
    return redirect(url_for(".gate_check", number=number) if number else url_for(".gate_show"), 303)


def _gate(**facts: Any) -> str:
    return render_template("passes/gate.html", zones=_zones(), zone=_zone(), at=now(), **facts)


def _zones() -> list[PassZone]:
    """What they are called stands on every badge and at every gate."""
    rows = select(PassZone).where(PassZone.edition_id == g.edition.id).order_by(PassZone.code)
    return list(db.session.scalars(rows))


def _zone() -> PassZone | None:
    stands = session.get(STANDS, {}).get(str(g.edition.id))
    return next((zone for zone in _zones() if zone.id == stands), None)

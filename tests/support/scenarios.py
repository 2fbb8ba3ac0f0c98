"""Plans beside the main one, as tests make them and work in them."""

from __future__ import annotations

import re
from typing import Any

from werkzeug.test import TestResponse

from festival_ops.database import db
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Placement, Plan
from tests.support.desks import plain
from tests.support.people import Visitor
from tests.support.programmes import Festival

HOME = "/festival/song-huong/planning"
Where = tuple[int, int] | None


def branch(visitor: Visitor, name: str = "Mưa", home: str = HOME, **more: str) -> Plan:
    answer = visitor.post(f"{home}/scenario", data={"name": name, "note": "", **more})
    assert answer.status_code == 303, plain(answer)
    return db.session.scalars(db.select(Plan).where(Plan.name == name)).one()


def inside(plan: Plan) -> str:
    return f"/festival/song-huong~{plan.id}/planning"


def main(festival: Festival) -> Plan:
    return db.session.scalars(db.select(Plan).where(Plan.main, Plan.edition_id == festival.edition.id)).one()


def stands(festival: Festival, plan: Plan, code: str) -> Where:
    db.session.expire_all()
    rows = db.select(Placement).where(Placement.plan_id == plan.id, Placement.performance_id == festival[code].id)
    row = db.session.scalars(rows).one_or_none()
    return None if row is None else (row.stage_id, Clock.of(festival.edition).minute(row.starts))


def everything(festival: Festival, plan: Plan) -> dict[str, Where]:
    return {code: stands(festival, plan, code) for code in ("OPEN", "N1", "N2", "T1", "T2", "X1", "X2", "PARADE")}


def to(festival: Festival, stage: str, day: int, clock: str) -> tuple[int, int]:
    return festival[stage].id, Clock.of(festival.edition).minute(festival.at(day, clock))


def move(visitor: Visitor, festival: Festival, plan: Plan, code: str, where: Where) -> TestResponse:
    """Drops a performance on the board of the plan, from where it stands there."""
    order = {"act": festival[code].id, "seen": stands(festival, plan, code), "to": where}
    home = HOME if plan.main else inside(plan)
    return visitor.post(f"{home}/board/moves", json={"moves": [order]})


def swap(visitor: Visitor, festival: Festival, plan: Plan) -> None:
    """N1 and N2 change places."""
    one, two = stands(festival, plan, "N1"), stands(festival, plan, "N2")
    orders = [{"act": festival["N1"].id, "seen": one, "to": two}, {"act": festival["N2"].id, "seen": two, "to": one}]
    answer = visitor.post(f"{inside(plan)}/board/moves", json={"moves": orders})
    assert answer.status_code == 200, answer.text


def press(visitor: Visitor, address: str, **more: Any) -> TestResponse:
    """Sends the form of a page with what stands in it, as a browser does."""
    page = visitor.get(address)
    assert page.status_code == 200, plain(page)
    form = next(part for part in page.text.split("<form ") if 'name="version"' in part)
    hidden = {n: v for n, v in re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', form) if n != "csrf_token"}
    picked = re.findall(r'name="acts" value="([\d-]+)"[^>]* checked', form)
    return visitor.post(address, data={**hidden, "acts": picked, **more})

"""Zones at the citadel and everywhere, and a kind of pass for each bearer of the small festival."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select

from festival_ops.planning.passes.asked_for import pass_drafting
from festival_ops.planning.passes.openings import Desk
from festival_ops.planning.queries import main_plan
from festival_ops.protocol.models import Pass, PassKind, PassZone
from tests.support.people import Visitor
from tests.support.programmes import Festival


def with_passes(made: Festival) -> Festival:
    """Needs the guests."""
    zones: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("stand", "C", "Khán đài", {"venue": made["citadel"], "name_en": "Stand", "colour": "violet", "sign": "star"}),
        ("stage", "A", "Sân khấu", {"venue": made["citadel"], "name_en": "Stage", "colour": "red"}),
        ("back", "E", "Hậu trường", {"name_en": "Backstage", "colour": "green"}),
        ("yard", "P", "Bãi xe", {"venue": made["citadel"], "name_en": "Yard", "sign": "parking"}),
        ("barrier", "R", "Đường cấm", {"name_en": "Closed roads", "roads": True, "sign": "barrier-block"}),
    )
    for name, code, title, facts in zones:
        made.add(name, PassZone(code=code, name=title, **facts))
    made.session.flush()
    kinds: tuple[tuple[str, str, str, tuple[str, ...], dict[str, Any]], ...] = (
        ("vip", "VIP", "guest", ("stand", "yard"), {"groups": [made["missions"]], "before": 120, "after": 60}),
        ("guest pass", "KM", "guest", ("stand",), {"before": 90, "after": 30}),
        ("member", "DK", "delegation", ("stand",), {"before": 90, "after": 30}),
        ("beside", "LT", "escort", ("stand", "back"), {"before": 30, "after": 30}),
        ("artist", "NT", "troupe", ("stage", "back"), {"before": 0, "after": 0}),
        ("car", "XE", "vehicle", ("yard", "barrier"), {"before": 15, "after": 15}),
        ("press", "BC", "other", ("stage",), {}),
    )
    for name, code, bearer, opens, facts in kinds:
        zones_of = [made[zone] for zone in opens]
        made.add(name, PassKind(code=code, name=f"Thẻ {code}", name_en=f"{code} pass", bearer=bearer, zones=zones_of,
                                **facts))  # fmt: skip
    made.session.flush()
    made.add("paper", Pass(number=900, letters="ACDE", kind=made["press"], holder="Báo Sông Hương"))
    made.session.commit()
    return made


def desk_of(made: Festival) -> Desk:
    made.session.expire_all()
    return Desk(made.session(), made.edition, main_plan(made.session(), made.edition))


def states(made: Festival) -> dict[str, str]:
    found = pass_drafting(desk_of(made)).lines
    return {str(line.draft.who if line.draft else line.row.who if line.row else ""): line.state for line in found}


def pass_of(made: Festival, **bearer: Any) -> Pass:
    return made.session.scalars(select(Pass).filter_by(**bearer).order_by(Pass.number.desc())).first()


def hours(made: Festival, row: Pass) -> dict[str, list[tuple[str, str]]]:
    local, found = made.edition.local, {}
    for each in desk_of(made).openings(row):
        span = (f"{local(each.starts):%d %H:%M}", f"{local(each.ends):%d %H:%M}")
        found.setdefault(each.zone.code, []).append(span)
    return found


def print_all(officer: Visitor) -> None:
    page = officer.get("/festival/song-huong/passes/papers").text
    seen = re.findall(r'name="pass" value="([^"]+)"', page)
    assert seen
    assert officer.post("/festival/song-huong/passes/printing", data={"pass": seen}).status_code == 303

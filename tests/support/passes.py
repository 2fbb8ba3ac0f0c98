"""Zones at the citadel and everywhere, and a kind of pass for each bearer of the small festival."""

from __future__ import annotations

from typing import Any

from festival_ops.protocol.models import Pass, PassKind, PassZone
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

"""Routes that must stay open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.programme.grammar import Hours, parse_opening_hours, show_opening_hours
from festival_ops.programme.sense import hours_faults
from festival_ops.programme.sheets.cells import Records
from festival_ops.programme.sheets.columns import SOURCE, STATUS, name_en, named
from festival_ops.spreadsheets.cells import Choice, Link, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.traffic.kinds import ROUTES
from festival_ops.traffic.models import Route, RouteHours, RouteSegment
from festival_ops.traffic.sense import route_faults
from festival_ops.traffic.sheets.cells import Chain, links
from festival_ops.web.access import Secrecy

HOURS = Records(
    parse=parse_opening_hours,
    shown=show_opening_hours,
    fact=lambda row: Hours(row.on, row.starts, row.ends),
    row=lambda hours: RouteHours(on=hours.on, starts=hours.starts, ends=hours.ends),
)
_OTHER_KINDS = {
    "lối cứu nạn": "emergency",
    "lối khẩn cấp": "emergency",
    "xe buýt": "bus",
    "tuyến buýt": "bus",
    "trung chuyển": "shuttle",
    "cứu thương": "ambulance",
}


def _sound_route(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    yield from route_faults(facts, links(facts.get("chain") or ()))
    for fault in hours_faults(edition, facts.get("hours", ())):
        yield "hours", fault


ROUTES_SHEET = Sheet(
    name="routes",
    title=_l("Routes"),
    model=Route,
    also=("Tuyến phải thông", "Lối cứu nạn", "Tuyến xe", "Route"),
    aliases=("name_en",),
    reads=("venue", "chain", "hours"),
    secrecy=Secrecy.ROADS,
    checks=(_sound_route,),
    columns=(
        named(_l("Route"), "Tuyến", "Tên tuyến", "Lối vào", example=_l("Example: Line 3")),
        name_en(example="Line 3"),
        Column(
            "kind",
            _l("Kind of route"),
            Choice(dict(ROUTES), _OTHER_KINDS),
            also=("Loại tuyến", "Loại lối"),
            required=True,
            example=_l("Bus line"),
        ),
        Column(
            "venue",
            _l("Way in to the venue"),
            Link("venues"),
            also=("Vào địa điểm", "Địa điểm"),
            note=_l("Of an emergency way in: the venue to which it leads."),
        ),
        Column(
            "chain",
            _l("Segments"),
            Chain(RouteSegment),
            also=("Đoạn đường", "Các đoạn đường"),
            note=_l("Codes of segments in the order of the way, separated by ;"),
            example="RR-1; RR-2",
        ),
        Column(
            "hours",
            _l("Hours in which it is needed"),
            HOURS,
            also=("Giờ chạy", "Giờ cần thông"),
            note=_l("06:00–21:00 for every day, or 08/06 18:00–23:00. Empty is always."),
            example="06:00–21:00",
        ),
        Column("note", _l("Note"), Text(1000), also=("Ghi chú",)),
        SOURCE,
        STATUS,
    ),
)

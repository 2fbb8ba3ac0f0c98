"""Junctions, streets and segments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked, name_en, named, two_different
from festival_ops.spreadsheets.cells import Choice, Decimal, Name
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.traffic.kinds import SEGMENT_KINDS, STREET
from festival_ops.traffic.models import Junction, Segment, Street
from festival_ops.traffic.sense import points_fault
from festival_ops.traffic.sheets.cells import LINE
from festival_ops.traffic.sheets.joining import Joining
from festival_ops.web.access import Secrecy

_OTHER_KINDS = {"đường": "street", "cầu": "bridge", "cầu phao": "floating bridge", "quảng trường": "square",
                "phố đi bộ": "walking street"}  # fmt: skip


def place_columns(*, required: bool) -> tuple[Column, Column]:
    return (
        Column(
            "latitude",
            _l("Latitude"),
            Decimal(-90, 90),
            also=("Vĩ độ", "lat"),
            required=required,
            note=_l("In degrees, such as 16.4665."),
            example=16.4665,
        ),
        Column(
            "longitude",
            _l("Longitude"),
            Decimal(-180, 180),
            also=("Kinh độ", "lon", "lng"),
            required=required,
            note=_l("In degrees, such as 107.58."),
            example=107.58,
        ),
    )


def sound_place(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    east, north = facts.get("longitude"), facts.get("latitude")
    if east is not None and north is not None and (fault := points_fault(edition, [(east, north)])):
        yield "latitude", fault


def _sound_line(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    line = facts.get("geometry")
    if line and (fault := points_fault(edition, [(east, north) for east, north in line])):
        yield "geometry", fault


def _tied(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    for key in ("first", "second"):
        if facts.get(key) is None:
            yield key, _("Name the junction, or give the line on the map, whose ends are junctions.")


def _end(key: str, title: Any, *also: str, example: Any) -> Column:
    note = _l("May stay empty where the line on the map is given: its ends are put on the junctions they nearly meet.")
    return linked("junctions", key, title, *also, example=example, required=False, note=note)


JUNCTIONS = Sheet(
    name="junctions",
    title=_l("Junctions"),
    model=Junction,
    also=("Nút giao", "Junction"),
    aliases=("name_en",),
    secrecy=Secrecy.ROADS,
    checks=(sound_place,),
    columns=(
        named(_l("Junction"), "Nút giao", "Tên nút giao", example=_l("Example: North end of the bridge")),
        name_en(example="North end of the bridge"),
        *place_columns(required=True),
        SOURCE,
        STATUS,
    ),
)
STREETS = Sheet(
    name="streets",
    title=_l("Streets"),
    model=Street,
    also=("Tuyến đường", "Đường phố", "Street"),
    aliases=("name_en",),
    secrecy=Secrecy.ROADS,
    columns=(
        named(_l("Street"), "Tuyến đường", "Tên đường", "Tên tuyến đường", example=_l("Example: Riverside Road")),
        name_en(example="Riverside Road"),
        SOURCE,
        STATUS,
    ),
)
SEGMENTS = Sheet(
    name="segments",
    title=_l("Road segments"),
    model=Segment,
    also=("Đoạn đường", "Segment"),
    key=("code",),
    reads=("street", "first", "second"),
    secrecy=Secrecy.ROADS,
    checks=(_tied, two_different("first", "second"), _sound_line),
    settles=Joining,
    columns=(
        Column(
            "code",
            _l("Code"),
            Name(20),
            also=("Mã đoạn", "Mã đoạn đường", "Mã"),
            required=True,
            note=_l("Short, as on the map; no two segments share it."),
            example=_l("Example: RR-1"),
        ),
        linked("streets", "street", _l("Street"), "Tuyến đường", "Tên đường", example=_l("Riverside Road")),
        _end("first", _l("From"), "Từ nút giao", "Nút giao đầu", "Từ", example=_l("North end of the bridge")),
        _end("second", _l("To"), "Đến nút giao", "Nút giao cuối", "Đến", example=_l("Market corner")),
        Column(
            "kind",
            _l("Kind of road"),
            Choice(dict(SEGMENT_KINDS), _OTHER_KINDS, empty=STREET),
            also=("Loại đường", "Loại đoạn"),
            example=_l("Street"),
        ),
        Column(
            "one_way",
            _l("One way"),
            yes(),
            also=("Một chiều", "oneway"),
            note=_l("Yes when it may only be driven from the first junction to the second."),
            example=_l("no"),
        ),
        Column(
            "width",
            _l("Width in metres"),
            Decimal(0.5, 100),
            also=("Bề rộng (m)", "Bề rộng", "Mặt cắt (m)", "width"),
            example=12,
        ),
        Column(
            "geometry",
            _l("Line on the map"),
            LINE,
            also=("Hình tuyến", "Toạ độ tuyến", "geometry"),
            note=_l(
                "Points from the first junction to the second: 16.4669 107.5907; 16.4627 107.5920. "
                "Empty means straight."
            ),
            example="16.4669 107.5907; 16.4627 107.5920",
        ),
        SOURCE,
        STATUS,
    ),
)

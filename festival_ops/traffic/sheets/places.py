"""Parking places, stops and gates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked, name_en, named
from festival_ops.spreadsheets.cells import Choice, Count, Link
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.traffic.forms.places import FARTHEST
from festival_ops.traffic.kinds import ANYBODY, STOPS, USERS
from festival_ops.traffic.models import Gate, ParkingPlace, StopPlace
from festival_ops.traffic.sense import gate_faults
from festival_ops.traffic.sheets.cells import Rooms
from festival_ops.traffic.sheets.network import place_columns, sound_place
from festival_ops.web.access import Secrecy

_OTHER_USERS = {"mọi người": "anybody", "khán giả": "visitors", "đoàn nghệ thuật": "troupes", "khách mời": "guests",
                "ban tổ chức": "staff", "người dân": "residents"}  # fmt: skip
_OTHER_STOPS = {"xe trung chuyển": "shuttle", "trung chuyển": "shuttle", "xe khách": "coach", "xe buýt": "bus",
                "cứu thương": "ambulance", "xe cứu thương": "ambulance"}  # fmt: skip


def _whole_place(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if (facts.get("latitude") is None) != (facts.get("longitude") is None):
        empty = "latitude" if facts.get("latitude") is None else "longitude"
        yield empty, _("A place on the map needs both latitude and longitude.")


PARKING = Sheet(
    name="parking",
    title=_l("Parking places"),
    model=ParkingPlace,
    also=("Bãi đỗ xe", "Bãi xe", "Bãi giữ xe", "Parking"),
    aliases=("name_en",),
    reads=("capacities", "segment"),
    secrecy=Secrecy.ROADS,
    checks=(_whole_place, sound_place),
    columns=(
        named(_l("Parking place"), "Bãi đỗ xe", "Tên bãi đỗ", example=_l("Example: School yard")),
        name_en(example="School yard"),
        Column(
            "users",
            _l("For whom"),
            Choice(dict(USERS), _OTHER_USERS, empty=ANYBODY),
            also=("Đối tượng", "Dành cho"),
            example=_l("Visitors"),
        ),
        Column(
            "capacities",
            _l("Room for"),
            Rooms(),
            also=("Sức chứa", "Sức chứa theo loại xe"),
            note=_l("How many of which kind: Motorbikes × 300; Cars × 40."),
            example=_l("Motorbikes × 300; Cars × 40"),
        ),
        Column(
            "segment",
            _l("On the segment"),
            Link("segments"),
            also=("Đoạn đường", "Thuộc đoạn đường"),
            note=_l("The code of the segment from which vehicles drive in."),
            example="RR-1",
        ),
        *place_columns(required=False),
        SOURCE,
        STATUS,
    ),
)
STOPPING = Sheet(
    name="stops",
    title=_l("Stops"),
    model=StopPlace,
    also=("Điểm đón trả", "Điểm dừng xe", "Điểm dừng đón"),
    aliases=("name_en",),
    reads=("segment",),
    secrecy=Secrecy.ROADS,
    columns=(
        named(_l("Stop"), "Điểm đón trả", "Tên điểm đón", example=_l("Example: Shuttle at the square")),
        name_en(example="Shuttle at the square"),
        Column(
            "kind",
            _l("Kind of stop"),
            Choice(dict(STOPS), _OTHER_STOPS),
            also=("Loại điểm", "Loại điểm dừng"),
            required=True,
            example=_l("Shuttle stop"),
        ),
        linked("segments", "segment", _l("On the segment"), "Đoạn đường", "Thuộc đoạn đường", example="RR-1"),
        SOURCE,
        STATUS,
    ),
)


def _sound_gate(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    segment = facts.get("segment")
    yield from gate_faults(facts, segment.row.length if segment and segment.row else None)


GATES = Sheet(
    name="gates",
    title=_l("Gates"),
    model=Gate,
    also=("Cổng vào", "Lối vào địa điểm", "Gate"),
    aliases=("name_en",),
    reads=("venue", "junction", "segment"),
    secrecy=Secrecy.ROADS,
    checks=(_sound_gate,),
    columns=(
        named(_l("Gate"), "Cổng vào", "Tên cổng", example=_l("Example: South gate")),
        name_en(example="South gate"),
        linked("venues", "venue", _l("Venue"), "Địa điểm", "Thuộc địa điểm", example=_l("Riverside Park")),
        linked(
            "junctions",
            "junction",
            _l("Junction"),
            "Nút giao",
            "Từ nút giao",
            example=_l("Market corner"),
            required=False,
            note=_l("Empty for a gate that stands along a segment."),
        ),
        Column("segment", _l("Along the segment"), Link("segments"), also=("Dọc đoạn đường", "Đoạn đường")),
        Column(
            "metres",
            _l("Metres from the segment's first junction"),
            Count(0, FARTHEST),
            also=("Cách nút giao đầu (m)", "Lý trình (m)"),
        ),
        Column(
            "emergency",
            _l("Emergency way in"),
            yes(),
            also=("Lối khẩn cấp", "Lối cứu nạn"),
            note=_l("Yes when fire engines and ambulances count on it."),
            example=_l("yes"),
        ),
        SOURCE,
        STATUS,
    ),
)

"""How guests come and go, and where they sleep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import MOMENT, yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked
from festival_ops.protocol import sense
from festival_ops.protocol.kinds import LEG_STATES, MODES, PLANNED, WAYS
from festival_ops.protocol.models import Leg, Lodging
from festival_ops.protocol.sheets.cells import DAY, NOTE
from festival_ops.spreadsheets.cells import Choice, Count, Link, Text
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.web.access import Secrecy

_OTHER_WAYS = {"đến": "arrival", "lượt đến": "arrival", "đi": "departure", "về": "departure", "lượt đi": "departure"}
_OTHER_MODES = {
    "máy bay": "flight",
    "chuyến bay": "flight",
    "tàu hỏa": "train",
    "tàu": "train",
    "đường bộ": "road",
    "ô tô": "road",
    "xe": "road",
    "cửa khẩu": "border",
}
_OTHER_STATES = {
    "dự kiến": "planned",
    "đã xác nhận": "confirmed",
    "muộn": "late",
    "chậm": "late",
    "đã đón": "met",
    "đã về khách sạn": "lodged",
    "đã tiễn": "gone",
    "hủy": "cancelled",
    "đã hủy": "cancelled",
}


LEGS = Sheet(
    name="legs",
    title=_l("Arrivals and departures"),
    model=Leg,
    key=("delegation", "guest", "way", "number"),
    also=("Lịch đến và đi", "Chuyến đến, chuyến đi", "Lịch đến đi"),
    reads=("delegation", "guest", "place"),
    secrecy=Secrecy.GUARDED,
    checks=(sense.leg_faults,),
    columns=(
        linked("delegations", "delegation", _l("Delegation"), "Đoàn khách", "Mã đoàn", example=_l("Example: D07")),
        Column("guest", _l("Only this guest of it"), Link("guests"), also=("Chỉ khách này", "Khách mời")),
        Column(
            "way",
            _l("Arrival or departure"),
            Choice(dict(WAYS), _OTHER_WAYS),
            also=("Lượt", "Đến hay đi", "Chiều"),
            required=True,
            example=_l("Arriving"),
        ),
        Column(
            "mode",
            _l("By what"),
            Choice(dict(MODES), _OTHER_MODES),
            also=("Bằng gì", "Phương tiện đến, đi"),
            required=True,
            example=_l("By air"),
        ),
        Column("number", _l("Flight, train or car"), Text(40), also=("Số hiệu chuyến", "Chuyến"), example="VN 1540"),
        Column(
            "at",
            _l("When"),
            MOMENT,
            also=("Lúc", "Thời gian"),
            required=True,
            parts=(("Ngày",), ("Giờ",)),
            example="06/06/2026 10:40",
        ),
        linked(
            "guest_places",
            "place",
            _l("Place of arrival or departure"),
            "Tại",
            "Nơi đến, nơi đi",
            example=_l("Airport"),
        ),
        Column("people", _l("People"), Count(1, 2000), also=("Số người",), required=True, example=6),
        Column("luggage", _l("Suitcases"), Count(0, 5000, empty=0), also=("Số kiện hành lý", "Hành lý")),
        Column("formalities", _l("Formalities"), Text(500), also=("Thủ tục", "Thủ tục cửa khẩu, sân bay")),
        Column(
            "state",
            _l("How it stands"),
            Choice(dict(LEG_STATES), _OTHER_STATES, empty=PLANNED),
            also=("Diễn biến",),
        ),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
LODGINGS = Sheet(
    name="lodgings",
    title=_l("Rooms of guests"),
    model=Lodging,
    key=("guest", "first_night"),
    also=("Phân phòng", "Lưu trú của khách", "Phòng của khách"),
    reads=("guest", "shares_with", "allotment"),
    secrecy=Secrecy.GUARDED,
    checks=(sense.lodging_faults,),
    columns=(
        linked("guests", "guest", _l("Guest"), "Khách mời", "Mã khách", example=_l("Example: G012")),
        Column("first_night", _l("First night"), DAY, also=("Đêm đầu", "Từ đêm"), required=True, example="06/06/2026"),
        Column("last_night", _l("Last night"), DAY, also=("Đêm cuối", "Đến đêm"), required=True, example="08/06/2026"),
        Column("stars", _l("Class of hotel at least"), Count(1, 5), also=("Hạng khách sạn ít nhất",)),
        Column("zone", _l("Part of the town"), Text(80), also=("Khu vực",)),
        Column("shares_with", _l("Shares the room with"), Link("guests"), also=("Ở chung với", "Chung phòng với")),
        Column(
            "allotment",
            _l("Rooms of the hotel"),
            Link("allotments"),
            also=("Quỹ phòng", "Khách sạn"),
            note=_l("As the list of room allotments names them: hotel · kind of room · first night."),
        ),
        Column("room", _l("Room number"), Text(20), also=("Số phòng", "Phòng số")),
        Column("fixed", _l("This room is fixed"), yes(), also=("Đã chốt phòng", "Chốt phòng")),
        Column("note", _l("Note"), Text(300), also=("Ghi chú",)),
        SOURCE,
        STATUS,
    ),
)

"""Hotels and other places of guests, and the rooms that hotels keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked, name_en, named
from festival_ops.protocol import sense
from festival_ops.protocol.kinds import DOUBLE, HOTEL, PLACES, ROOMS
from festival_ops.protocol.models import Allotment, GuestPlace
from festival_ops.protocol.sheets.cells import DAY, NOTE
from festival_ops.spreadsheets.cells import Choice, Count, Decimal, Link, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.web.access import Secrecy
from festival_ops.words import fold

_OTHER_PLACES = {
    "khách sạn": "hotel",
    "nơi lưu trú": "hotel",
    "sân bay": "airport",
    "cảng hàng không": "airport",
    "ga": "station",
    "nhà ga": "station",
    "bến xe": "station",
    "cửa khẩu": "border",
    "hội trường": "venue",
    "địa điểm": "venue",
    "khác": "other",
}
_OTHER_ROOMS = {
    "phòng đơn": "single",
    "đơn": "single",
    "phòng đôi": "double",
    "đôi": "double",
    "căn hộ": "suite",
    "suite": "suite",
}


@dataclass(frozen=True)
class _Rooms(Sheet):
    """Rooms have no name: others name them by hotel, kind and first night, in either language."""

    def called(self, facts: Facts) -> str:
        return _rooms(facts, str(dict(ROOMS).get(str(facts.get("kind")), "")))

    def other_names(self, facts: Facts) -> tuple[str, ...]:
        words = [str(facts.get("kind")), *(word for word, kind in _OTHER_ROOMS.items() if kind == facts.get("kind"))]
        named = {fold(name): name for name in (_rooms(facts, word) for word in words)}
        named.pop(fold(self.called(facts)), None)
        return tuple(named.values())


def _rooms(facts: Facts, kind: str) -> str:
    first = facts.get("first_night")
    return f"{facts.get('place')} · {kind} · {first:%d/%m/%Y}" if isinstance(first, date) else ""


GUEST_PLACES = Sheet(
    name="guest_places",
    title=_l("Hotels and places of guests"),
    model=GuestPlace,
    also=("Khách sạn và địa điểm đón khách", "Khách sạn", "Nơi đón tiếp"),
    aliases=("name_en",),
    reads=("venue",),
    secrecy=Secrecy.GUARDED,
    checks=(sense.place_faults,),
    columns=(
        named(_l("Hotel or place of guests"), "Khách sạn", "Nơi đón khách", example=_l("Example: Riverside Hotel")),
        name_en(example="Riverside Hotel"),
        Column(
            "kind",
            _l("Kind of place"),
            Choice(dict(PLACES), _OTHER_PLACES, empty=HOTEL),
            also=("Loại", "Loại nơi đón"),
            example=_l("Hotel"),
        ),
        Column("stars", _l("Stars"), Count(1, 5), also=("Số sao", "Hạng sao", "Sao"), example=4),
        Column("zone", _l("Part of the town"), Text(80), also=("Khu vực", "Khu vực trong thành phố")),
        Column("venue", _l("Venue"), Link("venues"), also=("Địa điểm diễn", "Điểm diễn")),
        Column("address", _l("Address"), Text(300), also=("Địa chỉ",)),
        Column("latitude", _l("Latitude"), Decimal(-90, 90), also=("Vĩ độ",)),
        Column("longitude", _l("Longitude"), Decimal(-180, 180), also=("Kinh độ",)),
        Column("phone", _l("Phone of the house"), Text(40), also=("Điện thoại", "Điện thoại lễ tân")),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
ALLOTMENTS = _Rooms(
    name="allotments",
    title=_l("Room allotments"),
    model=Allotment,
    key=("place", "kind", "first_night"),
    also=("Quỹ phòng", "Phòng giữ"),
    reads=("place",),
    secrecy=Secrecy.GUARDED,
    checks=(sense.allotment_faults,),
    columns=(
        linked(
            "guest_places", "place", _l("Hotel"), "Khách sạn", "Nơi lưu trú", example=_l("Example: Riverside Hotel")
        ),
        Column(
            "kind",
            _l("Kind of room"),
            Choice(dict(ROOMS), _OTHER_ROOMS, empty=DOUBLE),
            also=("Loại phòng",),
            example=_l("Double room"),
        ),
        Column("rooms", _l("Number of rooms"), Count(1, 2000), also=("Số phòng",), required=True, example=20),
        Column("step_free", _l("Of these without steps"), Count(0, 2000, empty=0), also=("Trong đó không bậc",)),
        Column("first_night", _l("First night"), DAY, also=("Đêm đầu", "Từ đêm"), required=True, example="06/06/2026"),
        Column("last_night", _l("Last night"), DAY, also=("Đêm cuối", "Đến đêm"), required=True, example="12/06/2026"),
        NOTE,
        SOURCE,
        STATUS,
    ),
)

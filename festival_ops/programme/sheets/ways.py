"""What lies between places, and the equipment that is carried about."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from festival_ops.programme.forms.places import KINDS
from festival_ops.programme.models import Equipment, Neighbours, Travel
from festival_ops.programme.sheets.columns import NOTE, SOURCE, STATUS, linked, name_en, named, two_different
from festival_ops.spreadsheets.cells import Choice, Count, Link
from festival_ops.spreadsheets.sheet import Column, Sheet

_OTHER_KINDS = {
    "âm thanh": "sound",
    "ánh sáng": "light",
    "lighting": "light",
    "màn hình": "video",
    "screen": "video",
    "LED": "video",
    "điện": "power",
    "sân khấu": "stage",
    "đạo cụ": "stage",
    "nhân lực": "crew",
    "kỹ thuật": "crew",
    "khác": "other",
}


TRAVEL = Sheet(
    name="travel",
    title=_l("Travel times"),
    model=Travel,
    also=("Di chuyển", "Thời gian di chuyển", "Travel"),
    key=("origin", "destination"),
    reads=("origin", "destination"),
    checks=(two_different("origin", "destination"),),
    columns=(
        linked("venues", "origin", _l("From"), "Từ", "Nơi đi", "Điểm đi", example=_l("Example: Riverside Park")),
        linked("venues", "destination", _l("To"), "Đến", "Nơi đến", "Điểm đến", example=_l("City Theatre")),
        Column(
            "minutes",
            _l("Minutes"),
            Count(0, 600),
            also=("Phút", "Số phút", "Thời gian"),
            required=True,
            note=_l(
                "As measured; it holds both ways unless the way back has its own. "
                "Other ways are estimated from the map."
            ),
            example=15,
        ),
        NOTE,
    ),
)


NEIGHBOURS = Sheet(
    name="neighbours",
    title=_l("Neighbouring stages"),
    model=Neighbours,
    also=("Sân khấu gần nhau", "Sân khấu lân cận", "Neighbours"),
    key=("first", "second"),
    pair=True,
    reads=("first", "second"),
    checks=(two_different("first", "second"),),
    columns=(
        linked(
            "stages",
            "first",
            _l("Stage"),
            "Sân khấu",
            "Sân khấu thứ nhất",
            "Sân khấu 1",
            example=_l("Example: Riverside Stage"),
        ),
        linked(
            "stages",
            "second",
            _l("Neighbour"),
            "Bên cạnh",
            "Sân khấu thứ hai",
            "Sân khấu 2",
            example=_l("Garden Stage"),
        ),
        NOTE,
    ),
)


EQUIPMENT = Sheet(
    name="equipment",
    title=_l("Equipment"),
    model=Equipment,
    also=("Thiết bị", "Thiet bi"),
    key=("name", "venue"),
    aliases=("name", "name_en"),
    reads=("venue",),
    columns=(
        named(_l("Equipment"), "Thiết bị", "Tên thiết bị", example=_l("Example: LED wall")),
        name_en(example="LED wall"),
        Column(
            "kind",
            _l("Kind"),
            Choice(dict(KINDS), _OTHER_KINDS, empty="other"),
            also=("Loại", "Loại thiết bị"),
            note=_l("What it is for."),
            example=_l("Video and LED"),
        ),
        Column(
            "stock",
            _l("In stock"),
            Count(0, 100_000),
            also=("Số lượng", "Tồn kho", "SL"),
            required=True,
            note=_l("How many there are to be used at the same time."),
            example=4,
        ),
        Column(
            "venue",
            _l("Only at"),
            Link("venues"),
            also=("Chỉ dùng tại", "Địa điểm", "Venue"),
            note=_l("Empty when it may be carried anywhere."),
        ),
        SOURCE,
        STATUS,
    ),
)

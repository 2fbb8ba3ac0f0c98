"""Kinds of guests and rules of precedence."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, name_en, named
from festival_ops.protocol import sense
from festival_ops.protocol.kinds import BESIDE, FIRST_SEATS, GUEST, HANDS, INTERPRETERS, LEFT, SIDES, TIES
from festival_ops.protocol.models import GuestGroup, PrecedenceSet
from festival_ops.protocol.sheets.cells import LONG_NOTE, NOTE, Order, Words, code
from festival_ops.spreadsheets.cells import Choice, Count, Text
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.web.access import Secrecy

_OTHER_SIDES = {"khách": "guest", "bên khách": "guest", "chủ": "host", "chủ nhà": "host", "bên chủ nhà": "host"}
_HANDS = Choice(dict(HANDS), {"trái": "left", "bên trái": "left", "phải": "right", "bên phải": "right"}, empty=LEFT)

GUEST_GROUPS = Sheet(
    name="guest_groups",
    title=_l("Kinds of guests"),
    model=GuestGroup,
    key=("code",),
    also=("Nhóm khách", "Các nhóm khách", "Đối tượng khách mời"),
    aliases=("name", "name_en"),
    secrecy=Secrecy.GUARDED,
    checks=(sense.group_faults,),
    columns=(
        code("Mã nhóm", example="A1-F", most=12),
        named(_l("Kind of guests"), "Nhóm khách", example=_l("Example: heads of mission")),
        name_en(example="Heads of mission"),
        Column("side", _l("Side"), Choice(dict(SIDES), _OTHER_SIDES, empty=GUEST), also=("Bên", "Phía")),
        Column("fewest", _l("At least"), Count(0, 100_000), also=("Ít nhất", "Từ"), example=3),
        Column("most", _l("At most"), Count(0, 100_000), also=("Nhiều nhất", "Đến"), example=12),
        Column("seats", _l("Where they sit"), Text(200), also=("Chỗ ngồi", "Khu ghế")),
        Column("seated", _l("Has a chair"), yes(empty=True), also=("Có ghế",)),
        Column("greeted", _l("Greeted by name and title"), yes(), also=("Giới thiệu tên, chức danh",)),
        Column("liaison", _l("Has a liaison officer"), yes(), also=("Có cán bộ liên lạc", "Cán bộ liên lạc")),
        Column("interpreter", _l("Has an interpreter"), yes(), also=("Có phiên dịch", "Phiên dịch")),
        Column("vehicle", _l("Vehicle"), Text(200), also=("Xe", "Phương tiện")),
        Column(
            "lodging", _l("Class of hotel"), Count(0, 5, empty=0), also=("Hạng khách sạn", "Hạng lưu trú"), example=4
        ),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
PRECEDENCE_SETS = Sheet(
    name="precedence_sets",
    title=_l("Rules of precedence"),
    model=PrecedenceSet,
    also=("Quy tắc thứ bậc", "Thứ bậc lễ tân", "Ngôi thứ"),
    aliases=("name_en",),
    reads=("order",),
    secrecy=Secrecy.GUARDED,
    columns=(
        named(_l("Rule of precedence"), "Quy tắc", "Bộ quy tắc", example=_l("Example: opening")),
        name_en(example="Opening"),
        Column(
            "order",
            _l("Order of kinds"),
            Order(),
            also=("Thứ tự các nhóm", "Thứ tự"),
            note=_l("Codes of kinds of guests, the highest first, with a semicolon between."),
            example="A0; A1; A1-F",
        ),
        Column("guest_side", _l("Guests sit"), _HANDS, also=("Khách ngồi", "Bên khách")),
        Column(
            "first",
            _l("The best seat of a row"),
            Choice(dict(FIRST_SEATS), {"giữa": "centre", "lối đi": "aisle"}, empty="centre"),
            also=("Ghế trên nhất", "Vị trí trên nhất của hàng"),
        ),
        Column("even", _l("With an even number of seats, the better one is"), _HANDS, also=("Số ghế chẵn",)),
        Column(
            "interpreters",
            _l("Interpreters sit"),
            Choice(dict(INTERPRETERS), {"bên cạnh": "beside", "phía sau": "behind"}, empty=BESIDE),
            also=("Phiên dịch ngồi",),
        ),
        Column("ties", _l("Equals are told apart by"), Words(Choice(dict(TIES))), also=("Cách phân định",)),
        LONG_NOTE,
        SOURCE,
        STATUS,
    ),
)

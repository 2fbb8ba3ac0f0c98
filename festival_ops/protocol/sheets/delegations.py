"""Delegations and guests."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked, name_en, named
from festival_ops.protocol import sense
from festival_ops.protocol.models import Delegation, Guest
from festival_ops.protocol.sheets.cells import DAY, KEPT, LANGUAGES_COLUMN, LONG_NOTE, Private, code
from festival_ops.spreadsheets.cells import Count, Link, Text
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.web.access import Secrecy

_GROUP = linked("guest_groups", "group", _l("Kind of guests"), "Nhóm khách", "Mã nhóm khách", example="A1-F")
_COUNTRY = Column(
    "country",
    _l("Country or province"),
    Text(80),
    also=("Nước, tỉnh", "Quốc gia", "Nước", "Tỉnh, thành phố", "Quốc gia, địa phương"),
)
_HOST_NOTE = _l("Code or name of the host, who stands among the guests already.")

DELEGATIONS = Sheet(
    name="delegations",
    title=_l("Delegations"),
    model=Delegation,
    key=("code",),
    also=("Đoàn khách", "Danh sách đoàn khách", "Các đoàn khách"),
    aliases=("name", "name_en"),
    reads=("group", "host", "party"),
    secrecy=Secrecy.GUARDED,
    checks=(sense.delegation_faults,),
    columns=(
        code("Mã đoàn", "Mã đoàn khách", example=_l("Example: D07")),
        named(_l("Delegation"), "Đoàn khách", "Tên đoàn", example=_l("Friendship delegation")),
        name_en(example="Friendship delegation"),
        _GROUP,
        _COUNTRY,
        LANGUAGES_COLUMN,
        Column("people", _l("People"), Count(1, 2000), also=("Số người",), required=True, example=6),
        Column("host", _l("Host"), Link("guests"), also=("Người đón tiếp", "Chủ nhà đón"), note=_HOST_NOTE),
        Column("party", _l("Guests of honour in the programme"), Link("parties"), also=("Mã khách danh dự",)),
        KEPT,
        LONG_NOTE,
        SOURCE,
        STATUS,
    ),
)
GUESTS = Sheet(
    name="guests",
    title=_l("Guests"),
    model=Guest,
    key=("code",),
    also=("Khách mời", "Danh sách khách mời", "Đại biểu"),
    aliases=("name", "name_en"),
    reads=("delegation", "group", "host"),
    secrecy=Secrecy.GUARDED,
    checks=(sense.guest_faults,),
    columns=(
        code("Mã khách", "Mã đại biểu", example=_l("Example: G012")),
        named(_l("Guest"), "Khách mời", "Họ và tên", "Đại biểu", example=_l("Delegate 12")),
        name_en(example="Delegate 12"),
        Column("address", _l("Form of address"), Text(80), also=("Danh xưng", "Cách xưng hô"), example="Ngài"),
        Column("address_en", _l("Form of address in English"), Text(80), also=("Danh xưng tiếng Anh",)),
        Column("office", _l("Office"), Text(300), also=("Chức vụ", "Chức danh")),
        Column("office_en", _l("Office in English"), Text(300), also=("Chức vụ tiếng Anh", "Chức danh tiếng Anh")),
        Column("office_since", _l("Office held since"), DAY, also=("Giữ chức từ", "Ngày nhậm chức")),
        _COUNTRY,
        Column("delegation", _l("Delegation"), Link("delegations"), also=("Đoàn khách", "Mã đoàn", "Đoàn")),
        Column(
            "position",
            _l("Place in the delegation"),
            Count(1, 2000),
            also=("Thứ tự trong đoàn",),
            note=_l("1 is the head."),
            example=1,
        ),
        _GROUP,
        Column("position_in_group", _l("Place within the kind"), Count(1, 2000), also=("Thứ tự trong nhóm",)),
        LANGUAGES_COLUMN,
        Column("host", _l("Host"), Link("guests"), also=("Người đón tiếp", "Chủ nhà đón"), note=_HOST_NOTE),
        Column("phone", _l("Phone"), Private(40), also=("Điện thoại", "Số điện thoại", "SĐT")),
        Column("email", _l("E-mail"), Private(255), also=("Thư điện tử", "Email")),
        Column("step_free", _l("Needs ways and seats without steps"), yes(), also=("Cần lối không bậc", "Không bậc")),
        Column("diet", _l("Diet"), Private(300), also=("Chế độ ăn", "Ăn uống")),
        Column("access_needs", _l("Access needs"), Private(300), also=("Nhu cầu tiếp cận", "Hỗ trợ đi lại")),
        Column("gifts", _l("May be given a gift"), yes(), also=("Được nhận quà", "Tặng quà")),
        KEPT,
        LONG_NOTE,
        SOURCE,
        STATUS,
    ),
)

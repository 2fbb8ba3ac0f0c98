"""Zones, and kinds of passes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from festival_ops.programme.grammar import parse_names
from festival_ops.programme.sheets.cells import minutes, yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, name_en, named
from festival_ops.protocol import pass_kinds as kinds
from festival_ops.protocol.models import PassKind, PassZone
from festival_ops.protocol.pass_sense import pass_kind_faults, zone_faults
from festival_ops.protocol.sheets.cells import NOTE
from festival_ops.spreadsheets.cells import Choice, Link, Links, Name
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.web.access import Secrecy

_OTHER_COLOURS = {
    "đỏ": "red",
    "cam": "orange",
    "vàng": "yellow",
    "lục": "green",
    "xanh lá": "green",
    "lam": "blue",
    "xanh dương": "blue",
    "tím": "violet",
    "xám": "grey",
}
_OTHER_SIGNS = {
    "ngôi sao": "star",
    "micrô": "microphone",
    "mặt nạ": "masks-theater",
    "ghế": "armchair",
    "tờ giấy": "file-text",
    "bãi đỗ xe": "parking",
    "rào chắn": "barrier-block",
    "dụng cụ": "tool",
    "lá cờ": "flag",
    "hai người": "users",
    "cửa ra vào": "door-enter",
}
_OTHER_BEARERS = {
    "khách": "guest",
    "đoàn khách": "delegation",
    "cán bộ đi cùng": "escort",
    "đoàn nghệ thuật": "troupe",
    "xe": "vehicle",
    "khác": "other",
}

PASS_ZONES = Sheet(
    name="pass_zones",
    title=_l("Zones"),
    model=PassZone,
    key=("code",),
    also=("Khu vực ra vào", "Khu vực kiểm soát"),
    aliases=("name", "name_en"),
    reads=("venue",),
    secrecy=Secrecy.GUARDED,
    checks=(zone_faults,),
    columns=(
        Column("code", _l("Letter"), Name(4), also=("Ký hiệu",), required=True, example=_l("Example: B2")),
        named(_l("Zone"), "Khu vực", "Tên khu vực", example=_l("Backstage")),
        name_en(example="Backstage"),
        Column("venue", _l("Venue"), Link("venues"), also=("Điểm diễn", "Địa điểm")),
        Column(
            "colour",
            _l("Colour"),
            Choice(dict(kinds.COLOURS), _OTHER_COLOURS, empty="grey"),
            also=("Màu",),
            example=_l("Green"),
        ),
        Column(
            "sign", _l("Picture"), Choice(dict(kinds.SIGNS), _OTHER_SIGNS, empty="door-enter"), also=("Biểu tượng",)
        ),
        Column("roads", _l("Closed roads"), yes(), also=("Đường cấm",)),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
PASS_KINDS = Sheet(
    name="pass_kinds",
    title=_l("Kinds of passes"),
    model=PassKind,
    key=("code",),
    also=("Loại thẻ", "Các loại thẻ ra vào"),
    aliases=("name", "name_en"),
    reads=("zones", "groups"),
    secrecy=Secrecy.GUARDED,
    checks=(pass_kind_faults,),
    columns=(
        Column("code", _l("Code"), Name(12), also=("Mã loại thẻ", "Mã"), required=True, example=_l("Example: VIP")),
        named(_l("Kind of pass"), "Loại thẻ", "Tên loại thẻ", example=_l("Guest of honour")),
        name_en(example="Guest of honour"),
        Column(
            "bearer",
            _l("Who bears it"),
            Choice(dict(kinds.BEARERS), _OTHER_BEARERS),
            also=("Cấp cho", "Người mang thẻ"),
            required=True,
            example=_l("A guest, by name"),
        ),
        Column(
            "zones",
            _l("Zones"),
            Links("pass_zones", parse_names),
            also=("Các khu vực", "Khu vực"),
            required=True,
            example="B2",
        ),
        Column(
            "groups",
            _l("Only for these kinds of guests"),
            Links("guest_groups", parse_names),
            also=("Nhóm khách",),
            note=_l("Empty means all that no other kind of pass is for."),
        ),
        Column("before", _l("Holds before"), minutes(empty=90), also=("Hiệu lực trước (phút)",)),
        Column("after", _l("Holds after"), minutes(empty=60), also=("Hiệu lực sau (phút)",)),
        NOTE,
        SOURCE,
        STATUS,
    ),
)

"""What delegations do, and who is needed beside them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import MOMENT, minutes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked, name_en, named
from festival_ops.protocol.engagement_kinds import ENGAGEMENTS as KINDS
from festival_ops.protocol.engagement_kinds import OTHER
from festival_ops.protocol.engagement_sense import engagement_faults
from festival_ops.protocol.models import Engagement
from festival_ops.protocol.sheets.cells import LANGUAGES_COLUMN, NOTE
from festival_ops.spreadsheets.cells import Choice, Count, Link
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.web.access import Secrecy

_OTHER_KINDS = {
    "đón": "arrival",
    "đón đoàn": "arrival",
    "lễ": "ceremony",
    "dự lễ": "ceremony",
    "làm việc": "meeting",
    "hội đàm": "meeting",
    "ăn": "meal",
    "chiêu đãi": "meal",
    "tham quan": "visit",
    "tiễn": "departure",
    "tiễn đoàn": "departure",
    "khác": "other",
}

ENGAGEMENTS = Sheet(
    name="engagements",
    title=_l("Engagements of delegations"),
    model=Engagement,
    key=("delegation", "name"),
    also=("Hoạt động của đoàn", "Lịch hoạt động của đoàn khách"),
    reads=("delegation", "leg", "ceremony", "place"),
    secrecy=Secrecy.GUARDED,
    checks=(engagement_faults,),
    columns=(
        linked("delegations", "delegation", _l("Delegation"), "Đoàn khách", "Mã đoàn", example=_l("Example: D07")),
        named(_l("Engagement"), "Hoạt động", "Tên hoạt động", example=_l("Example: Talks with the province")),
        name_en(example="Talks with the province"),
        Column("kind", _l("What it is"), Choice(dict(KINDS), _OTHER_KINDS, empty=OTHER), also=("Loại hoạt động",)),
        Column(
            "leg",
            _l("Follows the journey"),
            Link("legs"),
            also=("Theo chuyến",),
            note=_l("As the list of arrivals and departures names them: delegation – arrival or departure – number."),
        ),
        Column("ceremony", _l("Follows the ceremony"), Link("ceremonies"), also=("Theo buổi lễ",)),
        Column("starts", _l("Starts"), MOMENT, also=("Bắt đầu",), example="07/06/2026 09:00"),
        Column("ends", _l("Ends"), MOMENT, also=("Hết hạn",), example="07/06/2026 11:00"),
        Column("before", _l("Minutes there before"), minutes(empty=0), also=("Có mặt trước (phút)",)),
        Column("after", _l("Minutes there after"), minutes(empty=0), also=("Ở lại sau (phút)",)),
        Column("place", _l("Place"), Link("guest_places"), also=("Địa điểm", "Tại")),
        Column("liaisons", _l("Liaison officers"), Count(0, 9, empty=1), also=("Số cán bộ liên lạc",)),
        Column("interpreters", _l("Interpreters of each language"), Count(0, 9, empty=0), also=("Số phiên dịch",)),
        LANGUAGES_COLUMN,
        NOTE,
        SOURCE,
        STATUS,
    ),
)

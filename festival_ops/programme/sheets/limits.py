"""When nothing is shown, and guests of honour for whom it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.forms.blackout import KINDS
from festival_ops.programme.grammar import parse_names
from festival_ops.programme.models import Blackout, Party
from festival_ops.programme.sheets.cells import MOMENT, yes
from festival_ops.programme.sheets.columns import SOURCE, near_the_edition, sound_stay
from festival_ops.spreadsheets.cells import Choice, Links, Name, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.web.access import Secrecy

_OTHER_KINDS = {"quốc tang": "funeral", "mourning": "funeral", "mưa": "rain", "đóng cửa": "closed", "khác": "other"}


def _ends_after_start(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if facts.get("ends") and facts.get("starts") and facts["ends"] <= facts["starts"]:
        yield "ends", _("It ends before it starts.")


BLACKOUTS = Sheet(
    name="blackouts",
    title=_l("Blackouts"),
    model=Blackout,
    also=("Ngừng diễn", "Thời gian ngừng diễn"),
    key=("reason", "starts"),
    reads=("stages",),
    checks=(_ends_after_start, near_the_edition("starts", "ends")),
    columns=(
        Column(
            "reason",
            _l("Reason"),
            Text(300),
            also=("Lý do", "Nội dung"),
            required=True,
            example=_l("Example: storm warning"),
        ),
        Column(
            "kind",
            _l("Kind"),
            Choice(dict(KINDS), _OTHER_KINDS, empty="other"),
            also=("Loại",),
            note=_l("What it is."),
            example=_l("Rain"),
        ),
        Column("starts", _l("From"), MOMENT, also=("Từ", "Bắt đầu"), required=True, example="09/06/2024 18:00"),
        Column("ends", _l("Until"), MOMENT, also=("Đến", "Kết thúc"), required=True, example="09/06/2024 21:00"),
        Column("stages", _l("Stages"), Links("stages", parse_names), also=("Sân khấu",), note=_l("Empty means all.")),
        Column(
            "outdoor_only",
            _l("Outdoor only"),
            yes(),
            also=("Chỉ ngoài trời",),
            note=_l("Yes spares the indoor stages."),
            example=_l("yes"),
        ),
        Column(
            "active",
            _l("Active"),
            yes(empty=True),
            also=("Đang áp dụng", "Hiệu lực"),
            note=_l("No keeps it ready for the day it is needed."),
            example=_l("yes"),
        ),
        SOURCE,
    ),
)


PARTIES = Sheet(
    name="parties",
    title=_l("Parties of guests"),
    model=Party,
    also=("Đoàn khách", "Khách mời", "Parties"),
    key=("code",),
    reads=("performances",),
    secrecy=Secrecy.GUARDED,
    checks=(sound_stay, near_the_edition("arrives", "departs")),
    columns=(
        Column(
            "code",
            _l("Code"),
            Name(40),
            also=("Mã", "Mã đoàn khách"),
            required=True,
            note=_l("A code name; who they are is not written here."),
            example=_l("Example: A-01"),
        ),
        Column("arrives", _l("Arrives"), MOMENT, also=("Đến", "Đến lúc"), example="07/06/2024 17:00"),
        Column("departs", _l("Departs"), MOMENT, also=("Đi", "Đi lúc"), example="07/06/2024 22:00"),
        Column(
            "performances",
            _l("Performances"),
            Links("performances", parse_names),
            also=("Buổi diễn", "Tham dự"),
            note=_l("The codes of the performances they attend, separated by ;"),
            example="001",
        ),
    ),
)

"""Liaison officers and interpreters."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.programme.grammar import Hours, parse_opening_hours, show_opening_hours
from festival_ops.programme.sheets.cells import Records, minutes, yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, name_en, named
from festival_ops.protocol import sense
from festival_ops.protocol.grammar import Spoken, parse_spoken, show_spoken
from festival_ops.protocol.models import Escort, EscortHours, EscortLanguage
from festival_ops.protocol.sheets.cells import NOTE, Private, code
from festival_ops.spreadsheets.cells import Link
from festival_ops.spreadsheets.sheet import Column, Sheet
from festival_ops.web.access import Secrecy

_HOURS = Records(
    parse=parse_opening_hours,
    shown=show_opening_hours,
    fact=lambda row: Hours(row.on, row.starts, row.ends),
    row=lambda hours: EscortHours(on=hours.on, starts=hours.starts, ends=hours.ends),
)


class _Languages(Records):
    """Keeps the rows of languages that stay: the database would see a new one before the old one is gone."""

    def give(self, row: Any, key: str, value: tuple[Any, ...]) -> None:
        kept = {spoken.language: spoken for spoken in row.languages}
        row.languages = [kept.get(each.language) or EscortLanguage(language=each.language) for each in value]
        levels = {each.language: each.level for each in value}
        for spoken in row.languages:
            spoken.level = levels[spoken.language]


_LANGUAGES = _Languages(
    parse=lambda text, edition: parse_spoken(text),
    shown=lambda rows, edition: show_spoken(rows),
    fact=lambda row: Spoken(row.language, row.level),
    row=lambda each: EscortLanguage(language=each.language, level=each.level),
)
ESCORTS = Sheet(
    name="escorts",
    title=_l("Liaison officers and interpreters"),
    model=Escort,
    key=("code",),
    also=("Cán bộ liên lạc và phiên dịch", "Cán bộ liên lạc", "Phiên dịch"),
    aliases=("name", "name_en"),
    reads=("languages", "hours", "home"),
    secrecy=Secrecy.GUARDED,
    checks=(sense.escort_faults,),
    columns=(
        code("Mã cán bộ", example=_l("Example: L07")),
        named(_l("Liaison officer or interpreter"), "Cán bộ liên lạc", "Họ và tên", example=_l("Liaison officer 07")),
        name_en(example="Liaison officer 07"),
        Column("phone", _l("Phone"), Private(40), also=("Điện thoại", "Số điện thoại", "SĐT")),
        Column("liaison", _l("Liaison officer"), yes(empty=True), also=("Là cán bộ liên lạc", "Liên lạc")),
        Column("interpreter", _l("Interpreter"), yes(), also=("Là phiên dịch", "Phiên dịch")),
        Column(
            "languages",
            _l("Languages"),
            _LANGUAGES,
            also=("Ngôn ngữ", "Ngoại ngữ"),
            note=_l("Beside Vietnamese, each with its level: English 3. 1 in conversation, 2 in talks, 3 on a stage."),
            example=_l("English 3; Lao 2"),
        ),
        Column(
            "hours",
            _l("Available hours"),
            _HOURS,
            also=("Giờ", "Giờ làm việc"),
            note=_l("06:00–21:00 for every day, or 08/06 18:00–23:00. Empty is always."),
            example="06:00–21:00",
        ),
        Column("day_minutes", _l("A day at most (minutes)"), minutes(), also=("Tối đa mỗi ngày",), example=600),
        Column("home", _l("Begins the day at"), Link("guest_places"), also=("Xuất phát từ",)),
        Column("told_needs", _l("Is told what the guests eat and need"), yes(), also=("Được biết ăn uống, hỗ trợ",)),
        NOTE,
        SOURCE,
        STATUS,
    ),
)

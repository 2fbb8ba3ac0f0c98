"""The ratios by which demand is worked out, as one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked, name_en, named
from festival_ops.security.kinds import CAUSES, REACHES, RISKS
from festival_ops.security.models import Standard
from festival_ops.security.sense import per_fault, share_fault
from festival_ops.security.sheets.cells import OTHER_RISKS, PLACE
from festival_ops.security.sheets.columns import ONE_LEADER_FOR
from festival_ops.spreadsheets.cells import Choice, Count, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.web.access import Secrecy

_OTHER_CAUSES = {
    "thường xuyên": "base",
    "mọi giờ": "base",
    "khán giả": "crowd",
    "lượng khán giả": "crowd",
    "đoàn khách danh dự": "guests",
    "đại biểu": "guests",
    "VIP": "guests",
    "diễu hành": "parade",
    "pháo hoa": "fireworks",
    "bắn pháo hoa": "fireworks",
}
_EVERY_RISK = Choice({"": _l("Every class"), **dict(RISKS)}, OTHER_RISKS, empty="")


def _sound_ratio(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if fault := per_fault(facts.get("cause"), facts.get("per")):
        yield "per", fault
    if fault := share_fault(facts.get("per"), facts.get("share")):
        yield "share", fault


STANDARDS = Sheet(
    name="standards",
    title=_l("Standards"),
    model=Standard,
    also=("Định mức", "Định mức bố trí", "Định mức lực lượng", "Standard"),
    aliases=("name_en",),
    reads=("qualification",),
    secrecy=Secrecy.GUARDED,
    checks=(_sound_ratio,),
    columns=(
        named(_l("Standard"), "Định mức", "Tên định mức", example=_l("Example: Guards at a gate")),
        name_en(example="Guards at a gate"),
        Column(
            "kind", _l("Kind of place"), PLACE, also=("Loại chốt", "Loại vị trí"), required=True, example=_l("Gate")
        ),
        Column("risk", _l("Risk"), _EVERY_RISK, also=("Mức rủi ro", "Rủi ro"), note=_l("Empty means every class.")),
        Column(
            "cause",
            _l("Cause"),
            Choice(dict(CAUSES), _OTHER_CAUSES),
            also=("Căn cứ phát sinh", "Tình huống", "Nguyên nhân"),
            required=True,
            note=_l("What makes people be asked for."),
            example=_l("The crowd expected"),
        ),
        linked("qualifications", "qualification", _l("Qualification"), "Chuyên môn", "Nghiệp vụ", example=_l("G")),
        Column("count", _l("People"), Count(1, 5000, empty=1), also=("Số người", "Quân số"), example=1),
        Column(
            "per",
            _l("For each"),
            Count(1),
            also=("Cho mỗi", "Tính cho mỗi"),
            note=_l(
                "So many people of the crowd, parties, or parades; empty asks for so many whenever the cause is there."
            ),
            example=250,
        ),
        Column(
            "reach",
            _l("Counted together"),
            Choice(dict(REACHES), {"địa điểm": "venue", "khu vực": "sector"}, empty="venue"),
            also=("Phạm vi", "Tính gộp"),
            note=_l("The shows of the post's venue, or of all venues of its sector."),
        ),
        Column(
            "share",
            _l("Share of it (%)"),
            Count(1, 100, empty=100),
            also=("Tỷ lệ (%)", "Phần (%)"),
            note=_l("How much of the crowd these posts take together."),
            example=100,
        ),
        Column(
            "lead", _l("Minutes before the show"), Count(0, 720, empty=0), also=("Trước suất diễn (phút)",), example=90
        ),
        Column(
            "tail", _l("Minutes after the show"), Count(0, 720, empty=0), also=("Sau suất diễn (phút)",), example=45
        ),
        ONE_LEADER_FOR,
        Column(
            "reason",
            _l("Reason"),
            Text(300),
            also=("Lý do", "Cơ sở tính"),
            required=True,
            note=_l("Whose number it is."),
            example=_l("by risk assessment"),
        ),
        SOURCE,
        STATUS,
    ),
)

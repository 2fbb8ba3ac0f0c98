"""What shows close as a rule, as one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import minutes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, name_en, named
from festival_ops.spreadsheets.cells import Choice, Count, Link, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.traffic.kinds import ALL, CAUSES, MEASURES
from festival_ops.traffic.models import ClosureStandard, StandardSegment
from festival_ops.traffic.sense import standard_faults
from festival_ops.traffic.sheets.cells import EXEMPTION, VEHICLE, Chain, Words, links
from festival_ops.traffic.sheets.closures import DAY, NIGHT, OTHER_MEASURES
from festival_ops.web.access import Secrecy

_OTHER_CAUSES = {
    "diễu hành": "parade",
    "lễ": "ceremony",
    "nghi lễ": "ceremony",
    "đông khán giả": "crowd",
    "khán giả": "crowd",
    "pháo hoa": "fireworks",
    "bắn pháo hoa": "fireworks",
    "dựng sân khấu": "build",
}


def _sound_standard(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    yield from standard_faults(facts, links(facts.get("chain") or ()))


CLOSURE_STANDARDS = Sheet(
    name="closure_standards",
    title=_l("Closure standards"),
    model=ClosureStandard,
    also=("Định mức cấm đường", "Quy tắc cấm đường", "Closure standard"),
    aliases=("name_en",),
    reads=("venue", "chain"),
    secrecy=Secrecy.ROADS,
    checks=(_sound_standard,),
    columns=(
        named(_l("Closure standard"), "Định mức cấm đường", "Quy tắc cấm đường", example=_l("Example: Along a parade")),
        name_en(example="Along a parade"),
        Column(
            "cause",
            _l("What asks for it"),
            Choice(dict(CAUSES), _OTHER_CAUSES),
            also=("Tình huống", "Lý do cấm"),
            required=True,
            example=_l("A parade"),
        ),
        Column("venue", _l("Only at the venue"), Link("venues"), also=("Chỉ tại địa điểm", "Địa điểm")),
        Column("genre", _l("Only of the genre"), Text(40), also=("Chỉ thể loại", "Thể loại")),
        Column("least", _l("From so many people on"), Count(1), also=("Từ số khán giả", "Khán giả từ")),
        Column("since", _l("Valid from"), DAY, also=("Áp dụng từ ngày", "Hiệu lực từ")),
        Column("measure", _l("Measure"), Choice(dict(MEASURES), OTHER_MEASURES, empty=ALL), also=("Biện pháp",)),
        Column("vehicles", _l("Which vehicles"), Words(VEHICLE), also=("Loại xe",)),
        Column("exemptions", _l("Who may pass"), Words(EXEMPTION), also=("Được phép đi qua",)),
        Column("before", _l("Minutes before the show"), minutes(empty=0), also=("Trước suất diễn (phút)",)),
        Column("after", _l("Minutes after the show"), minutes(empty=0), also=("Sau suất diễn (phút)",)),
        *NIGHT,
        Column(
            "chain",
            _l("Segments"),
            Chain(StandardSegment),
            also=("Đoạn đường", "Các đoạn đường"),
            note=_l("Empty means the way of the parade, or what lies around the gates of the venue."),
        ),
        Column("steps", _l("Segments away from a gate"), Count(0, 5, empty=1), also=("Số đoạn quanh cổng",)),
        Column("crew", _l("People at each way in"), Count(0, 100), also=("Quân số mỗi đầu đường",)),
        Column("barriers", _l("Barriers at each way in"), Count(0, 100), also=("Rào chắn mỗi đầu đường",)),
        Column(
            "reason",
            _l("Reason"),
            Text(300),
            also=("Lý do", "Cơ sở"),
            required=True,
            note=_l("Whose rule it is, or from which notice it is read."),
            example=_l("by risk assessment"),
        ),
        SOURCE,
        STATUS,
    ),
)

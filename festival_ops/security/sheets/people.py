"""Forces, agencies, qualifications and squads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import minutes, yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked, name_en, named
from festival_ops.security.forms.forces import KINDS
from festival_ops.security.models import Agency, Force, Qualification, Squad
from festival_ops.security.models.people import A_DAY, A_RUN, A_WEEK, REST, WEEKLY_REST
from festival_ops.security.sense import heads_fault, limits_fault, month_fault, run_fault
from festival_ops.security.sheets.cells import Contingents
from festival_ops.security.sheets.columns import agency, coded
from festival_ops.spreadsheets.cells import Choice, Count, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.web.access import Secrecy

_OTHER_KINDS = {
    "công an": "police",
    "cảnh sát": "police",
    "quân đội": "militia",
    "dân quân": "militia",
    "dân quân tự vệ": "militia",
    "an ninh cơ sở": "militia",
    "bảo vệ": "guards",
    "tình nguyện": "volunteers",
    "tình nguyện viên": "volunteers",
    "đoàn thanh niên": "volunteers",
    "y tế": "medics",
    "phòng cháy chữa cháy": "fire",
    "PCCC": "fire",
    "cứu nạn cứu hộ": "fire",
}


def _sound_limits(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if fault := limits_fault(facts.get("day_minutes"), facts.get("week_minutes")):
        yield "week_minutes", fault
    if fault := month_fault(facts.get("week_minutes"), facts.get("month_minutes")):
        yield "month_minutes", fault
    if fault := run_fault(facts.get("shortest_run"), facts.get("longest_run")):
        yield "shortest_run", fault


FORCES = Sheet(
    name="forces",
    title=_l("Forces"),
    model=Force,
    also=("Lực lượng", "Force"),
    aliases=("name_en",),
    secrecy=Secrecy.GUARDED,
    checks=(_sound_limits,),
    columns=(
        named(_l("Force"), "Lực lượng", "Tên lực lượng", example=_l("Example: Police")),
        name_en(example="Police"),
        Column(
            "kind",
            _l("Kind"),
            Choice(dict(KINDS), _OTHER_KINDS),
            also=("Loại", "Loại lực lượng"),
            required=True,
            example=_l("Police"),
        ),
        Column(
            "labour",
            _l("Labour Code"),
            yes(),
            also=("Bộ luật Lao động", "Theo luật lao động", "Người lao động"),
            note=_l("Yes for employees, whose limits block a roster; for others they warn."),
            example=_l("no"),
        ),
        Column(
            "rest_minutes",
            _l("Rest (minutes)"),
            minutes(empty=REST),
            also=("Nghỉ giữa hai ca", "Nghỉ tối thiểu"),
            note=_l("At least so long between two duties; 12 hours when empty (Labour Code 2019, article 110)."),
            example=480,
        ),
        Column(
            "day_minutes",
            _l("A day at most (minutes)"),
            minutes(empty=A_DAY),
            also=("Tối đa mỗi ngày", "Giờ mỗi ngày"),
            note=_l("On duty at most so long a day, with hand-overs; 10 hours when empty (article 105)."),
            example=720,
        ),
        Column(
            "week_minutes",
            _l("Seven days at most (minutes)"),
            minutes(empty=A_WEEK),
            also=("Tối đa mỗi tuần", "Tối đa bảy ngày", "Giờ mỗi tuần"),
            note=_l("On duty at most so long in any seven days; 48 hours when empty (article 105)."),
            example=3600,
        ),
        Column(
            "month_minutes",
            _l("Thirty days at most (minutes)"),
            minutes(),
            also=("Tối đa mỗi tháng", "Tối đa ba mươi ngày", "Giờ mỗi tháng"),
            note=_l("On duty at most so long in any thirty days; no limit when empty."),
        ),
        Column(
            "weekly_rest_minutes",
            _l("Weekly rest (minutes)"),
            minutes(empty=WEEKLY_REST),
            also=("Nghỉ hằng tuần", "Nghỉ liên tục mỗi tuần"),
            note=_l("Without duty so long in a row in any seven days; 24 hours when empty (article 111)."),
            example=1440,
        ),
        Column(
            "longest_run",
            _l("Days in a row"),
            Count(1, 60, empty=A_RUN),
            also=("Số ngày liên tiếp", "Ngày liên tiếp tối đa"),
            note=_l("On duty at most so many days in a row; 6 when empty (article 111)."),
            example=7,
        ),
        Column(
            "shortest_run",
            _l("Days in a row at least"),
            Count(1, 60, empty=1),
            also=("Số ngày liên tiếp tối thiểu", "Ngày liên tiếp tối thiểu"),
            note=_l("A wish: called for no fewer days in a row if it can be helped; 1 when empty."),
            example=2,
        ),
        SOURCE,
        STATUS,
    ),
)


def _sound_promise(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if fault := heads_fault(facts.get("heads"), facts.get("contingents") or ()):
        yield "heads", fault


AGENCIES = Sheet(
    name="agencies",
    title=_l("Agencies"),
    model=Agency,
    also=("Đơn vị", "Cơ quan", "Đơn vị tham gia", "Agency"),
    aliases=("name_en",),
    reads=("force", "contingents"),
    checks=(_sound_promise,),
    secrecy=Secrecy.GUARDED,
    columns=(
        named(_l("Agency"), "Đơn vị", "Tên đơn vị", "Cơ quan", example=_l("Example: City Police")),
        name_en(example="City Police"),
        linked("forces", "force", _l("Force"), "Lực lượng", "Thuộc lực lượng", example=_l("Police")),
        Column(
            "heads",
            _l("People promised"),
            Count(0, 100_000),
            also=("Quân số", "Số người", "Quân số cam kết"),
            note=_l("How many it will send; their names can follow later."),
            example=40,
        ),
        Column(
            "contingents",
            _l("Promised by function"),
            Contingents(),
            also=("Quân số theo chuyên môn", "Quân số theo nhiệm vụ", "Trong đó"),
            note=_l(
                "Separated by ; with how many: guard × 25; guard + commander × 2. They stand on the roster before "
                "their names are known."
            ),
            example=_l("G × 25"),
        ),
        Column(
            "contact_point",
            _l("Contact point"),
            Text(200),
            also=("Đầu mối", "Điểm liên hệ"),
            note=_l("Whom to ask there, by duty."),
        ),
        SOURCE,
        STATUS,
    ),
)


QUALIFICATIONS = Sheet(
    name="qualifications",
    title=_l("Qualifications"),
    model=Qualification,
    also=("Chuyên môn", "Nghiệp vụ", "Qualification"),
    key=("code",),
    aliases=("name", "name_en"),
    secrecy=Secrecy.GUARDED,
    columns=(
        coded(20, _l("Short; people and needs name it by this."), example=_l("Example: G")),
        named(_l("Qualification"), "Chuyên môn", "Nghiệp vụ", "Tên chuyên môn", example=_l("Guard")),
        name_en(example="Guard"),
        Column(
            "leads",
            _l("Leads others"),
            yes(),
            also=("Chỉ huy", "Là chỉ huy"),
            note=_l("Yes when those who hold it may lead others."),
            example=_l("no"),
        ),
        SOURCE,
        STATUS,
    ),
)


SQUADS = Sheet(
    name="squads",
    title=_l("Squads"),
    model=Squad,
    also=("Tổ", "Đội", "Tổ công tác", "Squad"),
    key=("agency", "name"),
    aliases=("name",),
    secrecy=Secrecy.GUARDED,
    columns=(
        agency(_l("Example: City Police")),
        Column(
            "name",
            _l("Squad"),
            Text(200),
            also=("Tổ", "Đội", "Tên tổ", "Tên", "Name"),
            required=True,
            note=_l("Its name; no two squads of an agency share it."),
            example=_l("Squad 1"),
        ),
        name_en(example="Squad 1"),
        SOURCE,
        STATUS,
    ),
)

"""Forces, agencies, qualifications, squads and people on duty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import minutes, yes
from festival_ops.programme.sheets.columns import NOTE, SOURCE, STATUS, linked, name_en, named
from festival_ops.security.forms.people import KINDS
from festival_ops.security.models import Agency, Force, Officer, Qualification, Squad
from festival_ops.security.models.people import A_DAY, A_RUN, A_WEEK, REST, WEEKLY_REST
from festival_ops.security.sense import heads_fault, limits_fault, month_fault, run_fault, squad_fault
from festival_ops.security.sheets.cells import Contingents, Holdings
from festival_ops.security.sheets.columns import agency, coded, sound_phone
from festival_ops.security.sheets.named import PeopleSheet, PersonName, PromisedHead
from festival_ops.spreadsheets.cells import Choice, Count, Link, Text
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


def _sound_hours(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if fault := limits_fault(facts.get("day_minutes"), facts.get("week_minutes")):
        yield "week_minutes", fault


def _sound_limits(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    yield from _sound_hours(facts, edition)
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


def _squad_of_agency(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    """A squad is called by its agency and its name, whether it is stored already or comes with the same file."""
    squad, own = facts.get("squad"), facts.get("agency")
    if squad is not None and own is not None:
        other = str(squad).rpartition(" – ")[0]
        if not str(squad).startswith(f"{own} – ") and (fault := squad_fault(other, str(own))):
            yield "squad", fault


def _told(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    """Without a name only a head that was promised has a row, and that comes from the promise."""
    head, agency = facts.get("head"), facts.get("agency")
    if not head and not facts.get("name"):
        yield (
            "name",
            _(
                "Somebody without a name cannot be entered here. Say with the agency how many people it promises by "
                "function: they stand on the roster as heads until their names come."
            ),
        )
    if head and not facts.get("name") and str(facts.get("code")).casefold() != head.casefold():
        yield "name", _("Head %(head)s has a code here but no name; write both, or leave both as they were.", head=head)
    if head and agency is not None and (agency.row is None or not head.startswith(Officer.heads_of(agency.row.id))):
        yield "agency", _("Head %(head)s is not of this agency.", head=head)


OFFICERS = PeopleSheet(
    name="officers",
    title=_l("People on duty"),
    model=Officer,
    also=("Nhân sự", "Cán bộ", "Danh sách lực lượng", "Officers", "Danh sách cán bộ"),
    key=("code",),
    reads=("agency", "squad", "home_venue", "holdings"),
    secrecy=Secrecy.GUARDED,
    checks=(_squad_of_agency, _sound_hours, sound_phone, _told),
    columns=(
        coded(40, _l("For example the number of the badge."), "Số hiệu thẻ", "Số thẻ", example=_l("Example: P-0001")),
        Column(
            "name",
            _l("Name"),
            PersonName(200),
            also=("Họ tên", "Họ và tên", "Tên", "Full name"),
            note=_l("The family name first. Empty only for a promised head without a name."),
            example=_l("Officer 0001"),
        ),
        Column(
            "head",
            _l("Promised head"),
            PromisedHead(),
            also=("Suất quân số", "Số suất", "Quân số số", "Head"),
            note=_l("The number of the head whose place the person takes, with all its duties: H3-007."),
        ),
        agency(_l("City Police")),
        Column(
            "squad",
            _l("Squad"),
            Link("squads"),
            also=("Tổ", "Đội", "Tổ công tác"),
            note=_l("The squad in which the person is sent out; write agency and squad when several have the name."),
            example=_l("Squad 1"),
        ),
        Column(
            "holdings",
            _l("Qualifications"),
            Holdings(),
            also=("Chuyên môn", "Nghiệp vụ", "Chứng chỉ"),
            note=_l("By code or name, separated by ; with the last day if there is one: guard; medic 30/06/2024."),
            example=_l("G; medic 30/06/2024"),
        ),
        Column("phone", _l("Phone"), Text(40), also=("Điện thoại", "Số điện thoại", "SĐT")),
        Column("languages", _l("Languages"), Text(100), also=("Ngôn ngữ", "Ngoại ngữ"), example="vi, en"),
        Column(
            "home_venue",
            _l("Barracks or home area"),
            Link("venues"),
            also=("Nơi đóng quân", "Nơi ở", "Địa bàn"),
            note=_l("The venue that is nearest to where the person comes from."),
        ),
        Column(
            "day_minutes",
            _l("A day at most (minutes)"),
            minutes(),
            also=("Tối đa mỗi ngày",),
            note=_l("Of this person alone; as long as the force allows when empty."),
        ),
        Column(
            "week_minutes",
            _l("Seven days at most (minutes)"),
            minutes(),
            also=("Tối đa mỗi tuần", "Tối đa bảy ngày"),
            note=_l("Of this person alone; as long as the force allows when empty."),
        ),
        Column(
            "longest_run",
            _l("Days in a row"),
            Count(1, 60),
            also=("Số ngày liên tiếp", "Ngày liên tiếp tối đa"),
            note=_l("Of this person alone; as many as the force allows when empty."),
        ),
        NOTE,
        SOURCE,
        STATUS,
    ),
)

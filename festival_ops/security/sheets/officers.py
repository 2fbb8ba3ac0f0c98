"""People on duty, and the heads that wait for their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import minutes
from festival_ops.programme.sheets.columns import NOTE, SOURCE, STATUS
from festival_ops.security.models import Officer
from festival_ops.security.sense import limits_fault, squad_fault
from festival_ops.security.sheets.cells import Holdings
from festival_ops.security.sheets.columns import agency, coded, sound_phone
from festival_ops.security.sheets.named import PeopleSheet, PersonName, PromisedHead
from festival_ops.spreadsheets.cells import Count, Link, Text
from festival_ops.spreadsheets.sheet import Column, Facts
from festival_ops.web.access import Secrecy


def _squad_of_agency(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    """A squad is called by its agency and its name, whether it is stored already or comes with the same file."""
    squad, own = facts.get("squad"), facts.get("agency")
    if squad is not None and own is not None:
        other = str(squad).rpartition(" – ")[0]
        if not str(squad).startswith(f"{own} – ") and (fault := squad_fault(other, str(own))):
            yield "squad", fault


def _sound_hours(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if fault := limits_fault(facts.get("day_minutes"), facts.get("week_minutes")):
        yield "week_minutes", fault


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

"""Sectors, posts, shifts, and what a post needs in one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sense import hours_faults
from festival_ops.programme.sheets.cells import CLOCK, minutes, yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked, name_en, named
from festival_ops.security.models import Need, Post, Sector, Shift
from festival_ops.security.models.posts import HANDOVER
from festival_ops.security.reasons import MOST
from festival_ops.security.sense import count_fault, outside, place_fault
from festival_ops.security.sheets.cells import DAY, HOURS, PLACE, RISK, Days, Reasoned
from festival_ops.security.sheets.columns import ONE_LEADER_FOR, coded, sound_phone
from festival_ops.spreadsheets.cells import Count, Decimal, Link, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.web.access import Secrecy

SECTORS = Sheet(
    name="sectors",
    title=_l("Sectors"),
    model=Sector,
    also=("Khu vực", "Khu vực bảo vệ", "Sector"),
    aliases=("name_en",),
    secrecy=Secrecy.GUARDED,
    checks=(sound_phone,),
    columns=(
        named(_l("Sector"), "Khu vực", "Tên khu vực", example=_l("Example: Inner court")),
        name_en(example="Inner court"),
        Column(
            "ring",
            _l("Ring"),
            Count(1, 5, empty=1),
            also=("Vòng", "Vòng bảo vệ"),
            note=_l("From 1, the innermost, to 5, the outermost."),
            example=1,
        ),
        Column("phone", _l("Phone of the command"), Text(40), also=("Điện thoại chỉ huy", "Điện thoại", "SĐT")),
        SOURCE,
        STATUS,
    ),
)


def _sound_post(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    for fault in hours_faults(edition, facts.get("hours", ())):
        yield "hours", fault
    if halved := place_fault(facts.get("latitude"), facts.get("longitude")):
        yield "longitude" if facts.get("longitude") is None else "latitude", halved


POSTS = Sheet(
    name="posts",
    title=_l("Posts"),
    model=Post,
    also=("Chốt", "Chốt gác", "Vị trí trực", "Post"),
    key=("code",),
    aliases=("name", "name_en"),
    reads=("sector", "venue", "hours"),
    secrecy=Secrecy.GUARDED,
    checks=(_sound_post,),
    columns=(
        coded(20, _l("Short, as on the map and in radio traffic."), "Mã chốt", "Số chốt", example=_l("Example: P01")),
        named(_l("Post"), "Chốt", "Tên chốt", "Vị trí", example=_l("Main gate")),
        name_en(example="Main gate"),
        linked("sectors", "sector", _l("Sector"), "Khu vực", "Thuộc khu vực", example=_l("Inner court")),
        Column(
            "venue",
            _l("Venue"),
            Link("venues"),
            also=("Địa điểm", "Tại địa điểm"),
            note=_l("The venue it stands at, as on the page of venues; empty when it stands by itself."),
        ),
        Column(
            "latitude",
            _l("Latitude"),
            Decimal(-90, 90),
            also=("Vĩ độ", "lat"),
            note=_l("In degrees; empty to take the place of the venue."),
            example=16.4665,
        ),
        Column("longitude", _l("Longitude"), Decimal(-180, 180), also=("Kinh độ", "lon", "lng"), example=107.58),
        Column(
            "hours",
            _l("Hours"),
            HOURS,
            also=("Giờ trực", "Thời gian trực", "Giờ có người trực"),
            note=_l("When it is manned: 16:00–01:00 for every day, or 08/06 18:00–23:00. Empty is around the clock."),
            example="16:00–01:00",
        ),
        Column(
            "handover_minutes",
            _l("Hand-over (minutes)"),
            minutes(empty=HANDOVER),
            also=("Bàn giao", "Bàn giao ca", "Phút bàn giao"),
            note=_l("Whoever relieves others is there so long before they leave; 10 when empty."),
            example=10,
        ),
        Column(
            "follows_show",
            _l("Follows the show"),
            yes(),
            also=("Theo chương trình", "Theo suất diễn"),
            note=_l("Yes when how many people it needs moves with the programme."),
            example=_l("yes"),
        ),
        Column(
            "kind",
            _l("Kind of place"),
            PLACE,
            also=("Loại chốt", "Loại vị trí"),
            note=_l("What stands there; the standards of this kind say how many people it asks for."),
            example=_l("Gate"),
        ),
        Column("risk", _l("Risk"), RISK, also=("Mức rủi ro", "Rủi ro", "Risk class"), example=_l("Medium")),
        Column("tasks", _l("Tasks"), Text(2000), also=("Nhiệm vụ",), note=_l("What people do there.")),
        SOURCE,
        STATUS,
    ),
)


def _days_of_the_edition(key: str) -> Any:
    def check(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
        said = facts.get(key)
        for fault in outside(edition, [] if said is None else said if isinstance(said, tuple) else [said]):
            yield key, fault

    return check


SHIFTS = Sheet(
    name="shifts",
    title=_l("Shifts"),
    model=Shift,
    also=("Ca trực", "Ca", "Shift"),
    aliases=("name_en",),
    reads=("days",),
    secrecy=Secrecy.GUARDED,
    checks=(_days_of_the_edition("days"),),
    columns=(
        named(_l("Shift"), "Ca trực", "Ca", "Tên ca", example=_l("Example: Evening")),
        name_en(example="Evening"),
        Column("starts", _l("Starts"), CLOCK, also=("Bắt đầu", "Từ", "Giờ nhận ca"), required=True, example="14:00"),
        Column(
            "ends",
            _l("Ends"),
            CLOCK,
            also=("Hết hạn", "Đến", "Giờ giao ca"),
            required=True,
            note=_l("An hour that is not later than the start is the next morning's."),
            example="22:00",
        ),
        Column(
            "days",
            _l("Days"),
            Days(),
            also=("Các ngày", "Ngày trực", "Ngày"),
            note=_l("Festival days on which it runs: 07/06; 09/06–12/06. Empty means every day."),
        ),
        SOURCE,
        STATUS,
    ),
)


def _sound_count(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if fault := count_fault(facts.get("least"), facts.get("most")):
        yield "most", fault


NEEDS = Sheet(
    name="needs",
    title=_l("Needs"),
    model=Need,
    also=("Nhu cầu", "Nhu cầu quân số", "Quân số chốt", "Need"),
    key=("post", "shift", "qualification", "day"),
    reads=("post", "shift", "qualification"),
    secrecy=Secrecy.GUARDED,
    checks=(_sound_count, _days_of_the_edition("day")),
    columns=(
        linked("posts", "post", _l("Post"), "Chốt", "Mã chốt", "Vị trí", example=_l("Example: P01")),
        linked("shifts", "shift", _l("Shift"), "Ca trực", "Ca", example=_l("Evening")),
        linked("qualifications", "qualification", _l("Qualification"), "Chuyên môn", "Nghiệp vụ", example=_l("G")),
        Column(
            "day",
            _l("Only on"),
            DAY,
            also=("Chỉ ngày", "Ngày", "Riêng ngày"),
            note=_l("A festival day that differs from the others; empty means every day."),
        ),
        Column(
            "least", _l("At least"), Count(0, 5000), also=("Tối thiểu", "Ít nhất", "Quân số"), required=True, example=4
        ),
        Column("most", _l("At most"), Count(1, 5000), also=("Tối đa", "Nhiều nhất"), required=True, example=6),
        ONE_LEADER_FOR,
        Column(
            "reason",
            _l("Reason"),
            Reasoned(MOST),
            also=("Lý do", "Cơ sở tính"),
            required=True,
            note=_l("Why so many: by risk assessment, or 1 for 250 of 6,100 expected."),
            example=_l("by risk assessment"),
        ),
        SOURCE,
        STATUS,
    ),
)

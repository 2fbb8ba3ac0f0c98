"""Closures, with hours of their own or following a show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.programme import grammar
from festival_ops.programme.sheets.cells import CLOCK, MOMENT, minutes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, name_en, named
from festival_ops.spreadsheets.cells import Choice, Count, Link, Parsed, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.traffic.kinds import ALL, MEASURES
from festival_ops.traffic.models import Closure, ClosureSegment, DetourSegment
from festival_ops.traffic.sense import closure_faults, far_closure_faults
from festival_ops.traffic.sheets.cells import EXEMPTION, VEHICLE, Chain, Words, links
from festival_ops.traffic.sheets.vehicles import Phone
from festival_ops.web.access import Secrecy

OTHER_MEASURES = {
    "cấm tất cả phương tiện": "all",
    "cấm mọi phương tiện": "all",
    "cấm một số loại xe": "classes",
    "cấm xe tải": "trucks",
    "cấm cuốn chiếu": "rolling",
    "khu vực sự kiện": "works",
    "kiểm soát": "check",
    "ngừng đón khách": "entry",
    "đóng cửa di tích": "site",
    "cấm thiết bị bay": "air",
    "hướng đi thay": "route",
}
NIGHT = (
    Column(
        "nights",
        _l("Nights before the show"),
        Count(0, 14, empty=0),
        also=("Số đêm trước suất diễn", "Dựng trước (đêm)"),
        note=_l("Of a stage build: it holds by the clock on so many nights before the day of the show."),
    ),
    Column("night_from", _l("At night from"), CLOCK, also=("Ban đêm từ",)),
    Column("night_until", _l("At night until"), CLOCK, also=("Ban đêm đến",)),
)
DAY = Parsed(lambda text, edition: grammar.parse_date(text, edition.first_day), lambda day, edition: f"{day:%d/%m/%Y}")


def _sound_closure(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    yield from closure_faults(facts, links(facts.get("chain") or ()), links(facts.get("detour_chain") or ()))
    yield from far_closure_faults(edition, facts)


CLOSURES = Sheet(
    name="closures",
    title=_l("Closures"),
    model=Closure,
    also=("Cấm đường", "Phân luồng", "Phương án phân luồng", "Closure"),
    aliases=("name_en",),
    reads=("chain", "detour_chain", "performance"),
    secrecy=Secrecy.ROADS,
    checks=(_sound_closure,),
    columns=(
        named(_l("Closure"), "Cấm đường", "Tên phương án", "Nội dung", example=_l("Example: Riverside Road, evenings")),
        name_en(example="Riverside Road, evenings"),
        Column(
            "measure",
            _l("Measure"),
            Choice(dict(MEASURES), OTHER_MEASURES, empty=ALL),
            also=("Biện pháp", "Hình thức"),
            example=_l("All vehicles banned"),
        ),
        Column(
            "chain",
            _l("Segments"),
            Chain(ClosureSegment),
            also=("Đoạn đường", "Các đoạn đường", "Tuyến cấm"),
            note=_l("Codes of segments in the order of the way, separated by ;"),
            example="RR-1; RR-2",
        ),
        Column(
            "place",
            _l("Place in words"),
            Text(300),
            also=("Vị trí", "Khu vực", "Phạm vi"),
            note=_l("Where no segment is drawn: a ground, a ring road, the airspace."),
        ),
        Column("place_en", _l("Place in words in English"), Text(300), also=("Vị trí bằng tiếng Anh",)),
        Column("vehicles", _l("Which vehicles"), Words(VEHICLE), also=("Loại xe", "Phương tiện cấm")),
        Column("exemptions", _l("Who may pass"), Words(EXEMPTION), also=("Được phép đi qua", "Miễn trừ")),
        Column(
            "performance",
            _l("Follows the performance"),
            Link("performances"),
            also=("Theo suất diễn", "Suất diễn"),
            note=_l("The code of a performance; then leave the hours empty."),
        ),
        Column(
            "before",
            _l("Minutes before the show"),
            minutes(empty=0),
            also=("Trước suất diễn (phút)", "Cấm trước (phút)"),
        ),
        Column(
            "after", _l("Minutes after the show"), minutes(empty=0), also=("Sau suất diễn (phút)", "Cấm sau (phút)")
        ),
        *NIGHT,
        Column("starts", _l("From"), MOMENT, also=("Từ", "Bắt đầu", "Cấm từ"), example="07/06/2024 18:00"),
        Column(
            "ends",
            _l("Until"),
            MOMENT,
            also=("Đến", "Kết thúc", "Cấm đến"),
            note=_l("Empty means until it is finished."),
            example="07/06/2024 23:00",
        ),
        Column("last_day", _l("Last day of a series"), DAY, also=("Đến hết ngày", "Hằng ngày đến")),
        Column("detour", _l("Way round"), Text(1000), also=("Hướng đi thay", "Phân luồng")),
        Column("detour_en", _l("Way round in English"), Text(1000), also=("Hướng đi thay bằng tiếng Anh",)),
        Column(
            "detour_chain",
            _l("Segments of the way round"),
            Chain(DetourSegment),
            also=("Các đoạn đi thay",),
            note=_l("Codes of segments in the order of the way, separated by ;"),
        ),
        Column("detour_approved_by", _l("Way round approved by"), Text(200), also=("Cơ quan phê duyệt",)),
        Column("detour_approved_on", _l("Way round approved on"), DAY, also=("Ngày phê duyệt",)),
        Column("crew", _l("People needed"), Count(0, 5000), also=("Quân số", "Số người cần")),
        Column("barriers", _l("Barriers needed"), Count(0, 5000), also=("Rào chắn", "Số rào chắn")),
        Column(
            "duty", _l("Who answers for it at the barrier"), Phone(200), also=("Phụ trách tại chốt", "Người phụ trách")
        ),
        Column("phone", _l("Phone at the barrier"), Phone(40), also=("Điện thoại tại chốt",)),
        Column("note", _l("Note"), Text(1000), also=("Ghi chú",)),
        SOURCE,
        STATUS,
    ),
)

"""Venues and their stages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.models import Stage, Venue
from festival_ops.programme.sense import hours_faults
from festival_ops.programme.sheets.cells import FEATURES, OPENING_HOURS, QUIET_HOURS, minutes, yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, name_en, named, short_name
from festival_ops.spreadsheets.cells import Count, Decimal, Link, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet

VENUES = Sheet(
    name="venues",
    title=_l("Venues"),
    model=Venue,
    also=("Địa điểm", "Dia diem", "Venue"),
    aliases=("name_en",),
    columns=(
        named(_l("Venue"), "Địa điểm", "Tên địa điểm", "Venue name", example=_l("Example: Riverside Park")),
        name_en(example="Riverside Park"),
        Column(
            "address", _l("Address"), Text(300), also=("Địa chỉ",), note=_l("Street and ward, as a driver needs it.")
        ),
        Column(
            "latitude",
            _l("Latitude"),
            Decimal(-90, 90),
            also=("Vĩ độ", "lat"),
            note=_l("In degrees, such as 16.4665; travel times are estimated from it."),
            example=16.4665,
        ),
        Column(
            "longitude",
            _l("Longitude"),
            Decimal(-180, 180),
            also=("Kinh độ", "lon", "lng"),
            note=_l("In degrees, such as 107.58."),
            example=107.58,
        ),
        Column(
            "capacity",
            _l("Capacity"),
            Count(1),
            also=("Sức chứa", "Sức chứa (người)"),
            note=_l("How many people it holds at once, with all its stages."),
            example=3000,
        ),
        SOURCE,
        STATUS,
    ),
)


def _sound_hours(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    for key, within_a_day in (("opening_hours", True), ("quiet_hours", False)):
        for fault in hours_faults(edition, facts.get(key, ()), within_a_day=within_a_day):
            yield key, fault


def _roofed_shelter(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    shelter = facts.get("shelter")
    if shelter is not None and shelter.fact("outdoor"):
        yield "shelter", _("“%(stage)s” is in the open too.", stage=shelter.name)


STAGES = Sheet(
    name="stages",
    title=_l("Stages"),
    model=Stage,
    also=("Sân khấu", "San khau", "Stage"),
    aliases=("name_en", "short_name"),
    reads=("venue", "shelter", "opening_hours", "quiet_hours"),
    checks=(_sound_hours, _roofed_shelter),
    columns=(
        named(_l("Stage"), "Sân khấu", "Tên sân khấu", "Stage name", example=_l("Example: Riverside Stage")),
        name_en(example="Riverside Stage"),
        short_name("Riverside"),
        Column(
            "venue",
            _l("Venue"),
            Link("venues"),
            also=("Địa điểm", "Thuộc địa điểm", "Nơi"),
            required=True,
            note=_l("The venue it stands in, as on the page of venues."),
            example=_l("Riverside Park"),
        ),
        Column(
            "capacity",
            _l("Capacity"),
            Count(1),
            also=("Sức chứa", "Sức chứa (người)"),
            note=_l("How many people may watch."),
            example=1200,
        ),
        Column(
            "outdoor",
            _l("Outdoor"),
            yes(empty=True),
            also=("Ngoài trời",),
            note=_l("Yes or no; outdoor when empty."),
            example=_l("yes"),
        ),
        Column(
            "shelter",
            _l("Rain shelter"),
            Link("stages"),
            also=("Khi mưa", "Sân khấu khi mưa", "Sân khấu thay thế khi mưa", "Dự phòng mưa", "Shelter"),
            note=_l("The indoor stage to which its shows move when it rains, by name; it may stand in the same file."),
            example=_l("Riverside Hall"),
        ),
        Column(
            "step_free",
            _l("Step-free"),
            yes(),
            also=("Lối đi không bậc", "Tiếp cận xe lăn", "Xe lăn"),
            note=_l("Can people in wheelchairs reach it? Yes or no."),
            example=_l("yes"),
        ),
        Column(
            "features",
            _l("Features"),
            FEATURES,
            also=("Đặc điểm", "Điều kiện", "Trang bị sẵn"),
            note=_l("What it offers, separated by commas; a performance may ask for it."),
            example="roof, piano",
        ),
        Column(
            "changeover",
            _l("Changeover (minutes)"),
            minutes(empty=10),
            also=("Chuyển tiếp", "Thời gian chuyển tiếp", "Đổi cảnh"),
            note=_l("Minutes between two performances; 10 when empty."),
            example=10,
        ),
        Column(
            "opening_hours",
            _l("Opening hours"),
            OPENING_HOURS,
            also=("Giờ hoạt động", "Giờ mở cửa", "Giờ mở"),
            note=_l(
                "When the festival has the stage, set-up included: 19:30–23:00 for every day, or 08/06 18:00–23:00; "
                "several separated by ; or on lines of their own."
            ),
            example="18:00–23:00",
        ),
        Column(
            "quiet_hours",
            _l("Quiet hours"),
            QUIET_HOURS,
            also=("Giờ yên tĩnh", "Giờ hạn chế tiếng ồn"),
            note=_l(
                "When nothing louder may sound, and how loud at most (0 unamplified … 3 very loud): 22:00–06:00 ≤1."
            ),
            example="22:00–06:00 ≤1",
        ),
        Column("gate", _l("Gate"), Text(200), also=("Cổng vào", "Lối vào"), note=_l("Where troupes enter.")),
        Column(
            "contact_point",
            _l("Contact point"),
            Text(200),
            also=("Điểm liên hệ", "Đầu mối"),
            note=_l("Whom troupes ask for there, by duty."),
        ),
        SOURCE,
        STATUS,
    ),
)

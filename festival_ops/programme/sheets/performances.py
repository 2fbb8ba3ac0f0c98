"""Performances and the order between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.forms.performance import LOUDNESS
from festival_ops.programme.grammar import parse_names
from festival_ops.programme.models import Performance, Precedence
from festival_ops.programme.sense import hours_faults, length_faults, lunar_fault, route_faults
from festival_ops.programme.sheets.cells import FEATURES, MOMENT, WINDOWS, Needs, Stops, minutes, yes
from festival_ops.programme.sheets.columns import (
    NOTE,
    SOURCE,
    STATUS,
    linked,
    name_en,
    short_name,
    two_different,
    within_the_edition,
)
from festival_ops.spreadsheets.cells import Choice, Count, Link, Links, Name, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet


def _fixed_somewhere(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    for key in ("announced_stage", "announced_starts"):
        if facts.get("fixed") and not facts.get(key):
            yield key, _("A fixed performance needs its announced stage and start.")


def _sound_hours(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    for fault in hours_faults(edition, facts.get("windows", ())):
        yield "windows", fault


def _sound_lunar(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if fault := lunar_fault(facts.get("lunar", "")):
        yield "lunar", fault


def _sound_route(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    for fault in route_faults(facts.get("stops", ()), facts.get("minutes")):
        yield "stops", fault


def _sound_length(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    bounds = (facts.get("shortest"), facts.get("longest"))
    yield from length_faults(facts.get("minutes"), *bounds, parade=bool(facts.get("stops")))


PERFORMANCES = Sheet(
    name="performances",
    title=_l("Performances"),
    model=Performance,
    also=("Buổi diễn", "Suất diễn", "Lịch diễn", "Chương trình biểu diễn", "Performance"),
    key=("code",),
    aliases=("name",),
    reads=("work", "announced_stage", "troupes", "stages", "windows", "stops", "needs"),
    checks=(
        _fixed_somewhere,
        _sound_hours,
        _sound_lunar,
        _sound_route,
        _sound_length,
        within_the_edition("announced_starts"),
    ),
    columns=(
        Column(
            "code",
            _l("Code"),
            Name(40),
            also=("Mã", "Mã số", "Mã buổi diễn", "STT", "Số TT", "No"),
            required=True,
            note=_l("A short mark that no other performance has."),
            example=_l("Example: 001"),
        ),
        Column(
            "name",
            _l("Title"),
            Text(200),
            also=("Tên buổi diễn", "Tiết mục", "Nội dung", "Tên", "Name"),
            required=True,
            example=_l("Songs of the River – premiere"),
        ),
        name_en("English title", "Tên tiếng Anh", example="Songs of the River – premiere"),
        short_name("River songs"),
        Column(
            "work",
            _l("Work"),
            Link("works"),
            also=("Tác phẩm", "Chương trình"),
            note=_l("Empty, or a work of the page of works."),
            example=_l("Songs of the River"),
        ),
        Column(
            "troupes",
            _l("Troupes"),
            Links("troupes", parse_names),
            also=("Đoàn", "Các đoàn", "Đơn vị biểu diễn", "Troupe"),
            note=_l("Who performs, separated by ; or on lines of their own."),
            example=_l("Provincial Song and Dance Theatre"),
        ),
        Column(
            "minutes",
            _l("Minutes"),
            Count(1, 1440),
            also=("Thời lượng", "Thời lượng (phút)", "Số phút", "Phút", "Duration"),
            required=True,
            example=40,
        ),
        Column(
            "shortest",
            _l("Shortest (minutes)"),
            Count(1, 1440),
            also=("Thời lượng ngắn nhất", "Ngắn nhất", "Shortest"),
            note=_l("Where the length is open: between the shortest and the longest."),
            example=30,
        ),
        Column(
            "longest",
            _l("Longest (minutes)"),
            Count(1, 1440),
            also=("Thời lượng dài nhất", "Dài nhất", "Longest"),
            example=50,
        ),
        Column(
            "get_in",
            _l("Get-in (minutes)"),
            minutes(empty=0),
            also=("Vào sân khấu", "Chuẩn bị", "Lắp đặt"),
            note=_l("Minutes on the stage before the show."),
            example=15,
        ),
        Column(
            "get_out",
            _l("Get-out (minutes)"),
            minutes(empty=0),
            also=("Rời sân khấu", "Tháo dỡ"),
            note=_l("Minutes on the stage after the show."),
            example=10,
        ),
        Column(
            "stages",
            _l("Allowed stages"),
            Links("stages", parse_names),
            also=("Sân khấu được phép", "Sân khấu có thể", "Sân khấu"),
            note=_l("Empty means any; several separated by ; or on lines of their own."),
            example=_l("Riverside Stage; Garden Stage"),
        ),
        Column(
            "features",
            _l("Features wanted"),
            FEATURES,
            also=("Yêu cầu sân khấu", "Điều kiện cần"),
            note=_l("What the stage must offer, separated by commas."),
            example="roof",
        ),
        Column(
            "windows",
            _l("Days and hours"),
            WINDOWS,
            also=("Khung giờ", "Thời gian cho phép", "Ngày giờ cho phép"),
            note=_l(
                "When it may stand: 08/06 19:30–22:00; 09/06. "
                "Wishes begin with “prefer” and may have a weight: prefer 09/06 until 21:00 ×3."
            ),
            example=_l("08/06–11/06 19:30–22:30; prefer 09/06 ×3"),
        ),
        Column(
            "lunar",
            _l("Lunar date"),
            Text(5),
            also=("Ngày âm lịch", "Âm lịch"),
            note=_l("Only for a rite that is bound to it: day/month of the lunar calendar, as 5/5."),
        ),
        Column(
            "stops",
            _l("Parade stops"),
            Stops(),
            also=("Lộ trình", "Điểm dừng"),
            note=_l(
                "For a parade: each stage of its way, minutes after the start and minutes there, "
                "as Riverside Stage +35 40."
            ),
        ),
        Column(
            "needs",
            _l("Equipment needed"),
            Needs(),
            also=("Thiết bị cần", "Thiết bị"),
            note=_l("As LED wall × 2; several separated by ; or on lines of their own."),
            example=_l("LED wall × 1"),
        ),
        Column("genre", _l("Genre"), Text(40), also=("Thể loại", "Loại hình"), example=_l("music")),
        Column("audience", _l("Audience"), Text(100), also=("Khán giả", "Đối tượng")),
        Column(
            "crowd",
            _l("Expected crowd"),
            Count(1),
            also=("Khán giả dự kiến", "Số khán giả", "Lượng khán giả"),
            example=800,
        ),
        Column(
            "loudness",
            _l("Loudness"),
            Choice(dict(LOUDNESS), empty=2),
            also=("Độ ồn", "Âm lượng"),
            note=_l("0 unamplified, 1 quiet, 2 loud, 3 very loud; 2 when empty."),
            example=_l("2 – loud"),
        ),
        Column(
            "needs_quiet",
            _l("Needs quiet"),
            yes(),
            also=("Cần yên tĩnh",),
            note=_l("Must neighbouring stages be quiet? Yes or no."),
            example=_l("no"),
        ),
        Column(
            "public",
            _l("Public"),
            yes(empty=True),
            also=("Công khai",),
            note=_l("No for rehearsals and the like; public when empty."),
            example=_l("yes"),
        ),
        Column(
            "fixed",
            _l("Fixed"),
            yes(),
            also=("Cố định", "Đã công bố"),
            note=_l("Yes when it must stand exactly as announced."),
            example=_l("no"),
        ),
        Column(
            "announced_stage",
            _l("Announced stage"),
            Link("stages"),
            also=("Sân khấu đã công bố", "Địa điểm diễn", "Nơi diễn"),
        ),
        Column(
            "announced_starts",
            _l("Announced start"),
            MOMENT,
            also=("Bắt đầu đã công bố", "Giờ đã công bố", "Thời gian"),
            note=_l("As 08/06/2024 19:30, or the day and the hour in two columns."),
            parts=(("Ngày", "Ngày diễn", "Date", "Day"), ("Giờ", "Giờ bắt đầu", "Bắt đầu", "Start", "Time")),
        ),
        SOURCE,
        STATUS,
    ),
)


PRECEDENCES = Sheet(
    name="precedences",
    title=_l("Order"),
    model=Precedence,
    also=("Thứ tự", "Trước sau", "Precedences"),
    key=("first", "second"),
    reads=("first", "second"),
    checks=(two_different("first", "second"),),
    columns=(
        linked("performances", "first", _l("First"), "Diễn trước", "Trước", example=_l("Example: 001")),
        linked("performances", "second", _l("Then"), "Diễn sau", "Sau", example="002"),
        Column(
            "lag",
            _l("At least (minutes)"),
            minutes(empty=0),
            also=("Cách ít nhất", "Ít nhất"),
            note=_l("Minutes from the end of the first to the start of the second."),
            example=60,
        ),
        Column("at_most", _l("At most (minutes)"), minutes(), also=("Cách nhiều nhất", "Nhiều nhất"), example=480),
        NOTE,
    ),
)

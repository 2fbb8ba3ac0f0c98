"""Who performs, and what."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from festival_ops.programme.grammar import parse_names
from festival_ops.programme.models import AudienceClash, Person, Troupe, Work
from festival_ops.programme.sheets.cells import CLOCK, MOMENT, minutes, yes
from festival_ops.programme.sheets.columns import (
    SOURCE,
    STATUS,
    linked,
    name_en,
    named,
    near_the_edition,
    short_name,
    sound_stay,
    two_different,
)
from festival_ops.spreadsheets.cells import Count, Links, Text
from festival_ops.spreadsheets.sheet import Column, Sheet

TROUPES = Sheet(
    name="troupes",
    title=_l("Troupes"),
    model=Troupe,
    also=("Đoàn", "Đoàn nghệ thuật", "Troupe"),
    aliases=("name_en", "short_name"),
    checks=(sound_stay, near_the_edition("arrives", "departs")),
    columns=(
        named(
            _l("Troupe"),
            "Đoàn",
            "Tên đoàn",
            "Đoàn nghệ thuật",
            "Đơn vị",
            example=_l("Example: Provincial Song and Dance Theatre"),
        ),
        name_en(example="Provincial Song and Dance Theatre"),
        short_name("Provincial"),
        Column("country", _l("Country"), Text(80), also=("Quốc gia", "Nước"), example=_l("Vietnam")),
        Column(
            "size",
            _l("People"),
            Count(1, 5_000),
            also=("Số người", "Quân số", "Số nghệ sĩ", "Size"),
            note=_l("How many travel with it."),
            example=35,
        ),
        Column(
            "languages",
            _l("Languages"),
            Text(100),
            also=("Ngôn ngữ",),
            note=_l("What they understand, separated by commas."),
            example="vi",
        ),
        Column(
            "arrives",
            _l("Arrives"),
            MOMENT,
            also=("Đến", "Ngày đến", "Giờ đến"),
            note=_l("From when it can perform: 06/06/2024 14:00."),
            parts=(("Đến ngày", "Arrival day"), ("Đến lúc", "Arrival time")),
        ),
        Column(
            "departs",
            _l("Departs"),
            MOMENT,
            also=("Đi", "Ngày đi", "Giờ đi", "Về"),
            note=_l("Until when it can perform."),
            parts=(("Đi ngày", "Departure day"), ("Đi lúc", "Departure time")),
        ),
        Column("hotel_area", _l("Hotel area"), Text(120), also=("Khu vực khách sạn", "Khách sạn", "Nơi ở")),
        Column(
            "shows_a_day",
            _l("Shows a day"),
            Count(1, 20),
            also=("Số suất mỗi ngày", "Suất/ngày"),
            note=_l("At most so many on one festival day; the edition's own limit when empty."),
            example=2,
        ),
        Column(
            "rest",
            _l("Rest (minutes)"),
            minutes(),
            also=("Nghỉ giữa hai suất", "Thời gian nghỉ", "Nghỉ"),
            note=_l("At least so long between two of its performances."),
            example=60,
        ),
        Column(
            "latest",
            _l("Latest end"),
            CLOCK,
            also=("Muộn nhất", "Kết thúc muộn nhất"),
            note=_l("It must have finished by this hour: 22:00."),
            example="22:30",
        ),
        SOURCE,
        STATUS,
    ),
)


PERSONS = Sheet(
    name="persons",
    title=_l("Shared people"),
    model=Person,
    also=("Người tham gia nhiều đoàn", "Người dùng chung", "Persons", "People"),
    reads=("troupes",),
    columns=(
        named(_l("Person"), "Người", "Người dùng chung", "Họ tên", "Họ và tên", example=_l("Example: Guest drummer")),
        Column(
            "troupes",
            _l("Troupes"),
            Links("troupes", parse_names),
            also=("Các đoàn", "Đoàn"),
            required=True,
            note=_l("The troupes the person plays in, separated by ; or on lines of their own."),
            example=_l("Provincial Song and Dance Theatre; City Brass Band"),
        ),
    ),
)


WORKS = Sheet(
    name="works",
    title=_l("Works"),
    model=Work,
    also=("Tác phẩm", "Chương trình", "Work"),
    aliases=("name_en", "short_name"),
    columns=(
        named(
            _l("Work"),
            "Tác phẩm",
            "Tên tác phẩm",
            "Chương trình",
            "Tên chương trình",
            example=_l("Example: Songs of the River"),
        ),
        name_en(example="Songs of the River"),
        short_name("River songs"),
        Column("genre", _l("Genre"), Text(40), also=("Thể loại", "Loại hình"), example=_l("music")),
        Column(
            "audience",
            _l("Audience"),
            Text(100),
            also=("Khán giả", "Đối tượng"),
            note=_l("Whom it is for: families, young people …"),
        ),
        Column(
            "at_most_a_day",
            _l("At most a day"),
            Count(1, 20),
            also=("Tối đa mỗi ngày",),
            note=_l("At most so many performances of it on one day."),
            example=1,
        ),
        Column(
            "days_apart",
            _l("Days apart"),
            Count(0, 60),
            also=("Cách nhau (ngày)", "Cách ngày"),
            note=_l("1: each on a day of its own; 2: with a day between."),
            example=1,
        ),
        Column(
            "other_stages",
            _l("Each time elsewhere"),
            yes(),
            also=("Mỗi lần một sân khấu", "Khác sân khấu"),
            note=_l("Each performance on another stage? Yes or no."),
            example=_l("no"),
        ),
        SOURCE,
        STATUS,
    ),
)


CLASHES = Sheet(
    name="clashes",
    title=_l("Same audience"),
    model=AudienceClash,
    also=("Trùng khán giả", "Cùng khán giả", "Clashes"),
    key=("first", "second"),
    pair=True,
    reads=("first", "second"),
    checks=(two_different("first", "second"),),
    columns=(
        linked(
            "works",
            "first",
            _l("One work"),
            "Tác phẩm thứ nhất",
            "Tác phẩm 1",
            example=_l("Example: Songs of the River"),
        ),
        linked("works", "second", _l("Other work"), "Tác phẩm thứ hai", "Tác phẩm 2", example=_l("Night of Drums")),
        Column(
            "weight",
            _l("Weight"),
            Count(1, 10, empty=1),
            also=("Mức độ", "Trọng số"),
            note=_l("What it costs to show them at the same time: 1 a pity … 10 a scandal."),
            example=5,
        ),
    ),
)

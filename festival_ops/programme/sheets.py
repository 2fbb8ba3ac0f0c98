"""The programme's spreadsheets, in the order in which a workbook of several is read. SHEETS is the table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.cells import (
    CLOCK,
    FEATURES,
    MOMENT,
    OPENING_HOURS,
    QUIET_HOURS,
    WINDOWS,
    Needs,
    Stops,
    minutes,
    yes,
)
from festival_ops.programme.grammar import parse_names
from festival_ops.programme.models import (
    AudienceClash,
    Blackout,
    Equipment,
    Neighbours,
    Party,
    Performance,
    Person,
    Precedence,
    Stage,
    Travel,
    Troupe,
    Venue,
    Work,
)
from festival_ops.spreadsheets.cells import Count, Decimal, Link, Links, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.web.access import Secrecy

_MOST_DAYS_AWAY = timedelta(days=60)

SOURCE = Column(
    "source",
    _l("Source"),
    Text(500),
    also=("Nguồn", "Nguồn tin", "Căn cứ"),
    note=_l("Where the fact comes from: a document, a page, a person."),
    example=_l("Plan of the organising committee"),
)
STATUS = Column(
    "status",
    _l("Status"),
    Text(30),
    also=("Trạng thái", "Tình trạng"),
    note=_l("How sure it is: published, actual, estimate, plan, synthetic …"),
    example="estimate",
)
NOTE = Column("note", _l("Note"), Text(300), also=("Ghi chú", "Remark", "Lý do"), note=_l("A remark for colleagues."))


def _name(title: Any, *also: str, example: Any) -> Column:
    return Column(
        "name",
        title,
        Text(200),
        also=(*also, "Tên", "Name"),
        required=True,
        note=_l("Its name; no two rows share it."),
        example=example,
    )


def _name_en(*also: str, example: str = "") -> Column:
    return Column(
        "name_en",
        _l("English name"),
        Text(200),
        also=(*also, "Tên tiếng Anh", "Tiếng Anh", "Name (English)"),
        note=_l("The name on English pages; the Vietnamese one stands in for it."),
        example=example,
    )


def _short_name(example: str) -> Column:
    return Column(
        "short_name",
        _l("Short name"),
        Text(14),
        also=("Tên ngắn", "Tên gọi tắt", "Viết tắt", "Tên viết tắt"),
        note=_l("At most 14 letters, for the timeline."),
        example=example,
    )


VENUES = Sheet(
    name="venues",
    title=_l("Venues"),
    model=Venue,
    also=("Địa điểm", "Dia diem", "Venue"),
    aliases=("name_en",),
    columns=(
        _name(_l("Venue"), "Địa điểm", "Tên địa điểm", "Venue name", example=_l("Example: Riverside Park")),
        _name_en(example="Riverside Park"),
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

STAGES = Sheet(
    name="stages",
    title=_l("Stages"),
    model=Stage,
    also=("Sân khấu", "San khau", "Stage"),
    aliases=("name_en", "short_name"),
    reads=("venue", "opening_hours", "quiet_hours"),
    columns=(
        _name(_l("Stage"), "Sân khấu", "Tên sân khấu", "Stage name", example=_l("Example: Riverside Stage")),
        _name_en(example="Riverside Stage"),
        _short_name("Riverside"),
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
                "When the festival has the stage, set-up included: 19:30–23:00 for every day, or 08/06 18:00–23:00; several separated by ; or on lines of their own."
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


def _two_different(first: str, second: str) -> Any:
    def check(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
        if facts[first] is facts[second]:
            yield second, _("The row names “%(name)s” twice.", name=facts[first])

    return check


def _pair(sheet: str, first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Column, Column]:
    columns = []
    for key, title, also, example in (first, second):
        columns.append(Column(key, title, Link(sheet), also=also, required=True, example=example))
    return columns[0], columns[1]


TRAVEL = Sheet(
    name="travel",
    title=_l("Travel times"),
    model=Travel,
    also=("Di chuyển", "Thời gian di chuyển", "Travel"),
    key=("origin", "destination"),
    pair=True,
    reads=("origin", "destination"),
    checks=(_two_different("origin", "destination"),),
    columns=(
        *_pair(
            "venues",
            ("origin", _l("From"), ("Từ", "Nơi đi", "Điểm đi"), _l("Example: Riverside Park")),
            ("destination", _l("To"), ("Đến", "Nơi đến", "Điểm đến"), _l("City Theatre")),
        ),
        Column(
            "minutes",
            _l("Minutes"),
            Count(0, 1440),
            also=("Phút", "Số phút", "Thời gian"),
            required=True,
            note=_l("Door to door, either way; what is not listed is estimated from the coordinates."),
            example=15,
        ),
        NOTE,
    ),
)

NEIGHBOURS = Sheet(
    name="neighbours",
    title=_l("Neighbouring stages"),
    model=Neighbours,
    also=("Sân khấu gần nhau", "Sân khấu lân cận", "Neighbours"),
    key=("first", "second"),
    pair=True,
    reads=("first", "second"),
    checks=(_two_different("first", "second"),),
    columns=(
        *_pair(
            "stages",
            ("first", _l("One stage"), ("Sân khấu thứ nhất", "Sân khấu 1"), _l("Example: Riverside Stage")),
            ("second", _l("Other stage"), ("Sân khấu thứ hai", "Sân khấu 2"), _l("Garden Stage")),
        ),
        NOTE,
    ),
)

EQUIPMENT = Sheet(
    name="equipment",
    title=_l("Equipment"),
    model=Equipment,
    also=("Thiết bị", "Thiet bi"),
    key=("name", "venue"),
    aliases=("name", "name_en"),
    reads=("venue",),
    columns=(
        _name(_l("Equipment"), "Thiết bị", "Tên thiết bị", example=_l("Example: LED wall")),
        _name_en(example="LED wall"),
        Column(
            "kind",
            _l("Kind"),
            Text(30, empty="other"),
            also=("Loại", "Loại thiết bị"),
            note=_l("Sound, light, screen, power, crew or other."),
            example="screen",
        ),
        Column(
            "stock",
            _l("Stock"),
            Count(0),
            also=("Số lượng", "Tồn kho", "SL"),
            required=True,
            note=_l("How many there are to be used at the same time."),
            example=4,
        ),
        Column(
            "venue",
            _l("Only in venue"),
            Link("venues"),
            also=("Chỉ dùng tại", "Địa điểm", "Venue"),
            note=_l("Empty when it may be carried anywhere."),
        ),
        SOURCE,
        STATUS,
    ),
)

TROUPES = Sheet(
    name="troupes",
    title=_l("Troupes"),
    model=Troupe,
    also=("Đoàn", "Đoàn nghệ thuật", "Troupe"),
    aliases=("name_en", "short_name"),
    columns=(
        _name(
            _l("Troupe"),
            "Đoàn",
            "Tên đoàn",
            "Đoàn nghệ thuật",
            "Đơn vị",
            example=_l("Example: Provincial Song and Dance Theatre"),
        ),
        _name_en(example="Provincial Song and Dance Theatre"),
        _short_name("Provincial"),
        Column("country", _l("Country"), Text(80), also=("Quốc gia", "Nước"), example=_l("Vietnam")),
        Column(
            "size",
            _l("People"),
            Count(1, 100_000),
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
        _name(_l("Person"), "Người", "Người dùng chung", "Họ tên", "Họ và tên", example=_l("Example: Guest drummer")),
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
        _name(
            _l("Work"),
            "Tác phẩm",
            "Tên tác phẩm",
            "Chương trình",
            "Tên chương trình",
            example=_l("Example: Songs of the River"),
        ),
        _name_en(example="Songs of the River"),
        _short_name("River songs"),
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
    checks=(_two_different("first", "second"),),
    columns=(
        *_pair(
            "works",
            ("first", _l("One work"), ("Tác phẩm thứ nhất", "Tác phẩm 1"), _l("Example: Songs of the River")),
            ("second", _l("Other work"), ("Tác phẩm thứ hai", "Tác phẩm 2"), _l("Night of Drums")),
        ),
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


def _fixed_somewhere(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    for key in ("announced_stage", "announced_starts"):
        if facts.get("fixed") and not facts.get(key):
            yield key, _("A fixed performance needs its announced stage and start.")


def _near_the_edition(*keys: str) -> Any:
    def check(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
        for key in keys:
            moment = facts.get(key)
            if moment and not (
                edition.first_day - _MOST_DAYS_AWAY <= moment.date() <= edition.last_day + _MOST_DAYS_AWAY
            ):
                yield (
                    key,
                    _("%(day)s is far from the days of the edition; is the year right?", day=f"{moment:%d/%m/%Y}"),
                )

    return check


PERFORMANCES = Sheet(
    name="performances",
    title=_l("Performances"),
    model=Performance,
    also=("Buổi diễn", "Suất diễn", "Lịch diễn", "Chương trình biểu diễn", "Performance"),
    key=("code",),
    aliases=("name",),
    reads=("work", "announced_stage", "troupes", "stages", "windows", "stops", "needs"),
    checks=(_fixed_somewhere, _near_the_edition("announced_starts")),
    columns=(
        Column(
            "code",
            _l("Code"),
            Text(40),
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
        _name_en("English title", "Tên tiếng Anh", example="Songs of the River – premiere"),
        _short_name("River songs"),
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
                "When it may stand: 08/06 19:30–22:00; 09/06. Wishes begin with “prefer” and may have a weight: prefer 09/06 until 21:00 ×3."
            ),
            example=_l("08/06–11/06 19:30–22:30; prefer 09/06 ×3"),
        ),
        Column(
            "stops",
            _l("Parade stops"),
            Stops(empty=()),
            also=("Lộ trình", "Điểm dừng"),
            note=_l(
                "For a parade: each stage of its way, minutes after the start and minutes there, as Riverside Stage +35 40."
            ),
        ),
        Column(
            "needs",
            _l("Equipment needed"),
            Needs(empty=frozenset()),
            also=("Thiết bị cần", "Thiết bị"),
            note=_l("As LED wall × 2; several separated by ; or on lines of their own."),
            example=_l("LED wall × 1"),
        ),
        Column("genre", _l("Genre"), Text(40), also=("Thể loại", "Loại hình"), example=_l("music")),
        Column("audience", _l("Audience"), Text(100), also=("Khán giả", "Đối tượng")),
        Column(
            "crowd",
            _l("Expected crowd"),
            Count(0),
            also=("Khán giả dự kiến", "Số khán giả", "Lượng khán giả"),
            example=800,
        ),
        Column(
            "loudness",
            _l("Loudness"),
            Count(0, 3, empty=2),
            also=("Độ ồn", "Âm lượng"),
            note=_l("0 unamplified, 1 soft, 2 amplified, 3 very loud; 2 when empty."),
            example=2,
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
    checks=(_two_different("first", "second"),),
    columns=(
        *_pair(
            "performances",
            ("first", _l("First"), ("Diễn trước", "Trước"), _l("Example: 001")),
            ("second", _l("Then"), ("Diễn sau", "Sau"), "002"),
        ),
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


def _ends_after_start(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if facts["ends"] <= facts["starts"]:
        yield "ends", _("It ends before it starts.")


BLACKOUTS = Sheet(
    name="blackouts",
    title=_l("Blackouts"),
    model=Blackout,
    also=("Ngừng diễn", "Thời gian ngừng diễn"),
    key=("reason", "starts"),
    reads=("stages",),
    checks=(_ends_after_start, _near_the_edition("starts", "ends")),
    columns=(
        Column(
            "reason",
            _l("Reason"),
            Text(300),
            also=("Lý do", "Nội dung"),
            required=True,
            example=_l("Example: storm warning"),
        ),
        Column(
            "kind",
            _l("Kind"),
            Text(20, empty="other"),
            also=("Loại",),
            note=_l("mourning, rain, site or other."),
            example="rain",
        ),
        Column("starts", _l("From"), MOMENT, also=("Từ", "Bắt đầu"), required=True, example="09/06/2024 18:00"),
        Column("ends", _l("Until"), MOMENT, also=("Đến", "Kết thúc"), required=True, example="09/06/2024 21:00"),
        Column("stages", _l("Stages"), Links("stages", parse_names), also=("Sân khấu",), note=_l("Empty means all.")),
        Column(
            "outdoor_only",
            _l("Outdoor only"),
            yes(),
            also=("Chỉ ngoài trời",),
            note=_l("Yes spares the indoor stages."),
            example=_l("yes"),
        ),
        Column(
            "active",
            _l("Active"),
            yes(empty=True),
            also=("Đang áp dụng", "Hiệu lực"),
            note=_l("No keeps it ready for the day it is needed."),
            example=_l("yes"),
        ),
        SOURCE,
    ),
)

PARTIES = Sheet(
    name="parties",
    title=_l("Parties of guests"),
    model=Party,
    also=("Đoàn khách", "Khách mời", "Parties"),
    key=("code",),
    reads=("performances",),
    secrecy=Secrecy.GUARDED,
    checks=(_near_the_edition("arrives", "departs"),),
    columns=(
        Column(
            "code",
            _l("Code"),
            Text(40),
            also=("Mã", "Mã đoàn khách"),
            required=True,
            note=_l("A code name; who they are is not written here."),
            example=_l("Example: A-01"),
        ),
        Column("arrives", _l("Arrives"), MOMENT, also=("Đến", "Đến lúc"), example="07/06/2024 17:00"),
        Column("departs", _l("Departs"), MOMENT, also=("Đi", "Đi lúc"), example="07/06/2024 22:00"),
        Column(
            "performances",
            _l("Performances"),
            Links("performances", parse_names),
            also=("Buổi diễn", "Tham dự"),
            note=_l("The codes of the performances they attend, separated by ;"),
            example="001",
        ),
    ),
)

SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        VENUES,
        STAGES,
        TRAVEL,
        NEIGHBOURS,
        EQUIPMENT,
        TROUPES,
        PERSONS,
        WORKS,
        CLASHES,
        PERFORMANCES,
        PRECEDENCES,
        BLACKOUTS,
        PARTIES,
    )
}

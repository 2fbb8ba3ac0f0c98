"""Stays of groups, and transfers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l

from festival_ops.programme.sheets.cells import MOMENT, minutes, yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked, name_en, named
from festival_ops.spreadsheets.cells import Choice, Count, Link, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.traffic.kinds import ARRIVAL, DEPARTURE, LEGS
from festival_ops.traffic.models import Stay, Transfer
from festival_ops.traffic.ride_sense import OWN_HOURS, far_faults, stay_faults, transfer_faults
from festival_ops.traffic.sheets.cells import Words
from festival_ops.traffic.sheets.vehicles import CARRIER, NOTE
from festival_ops.web.access import Secrecy

PEOPLE = Column("people", _l("People"), Count(1, 2000), also=("Số người",), required=True, example=24)
STEP_FREE = Column("step_free", _l("Needs a step-free vehicle"), yes(), also=("Cần xe không bậc",))


def _luggage(key: str, title: Any, *also: str) -> Column:
    note = _l("In suitcases; instruments count as many as they take the room of.")
    return Column(key, title, Count(0, 5000, empty=0), also=also, note=note)


def _sound_stay(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    yield from far_faults(edition, facts, "arrives", "departs")
    yield from stay_faults(facts)


def _sound_transfer(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    yield from far_faults(edition, facts, *OWN_HOURS)
    yield from transfer_faults(facts)


STAYS = Sheet(
    name="stays",
    title=_l("Stays of groups"),
    model=Stay,
    also=("Lưu trú", "Nơi ở và lịch đến đi của các đoàn", "Stays"),
    aliases=("name_en",),
    reads=("troupe", "place", "arrival_place", "departure_place"),
    secrecy=Secrecy.ROADS,
    checks=(_sound_stay,),
    columns=(
        named(_l("Group"), "Nhóm", "Tên nhóm", example=_l("Example: Drummers")),
        name_en(example="Drummers"),
        Column(
            "troupe",
            _l("Troupe"),
            Link("troupes"),
            also=("Đoàn", "Thuộc đoàn"),
            note=_l("Then it is taken to what the troupe plays."),
        ),
        linked("ride_places", "place", _l("Lodging"), "Nơi lưu trú", "Khách sạn", example=_l("Riverside Hotel")),
        PEOPLE,
        _luggage("luggage", _l("Luggage"), "Hành lý"),
        _luggage("instruments", _l("Instruments and costumes"), "Nhạc cụ, đạo cụ"),
        STEP_FREE,
        Column("arrives", _l("Arrival"), MOMENT, also=("Đến lúc", "Giờ đến")),
        Column("arrival_place", _l("Place of arrival"), Link("ride_places"), also=("Đến tại", "Nơi đến")),
        Column("arrival_number", _l("Flight or train"), Text(40), also=("Chuyến đến",)),
        Column("departs", _l("Departure"), MOMENT, also=("Đi lúc", "Giờ đi")),
        Column("departure_place", _l("Place of departure"), Link("ride_places"), also=("Đi từ", "Nơi đi")),
        Column("departure_number", _l("Flight or train back"), Text(40), also=("Chuyến đi",)),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
_OTHER_LEGS = {"": "", "đến": ARRIVAL, "lượt đến": ARRIVAL, "đi": DEPARTURE, "lượt đi": DEPARTURE}
TRANSFERS = Sheet(
    name="transfers",
    title=_l("Transfers"),
    model=Transfer,
    also=("Lượt đưa đón", "Đưa đón"),
    aliases=("name_en",),
    reads=(
        "troupe",
        "stay",
        "origin",
        "destination",
        "after_show",
        "before_show",
        "after_rehearsal",
        "before_rehearsal",
        "moves_with",
    ),
    secrecy=Secrecy.ROADS,
    checks=(_sound_transfer,),
    columns=(
        named(_l("Transfer"), "Lượt đưa đón", "Tên lượt", example=_l("Example: Sound crew to the stage")),
        name_en(example="Sound crew to the stage"),
        Column("troupe", _l("Troupe"), Link("troupes"), also=("Đoàn",)),
        Column("for_whom", _l("Or for whom"), Text(200), also=("Đối tượng", "Cho ai")),
        Column("stay", _l("Group"), Link("stays"), also=("Nhóm",)),
        PEOPLE,
        _luggage("luggage", _l("Luggage"), "Hành lý"),
        Column("after_show", _l("Fetched after the performance"), Link("performances"), also=("Đón sau suất diễn",)),
        Column("before_show", _l("Brought to the performance"), Link("performances"), also=("Đưa đến suất diễn",)),
        Column("after_rehearsal", _l("Fetched after the rehearsal"), Link("rehearsals"), also=("Đón sau buổi tập",)),
        Column("before_rehearsal", _l("Brought to the rehearsal"), Link("rehearsals"), also=("Đưa đến buổi tập",)),
        Column(
            "leg",
            _l("Follows the stay of the group"),
            Choice(dict(LEGS[1:]), _OTHER_LEGS, empty=""),
            also=("Theo lượt đến, đi của nhóm",),
        ),
        Column("after_minutes", _l("Minutes after the end"), minutes(empty=0), also=("Sau khi kết thúc (phút)",)),
        Column("before_minutes", _l("Minutes before the call"), minutes(empty=0), also=("Trước giờ tập trung (phút)",)),
        Column("spread_minutes", _l("May differ by"), minutes(empty=30), also=("Được xê dịch (phút)",)),
        Column("pickup_starts", _l("Fetched from"), MOMENT, also=("Đón từ",)),
        Column("pickup_ends", _l("Fetched until"), MOMENT, also=("Đón đến",)),
        Column("delivery_starts", _l("There from"), MOMENT, also=("Trả từ",)),
        Column("delivery_ends", _l("There until"), MOMENT, also=("Trả đến",)),
        Column(
            "moves_with",
            _l("These hours move with the performance"),
            Link("performances"),
            also=("Giờ dời theo suất diễn",),
        ),
        Column("origin", _l("From"), Link("ride_places"), also=("Từ", "Điểm đón")),
        Column("destination", _l("To"), Link("ride_places"), also=("Đến", "Điểm trả")),
        Column("boarding", _l("Getting in"), minutes(empty=5), also=("Lên xe (phút)",)),
        Column("alighting", _l("Getting out"), minutes(empty=5), also=("Xuống xe (phút)",)),
        Column("longest", _l("On board at most"), minutes(), also=("Trên xe tối đa (phút)",)),
        STEP_FREE,
        Column("kinds", _l("Only by these classes"), Words(CARRIER), also=("Chỉ bằng loại xe",)),
        Column("shared", _l("May share a vehicle with others"), yes(empty=True), also=("Đi chung xe",)),
        Column("priority", _l("Priority"), Count(1, 9, empty=5), also=("Mức ưu tiên",)),
        Column("why", _l("Why"), Text(500), also=("Lý do",)),
        SOURCE,
        STATUS,
    ),
)

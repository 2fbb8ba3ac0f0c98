"""Places of rides, vehicles and drivers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import g, has_request_context
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from festival_ops.programme.grammar import Hours, parse_opening_hours, show_opening_hours
from festival_ops.programme.sheets.cells import Records, minutes, yes
from festival_ops.programme.sheets.columns import SOURCE, STATUS, linked, name_en, named
from festival_ops.spreadsheets.cells import Choice, Count, Link, Text
from festival_ops.spreadsheets.sheet import Column, Facts, Sheet
from festival_ops.traffic.forms.vehicles import may_read_phones
from festival_ops.traffic.kinds import CARRYING, RIDE_PLACES
from festival_ops.traffic.models import Driver, DriverHours, RidePlace, Vehicle, VehicleHours
from festival_ops.traffic.sheets.cells import OTHER_VEHICLES, Words
from festival_ops.web.access import Secrecy

CARRIER = Choice(dict(CARRYING), OTHER_VEHICLES | {"ô tô con": "car", "xe con": "car", "xe 16 chỗ": "van"})
_OTHER_PLACES = {
    "khách sạn": "hotel",
    "nơi lưu trú": "hotel",
    "sân bay": "airport",
    "nhà ga": "station",
    "ga": "station",
    "bến xe": "station",
    "bãi xe": "depot",
    "doanh trại": "barracks",
    "điểm trả khách": "venue",
    "khác": "other",
}


class Phone(Text):
    """Stays empty for whoever may not read it."""

    def taken(self, row: Any, key: str, book: Any) -> Any:
        return "" if has_request_context() and g.get("access") and not may_read_phones() else getattr(row, key)


def hours_cell(part: type[DriverHours] | type[VehicleHours]) -> Records:
    return Records(
        parse=parse_opening_hours,
        shown=show_opening_hours,
        fact=lambda row: Hours(row.on, row.starts, row.ends),
        row=lambda hours: part(on=hours.on, starts=hours.starts, ends=hours.ends),
    )


def _hours(part: type[DriverHours] | type[VehicleHours]) -> Column:
    note = _l("06:00–21:00 for every day, or 08/06 18:00–23:00. Empty is always.")
    also = ("Giờ", "Giờ làm việc", "Giờ hoạt động")
    return Column("hours", _l("Available hours"), hours_cell(part), also=also, note=note, example="06:00–21:00")


NOTE = Column("note", _l("Note"), Text(500), also=("Ghi chú",))


def _drives(facts: Facts, edition: Any) -> Iterator[tuple[str, str]]:
    if not facts.get("kinds"):
        yield "kinds", _("Choose at least one class of vehicles.")


RIDE_PLACES_SHEET = Sheet(
    name="ride_places",
    title=_l("Places of rides"),
    model=RidePlace,
    also=("Điểm đưa đón", "Địa điểm đưa đón", "Ride places"),
    aliases=("name_en",),
    reads=("venue", "junction"),
    secrecy=Secrecy.ROADS,
    columns=(
        named(_l("Place of rides"), "Điểm đưa đón", "Tên điểm", example=_l("Example: Riverside Hotel")),
        name_en(example="Riverside Hotel"),
        Column(
            "kind",
            _l("Kind of place"),
            Choice(dict(RIDE_PLACES), _OTHER_PLACES),
            also=("Loại điểm", "Loại"),
            required=True,
            example=_l("Hotel or lodging"),
        ),
        Column(
            "venue",
            _l("Drop-off of the venue"),
            Link("venues"),
            also=("Điểm trả của địa điểm", "Của địa điểm"),
            note=_l("Whoever plays on a stage of the venue gets in and out here."),
        ),
        linked("junctions", "junction", _l("Junction"), "Nút giao", "Từ nút giao", example=_l("Market corner")),
        Column(
            "approach",
            _l("Minutes from the junction"),
            minutes(empty=0),
            also=("Số phút từ nút giao", "Từ nút giao (phút)"),
            note=_l("For a place outside the network: minutes by road to the junction, in light traffic."),
        ),
        Column("address", _l("Address"), Text(300), also=("Địa chỉ",)),
        SOURCE,
        STATUS,
    ),
)
DRIVERS = Sheet(
    name="drivers",
    title=_l("Drivers"),
    model=Driver,
    also=("Lái xe", "Danh sách lái xe", "Tài xế"),
    aliases=("name_en",),
    reads=("hours",),
    secrecy=Secrecy.ROADS,
    checks=(_drives,),
    columns=(
        named(_l("Driver"), "Lái xe", "Họ và tên", "Tài xế", example=_l("Example: Driver 01")),
        name_en(example="Driver 01"),
        Column("phone", _l("Phone"), Phone(40), also=("Điện thoại", "Số điện thoại", "SĐT")),
        Column(
            "kinds",
            _l("Classes that he or she may drive"),
            Words(CARRIER),
            also=("Được lái loại xe", "Loại xe được lái", "Hạng xe"),
            example=_l("Cars; Coaches"),
        ),
        _hours(DriverHours),
        Column("day_minutes", _l("A day at most (minutes)"), minutes(), also=("Tối đa mỗi ngày",), example=600),
        Column(
            "stretch_minutes", _l("In a row at most (minutes)"), minutes(), also=("Lái liên tục tối đa",), example=240
        ),
        Column(
            "pause_minutes", _l("Pause after that (minutes)"), minutes(empty=30), also=("Nghỉ giữa giờ",), example=30
        ),
        NOTE,
        SOURCE,
        STATUS,
    ),
)
VEHICLES_SHEET = Sheet(
    name="vehicles",
    title=_l("Vehicles"),
    model=Vehicle,
    also=("Phương tiện", "Danh sách xe", "Đội xe"),
    aliases=("name_en",),
    reads=("home", "driver", "hours"),
    secrecy=Secrecy.ROADS,
    columns=(
        named(_l("Vehicle"), "Phương tiện", "Tên xe", "Xe", example=_l("Example: Coach 1")),
        name_en(example="Coach 1"),
        Column("plate", _l("Number plate"), Text(20), also=("Biển số", "Biển kiểm soát"), example="75B-000.01"),
        Column(
            "kind",
            _l("Class of vehicle"),
            CARRIER,
            also=("Loại xe", "Loại phương tiện"),
            required=True,
            example=_l("Coaches"),
        ),
        Column(
            "seats", _l("Seats for passengers"), Count(0, 200), also=("Số chỗ", "Số ghế"), required=True, example=45
        ),
        Column(
            "luggage",
            _l("Room for luggage"),
            Count(0, 2000, empty=0),
            also=("Chỗ hành lý", "Số kiện hành lý"),
            note=_l("In suitcases; instruments count as many as they take the room of."),
            example=40,
        ),
        Column("step_free", _l("Step-free vehicle"), yes(), also=("Tiếp cận xe lăn", "Không bậc")),
        Column("exempt", _l("Organiser's badge"), yes(), also=("Có phù hiệu", "Phù hiệu")),
        linked("ride_places", "home", _l("Home"), "Nơi đỗ", "Bãi đỗ thường trực", example=_l("Riverside Hotel")),
        Column("driver", _l("Its driver"), Link("drivers"), also=("Lái xe riêng", "Lái xe phụ trách")),
        _hours(VehicleHours),
        NOTE,
        SOURCE,
        STATUS,
    ),
)

"""Kinds of guests, places, delegations and guests for the small festival; hosts H, guests of two delegations."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from festival_ops.protocol.models import (
    Allotment,
    Delegation,
    Escort,
    EscortHours,
    EscortLanguage,
    Guest,
    GuestGroup,
    GuestPlace,
    Leg,
    Lodging,
    PrecedenceGroup,
    PrecedenceSet,
)
from tests.support.ceremonies import with_ceremony
from tests.support.programmes import Festival


@pytest.fixture
def guests(festival: Festival) -> Festival:
    return with_guests(festival)


def with_guests(made: Festival) -> Festival:
    _kinds(made)
    _places(made)
    made.session.flush()
    _people(made)
    made.session.flush()
    _stays(made)
    with_ceremony(made)
    made.session.commit()
    return made


def _kinds(made: Festival) -> None:
    made.add("hosts", GuestGroup(code="A2", name="Lãnh đạo địa phương chủ nhà", name_en="Local leaders", side="host"))
    mission = {"name": "Đại sứ, Tổng lãnh sự", "name_en": "Heads of mission", "interpreter": True, "lodging": 4}
    made.add("missions", GuestGroup(code="A1-F", liaison=True, fewest=3, most=12, **mission))
    made.add("partners", GuestGroup(code="A3", name="Đoàn tỉnh bạn", name_en="Partner provinces", lodging=3))
    rule = made.add("opening rule", PrecedenceSet(name="Khai mạc", name_en="Opening", ties=["since", "alphabet"]))
    rule.order = [PrecedenceGroup(group=made["missions"], position=1), PrecedenceGroup(group=made["hosts"], position=2)]


def _places(made: Festival) -> None:
    hotel = {"kind": "hotel", "stars": 4, "zone": "Bờ Nam"}
    made.add("inn", GuestPlace(name="Khách sạn Bờ Nam", name_en="South Bank Hotel", **hotel))
    made.add("landing", GuestPlace(name="Sân bay Phú Bài", name_en="Phu Bai Airport", kind="airport"))
    made.session.flush()
    first, last = made.edition.first_day - timedelta(days=1), made.edition.last_day
    kept = {"rooms": 2, "step_free": 1, "first_night": first, "last_night": last}
    made.add("doubles", Allotment(place=made["inn"], kind="double", **kept))


def _people(made: Festival) -> None:
    host = {"office": "Phó Chủ tịch", "office_en": "Vice-chair"}
    made.add("host", Guest(code="H01", name="Chủ nhà Đỗ Trọng", name_en="Host Do Trong", group=made["hosts"], **host))
    made.session.flush()
    facts = {"group": made["missions"], "country": "Lào", "languages": ["lo"], "people": 3, "host": made["host"]}
    made.add("lao", Delegation(code="D01", name="Đoàn Lào", name_en="Lao delegation", **facts))
    made.add("north", Delegation(code="D02", name="Đoàn tỉnh bạn", group=made["partners"], people=4))
    made.session.flush()
    titles: dict[str, Any] = {
        "address": "Ngài",
        "address_en": "His Excellency",
        "office": "Đại sứ",
        "office_en": "Ambassador",
    }
    titles |= {"office_since": date(2024, 3, 1), "diet": "Ăn chay", "access_needs": "Xe lăn", "phone": "0905 111 222"}
    head = {
        "code": "G01",
        "name": "Ộp Thị Thử Nghiệm",
        "name_en": "Op Test",
        "group": made["missions"],
        "step_free": True,
    }
    made.add("head", Guest(delegation=made["lao"], position=1, **head, **titles))
    second = {"code": "G02", "name": "Abd al-Raḥmān O’Neill عبد الرحمن", "group": made["missions"]}
    made.add("second", Guest(delegation=made["lao"], position=2, **second))
    made.add("neighbour", Guest(code="G03", name="Khách tỉnh bạn", group=made["partners"], delegation=made["north"]))
    escort = made.add("liaison", Escort(code="L01", name="Liên lạc viên 1", interpreter=True, phone="0905 333 444"))
    escort.languages = [EscortLanguage(language="lo", level=3)]
    escort.hours = [EscortHours(starts=time(6), ends=time(22))]


def _stays(made: Festival) -> None:
    flight = {"mode": "flight", "number": "VN 1540", "place": made["landing"], "people": 3, "luggage": 4}
    made.add("landing leg", Leg(delegation=made["lao"], way="arrival", at=made.at(1, "10:40"), **flight))
    night = made.edition.first_day
    nights = {"first_night": night, "last_night": night + timedelta(days=1)}
    made.add("night", Lodging(guest=made["head"], allotment=made["doubles"], room="301", **nights))

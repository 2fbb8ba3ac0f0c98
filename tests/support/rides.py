"""Places, vehicles, drivers and stays for the small festival with roads."""

from __future__ import annotations

from datetime import time

import pytest

from festival_ops.traffic.models import Driver, DriverHours, RidePlace, Stay, Transfer, Vehicle, VehicleHours
from tests.support.networks import with_roads
from tests.support.programmes import Festival


@pytest.fixture
def rides(sound: Festival) -> Festival:
    """The sound festival with what its rides are made of."""
    return with_rides(with_roads(sound))


def with_rides(made: Festival) -> Festival:
    """Needs the roads."""
    _places(made)
    made.session.flush()
    made.add("driver", Driver(name="Lái xe 1", name_en="Driver 1", phone="0905 000 001", kinds=["van", "coach"]))
    made["driver"].hours = [DriverHours(starts=time(5), ends=time(2))]
    made.add("coach driver", Driver(name="Lái xe 2", kinds=["coach"], day_minutes=600, stretch_minutes=240))
    made.session.flush()
    coach = {"kind": "coach", "seats": 45, "luggage": 60, "home": made["depot"]}
    made.add("coach", Vehicle(name="Xe 45 chỗ", name_en="Coach 45", plate="75B-000.01", step_free=True, **coach))
    van = made.add("van", Vehicle(name="Xe 16 chỗ", kind="van", seats=15, luggage=10, home=made["depot"], exempt=True))
    van.hours = [VehicleHours(starts=time(5), ends=time(2))]
    _stays(made)
    crew = {"for_whom": "Tổ kỹ thuật", "people": 4, "luggage": 6, "why": "Chuyển thiết bị", "kinds": ["van"]}
    hours = {"pickup_starts": made.at(1, "08:00"), "pickup_ends": made.at(1, "08:30")}
    hours |= {"delivery_starts": made.at(1, "08:00"), "delivery_ends": made.at(1, "10:00")}
    ends = {"origin": made["depot"], "destination": made["park drop-off"]}
    made.add("crew", Transfer(name="Tổ kỹ thuật đi dựng", name_en="Crew to the build", **crew, **hours, **ends))
    made.session.commit()
    return made


def _places(made: Festival) -> None:
    for name, junction, facts in (
        ("depot", "south", {"name": "Bãi xe", "kind": "depot"}),
        ("hotel", "south", {"name": "Khách sạn Bờ Nam", "name_en": "South Bank Hotel", "kind": "hotel"}),
        ("airport", "south", {"name": "Sân bay Phú Bài", "kind": "airport", "approach": 25}),
        ("citadel drop-off", "west", {"name": "Điểm trả Đại Nội", "kind": "venue", "venue": made["citadel"]}),
        ("park drop-off", "park side", {"name": "Điểm trả Thương Bạc", "kind": "venue", "venue": made["park"]}),
    ):
        made.add(name, RidePlace(junction=made[junction], **facts))


def _stays(made: Festival) -> None:
    """One troupe from abroad, and one from the country that comes by itself and plays the parade."""
    air = {"arrival_place": made["airport"], "arrival_number": "VN 1540", "departure_place": made["airport"]}
    made.add("taiko", Stay(name="Ashi Taiko", troupe=made["ashi"], place=made["hotel"], people=12, luggage=20,
                           instruments=9, **air))  # fmt: skip
    made.add("riders", Stay(name="Xiếc Hà Nội", troupe=made["circus"], place=made["hotel"], people=30))

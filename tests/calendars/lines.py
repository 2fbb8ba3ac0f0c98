"""Timetables made by hand, for tests of the writers alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from festival_ops.calendars.timetable import Heading, Kind, Line, Outlook, State, Stop, Timetable

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
EIGHT = datetime(2024, 6, 8, 20, 0, tzinfo=ZONE)


def heading(**facts: Any) -> Heading:
    usual: dict[str, Any] = {
        "name": "Festival Huế 2024: Sân khấu Ngọ Môn",
        "outlook": Outlook(Kind.STAGE, 1),
        "language": "en",
        "zone": "Asia/Ho_Chi_Minh",
        "domain": "festival.example",
        "acronym": "hue-2024",
        "first_day": date(2024, 6, 7),
        "last_day": date(2024, 6, 12),
        "cutoff": time(4),
        "grid": 5,
        "release": 3,
        "released": datetime(2024, 6, 3, 2, 0, tzinfo=UTC),
        "since": datetime(2024, 6, 1, 2, 0, tzinfo=UTC),
        "home": "https://festival.example/public/hue-2024",
        "source": "https://festival.example/feed/token.ics",
    }
    return Heading(**usual | facts)


def line(number: int = 1, starts: datetime = EIGHT, **facts: Any) -> Line:
    usual: dict[str, Any] = {
        "performance_id": number,
        "state": State.SCHEDULED,
        "title": "Đêm Hoàng cung",
        "genre": "nhã nhạc",
        "troupes": ("Nhà hát Nghệ thuật Cung đình Huế",),
        "stage": "Sân khấu Ngọ Môn",
        "venue": "Đại Nội",
        "address": "Huế",
        "latitude": 16.4698,
        "longitude": 107.5796,
        "day": starts.date(),
        "starts": starts,
        "ends": starts + timedelta(minutes=60),
        "stops": (),
        "sequence": 0,
        "changed": datetime(2024, 6, 1, 2, 0, tzinfo=UTC),
    }
    return Line(**usual | facts)


def full() -> Timetable:
    """One line of every kind there is."""
    hour = timedelta(hours=1)
    backstage: dict[str, Any] = {
        "call": EIGHT - hour,
        "gate": "Cửa Ngọ Môn",
        "contact_point": "Bàn điều phối số 1; máy nội bộ 12",
        "order": 2,
    }
    stops = (
        Stop("Cửa Hiển Nhơn", EIGHT + 2 * hour, EIGHT + 2 * hour + timedelta(minutes=20)),
        Stop("Cầu Trường Tiền", EIGHT + 3 * hour, EIGHT + 3 * hour + timedelta(minutes=40)),
    )
    long = "Lễ hội đường phố “Sắc màu văn hóa”, có 12 đoàn nghệ thuật quốc tế; diễu hành qua cầu Trường Tiền"
    lines = (
        line(1, **backstage),
        line(2, EIGHT + hour, state=State.CANCELLED, title="Múa lân", sequence=1, **backstage),
        line(3, EIGHT + 2 * hour, title=long, ends=EIGHT + 4 * hour, stops=stops, sequence=2),
        line(4, EIGHT + 5 * hour, state=State.POSTPONED, title="Tuồng\\Nam\ncung đình", day=date(2024, 6, 8)),
        line(5, EIGHT + 24 * hour, state=State.WITHDRAWN, latitude=None, longitude=None, genre="", troupes=()),
    )
    return Timetable(heading(), lines)

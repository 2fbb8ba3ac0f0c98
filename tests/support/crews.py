"""Security for the small festival: two forces, three posts, three shifts and a handful of people."""

from __future__ import annotations

from datetime import date, time

import pytest

from festival_ops.security.models import (
    Absence,
    Agency,
    Force,
    Holding,
    Need,
    Officer,
    Post,
    PostHours,
    Qualification,
    Sector,
    Shift,
    Squad,
)
from tests.support.programmes import Festival

POLICE = {"rest_minutes": 480, "day_minutes": 720, "week_minutes": 3600, "longest_run": 9}
LABOUR = {"rest_minutes": 720, "day_minutes": 480, "week_minutes": 2880, "longest_run": 6, "labour": True}
SHIFTS = {"morning": (time(6), time(14)), "evening": (time(14), time(22)), "night": (time(22), time(6))}


@pytest.fixture
def crew(festival: Festival) -> Festival:
    return manned(festival)


def manned(made: Festival) -> Festival:
    """The festival with its security; rows are known by the names that tests call them by."""
    _forces(made)
    _people(made)
    _posts(made)
    made.session.commit()
    return made


def _forces(made: Festival) -> None:
    made.add("police", Force(name="Công an", name_en="Police", kind="police", **POLICE))
    made.add("guards", Force(name="Bảo vệ", kind="guards", **LABOUR))
    made.session.flush()
    made.add("city police", Agency(name="Công an thành phố", force=made["police"], heads=40))
    made.add("guard company", Agency(name="Công ty bảo vệ Sông Hương", force=made["guards"]))
    for code, name, leads in (("BV", "Bảo vệ chốt", False), ("YT", "Cấp cứu viên", False), ("CH", "Chỉ huy", True)):
        made.add(code, Qualification(code=code, name=name, leads=leads))
    made.session.flush()


def _people(made: Festival) -> None:
    made.add("first squad", Squad(name="Tổ 1", agency=made["city police"]))
    made.session.flush()
    for code, agency, facts in (
        ("CA-01", "city police", {"name": "Cán bộ 01", "squad": made["first squad"], "home_venue": made["citadel"]}),
        ("CA-02", "city police", {"name": "Cán bộ 02", "squad": made["first squad"]}),
        ("BV-01", "guard company", {"name": "Nhân viên 01", "phone": "0900 000 001"}),
    ):
        made.add(code, Officer(code=code, agency=made[agency], **facts))
    made["CA-01"].holdings = [Holding(qualification=made["CH"]), Holding(qualification=made["BV"])]
    made["BV-01"].holdings = [Holding(qualification=made["YT"], expires=date(2026, 6, 6))]
    made.session.flush()
    made.add("fever", Absence(officer=made["CA-02"], kind="ill", starts=made.at(1, "06:00"), ends=made.at(2, "06:00")))


def _posts(made: Festival) -> None:
    made.add("inner", Sector(name="Khu trung tâm", name_en="Centre", ring=1))
    made.session.flush()
    for code, facts in (
        ("C01", {"name": "Cổng Ngọ Môn", "name_en": "Noon Gate", "venue": made["citadel"], "follows_show": True}),
        ("C02", {"name": "Cầu Trường Tiền", "latitude": 16.4683, "longitude": 107.5893}),
    ):
        made.add(code, Post(code=code, sector=made["inner"], handover_minutes=0, **facts))
    made["C01"].hours = [PostHours(starts=time(18), ends=time(1))]
    for name, (starts, ends) in SHIFTS.items():
        made.add(name, Shift(name=f"Ca {name}", starts=starts, ends=ends))
    made.session.flush()
    made.add("gate", _need(made, "C01", "evening", "BV", least=4, most=6, one_leader_for=10))
    made.add("gate at night", _need(made, "C01", "night", "BV", least=2, most=3))
    made.add("bridge", _need(made, "C02", "night", "YT", least=1, most=1))


def _need(made: Festival, post: str, shift: str, qualification: str, **facts: int) -> Need:
    tied = {"post": made[post], "shift": made[shift], "qualification": made[qualification]}
    return Need(reason="Theo đánh giá rủi ro", **tied, **facts)

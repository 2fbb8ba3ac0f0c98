"""A small festival of three days with one of everything: what planning's tests read, solve and release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.database import db, now
from festival_ops.planning.actions import releases
from festival_ops.planning.models import Parameter, Pin, Placement, Plan, RuleLevel, WishWeight
from festival_ops.planning.queries import main_plan
from festival_ops.programme.models import (
    AudienceClash,
    Blackout,
    Cancellation,
    Edition,
    Equipment,
    EquipmentNeed,
    Neighbours,
    OpeningHours,
    ParadeStop,
    Party,
    Performance,
    PerformanceWindow,
    Person,
    Precedence,
    QuietHours,
    Stage,
    Travel,
    Troupe,
    Venue,
    Work,
)

FIRST_DAY = date(2026, 6, 5)

# Where everything could stand without breaking a rule: code, stage, festival day, start of the show.
SOUND = (
    ("OPEN", "ngo-mon", 1, "21:00"),
    ("N1", "duyet-thi", 2, "19:00"),
    ("N2", "duyet-thi", 3, "19:00"),
    ("T1", "thuong-bac", 1, "18:30"),
    ("T2", "ngo-mon", 2, "21:00"),
    ("X1", "thuong-bac", 2, "19:00"),
    ("X2", "ngo-mon", 3, "20:00"),
    ("PARADE", "ngo-mon", 2, "22:45"),
)


@dataclass
class Festival:
    """The rows by the names that tests call them by."""

    session: scoped_session[Session]
    edition: Edition
    rows: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.rows[name]

    def add(self, name: str, row: Any) -> Any:
        with self.session.no_autoflush:
            if hasattr(type(row), "edition_id"):
                row.edition_id = self.edition.id
            self.rows[name] = row
            self.session.add(row)
        return row

    def at(self, day: int, clock: str) -> datetime:
        """The moment of a clock time on the edition's festival day (1 is the first)."""
        return self.edition.at(self.edition.days[day - 1], time.fromisoformat(clock))

    def show(self, code: str, troupe: str, work: str, **facts: Any) -> Performance:
        defaults = {"minutes": 60, "get_in": 30, "get_out": 15, "name": f"{work} {code}", "crowd": 200}
        row = Performance(code=code, work=self[work], troupes=[self[troupe]], **{**defaults, **facts})
        return self.add(code, row)  # type: ignore[no-any-return]

    def place(self, code: str, stage: str, day: int, clock: str) -> Placement:
        plan = self.rows.get("plan") or self.add("plan", Plan(name="Main", main=True))
        self.session.flush()
        row = Placement(
            plan_id=plan.id, performance_id=self[code].id, stage_id=self[stage].id, starts=self.at(day, clock)
        )
        self.session.add(row)
        self.session.commit()
        return row

    def unplace(self, code: str) -> None:
        standing = select(Placement).where(Placement.performance_id == self[code].id)
        for row in self.session.scalars(standing):
            self.session.delete(row)
        self.session.commit()


@pytest.fixture
def festival(session: scoped_session[Session]) -> Festival:
    edition = Edition(
        slug="song-huong",
        name="Festival sông Hương",
        name_en="Perfume River Festival",
        first_day=FIRST_DAY,
        last_day=FIRST_DAY + timedelta(days=2),
        cutoff=time(4),
    )
    session.add(edition)
    session.flush()
    made = Festival(session, edition, {"edition": edition})
    _places(made)
    _troupes(made)
    _programme(made)
    _ties(made)
    session.commit()
    return made


@pytest.fixture
def sound(festival: Festival, app: Flask) -> Festival:
    """Everything has its place. The parade passes a quiet place, so that rule is left out of account here."""
    festival.add("level", RuleLevel(rule="quiet-hours", level="ignore"))
    for code, stage, day, clock in SOUND:
        festival.place(code, stage, day, clock)
    with app.test_request_context():
        shown = releases.preview(db.session(), festival.edition, main_plan(db.session(), festival.edition))
    assert [finding.sentence for finding in shown.findings] == []
    return festival


def _places(made: Festival) -> None:
    made.add("citadel", Venue(name="Đại Nội", name_en="Imperial City", latitude=16.4698, longitude=107.5786))
    made.add("park", Venue(name="Công viên Thương Bạc", latitude=16.4690, longitude=107.5880, capacity=3000))
    made.session.flush()
    evening = {"starts": time(17), "ends": time(0, 30)}
    for name, venue, facts in (
        ("ngo-mon", "citadel", {"name": "Ngọ Môn", "capacity": 2000, "changeover": 20, "features": "LED wall, roof"}),
        ("duyet-thi", "citadel", {"name": "Duyệt Thị Đường", "capacity": 300, "outdoor": False, "changeover": 10}),
        ("thuong-bac", "park", {"name": "Thương Bạc", "capacity": 800, "changeover": 15}),
    ):
        stage = made.add(name, Stage(venue=made[venue], **facts))
        stage.opening_hours = [OpeningHours(**evening)]
    made["duyet-thi"].opening_hours.append(OpeningHours(on=made.edition.days[2], starts=time(2), ends=time(3, 30)))
    made["thuong-bac"].quiet_hours = [QuietHours(starts=time(22, 30), ends=time(6), loudest=1)]
    made.session.flush()
    made.add("ferry", Travel(origin_id=made["citadel"].id, destination_id=made["park"].id, minutes=25))
    made.add("near", Neighbours(first_id=made["ngo-mon"].id, second_id=made["duyet-thi"].id))
    made.add("sound", Equipment(name="Dàn âm thanh lớn", kind="sound", stock=2))


def _troupes(made: Festival) -> None:
    for name, facts in (
        (
            "nha-nhac",
            {"name": "Nhà hát Nghệ thuật truyền thống Cung đình Huế", "short_name": "NH Cung đình", "size": 45},
        ),
        (
            "ashi",
            {
                "name": "Ashi Taiko",
                "country": "Nhật Bản",
                "size": 12,
                "arrives": made.at(1, "12:00"),
                "departs": made.at(3, "10:00"),
                "shows_a_day": 2,
                "latest": time(0, 30),
            },
        ),
        ("circus", {"name": "Xiếc Hà Nội", "size": 30, "rest": 90}),
    ):
        made.add(name, Troupe(**facts))
    made.add("drummer", Person(name="Trống chung", troupes=[made["nha-nhac"], made["ashi"]]))


def _programme(made: Festival) -> None:
    for name, facts in (
        ("Nhã nhạc", {"genre": "court", "at_most_a_day": 1}),
        ("Taiko", {"genre": "drums", "days_apart": 1}),
        ("Xiếc", {"genre": "circus", "other_stages": True}),
        ("Diễu hành", {"genre": "parade"}),
    ):
        made.add(name, Work(name=name, **facts))
    made.session.flush()
    made.add("rivals", AudienceClash(first_id=made["Taiko"].id, second_id=made["Xiếc"].id, weight=4))
    stages = [made["ngo-mon"], made["thuong-bac"]]
    made.show("N1", "nha-nhac", "Nhã nhạc", stages=[made["duyet-thi"]], loudness=0, needs_quiet=True, crowd=150)
    made.show("N2", "nha-nhac", "Nhã nhạc", stages=[made["duyet-thi"], made["ngo-mon"]], loudness=1)
    made.show("T1", "ashi", "Taiko", stages=stages, loudness=3, name_en="Drums of Asia")
    made.show("T2", "ashi", "Taiko", stages=stages, loudness=3, features="LED wall")
    made.show("X1", "circus", "Xiếc", stages=stages)
    made.show("X2", "circus", "Xiếc", stages=stages, minutes=45)
    made.show(
        "OPEN",
        "nha-nhac",
        "Nhã nhạc",
        minutes=90,
        fixed=True,
        announced_stage=made["ngo-mon"],
        announced_starts=made.at(1, "21:00"),
        crowd=1800,
    )
    made.show("GONE", "circus", "Xiếc", stages=stages)
    made["GONE"].cancellation = Cancellation(reason="Đoàn xin rút.")
    parade = made.show("PARADE", "circus", "Diễu hành", minutes=50, get_in=10, get_out=5, crowd=None)
    parade.stops = [
        ParadeStop(stage=made["ngo-mon"], position=1, offset=0, minutes=20),
        ParadeStop(stage=made["thuong-bac"], position=2, offset=30, minutes=20),
    ]
    made["T1"].windows = [
        PerformanceWindow(on=made.edition.days[0], starts=time(18), ends=time(23)),
        PerformanceWindow(starts=time(19), ends=time(21), strict=False, weight=3),
    ]
    made["X1"].needs = [EquipmentNeed(equipment=made["sound"], quantity=2)]
    made.session.flush()


def _ties(made: Festival) -> None:
    """What ties performances to each other, to the weather and to guests."""
    made.add("opening-first", Precedence(first_id=made["OPEN"].id, second_id=made["PARADE"].id, lag=30, at_most=2880))
    made.add(
        "rain",
        Blackout(
            kind="rain", reason="Mưa lớn", starts=made.at(2, "17:00"), ends=made.at(2, "18:00"), outdoor_only=True
        ),
    )
    made.add("guests", Party(code="A1", performances=[made["OPEN"], made["GONE"]], arrives=made.at(1, "18:00")))


def rule_book(made: Festival) -> None:
    """An edition that differs from the defaults in one level, one number and one weight, and holds two pins."""
    made.add("level", RuleLevel(rule="opening-hours", level="warn"))
    made.add("number", Parameter(key="rest", value=75, source="Quy chế 12"))
    made.add("weight", WishWeight(wish="audience-clashes", weight=7))
    made.add("pin", Pin(performance_id=made["X1"].id, day=made.edition.days[1], reason="Truyền hình"))
    made.add(
        "old-pin",
        Pin(
            performance_id=made["X2"].id,
            stage_id=made["ngo-mon"].id,
            reason="Đã hết hạn",
            expires=now() - timedelta(days=1),
        ),
    )
    made.session.commit()

"""What is written in a form stands in the database exactly so, lists included, and comes back into the form."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest
from sqlalchemy import select

from festival_ops.programme.models import (
    AudienceClash,
    Blackout,
    Equipment,
    Neighbours,
    Performance,
    Person,
    Precedence,
    Stage,
    Travel,
    Troupe,
    Venue,
    Work,
)
from tests.programme.conftest import Send
from tests.support.papers import answers_in, errors_in
from tests.support.people import Visitor
from tests.support.programmes import Festival

ARABIC = 'فرقة النور الموسيقيّة – O\'Brien & "sons" <b>'


def stored(festival: Festival, model: type[Any], **facts: Any) -> Any:
    festival.session.expire_all()
    return festival.session.scalars(select(model).filter_by(**facts)).one()


def facts(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def test_a_venue(write: Send, festival: Festival) -> None:
    answer = write(
        "venue/new",
        name=" Nhà  hát Sông Hương ",
        address="1 Lê Lợi",
        latitude="16,4637",
        longitude="107.59",
        capacity="1.200",
    )
    row = stored(festival, Venue, name="Nhà hát Sông Hương")
    assert answer.location == f"/festival/song-huong/programme/venue/{row.id}"
    assert facts(row, "edition_id", "address", "latitude", "longitude", "capacity") == {
        "edition_id": festival.edition.id,
        "address": "1 Lê Lợi",
        "latitude": 16.4637,
        "longitude": 107.59,
        "capacity": 1200,
    }


def test_a_stage_with_its_hours(write: Send, festival: Festival) -> None:
    write(
        "stage/new",
        name="Sân khấu số 3",
        short_name="SK 3",
        venue=festival["park"].id,
        capacity="400",
        outdoor=None,
        step_free="y",
        features="led WALL, Sàn gỗ",
        changeover="1h",
        opening_hours="05/06–06/06 18h–24h; 7/6 9:00-11:00, 14:00-17:00",
        quiet_hours="22:00–06:00 ≤0",
        gate="Cổng sau",
        contact_point="Anh Trực, 0234",
    )
    row = stored(festival, Stage, name="Sân khấu số 3")
    first, second, third = festival.edition.days
    assert [(hours.on, hours.starts, hours.ends) for hours in row.opening_hours] == [
        (first, time(18), time(0)),
        (second, time(18), time(0)),
        (third, time(9), time(11)),
        (third, time(14), time(17)),
    ]
    assert [(quiet.on, quiet.starts, quiet.ends, quiet.loudest) for quiet in row.quiet_hours] == [
        (None, time(22), time(6), 0)
    ]
    assert facts(row, "venue_id", "capacity", "outdoor", "step_free", "features", "changeover", "gate") == {
        "venue_id": festival["park"].id,
        "capacity": 400,
        "outdoor": False,
        "step_free": True,
        "features": "LED wall, Sàn gỗ",
        "changeover": 60,
        "gate": "Cổng sau",
    }


def test_a_troupe_with_an_arabic_name_and_an_apostrophe(write: Send, planner: Visitor, festival: Festival) -> None:
    answer = write(
        "troupe/new",
        name=ARABIC,
        name_en="The Light's Troupe",
        country="Maroc",
        size="24",
        arrives="04/06/2026 23:30",
        departs="8/6 6h",
        shows_a_day="2",
        rest="1h30",
        latest="0:30",
    )
    row = stored(festival, Troupe, name=ARABIC)
    assert facts(row, "name_en", "size", "arrives", "departs", "shows_a_day", "rest", "latest") == {
        "name_en": "The Light's Troupe",
        "size": 24,
        "arrives": datetime(2026, 6, 4, 16, 30, tzinfo=UTC),
        "departs": datetime(2026, 6, 7, 23, 0, tzinfo=UTC),
        "shows_a_day": 2,
        "rest": 90,
        "latest": time(0, 30),
    }
    page = planner.get(answer.location).get_data(as_text=True)
    assert "O&#39;Brien &amp; &#34;sons&#34; &lt;b&gt;" in page
    assert "<h1>The Light&#39;s Troupe</h1>" in page


def drum_night(festival: Festival) -> dict[str, Any]:
    """Every answer of the form of a performance that is no parade."""
    return {
        "code": "P-1",
        "name": "Đêm trống",
        "work": festival["Taiko"].id,
        "troupes": [festival["ashi"].id, festival["circus"].id],
        "minutes": "1h30",
        "get_in": "45",
        "get_out": "20",
        "stages": [festival["ngo-mon"].id, festival["thuong-bac"].id],
        "features": "roof",
        "windows": "05/06 18:00–23:00\nprefer from 19:00 ×2",
        "needs": "dan am thanh lon × 2",
        "crowd": "1 500",
        "loudness": "3",
        "needs_quiet": "y",
        "public": None,
        "fixed": "y",
        "announced_stage": festival["ngo-mon"].id,
        "announced_starts": "05/06/2026 20:00",
    }


def test_a_performance_with_everything(write: Send, festival: Festival) -> None:
    answer = write("performance/new", **drum_night(festival))
    row = stored(festival, Performance, code="P-1")
    assert answer.location == f"/festival/song-huong/programme/performance/{row.id}"
    numbers = facts(row, "minutes", "get_in", "get_out", "crowd", "loudness")
    assert numbers == {"minutes": 90, "get_in": 45, "get_out": 20, "crowd": 1500, "loudness": 3}
    assert facts(row, "needs_quiet", "public", "fixed") == {"needs_quiet": True, "public": False, "fixed": True}
    assert facts(row, "work", "announced_stage") == {"work": festival["Taiko"], "announced_stage": festival["ngo-mon"]}
    assert row.announced_starts == festival.at(1, "20:00")
    assert row.features == "roof"


def test_what_a_performance_is_tied_to(write: Send, festival: Festival) -> None:
    write("performance/new", **drum_night(festival))
    row = stored(festival, Performance, code="P-1")
    assert row.troupes == [festival["ashi"], festival["circus"]]
    assert row.stages == [festival["ngo-mon"], festival["thuong-bac"]]
    assert [(need.equipment, need.quantity) for need in row.needs] == [(festival["sound"], 2)]
    day = festival.edition.first_day
    assert [(w.on, w.starts, w.ends, w.strict, w.weight) for w in sorted(row.windows, key=lambda w: not w.strict)] == [
        (day, time(18), time(23), True, 1),
        (None, time(19), None, False, 2),
    ]


def test_a_parade_with_its_stops(write: Send, festival: Festival) -> None:
    write(
        "performance/new",
        code="D-1",
        name="Diễu hành",
        minutes="75",
        stops="Thương Bạc +0 20\nngo mon +35 40",
        fixed="y",
        announced_stage=festival["thuong-bac"].id,
        announced_starts="6/6 16h30",
    )
    row = stored(festival, Performance, code="D-1")
    assert [(stop.stage, stop.position, stop.offset, stop.minutes) for stop in row.stops] == [
        (festival["thuong-bac"], 1, 0, 20),
        (festival["ngo-mon"], 2, 35, 40),
    ]


@pytest.mark.parametrize(
    ("address", "model", "answers", "expected"),
    [
        (
            "work/new",
            Work,
            {"name": "Áo dài", "at_most_a_day": "1", "days_apart": "2", "other_stages": "y"},
            {"at_most_a_day": 1, "days_apart": 2, "other_stages": True},
        ),
        (
            "equipment/new",
            Equipment,
            {"name": "Máy phát", "kind": "power", "stock": "3", "venue": "park"},
            {"kind": "power", "stock": 3, "venue": "park"},
        ),
        (
            "travel/new",
            Travel,
            {"origin": "park", "destination": "citadel", "minutes": "35", "note": "Đo 10/05"},
            {"origin": "park", "destination": "citadel", "minutes": 35},
        ),
        (
            "neighbours/new",
            Neighbours,
            {"first": "ngo-mon", "second": "thuong-bac"},
            {"first": "ngo-mon", "second": "thuong-bac"},
        ),
        (
            "audience-clash/new",
            AudienceClash,
            {"first": "Nhã nhạc", "second": "Taiko", "weight": "9"},
            {"first": "Nhã nhạc", "second": "Taiko", "weight": 9},
        ),
        (
            "precedence/new",
            Precedence,
            {"first": "N1", "second": "N2", "lag": "2h", "at_most": "1 giờ 999 phút"},
            {"first": "N1", "second": "N2", "lag": 120, "at_most": 1059},
        ),
        (
            "person/new",
            Person,
            {"name": "Nguyễn Thị Kèn", "troupes": ["circus", "ashi"]},
            {"troupes": ["ashi", "circus"]},
        ),
        (
            "blackout/new",
            Blackout,
            {"kind": "funeral", "reason": "Quốc tang", "starts": "5/6 0h", "ends": "6/6 24:00", "active": None},
            {"kind": "funeral", "outdoor_only": False, "active": False, "stages": []},
        ),
    ],
)
def test_the_other_records(
    write: Send, festival: Festival, address: str, model: type[Any], answers: dict[str, Any], expected: dict[str, Any]
) -> None:
    def row_or_value(value: Any) -> Any:
        return festival.rows.get(value, value) if isinstance(value, str) else value

    def sent(value: Any) -> Any:
        if isinstance(value, list):
            return [festival[name].id for name in value]
        found = row_or_value(value)
        return getattr(found, "id", found)

    kept = set(festival.session.scalars(select(model.id)))
    assert write(address, **{name: sent(value) for name, value in answers.items()}).status_code == 303
    festival.session.expire_all()
    row = festival.session.scalars(select(model).where(model.id.not_in(kept))).one()
    assert facts(row, *expected) == {
        name: [festival[one] for one in value] if isinstance(value, list) else row_or_value(value)
        for name, value in expected.items()
    }


KINDS = "N1 OPEN T1 X1 PARADE ngo-mon duyet-thi thuong-bac ashi citadel drummer rain sound rivals opening-first near"


@pytest.mark.parametrize("kind", [*KINDS.split(), "ferry", "Taiko"])
def test_saving_an_untouched_form_changes_nothing(write: Send, planner: Visitor, festival: Festival, kind: str) -> None:
    row = festival[kind]
    noun, version = row.__tablename__.replace("_", "-"), row.version
    before = answers_in(planner.get(f"/festival/song-huong/programme/{noun}/{row.id}/edit"))
    assert write(f"{noun}/{row.id}/edit").status_code == 303
    festival.session.expire_all()
    assert row.version == version
    after = answers_in(planner.get(f"/festival/song-huong/programme/{noun}/{row.id}/edit"))
    once = ("key", "csrf_token")
    assert {name: value for name, value in after.items() if name not in once} == {
        name: value for name, value in before.items() if name not in once
    }


def test_a_taken_name_is_told_beside_it_whatever_the_database(write: Send, festival: Festival) -> None:
    answer = write("stage/new", name="Ngọ Môn", venue=festival["park"].id)
    assert errors_in(answer) == {"name": "“Ngọ Môn” exists already; please choose another."}
    answer = write("performance/new", code="N1", name="Mới", minutes="10")
    assert errors_in(answer) == {"code": "“N1” exists already; please choose another."}

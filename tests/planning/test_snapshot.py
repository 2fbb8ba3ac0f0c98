"""Rows to facts and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import event, select

from festival_ops.database import db
from festival_ops.planning import outcome
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Placement
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Edition
from solver.problem import (
    Act,
    Blackout,
    Clash,
    Leg,
    Liking,
    Need,
    Neighbours,
    Party,
    Person,
    Pin,
    Precedence,
    Problem,
    Quiet,
    Slot,
    Span,
    Trip,
    Troupe,
    Work,
)
from tests.support.programmes import Festival, rule_book

DAY = 1440


def asked(festival: Festival, language: str = "vi") -> Problem:
    session = festival.session()
    return problem_of(session, festival.edition, main_plan(session, festival.edition), language=language)


def test_places_are_open_past_midnight_and_quiet_into_the_morning(festival: Festival) -> None:
    problem = asked(festival)
    opened = [Span(day * DAY + 17 * 60, (day + 1) * DAY + 30) for day in range(3)]
    assert problem.stage(festival["ngo-mon"].id).open == tuple(opened)
    assert problem.stage(festival["duyet-thi"].id).open == (*opened, Span(3 * DAY + 120, 3 * DAY + 210))
    assert problem.stage(festival["thuong-bac"].id).quiet == tuple(
        Quiet(day * DAY + 22 * 60 + 30, (day + 1) * DAY + 6 * 60, 1) for day in range(3)
    )
    here, there = festival["citadel"].id, festival["park"].id
    assert problem.trips == (Trip(here, there, 25), Trip(there, here, 25))
    assert problem.neighbours == (Neighbours(festival["ngo-mon"].id, festival["duyet-thi"].id),)


def test_troupes_and_the_people_they_share(festival: Festival) -> None:
    problem = asked(festival)
    ashi = festival["ashi"].id
    assert problem.troupe(ashi) == Troupe(ashi, "Ashi Taiko", 12 * 60, 2 * DAY + 600, 2, None, DAY + 30, 12)
    assert problem.persons == (Person(festival["drummer"].id, "Trống chung", (ashi, festival["nha-nhac"].id)),)
    assert problem.parties == (Party(festival["guests"].id, "A1", (festival["OPEN"].id,), 18 * 60, None),)


def test_acts_ask_for_what_their_performances_say(festival: Festival) -> None:
    problem = asked(festival)
    stages = (festival["ngo-mon"].id, festival["thuong-bac"].id)
    assert problem.act(festival["T1"].id) == Act(
        id=festival["T1"].id,
        title="Taiko T1",
        duration=60,
        troupes=(festival["ashi"].id,),
        work=festival["Taiko"].id,
        get_in=30,
        get_out=15,
        stages=stages,
        hours=(Span(18 * 60, 23 * 60),),
        likings=tuple(Liking(day * DAY + 19 * 60, day * DAY + 21 * 60, 3) for day in range(3)),
        loudness=3,
        crowd=200,
        genre="drums",
    )
    assert problem.act(festival["PARADE"].id).route == (Leg(stages[0], 0, 20), Leg(stages[1], 30, 20))
    assert problem.act(festival["X1"].id).needs == (Need(festival["sound"].id, 2),)
    assert problem.act(festival["T2"].id).features == ("LED wall",)
    opening = festival["OPEN"].id
    assert problem.act(opening).announced == Slot(opening, stages[0], 21 * 60)
    assert asked(festival, "en").act(festival["T1"].id).title == "Drums of Asia"


def test_what_ties_acts_together(festival: Festival) -> None:
    problem = asked(festival)
    of = {code: festival[code].id for code in ("T1", "T2", "X1", "X2", "PARADE", "OPEN", "GONE")}
    assert of["GONE"] not in {act.id for act in problem.acts}
    assert problem.clashes == tuple(Clash(of[one], of[other], 4) for one in ("T1", "T2") for other in ("X1", "X2"))
    assert problem.precedences == (Precedence(of["OPEN"], of["PARADE"], 30, 2880),)
    assert problem.work(festival["Taiko"].id) == Work(festival["Taiko"].id, "Taiko", None, 1, False)


def test_rain_spares_the_indoor_stages_and_a_funeral_spares_none(festival: Festival) -> None:
    rain = Blackout(DAY + 17 * 60, DAY + 18 * 60, (festival["ngo-mon"].id, festival["thuong-bac"].id), "Mưa lớn")
    assert asked(festival).blackouts == (rain,)
    row = festival["rain"]
    row.outdoor_only, row.kind, row.reason = False, "funeral", "Quốc tang"
    assert asked(festival).blackouts == (Blackout(DAY + 17 * 60, DAY + 18 * 60, (), "Quốc tang"),)
    row.active = False
    assert asked(festival).blackouts == ()


def test_levels_numbers_weights_and_pins_are_the_editions(festival: Festival) -> None:
    rule_book(festival)
    problem = asked(festival)
    assert dict(problem.levels) == {"opening-hours": "warn"}
    assert (problem.settings.rest, problem.settings.shows_a_day) == (75, 3)
    assert dict(problem.weights) == {"audience-clashes": 7}
    assert problem.pins == (Pin(festival["X1"].id, day=1),)


def test_slots_go_to_placements_and_back(festival: Festival) -> None:
    festival.place("T1", "ngo-mon", 1, "18:30")
    festival.place("GONE", "ngo-mon", 1, "22:00")
    festival.place("X1", "ngo-mon", 2, "19:00")
    problem = asked(festival)
    wanted = (
        Slot(festival["T1"].id, festival["thuong-bac"].id, DAY + 15),
        Slot(festival["N1"].id, festival["duyet-thi"].id, 2 * DAY + 1140),
    )
    outcome.lay(festival.session(), festival["plan"], Clock.of(festival.edition), problem, wanted)
    festival.session.commit()
    assert set(asked(festival).current) == set(wanted)
    rows = festival.session.scalars(select(Placement)).all()
    assert {(row.performance.code, row.starts) for row in rows} == {
        ("T1", festival.at(1, "00:15")),
        ("N1", festival.at(3, "19:00")),
        ("GONE", festival.at(1, "22:00")),
    }
    assert outcome.from_json(outcome.to_json(wanted)) == wanted


def test_a_larger_edition_takes_no_more_queries(festival: Festival) -> None:
    def queries() -> int:
        counted: list[str] = []
        festival.session.commit()

        def count(connection: object, cursor: object, statement: str, *rest: object) -> None:
            counted.append(statement)

        event.listen(db.engine, "before_cursor_execute", count)
        asked(festival)
        event.remove(db.engine, "before_cursor_execute", count)
        return len(counted)

    before = queries()
    for number in range(5):
        festival.show(f"M{number}", "circus", "Xiếc", stages=[festival["ngo-mon"], festival["duyet-thi"]])
    assert queries() == before


@pytest.mark.parametrize(
    ("clock", "minute"), [("04:00", 240), ("19:30", 1170), ("23:59", 1439), ("00:30", 1470), ("03:59", 1679)]
)
def test_a_festival_day_runs_to_the_cutoff_hour(clock: str, minute: int) -> None:
    edition = Edition(
        zone="Asia/Ho_Chi_Minh", first_day=date(2026, 6, 5), last_day=date(2026, 6, 7), cutoff=time(4), grid=5
    )
    watch = Clock.of(edition)
    moment = edition.at(date(2026, 6, 5), time.fromisoformat(clock))
    assert (watch.minute(moment), watch.moment(minute), watch.day_of(minute)) == (minute, moment, date(2026, 6, 5))


def test_the_clock_on_the_wall_counts_where_summer_time_begins() -> None:
    edition = Edition(zone="Europe/Paris", first_day=date(2026, 3, 28), last_day=date(2026, 3, 29), cutoff=time(4))
    watch = Clock.of(edition)
    evening = 1440 + 19 * 60 + 30
    assert watch.moment(evening) == datetime(2026, 3, 29, 17, 30, tzinfo=UTC)
    assert watch.minute(datetime(2026, 3, 29, 17, 30, tzinfo=UTC)) == evening


@pytest.mark.parametrize(
    ("moment", "minute"),
    [
        (datetime(2026, 6, 6, 12, 30, tzinfo=UTC), DAY + 19 * 60 + 30),
        (datetime(2025, 1, 1, tzinfo=UTC), -30 * DAY),
        (datetime(2026, 6, 7, 20, 59, tzinfo=UTC), 3 * DAY + 239),
        (datetime(2026, 6, 7, 21, tzinfo=UTC), None),
    ],
)
def test_now_counts_until_the_edition_is_over(
    festival: Festival, monkeypatch: pytest.MonkeyPatch, moment: datetime, minute: int | None
) -> None:
    monkeypatch.setattr("festival_ops.planning.snapshot.now", lambda: moment)
    assert asked(festival).now == minute

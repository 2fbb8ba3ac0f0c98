"""What the database refuses by itself, whatever the program above it does."""

from __future__ import annotations

import traceback
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning.models import (
    ExclusiveUse,
    Release,
    ReleasedDuty,
    ReleasedNeed,
    ReleasedRide,
    ReleasedRideStop,
    RideRelease,
    RosterRelease,
)
from festival_ops.programme.models import Edition, Performance
from festival_ops.web import history
from festival_ops.web.models import HistoryEntry

NUMBERS = count(1)
EVENING = datetime(2024, 6, 8, 12, 30, tzinfo=UTC)


@pytest.fixture
def performance(session: Session) -> Performance:
    edition = Edition(name="Thử", slug="thu", first_day=date(2024, 6, 7), last_day=date(2024, 6, 9))
    session.add(edition)
    session.flush()
    performance = Performance(edition_id=edition.id, name="Múa", code="P1", minutes=40)
    session.add(performance)
    session.commit()
    return performance


def use(performance: Performance, starts: int, ends: int, *, kind: str = "stage", holder_id: int = 1) -> ExclusiveUse:
    return ExclusiveUse(
        edition_id=performance.edition_id,
        kind=kind,
        holder_id=holder_id,
        holder="Ngọ Môn",
        performance_id=performance.id,
        starts=EVENING + timedelta(minutes=starts),
        ends=EVENING + timedelta(minutes=ends),
    )


@pytest.mark.parametrize("span", [(0, 40), (10, 20), (-5, 1), (39, 90), (-5, 45)])
def test_an_overlap_of_one_holder_is_refused(session: Session, performance: Performance, span: tuple[int, int]) -> None:
    session.add(use(performance, 0, 40))
    session.commit()
    session.add(use(performance, *span))
    with pytest.raises(IntegrityError):
        session.commit()


def test_touching_spans_other_holders_and_other_kinds_are_accepted(session: Session, performance: Performance) -> None:
    session.add_all(
        [
            use(performance, 0, 40),
            use(performance, 40, 80),
            use(performance, -40, 0),
            use(performance, 0, 40, holder_id=2),
            use(performance, 0, 40, kind="troupe"),
        ]
    )
    session.commit()
    assert session.query(ExclusiveUse).count() == 5


def test_a_span_cannot_be_moved_onto_another(session: Session, performance: Performance) -> None:
    held, moved = use(performance, 0, 40), use(performance, 60, 90)
    session.add_all([held, moved])
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(update(ExclusiveUse).where(ExclusiveUse.id == moved.id).values(starts=EVENING))


@pytest.fixture
def entry(session: Session, performance: Performance) -> HistoryEntry:
    entry = history.record(session, performance, "created", by=None, after={"name": "Múa"})
    session.commit()
    return entry


def test_a_history_entry_is_never_altered_removed_or_replaced(session: Session, entry: HistoryEntry) -> None:
    id, kept = entry.id, entry.hash
    copied = {column.key: getattr(entry, column.key) for column in HistoryEntry.__table__.columns}
    for attempt in (
        update(HistoryEntry).values(reason="another"),
        delete(HistoryEntry),
        insert(HistoryEntry).values(copied | {"hash": "0" * 64}),
    ):
        with pytest.raises(DBAPIError):
            session.execute(attempt)
        session.rollback()
    assert session.get_one(HistoryEntry, id).hash == kept


def test_a_history_entry_is_not_replaced_on_sqlite(session: Session, entry: HistoryEntry) -> None:
    if session.get_bind().dialect.name != "sqlite":
        with pytest.raises(DBAPIError):
            session.execute(text("TRUNCATE history_entry"))
        return
    columns = ", ".join(f'"{column.key}"' for column in HistoryEntry.__table__.columns)
    with pytest.raises(DBAPIError):
        session.execute(text(f"INSERT OR REPLACE INTO history_entry ({columns}) SELECT {columns} FROM history_entry"))


def test_a_release_is_never_altered(session: Session, performance: Performance) -> None:
    release = Release(edition_id=performance.edition_id, number=1, plan_revision=1)
    session.add(release)
    session.commit()
    with pytest.raises(DBAPIError):
        session.execute(update(Release).values(number=2))
    session.rollback()
    assert session.get_one(Release, release.id).number == 1


@pytest.fixture
def roster(session: Session, performance: Performance) -> RosterRelease:
    facts = {"number": 1, "signer": "Phụ trách an ninh", "roster_revision": 1, "missing": 0, "unled": 0}
    release = RosterRelease(edition_id=performance.edition_id, **facts)
    session.add(release)
    session.commit()
    return release


def duty(roster: RosterRelease, starts: int, ends: int, officer: int = 1) -> ReleasedDuty:
    return ReleasedDuty(
        release_id=roster.id,
        officer_id=officer,
        need_id=starts,
        post_id=1,
        day=EVENING.date(),
        stretch=0,
        starts=EVENING + timedelta(minutes=starts),
        ends=EVENING + timedelta(minutes=ends),
        facts={},
    )


def need(roster: RosterRelease) -> ReleasedNeed:
    numbers = dict.fromkeys(("post_id", "sector_id", "shift_id", "function_id", "need_id", "least", "most"), 1)
    hours = {"day": EVENING.date(), "starts": EVENING, "ends": EVENING + timedelta(hours=1)}
    return ReleasedNeed(release_id=roster.id, stretch=0, handover=0, unled=0, facts={}, **hours, **numbers)


@pytest.mark.parametrize("span", [(0, 40), (10, 20), (-5, 1), (39, 90)])
def test_nobody_has_two_duties_at_once_in_a_release(
    session: Session, roster: RosterRelease, span: tuple[int, int]
) -> None:
    session.add_all([duty(roster, 0, 40), duty(roster, 40, 80), duty(roster, 0, 40, officer=2)])
    session.commit()
    session.add(duty(roster, *span))
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()
    assert session.query(ReleasedDuty).count() == 3


def test_the_next_release_may_say_the_same_again(session: Session, roster: RosterRelease) -> None:
    facts = {"number": 2, "signer": "Phụ trách an ninh", "roster_revision": 2, "missing": 0, "unled": 0}
    second = RosterRelease(edition_id=roster.edition_id, **facts)
    session.add_all([duty(roster, 0, 40), second])
    session.flush()
    session.add(duty(second, 0, 40))
    session.commit()
    assert session.query(ReleasedDuty).count() == 2


def test_a_released_roster_is_never_altered(session: Session, roster: RosterRelease) -> None:
    session.add_all([duty(roster, 0, 40), need(roster)])
    session.commit()
    attempts = (
        update(RosterRelease).values(note="another"),
        delete(RosterRelease),
        update(ReleasedDuty).values(officer_id=2),
        delete(ReleasedDuty),
        update(ReleasedNeed).values(least=2),
        delete(ReleasedNeed),
    )
    for attempt in attempts:
        with pytest.raises(DBAPIError):
            session.execute(attempt)
        session.rollback()
    assert session.get_one(RosterRelease, roster.id).note == ""
    assert [row.officer_id for row in session.query(ReleasedDuty)] == [1]
    assert [row.least for row in session.query(ReleasedNeed)] == [1]


@pytest.fixture
def rides(session: Session, performance: Performance) -> RideRelease:
    facts = {"number": 1, "signer": "Phụ trách giao thông", "rides_revision": 1, "unserved": 0}
    release = RideRelease(edition_id=performance.edition_id, **facts)
    session.add(release)
    session.commit()
    return release


def ride(rides: RideRelease, starts: int, ends: int, vehicle: int = 1, driver: int = 1) -> ReleasedRide:
    return ReleasedRide(
        release_id=rides.id,
        number=next(NUMBERS),
        vehicle_id=vehicle,
        driver_id=driver,
        day=EVENING.date(),
        starts=EVENING + timedelta(minutes=starts),
        ends=EVENING + timedelta(minutes=ends),
        facts={},
    )


@pytest.mark.parametrize("who", [{"vehicle": 9}, {"driver": 9}], ids=["driver", "vehicle"])
@pytest.mark.parametrize("span", [(0, 40), (10, 20), (-5, 1), (39, 90)])
def test_no_vehicle_and_no_driver_is_in_two_places_in_a_release(
    session: Session, rides: RideRelease, span: tuple[int, int], who: dict[str, int]
) -> None:
    session.add_all([ride(rides, 0, 40), ride(rides, 40, 80), ride(rides, 0, 40, vehicle=2, driver=2)])
    session.commit()
    session.add(ride(rides, *span, **who))
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()
    assert session.query(ReleasedRide).count() == 3
    session.add(ride(rides, *span, vehicle=9, driver=9))
    session.commit()


def test_released_rides_are_never_altered(session: Session, rides: RideRelease) -> None:
    hours = dict.fromkeys(("arrives", "begins", "departs"), EVENING)
    numbers = {"position": 0, "transfer_id": 1, "people": 5, "luggage": 0}
    kept = ride(rides, 0, 40)
    kept.stops = [ReleasedRideStop(boards=True, facts={}, **hours, **numbers)]
    session.add(kept)
    session.commit()
    attempts = [delete(model) for model in (RideRelease, ReleasedRide, ReleasedRideStop)]
    attempts += [
        update(RideRelease).values(note="another"),
        update(ReleasedRide).values(driver_id=2),
        update(ReleasedRideStop).values(people=2),
    ]
    for attempt in attempts:
        with pytest.raises(DBAPIError):
            session.execute(attempt)
        session.rollback()
    assert session.get_one(RideRelease, rides.id).note == ""
    assert [(row.driver_id, [stop.people for stop in row.stops]) for row in session.query(ReleasedRide)] == [(1, [5])]


def test_a_refusal_tells_nobody_the_values_it_refused(session: Session) -> None:
    """Its words go into logs with the whole chain of causes: a key that is taken, a row that lacks something, a value
    that cannot be read."""
    edition = {"first_day": date(2024, 6, 7), "last_day": date(2024, 6, 9)}
    session.add(Edition(name="Zyxq", slug="zyxq-one", **edition))
    session.flush()
    again = insert(Edition.__table__).values(name="Zyxq", slug="zyxq-one", folded="", sort_key="", **edition)
    lacking = insert(Edition.__table__).values(name="Zyxq", slug=None, folded="zyxq", sort_key="", **edition)
    number = select(text("CAST(CAST(:word AS text) AS integer)")).params(word="zyxq")
    # SQLite reads any word as a number.
    failing = [again, lacking] if session.get_bind().dialect.name == "sqlite" else [again, lacking, number]
    for statement in failing:
        with pytest.raises(DBAPIError) as refused, session.begin_nested():
            session.execute(statement)
        told = "".join(traceback.format_exception(refused.value))
        assert "zyxq" not in told.lower()
        assert "edition" in str(refused.value.orig) or "22P02" in str(refused.value.orig)

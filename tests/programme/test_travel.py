"""Minutes between venues: measured ones hold both ways, the rest is estimated, and the unknown stays unknown."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session, scoped_session

from festival_ops.programme import travel
from festival_ops.programme.models import Edition, Travel, Venue


@pytest.fixture
def places(session: scoped_session[Session], edition: Edition) -> dict[str, Venue]:
    made = {
        "gate": Venue(name="Ngọ Môn", latitude=16.468083, longitude=107.578667),
        "palace": Venue(name="Kiến Trung", latitude=16.4710479, longitude=107.5765559),
        "lost": Venue(name="Chưa rõ"),
    }
    for venue in made.values():
        venue.edition_id = edition.id
        session.add(venue)
    session.commit()
    return made


def test_a_straight_line_is_measured_on_the_globe() -> None:
    equator, east = Venue(latitude=0.0, longitude=0.0), Venue(latitude=0.0, longitude=1.0)
    assert round(travel.straight_km(equator, east), 2) == 111.19
    assert travel.straight_km(equator, equator) == 0


def test_an_estimate_follows_the_way_of_travelling(places: dict[str, Venue]) -> None:
    gate, palace = places["gate"], places["palace"]
    assert {mode: travel.estimate(gate, palace, mode) for mode in travel.MODES} == {"walk": 8, "coach": 12, "car": 7}
    assert travel.estimate(gate, places["lost"], "walk") is None


def test_measured_minutes_hold_both_ways_unless_the_way_back_has_its_own(
    session: scoped_session[Session], edition: Edition, places: dict[str, Venue]
) -> None:
    gate, palace, lost = places["gate"], places["palace"], places["lost"]
    session.add(Travel(edition_id=edition.id, origin_id=gate.id, destination_id=lost.id, minutes=40))
    session.add(Travel(edition_id=edition.id, origin_id=gate.id, destination_id=palace.id, minutes=20))
    session.add(Travel(edition_id=edition.id, origin_id=palace.id, destination_id=gate.id, minutes=25))
    session.commit()
    assert travel.minutes_between(session, edition) == {
        (gate.id, lost.id): 40,
        (lost.id, gate.id): 40,
        (gate.id, palace.id): 20,
        (palace.id, gate.id): 25,
    }
    assert travel.trips(session, edition)[palace.id, lost.id].minutes is None


def test_the_table_has_a_row_and_a_column_for_each_venue(
    session: scoped_session[Session], edition: Edition, places: dict[str, Venue]
) -> None:
    columns, rows = travel.table(travel.trips(session, edition))
    assert [venue.name for venue in columns] == ["Chưa rõ", "Kiến Trung", "Ngọ Môn"]
    assert [(venue.name, [trip and trip.minutes for trip in cells]) for venue, cells in rows] == [
        ("Chưa rõ", [None, None, None]),
        ("Kiến Trung", [None, None, 12]),
        ("Ngọ Môn", [None, 12, None]),
    ]

"""What troupes, artists and guests of honour can do in a day."""

from __future__ import annotations

from solver.problem import Act, Party, Person, Rehearsal, Settings, Slot, Troupe
from tests.solver.rules.examples import COURT, EVENING, PARK, RIVER, TOMORROW, festival, told


def test_a_troupe_plays_between_arrival_and_departure() -> None:
    troupes = (Troupe(1, "Lotus", arrives=1200, departs=2640),)
    problem = festival(Act(1, "Fan dance", 60, troupes=(1,), get_in=30, get_out=15), troupes=troupes)
    assert told("within-stay", problem, Slot(1, RIVER, 1210)) == [
        "Lotus arrives at 20:00 on 07/06/2024, 20 minutes after the get-in of Fan dance begins."
    ]
    assert told("within-stay", problem, Slot(1, RIVER, 2570)) == [
        "Lotus departs at 20:00 on 08/06/2024, 5 minutes before the get-out of Fan dance ends."
    ]
    assert told("within-stay", problem, Slot(1, RIVER, 1230)) == []
    assert told("within-stay", problem, Slot(1, RIVER, 2565)) == []


def test_a_show_after_midnight_counts_to_the_evening_before() -> None:
    troupes = (Troupe(1, "Lotus", latest=1380), Troupe(2, "Dragon", latest=1530))
    problem = festival(Act(1, "Fan dance", 60, troupes=(1,)), Act(2, "Night rite", 60, troupes=(2,)), troupes=troupes)
    assert told("latest-hour", problem, Slot(1, RIVER, 1340), Slot(2, RIVER, 1500)) == [
        "Fan dance ends at 23:20 on 07/06/2024, 20 minutes after the latest hour of Lotus.",
        "Night rite ends at 02:00 on 08/06/2024, 30 minutes after the latest hour of Dragon.",
    ]
    assert told("latest-hour", problem, Slot(1, RIVER, 1320), Slot(2, RIVER, 1470)) == []


def test_a_troupe_needs_the_way_between_two_venues() -> None:
    problem = festival(
        Act(1, "Parade", 60, troupes=(1,), get_out=10), Act(2, "Fan dance", 30, troupes=(1, 2), get_in=15)
    )
    first = Slot(1, RIVER, EVENING)
    assert told("troupe-in-one-place", problem, first, Slot(2, COURT, EVENING + 80)) == [
        "Lotus would be at Parade and Fan dance at once for 5 minutes."
    ]
    assert told("troupe-in-one-place", problem, first, Slot(2, PARK, EVENING + 100)) == [
        "Lotus needs 25 minutes on the way from Parade to Fan dance, has 15."
    ]
    assert told("troupe-in-one-place", problem, first, Slot(2, PARK, EVENING + 110)) == []
    assert told("troupe-in-one-place", problem, first, Slot(2, COURT, EVENING + 85)) == []


def test_a_person_needs_the_way_between_two_troupes() -> None:
    problem = festival(
        Act(1, "Parade", 60, troupes=(1,)), Act(2, "Fan dance", 30, troupes=(2,)), persons=(Person(1, "An", (1, 2)),)
    )
    assert told("person-in-one-place", problem, Slot(2, PARK, EVENING), Slot(1, RIVER, EVENING + 35)) == [
        "An needs 25 minutes on the way from Fan dance to Parade, has 5."
    ]
    assert told("person-in-one-place", problem, Slot(2, PARK, EVENING), Slot(1, RIVER, EVENING + 55)) == []


def test_a_troupe_rests_between_shows() -> None:
    troupes = (Troupe(1, "Lotus", rest=90), Troupe(2, "Dragon"))
    acts = (Act(1, "Parade", 60, troupes=(1, 2)), Act(2, "Fan dance", 30, troupes=(2, 1)))
    problem = festival(*acts, troupes=troupes)
    assert told("rest-between-shows", problem, Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 130)) == [
        "Lotus needs 90 minutes of rest between Parade and Fan dance, has 70."
    ]
    assert told("rest-between-shows", problem, Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 150)) == []


def test_a_troupe_plays_as_many_shows_a_day_as_it_agreed_to() -> None:
    acts = [Act(id, f"Show {id}", 30, troupes=(1,)) for id in (1, 2, 3, 4)]
    problem = festival(*acts, settings=Settings(shows_a_day=2))
    slots = [Slot(id, RIVER, 600 + 100 * id) for id in (1, 2, 3)]
    assert told("shows-a-day", problem, *slots, Slot(4, RIVER, 1500)) == [
        "Lotus plays Show 3 at 15:00 on 07/06/2024 as show 3 of the day; it agreed to 2.",
        "Lotus plays Show 4 at 01:00 on 08/06/2024 as show 4 of the day; it agreed to 2.",
    ]
    assert told("shows-a-day", problem, *slots[:2], Slot(3, RIVER, TOMORROW + 900)) == []


def test_guests_of_honour_can_attend_and_are_not_named() -> None:
    problem = festival(
        Act(1, "Opening", 60),
        Act(2, "Fan dance", 30),
        parties=(Party(1, "P-7", (1, 2), arrives=1140, departs=1380),),
        settings=Settings(party_travel=40),
    )
    assert told("attendance", problem, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 90)) == [
        "Guests of honour need 40 minutes between Opening and Fan dance, have 30."
    ]
    assert told("attendance", problem, Slot(1, RIVER, 1130), Slot(2, RIVER, 1360)) == [
        "Opening is shown 10 minutes outside the stay of guests of honour who attend it.",
        "Fan dance is shown 10 minutes outside the stay of guests of honour who attend it.",
    ]
    assert told("attendance", problem, Slot(1, RIVER, EVENING), Slot(2, COURT, EVENING + 60)) == []


def test_a_rehearsal_keeps_its_stage_and_its_people_and_comes_before_its_show() -> None:
    lotus, guest = Act(1, "Fan dance", 60, troupes=(1,), get_in=15), Act(2, "Drums", 60, troupes=(2,), get_out=20)
    kept = Rehearsal(1, "Dress rehearsal", PARK, EVENING, EVENING + 60, troupes=(1,), act=1)
    problem = festival(lotus, guest, persons=(Person(1, "An", (1, 2)),), rehearsals=(kept,))
    when = "from 19:30 on 07/06/2024 to 20:30 on 07/06/2024"
    assert told("rehearsals-kept", problem, Slot(2, PARK, EVENING - 70)) == [
        f"Drums needs Park, with its changeover, during Dress rehearsal {when}."
    ]
    lasts = "Dress rehearsal lasts from 19:30 on 07/06/2024 to 20:30 on 07/06/2024"
    way = problem.travel(problem.stage(PARK).venue, problem.stage(RIVER).venue)
    free = EVENING + 60 + way
    assert told("rehearsals-kept", problem, Slot(1, RIVER, free + 14), Slot(2, RIVER, free - 1)) == [
        f"Lotus cannot be at Fan dance in time: {lasts}.",
        f"An cannot be at Drums in time: {lasts}.",
    ]
    assert told("rehearsals-kept", problem, Slot(1, RIVER, free + 15), Slot(2, RIVER, free)) == []
    assert told("rehearsals-kept", problem, Slot(1, RIVER, EVENING - 300)) == [
        f"Fan dance is shown before its own rehearsal has ended: Dress rehearsal, {when}."
    ]

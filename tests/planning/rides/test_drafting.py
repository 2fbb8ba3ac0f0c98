"""What the programme asks for is taken over, follows the plan, and never overrules a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from festival_ops.accounts.models import User
from festival_ops.planning.actions.transfers import ChangedSinceError, Chosen, Taken, take_over
from festival_ops.planning.models import Placement
from festival_ops.planning.queries import main_plan
from festival_ops.planning.rides.asked_for import BY_HAND, CHANGED, ENDED, NEW, STANDS, Drafting, drafting
from festival_ops.planning.rides.hours import NO_ORIGIN, NO_SHOW, Asked, asked_of
from festival_ops.programme.models import Cancellation, Rehearsal
from festival_ops.traffic.models import Transfer
from tests.support.programmes import Festival

Take = Callable[..., Taken]


def found(made: Festival) -> Drafting:
    return drafting(made.session(), made.edition, main_plan(made.session(), made.edition))


def states(made: Festival) -> dict[str, str]:
    """By the group and what is asked for, with codes for numbers."""
    codes = {str(made[code].id): code for code in ("T1", "T2", "X1", "X2", "PARADE", "GONE")}
    stays = {str(made[name].id): name for name in ("taiko", "riders")}

    def read(key: str) -> str:
        stay, what, *acts = key.split(":")
        return " ".join([stays[stay], what, *(codes.get(act, "REHEARSAL") for act in acts)])

    return {read(line.key): line.state for line in found(made).lines}


def asked(made: Festival) -> dict[str, Asked]:
    rows = asked_of(made.session(), made.edition, main_plan(made.session(), made.edition))
    return {each.transfer.name_en: each for each in rows}


@pytest.fixture
def take(rides: Festival, planner: User, app: Flask) -> Take:
    def taken(*keys: str, seen: str | None = None) -> Taken:
        shown = found(rides)
        picked = {line.key: line.stamp for line in shown.lines if line.key in keys}
        chosen = Chosen(picked, None if keys else seen or shown.stamp)
        with app.test_request_context():
            plan = main_plan(rides.session(), rides.edition)
            result = take_over(rides.session(), rides.edition, plan, chosen, planner, "Theo chương trình")
        rides.session.commit()
        return result

    return taken


def test_groups_are_fetched_taken_to_their_shows_and_back_on_to_the_next_and_seen_off(rides: Festival) -> None:
    assert states(rides) == {
        "taiko arrival": NEW,
        "taiko to T1": NEW,
        "taiko back T1": NEW,
        "taiko to T2": NEW,
        "taiko back T2": NEW,
        "taiko departure": NEW,
        "riders to X1": NEW,
        # The parade begins two and a half hours later at the other venue, and ends where it is left.
        "riders on X1 PARADE": NEW,
        "riders back PARADE": NEW,
        "riders to X2": NEW,
        "riders back X2": NEW,
    }


def test_what_is_taken_over_has_the_hours_and_places_of_the_plan(rides: Festival, take: Take) -> None:
    assert take() == Taken(written=11)
    assert set(states(rides).values()) == {STANDS}
    told = asked(rides)
    before = told["Ashi Taiko: to T1"]
    # The show begins at 18:30 after half an hour of get-in; a quarter of an hour before its call is 17:45.
    assert before.delivery is not None
    assert (before.delivery.starts, before.delivery.ends) == (rides.at(1, "17:15"), rides.at(1, "17:45"))
    assert (before.origin, before.destination) == (rides["hotel"], rides["park drop-off"])
    assert (before.transfer.people, before.transfer.luggage, before.transfer.boarding) == (12, 9, 3)
    parade = told["Xiếc Hà Nội: from X1 on to PARADE"]
    assert (parade.origin, parade.destination) == (rides["park drop-off"], rides["citadel drop-off"])
    # From the end of X1's get-out, 20:15, to the call of the parade, 22:35.
    assert parade.pickup is not None
    assert (parade.pickup.starts, parade.pickup.ends) == (rides.at(2, "20:15"), rides.at(2, "22:35"))
    dispersal = told["Xiếc Hà Nội: back from PARADE"]
    assert dispersal.origin is rides["park drop-off"]
    landing = told["Ashi Taiko: arrival"]
    assert landing.pickup is not None
    assert (landing.pickup.starts, landing.origin) == (rides.at(1, "12:40"), rides["airport"])
    assert landing.transfer.luggage == 20


def test_a_show_that_moves_by_an_hour_moves_its_transfers_by_an_hour(rides: Festival, take: Take) -> None:
    take()
    before = asked(rides)
    standing = select(Placement).where(Placement.performance_id == rides["T1"].id)
    rides.session.scalars(standing).one().starts += timedelta(hours=1)
    rides.session.commit()
    after = asked(rides)
    hour = timedelta(hours=1)
    moved = {name for name, each in after.items() if each.starts != before[name].starts}
    assert moved == {"Ashi Taiko: to T1", "Ashi Taiko: back from T1"}
    for name in moved:
        for one, other in ((before[name].pickup, after[name].pickup), (before[name].delivery, after[name].delivery)):
            assert one is not None
            assert other is not None
            assert (other.starts - one.starts, other.ends - one.ends) == (hour, hour)
    assert set(states(rides).values()) == {STANDS}


def test_a_cancelled_show_asks_for_nobody_and_its_transfers_fall_away(rides: Festival, take: Take) -> None:
    take()
    rides["T2"].cancellation = Cancellation(reason="Mưa lớn")
    rides.session.commit()
    assert {name for name, state in states(rides).items() if state == ENDED} == {"taiko to T2", "taiko back T2"}
    assert asked(rides)["Ashi Taiko: to T2"].fault == NO_SHOW
    assert take() == Taken(ended=2)
    assert "Ashi Taiko: to T2" not in asked(rides)


def test_what_somebody_wrote_by_hand_is_kept_until_it_is_picked(rides: Festival, take: Take) -> None:
    take()
    rides["taiko"].people = 14
    row = rides.session.scalars(select(Transfer).where(Transfer.name_en == "Ashi Taiko: to T1")).one()
    row.people = 20
    rides.session.commit()
    mine = states(rides)
    assert mine["taiko to T1"] == BY_HAND
    assert mine["taiko back T1"] == CHANGED
    take()
    rides.session.refresh(row)
    assert row.people == 20
    assert take(row.derived) == Taken(written=1)
    rides.session.refresh(row)
    assert (row.people, states(rides)["taiko to T1"]) == (14, STANDS)


def test_somebody_who_saw_another_plan_is_told(rides: Festival, take: Take) -> None:
    seen = found(rides).stamp
    rides["taiko"].people = 14
    rides.session.commit()
    with pytest.raises(ChangedSinceError):
        take(seen=seen)


def test_a_show_at_a_venue_without_a_drop_off_is_named(rides: Festival, take: Take) -> None:
    take()
    rides["park drop-off"].venue = None
    rides.session.commit()
    assert found(rides).undriven == (rides["park"],)
    assert asked(rides)["Ashi Taiko: back from T1"].fault == NO_ORIGIN


@pytest.fixture
def rehearsal(rides: Festival) -> Rehearsal:
    """Of the drummers before their show of the second evening, on another stage, in the morning."""
    hours = {"starts": rides.at(2, "09:00"), "minutes": 90}
    row = Rehearsal(name="Tổng duyệt trống", name_en="Drums rehearsal", stage=rides["thuong-bac"], **hours)
    row.performance = rides["T2"]
    rides.add("rehearsal", row)
    rides.session.commit()
    return row


def test_a_group_is_taken_to_its_rehearsal_and_back_and_follows_it(
    rides: Festival, rehearsal: Rehearsal, take: Take
) -> None:
    assert [key for key in states(rides) if "REHEARSAL" in key] == ["taiko to REHEARSAL", "taiko back REHEARSAL"]
    assert take() == Taken(written=13)
    assert set(states(rides).values()) == {STANDS}
    there = asked(rides)["Ashi Taiko: to Drums rehearsal"]
    assert there.delivery is not None
    assert (there.delivery.ends, there.destination) == (rides.at(2, "08:45"), rides["park drop-off"])
    back = asked(rides)["Ashi Taiko: back from Drums rehearsal"]
    assert back.pickup is not None
    assert (back.pickup.starts, back.origin) == (rides.at(2, "10:45"), rides["park drop-off"])
    rehearsal.starts += timedelta(hours=2)
    rides.session.commit()
    later = asked(rides)["Ashi Taiko: to Drums rehearsal"]
    assert later.delivery is not None
    assert later.delivery.ends == rides.at(2, "10:45")
    assert set(states(rides).values()) == {STANDS}


def test_a_rehearsal_shortly_before_the_show_leads_on_to_it(rides: Festival, rehearsal: Rehearsal, take: Take) -> None:
    take()
    rehearsal.starts = rides.at(2, "18:00")
    rides.session.commit()
    assert {key: state for key, state in states(rides).items() if state != STANDS} == {
        "taiko on REHEARSAL T2": NEW,
        "taiko back REHEARSAL": ENDED,
        "taiko to T2": ENDED,
    }
    assert take() == Taken(written=1, ended=2)
    on = asked(rides)["Ashi Taiko: from Drums rehearsal on to T2"]
    # T2 begins at 21:00 after half an hour of get-in.
    assert on.pickup is not None
    assert (on.pickup.starts, on.pickup.ends) == (rides.at(2, "19:30"), rides.at(2, "20:30"))
    assert (on.origin, on.destination) == (rides["park drop-off"], rides["citadel drop-off"])


@pytest.mark.parametrize("why", ["switched off", "cancelled"])
def test_a_rehearsal_that_does_not_take_place_asks_for_nobody(
    why: str, rides: Festival, rehearsal: Rehearsal, take: Take
) -> None:
    take()
    if why == "cancelled":
        rides["T2"].cancellation = Cancellation(reason="Mưa lớn")
    rehearsal.active = why != "switched off"
    rides.session.commit()
    ended = {key for key, state in states(rides).items() if state == ENDED}
    assert {key for key in ended if "REHEARSAL" in key} == {"taiko to REHEARSAL", "taiko back REHEARSAL"}
    assert asked(rides)["Ashi Taiko: to Drums rehearsal"].fault == NO_SHOW


def test_what_was_drafted_before_there_were_rehearsals_is_still_a_draft(rides: Festival, take: Take) -> None:
    take()
    row = rides.session.scalars(select(Transfer).where(Transfer.name_en == "Ashi Taiko: to T1")).one()
    row.grounds = {key: fact for key, fact in (row.grounds or {}).items() if "rehearsal" not in key}
    rides["taiko"].people = 14
    rides.session.commit()
    assert states(rides)["taiko to T1"] == CHANGED


def test_hours_written_by_hand_move_with_the_show_they_are_for(rides: Festival) -> None:
    """Without a show they stay; written down anew they hold for where the show stands by then."""
    crew = rides["crew"]
    crew.moves_with = rides["T1"]
    rides.session.commit()
    assert crew.moves_from == rides.at(1, "18:30")
    placed = rides.session.scalars(select(Placement).where(Placement.performance_id == rides["T1"].id)).one()
    placed.starts += timedelta(hours=2)
    rides.session.commit()
    assert pickup(rides, crew) == (rides.at(1, "10:00"), rides.at(1, "10:30"))
    crew.pickup_starts = rides.at(1, "09:00")
    crew.pickup_ends = rides.at(1, "09:15")
    rides.session.commit()
    assert crew.moves_from == rides.at(1, "20:30")
    assert pickup(rides, crew) == (rides.at(1, "09:00"), rides.at(1, "09:15"))
    rides.unplace("T1")
    assert pickup(rides, crew) == (rides.at(1, "09:00"), rides.at(1, "09:15"))


def pickup(made: Festival, row: Transfer) -> tuple[datetime, datetime]:
    made.session.expire_all()
    window = asked(made)[row.name_en].pickup
    assert window is not None
    return window.starts, window.ends

"""Passes: what asks for them, and when they hold by the plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from festival_ops.accounts.models import User
from festival_ops.planning.models import EscortBook, Placement, Ride, RideStop, VehiclePass
from festival_ops.protocol.answers import regret
from festival_ops.protocol.models import Engagement, Invitation, Pass
from festival_ops.traffic.models import Closure, ClosureSegment, Segment
from tests.support.passes import hours, pass_of, print_all, states
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")
ROOT = "/festival/song-huong"
ARABIC = "Abd al-Raḥmān O’Neill عبد الرحمن"

Take = Callable[[], Any]


def test_a_guest_is_let_in_around_the_ceremony_wherever_the_plan_has_it(invited: Festival, take: Take) -> None:
    take()
    row = pass_of(invited, guest_id=invited["head"].id)
    ends = f"{invited.edition.local(invited.at(1, '21:00') + timedelta(minutes=invited['OPEN'].minutes + 60)):%d %H:%M}"
    assert (row.kind, hours(invited, row)) == (
        invited["vip"],
        {"C": [("05 19:00", ends)], "P": [("05 19:00", ends)]},
    )
    standing = select(Placement).where(Placement.performance_id == invited["OPEN"].id)
    placement = invited.session.scalars(standing).one()
    placement.starts += timedelta(hours=1)
    invited.session.commit()
    assert hours(invited, row)["C"][0][0] == "05 20:00"
    # In the park there is no stand: nothing opens there.
    placement.stage_id = invited["thuong-bac"].id
    invited.session.commit()
    assert hours(invited, row) == {}


def test_troupes_are_let_in_from_get_in_to_get_out(invited: Festival, take: Take) -> None:
    take()
    troupe = invited["N1"].troupes[0]
    row = pass_of(invited, troupe_id=troupe.id)
    assert row.heads == (troupe.size or 1)
    assert row.kind is invited["artist"]
    for act in (act for act in ("N1", "N2") if troupe in invited[act].troupes):
        placed = invited.session.scalars(select(Placement).where(Placement.performance_id == invited[act].id)).one()
        starts = invited.edition.local(placed.starts - timedelta(minutes=30))
        ends = invited.edition.local(placed.starts + timedelta(minutes=75))
        assert (f"{starts:%d %H:%M}", f"{ends:%d %H:%M}") in hours(invited, row)["E"]


def test_those_of_a_delegation_who_are_not_named_have_passes_by_heads(invited: Festival, take: Take) -> None:
    """Three come, two are named: one pass is without a name."""
    take()
    row = pass_of(invited, delegation_id=invited["lao"].id)
    assert (row.heads, set(hours(invited, row))) == (1, {"C"})


def test_an_escort_is_let_in_while_engagements_last(invited: Festival, take: Take) -> None:
    facts = {"delegation": invited["lao"], "kind": "ceremony", "ceremony": invited["opening"], "before": 30, "after": 0}
    task = invited.add("task", Engagement(name="Dự lễ", **facts))
    invited.session.flush()
    invited.add("book", EscortBook(duties=[[invited["liaison"].id, task.id, ""]]))
    invited.session.commit()
    take()
    row = pass_of(invited, escort_id=invited["liaison"].id)
    # Half an hour before the opening by the task, and another by the pass.
    assert hours(invited, row)["C"][0][0] == "05 20:00"
    invited["book"].duties = []
    invited.session.commit()
    assert states(invited)["L01"] == "ended"


def test_a_vehicle_with_a_badge_passes_while_the_closure_stands_on_its_way(invited: Festival, take: Take) -> None:
    made = invited
    closure = made.add("badge only", Closure(
        name="Cấm đường khai mạc", measure="all", exemptions=["badge"], performance=made["OPEN"], before=120, after=60,
    ))  # fmt: skip
    made.session.flush()
    made.session.execute(delete(Closure).where(Closure.id != closure.id))
    # All ways to where the crew gets out, so that the shortest is among them.
    way = [row for row in made.rows.values() if isinstance(row, Segment) and _leads_there(made, row)]
    closure.chain = [ClosureSegment(segment=row, position=number) for number, row in enumerate(way, start=1)]
    ride = {
        "vehicle": made["van"],
        "driver": made["driver"],
        "starts": made.at(1, "20:00"),
        "ends": made.at(1, "21:00"),
    }
    row = made.add("ride", Ride(**ride))
    stop = {"transfer": made["crew"], "people": 4}
    for position, (boards, clock) in enumerate(((True, "20:10"), (False, "20:40")), start=1):
        at = made.at(1, clock)
        row.stops.append(RideStop(position=position, boards=boards, arrives=at, begins=at, departs=at, **stop))
    made.session.commit()
    take()
    tie = made.session.scalars(select(VehiclePass)).one()
    assert tie.vehicle is made["van"]
    assert hours(made, tie.of)["R"][0][0] == "05 19:00"
    closure.exemptions = ["priority"]
    made.session.commit()
    assert "R" not in hours(made, tie.of)


def _leads_there(made: Festival, row: Segment) -> bool:
    return made["park drop-off"].junction_id in (row.first_id, row.second_id)


def test_a_regret_ends_a_pass_and_whoever_comes_instead_gets_another(
    invited: Festival, take: Take, officer: Visitor
) -> None:
    take()
    old = pass_of(invited, guest_id=invited["head"].id)
    print_all(officer)
    clerk = invited.session.scalars(select(User)).first()
    regret(invited.session(), invited["card"], invited["second"], clerk)
    invited.session.commit()
    found = states(invited)
    assert (found["G01"], found["G02"]) == ("ended", "new")
    # Before anybody takes that over the old pass opens nothing any more, and is to be taken back.
    assert hours(invited, old) == {}
    assert "no longer asked for: take it back" in officer.get(f"{ROOT}/passes/?state=over").text
    take()
    new = pass_of(invited, guest_id=invited["second"].id)
    assert (old.state, new.state, new.number > old.number) == ("void", "made", True)
    page = officer.get(f"{ROOT}/passes/papers").text
    assert ARABIC in page
    assert "Ộp Thị Thử Nghiệm" not in page


def test_a_second_click_makes_no_second_pass_and_undoing_takes_all_back(
    invited: Festival, take: Take, officer: Visitor
) -> None:
    page = officer.get(f"{ROOT}/passes/").text
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None
    for _click in range(2):
        officer.post(f"{ROOT}/passes/taking", data={"seen": seen[1]})
    numbers = list(invited.session.scalars(select(Pass.number).where(Pass.number != 900).order_by(Pass.number)))
    assert numbers == list(range(901, 901 + len(numbers)))
    assert numbers
    assert set(states(invited).values()) == {"stands"}
    taking = re.search(r'name="taking" value="(\d+)"', officer.get(f"{ROOT}/passes/").text)
    assert taking is not None
    for _click in range(2):
        assert officer.post(f"{ROOT}/passes/undoing", data={"taking": taking[1]}).status_code == 303
    assert list(invited.session.scalars(select(Pass.number))) == [900]


def test_what_was_printed_since_is_not_taken_back(invited: Festival, take: Take, officer: Visitor) -> None:
    take()
    offer = r'name="taking" value="(\d+)"'
    taking = re.search(offer, officer.get(f"{ROOT}/passes/").text)
    assert taking is not None
    print_all(officer)
    assert re.search(offer, officer.get(f"{ROOT}/passes/").text) is None
    refused = officer.post(f"{ROOT}/passes/undoing", data={"taking": taking[1]})
    assert (refused.status_code, pass_of(invited, guest_id=invited["head"].id).state) == (409, "printed")


def test_others_who_asked_first_are_not_overwritten(invited: Festival, officer: Visitor) -> None:
    page = officer.get(f"{ROOT}/passes/").text
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None
    invited.add("card of neighbour", Invitation(ceremony=invited["opening"], guest=invited["neighbour"]))
    invited.session.commit()
    refused = officer.post(f"{ROOT}/passes/taking", data={"seen": seen[1]})
    assert (refused.status_code, "Nothing was taken over" in refused.text) == (409, True)
    assert list(invited.session.scalars(select(Pass.number))) == [900]


def test_what_people_know_better_stays_until_it_is_picked(invited: Festival, take: Take, officer: Visitor) -> None:
    take()
    row = pass_of(invited, guest_id=invited["head"].id)
    row.kind = invited["guest pass"]
    invited.session.commit()
    assert states(invited)["G01"] == "by hand"
    invited["missions"].code = "M"
    row.kind, invited["vip"].groups = invited["vip"], []
    invited.session.commit()
    # Another kind asks for it now: the first of those that are for everybody.
    assert states(invited)["G01"] == "changed"
    take()
    assert pass_of(invited, guest_id=invited["head"].id).kind is invited["guest pass"]

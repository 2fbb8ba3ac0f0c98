"""Passes: what asks for them, when they hold by the plan, what is out on paper, and who may know of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from festival_ops.accounts.models import Role, User
from festival_ops.planning.models import EscortBook, Placement, Ride, RideStop, VehiclePass
from festival_ops.planning.passes.asked_for import pass_drafting
from festival_ops.planning.passes.openings import Desk
from festival_ops.planning.queries import main_plan
from festival_ops.protocol.answers import regret
from festival_ops.protocol.models import Ceremony, Engagement, Invitation, Pass
from festival_ops.traffic.models import Closure, ClosureSegment, Segment
from festival_ops.web.models import HistoryEntry
from tests.support.guests import with_guests
from tests.support.passes import with_passes
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")
ROOT = "/festival/song-huong"
ARABIC = "Abd al-Raḥmān O’Neill عبد الرحمن"

Take = Callable[[], Any]


@pytest.fixture
def invited(rides: Festival) -> Festival:
    """The ambassador comes to the opening at 21:00 on the first day, which is a show of the plan."""
    made = with_passes(with_guests(rides))
    made.session.execute(delete(Ceremony))
    facts = {"performance": made["OPEN"], "precedence": made["opening rule"], "doors": 60, "closed": 15}
    made.add("opening", Ceremony(name="Lễ khai mạc", **facts))
    made.session.flush()
    made.add("card", Invitation(ceremony=made["opening"], guest=made["head"]))
    made.session.commit()
    return made


@pytest.fixture
def officer(sign_in: SignIn, invited: Festival) -> Visitor:
    return sign_in(Role.PROTOCOL_OFFICER, edition=invited.edition)


@pytest.fixture
def take(officer: Visitor) -> Take:
    """Takes over all that is offered."""

    def taken() -> None:
        page = officer.get(f"{ROOT}/passes/").text
        seen = re.search(r'name="seen" value="(\w+)"', page)
        assert seen is not None
        assert officer.post(f"{ROOT}/passes/taking", data={"seen": seen[1]}).status_code == 303

    return taken


def desk_of(made: Festival) -> Desk:
    made.session.expire_all()
    return Desk(made.session(), made.edition, main_plan(made.session(), made.edition))


def states(made: Festival) -> dict[str, str]:
    found = pass_drafting(desk_of(made)).lines
    return {str(line.draft.who if line.draft else line.row.who if line.row else ""): line.state for line in found}


def pass_of(made: Festival, **bearer: Any) -> Pass:
    return made.session.scalars(select(Pass).filter_by(**bearer).order_by(Pass.number.desc())).first()


def hours(made: Festival, row: Pass) -> dict[str, list[tuple[str, str]]]:
    local, found = made.edition.local, {}
    for each in desk_of(made).openings(row):
        span = (f"{local(each.starts):%d %H:%M}", f"{local(each.ends):%d %H:%M}")
        found.setdefault(each.zone.code, []).append(span)
    return found


def print_all(officer: Visitor) -> None:
    page = officer.get(f"{ROOT}/passes/papers").text
    seen = re.findall(r'name="pass" value="([^"]+)"', page)
    assert seen
    assert officer.post(f"{ROOT}/passes/printing", data={"pass": seen}).status_code == 303


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


def test_only_badges_that_changed_are_printed_again(invited: Festival, take: Take, officer: Visitor) -> None:
    take()
    print_all(officer)
    assert "Every badge that is out is right." in officer.get(f"{ROOT}/passes/papers").text
    invited["head"].office = "Đại sứ đặc mệnh"
    invited.session.commit()
    row = pass_of(invited, guest_id=invited["head"].id)
    page = officer.get(f"{ROOT}/passes/papers").text
    assert re.findall(r'name="pass" value="(\d+):', page) == [str(row.id)]
    assert "another name, form of address or office" in officer.get(f"{ROOT}/protocol/pass/{row.id}").text
    # What is noted must be what was seen.
    seen = re.findall(r'name="pass" value="([^"]+)"', page)
    invited["head"].office = "Đại sứ"
    invited.session.commit()
    refused = officer.post(f"{ROOT}/passes/printing", data={"pass": seen})
    assert refused.status_code == 409
    assert "none is noted as printed" in refused.text
    assert pass_of(invited, guest_id=invited["head"].id).printing == 1


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
    print_all(officer)
    taking = re.search(r'name="taking" value="(\d+)"', officer.get(f"{ROOT}/passes/").text)
    assert taking is not None
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


def test_a_lost_pass_opens_nothing_and_another_takes_its_place(invited: Festival, take: Take, officer: Visitor) -> None:
    take()
    print_all(officer)
    row = pass_of(invited, guest_id=invited["head"].id)
    for _click in range(2):
        officer.post(f"{ROOT}/passes/{row.id}/replacement", data={"reason": "Rơi trên xe"})
    rows = list(invited.session.scalars(select(Pass).filter_by(guest_id=invited["head"].id).order_by(Pass.number)))
    assert [(each.state, each.reason) for each in rows] == [("lost", "Rơi trên xe"), ("made", "")]
    assert rows[0].letters != "" != rows[1].letters
    stale = officer.post(f"{ROOT}/passes/{row.id}/state", data={"state": "handed", "seen": "1"})
    assert stale.status_code == 409
    told = invited.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "pass"))
    kept = " ".join(f"{entry.before} {entry.after} {entry.reason}" for entry in told)
    assert "G01" in kept
    assert [word for word in ("Rơi", "Ộp", rows[0].letters, "Báo Sông Hương") if word in kept] == []


def test_a_void_pass_says_why(invited: Festival, take: Take, officer: Visitor) -> None:
    take()
    row = pass_of(invited, guest_id=invited["head"].id)
    officer.post(f"{ROOT}/passes/{row.id}/state", data={"state": "void", "seen": row.version})
    assert pass_of(invited, guest_id=invited["head"].id).state == "made"
    data = {"state": "void", "reason": "In nhầm", "seen": row.version}
    officer.post(f"{ROOT}/passes/{row.id}/state", data=data)
    invited.session.expire_all()
    assert (row.state, row.reason) == ("void", "In nhầm")


def test_badges_come_one_a_head_with_their_number(app: Flask, invited: Festival, take: Take, officer: Visitor) -> None:
    troupe = invited["N1"].troupes[0]
    troupe.size = 3
    invited.session.commit()
    take()
    row = pass_of(invited, troupe_id=troupe.id)
    for size in ("a6", "a7"):
        page = officer.get(f"{ROOT}/passes/papers?pass={row.id}&size={size}").text
        assert re.findall(r"(\d) of 3", page) == ["1", "2", "3"]
        assert page.count(f"<figcaption>{row.told_number}</figcaption>") == 3
    assert officer.get(f"{ROOT}/passes/papers?size=a3").status_code == 404


def test_the_passes_of_a_delegation_stand_on_a_page_of_their_own(
    invited: Festival, take: Take, officer: Visitor
) -> None:
    address = f"{ROOT}/passes/delegation/{invited['lao'].id}"
    assert "2 passes of this delegation wait to be taken over." in officer.get(address).text
    take()
    page = officer.get(address).text
    assert page.count("VIP pass") == 1
    assert pass_of(invited, guest_id=invited["head"].id).told_number in page
    assert invited["paper"].told_number not in page


@pytest.mark.parametrize("role", [Role.PLANNER, Role.TRAFFIC_LEAD, Role.VIEWER, Role.TROUPE_COORDINATOR], ids=str)
def test_nobody_else_learns_that_there_are_passes(role: Role, invited: Festival, take: Take, sign_in: SignIn) -> None:
    take()
    row = pass_of(invited, guest_id=invited["head"].id)
    reader = sign_in(role, edition=invited.edition, troupe=invited["ashi"])
    pages = ("passes/", f"passes/delegation/{invited['lao'].id}", "passes/papers", f"protocol/pass/{row.id}")
    pages = (*pages, "protocol/pass-zone/", "protocol/pass-kind/")
    assert {page: reader.get(f"{ROOT}/{page}").status_code for page in pages} == dict.fromkeys(pages, 404)
    for page in (f"{row.id}/state", f"{row.id}/replacement", "taking", "printing", "undoing"):
        assert reader.post(f"{ROOT}/passes/{page}").status_code == 404

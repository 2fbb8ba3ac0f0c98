"""Rows of the security room as the core reads them, kept in memory for as long as they are true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import User
from festival_ops.planning.actions.roster import assign, move_duties
from festival_ops.planning.models import Duty
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import Standing, standing
from festival_ops.planning.roster.snapshot import SOFT, crew_problem_of, current_duties
from festival_ops.security.models import PostHours
from festival_ops.web.history import record
from solver.crew.bounds import refuse_unsound_crew
from solver.crew.problem import CrewProblem, Force, Function, Need, Post, Skill
from solver.problem import Span
from tests.planning.roster.conftest import FIRST, Put
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


def read(festival: Festival, language: str = "vi") -> CrewProblem:
    problem = crew_problem_of(festival.session(), festival.edition, language=language)
    refuse_unsound_crew(problem)
    return problem


def fresh(festival: Festival) -> Standing:
    return standing(festival.session(), festival.edition)


@pytest.mark.parametrize("day", [FIRST, FIRST + timedelta(days=91)])
@pytest.mark.parametrize("stretch", [0, 3, 99])
def test_a_number_tells_the_need_the_day_and_the_stretch(day: date, stretch: int) -> None:
    key = NeedOn(417, day, stretch)
    assert NeedOn.of(key.number(FIRST), FIRST) == key


def test_forces_posts_and_functions_come_with_their_rules(staffed: Festival) -> None:
    staffed["police"].month_minutes, staffed["police"].shortest_run = 9000, 2
    problem = read(staffed, "en")
    police, guards, leader = staffed["police"].id, staffed["guards"].id, staffed["CH"].id
    assert problem.force(police) == Force(police, "Police", 480, 720, 3600, 9, 1440, 9000, 2, SOFT)
    assert problem.force(guards) == Force(guards, "Bảo vệ", 720, 480, 2880, 6, 1440)
    assert problem.function(leader) == Function(leader, "Chỉ huy", leads=True)
    gate, bridge = staffed["C01"].id, staffed["C02"].id
    assert problem.post(gate) == Post(gate, "C01 Noon Gate", staffed["citadel"].id, staffed["inner"].id)
    assert problem.post(bridge) == Post(bridge, "C02 Cầu Trường Tiền", -bridge, staffed["inner"].id)


def test_people_come_with_what_they_may_do_and_when_they_are_away(staffed: Festival) -> None:
    problem = read(staffed)
    medic, ill = problem.officer(staffed["BV-01"].id), problem.officer(staffed["CA-02"].id)
    assert medic.name == "Nhân viên 01 (BV-01)"
    # The sixth of June ends at four o'clock in the morning of the seventh.
    assert medic.skills == (Skill(staffed["YT"].id, 2 * 1440 + 240),)
    assert ill.away == (Span(360, 1440 + 360),)
    assert (ill.force, ill.agency, ill.squad) == tuple(
        staffed[name].id for name in ("police", "city police", "first squad")
    )


def test_whoever_has_limits_of_his_own_is_a_force_of_one(staffed: Festival) -> None:
    """The narrower of both holds, and strictly; nobody else's working time changes."""
    limited, police = staffed["CA-01"], staffed["police"].id
    before = read(staffed)
    limited.day_minutes, limited.week_minutes, limited.longest_run = 300, 9000, 3
    problem = read(staffed)
    levels = {key: level for key, level in SOFT.items() if key not in ("hours-a-day", "hours-a-week", "longest-run")}
    own = replace(before.force(police), id=-limited.id, day_limit=300, longest_run=3, levels=levels)
    assert problem.forces == (*before.forces, own)
    assert problem.officers == tuple(
        replace(each, force=-limited.id) if each.id == limited.id else each for each in before.officers
    )
    refuse_unsound_crew(problem)


def test_needs_are_cut_to_the_hours_of_their_post(staffed: Festival) -> None:
    problem, gate = read(staffed), staffed["gate"]
    number = NeedOn(gate.id, FIRST).number(FIRST)
    assert problem.need(number) == Need(
        number, staffed["C01"].id, staffed["BV"].id, Span(18 * 60, 22 * 60), least=4, most=6, one_leader_for=10
    )
    assert len(problem.needs) == 9


def test_whoever_relieves_others_comes_before_they_leave(staffed: Festival) -> None:
    """The evening at the gate comes to an empty post; the night relieves it."""
    staffed["C01"].handover_minutes = 15
    handovers = {NeedOn.of(need.id, FIRST): need.handover for need in read(staffed).needs}
    day = {key.need: minutes for key, minutes in handovers.items() if key.day == FIRST}
    assert day == {staffed["gate"].id: 0, staffed["gate at night"].id: 15, staffed["bridge"].id: 0}


def test_a_shift_that_the_hours_cut_in_two_is_two_duties(staffed: Festival, put: Put) -> None:
    staffed["C01"].hours = [
        PostHours(starts=time(14), ends=time(16)),
        PostHours(starts=time(20), ends=time(22)),
    ]
    staffed.session.commit()
    needs = {need.id: need.span for need in read(staffed).needs if need.post == staffed["C01"].id}
    first, second = (NeedOn(staffed["gate"].id, FIRST, stretch).number(FIRST) for stretch in (0, 1))
    assert (needs[first], needs[second]) == (Span(14 * 60, 16 * 60), Span(20 * 60, 22 * 60))


def test_the_way_between_posts_is_the_quicker_one(staffed: Festival) -> None:
    problem = read(staffed)
    ways = {(trip.origin, trip.destination): trip.minutes for trip in problem.trips}
    gate, bridge = staffed["citadel"].id, -staffed["C02"].id
    assert set(ways) == {(gate, bridge), (bridge, gate)}
    assert ways[gate, bridge] == ways[bridge, gate]


def test_the_roster_is_read_from_its_rows(staffed: Festival, put: Put) -> None:
    put("BV-02", "gate")
    put("BV-03", "gate", date(2026, 6, 7))
    duties = current_duties(staffed.session(), staffed.edition, read(staffed))
    assert [(duty.officer, NeedOn.of(duty.need, FIRST)) for duty in duties] == [
        (staffed["BV-02"].id, NeedOn(staffed["gate"].id, FIRST)),
        (staffed["BV-03"].id, NeedOn(staffed["gate"].id, date(2026, 6, 7))),
    ]


def test_it_is_read_again_only_when_something_has_changed(staffed: Festival) -> None:
    before = fresh(staffed)
    assert fresh(staffed) is before
    staffed["gate"].least = 5
    staffed.session.flush()
    record(staffed.session, staffed["gate"], "changed", by=None)
    after = fresh(staffed)
    number = NeedOn(staffed["gate"].id, FIRST).number(FIRST)
    assert (before.problem.need(number).least, after.problem.need(number).least) == (4, 5)


def test_what_happens_in_the_programme_leaves_it_as_it_is(staffed: Festival) -> None:
    before = fresh(staffed)
    record(staffed.session, staffed["N1"], "changed", by=None)
    assert fresh(staffed) is before


@pytest.mark.parametrize("days", [1, 7, -1])
def test_duties_move_with_a_festival_that_is_postponed(staffed: Festival, put: Put, days: int) -> None:
    """Also where the new days are partly the old ones."""
    for day in staffed.edition.days:
        put("BV-02", "gate", day)
    move_duties(staffed.session(), staffed.edition, days)
    staffed.session.expire_all()
    rows = staffed.session.scalars(select(Duty).order_by(Duty.day))
    assert [row.day for row in rows] == [day + timedelta(days=days) for day in staffed.edition.days]


def test_a_duty_given_by_hand_is_seen_at_once(staffed: Festival) -> None:
    """Without reading posts and people again."""
    lead = User(email="lead@example.org", name="Lead", fs_uniquifier="lead")
    staffed.session.add(lead)
    staffed.session.flush()
    before, need = fresh(staffed), NeedOn(staffed["gate"].id, FIRST)
    assert assign(staffed.session(), staffed.edition, staffed["BV-02"].id, need, lead) == []
    after = fresh(staffed)
    assert (before.plan.duties, after.plan.officers_on(need.number(FIRST))) == ((), [staffed["BV-02"].id])
    assert after.problem.officers is before.problem.officers

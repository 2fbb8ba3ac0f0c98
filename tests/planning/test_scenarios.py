"""Scenarios: the plan tried another way, beside the main plan and never instead of it."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from festival_ops.accounts.models import Role, User
from festival_ops.database import db
from festival_ops.planning.actions import moves
from festival_ops.planning.actions.moves import Wanted
from festival_ops.planning.actions.plans import advance
from festival_ops.planning.in_hand import ArchivedError
from festival_ops.planning.models import Plan, Proposal, SolveRun
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Edition
from festival_ops.web.models import HistoryEntry
from solver.saved import to_plain
from tests.support.desks import plain
from tests.support.people import SignIn, Visitor
from tests.support.programmes import FIRST_DAY, Festival
from tests.support.scenarios import HOME, branch, everything, inside, main, move, press, stands, to


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


def test_a_branch_begins_as_the_main_plan_stands(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor, note="Nếu mưa tối thứ Sáu")
    assert (made.main, made.note, made.revision, made.archived_at) == (False, "Nếu mưa tối thứ Sáu", 0, None)
    assert everything(sound, made) == everything(sound, main(sound))
    assert sorted(act for act, *_stood in made.base or []) == sorted(
        row.performance_id for row in main(sound).placements
    )
    entry = db.session.scalars(db.select(HistoryEntry).where(HistoryEntry.act == "branched")).one()
    assert (entry.subject, entry.subject_id, entry.reason) == ("plan", made.id, "Nếu mưa tối thứ Sáu")


def test_a_double_click_branches_once_and_a_name_is_taken_once(sound: Festival, visitor: Visitor) -> None:
    first = visitor.post(f"{HOME}/scenario", data={"name": "Mưa", "key": "once"})
    second = visitor.post(f"{HOME}/scenario", data={"name": "Mưa", "key": "once"})
    assert (first.status_code, second.status_code, first.location) == (303, 303, second.location)
    again = visitor.post(f"{HOME}/scenario", data={"name": "Mưa", "key": "another"})
    assert again.status_code == 422
    assert "Another plan of this edition has this name" in plain(again)
    assert len(db.session.scalars(db.select(Plan)).all()) == 2


def test_a_move_in_a_scenario_leaves_the_main_plan_alone(sound: Festival, visitor: Visitor) -> None:
    made, before = branch(visitor), everything(sound, main(sound))
    there = to(sound, "ngo-mon", 3, "21:00")
    answer = move(visitor, sound, made, "X2", there)
    assert answer.status_code == 200, answer.text
    assert stands(sound, made, "X2") == there
    assert everything(sound, main(sound)) == before
    assert main(sound).revision == 0
    # Undo is of the plan one is in.
    assert visitor.post(f"{HOME}/board/undoing").status_code == 409
    assert visitor.post(f"{inside(made)}/board/undoing").status_code == 200
    assert everything(sound, made) == before


def test_every_page_of_a_scenario_says_so_and_stays_in_it(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    for page in ("timeline", "violations", "list/day", "run", "runs", "repair", "rules", "hole", "timeline/print"):
        shown = visitor.get(f"{inside(made)}/{page}")
        assert shown.status_code == 200, page
        assert "Scenario: Mưa" in plain(shown), page
        links = re.findall(
            r'(?:href|action|data-[a-z]+)="(/festival/[^"]*)"', shown.text.split('<main id="content"')[1]
        )
        out = {link for link in links if not link.startswith(f"/festival/song-huong~{made.id}/")}
        ways = {
            f"{HOME}/comparison?left=main&amp;right={made.id}",
            f"{HOME}/scenario/{made.id}/adoption",
            f"{HOME}/timeline",
        }
        assert out == ways, page
    show = visitor.get(f"/festival/song-huong~{made.id}/programme/performance/{sound['X2'].id}")
    assert "Scenario: Mưa" in plain(show)
    assert "Scenario: Mưa" not in plain(visitor.get(f"{HOME}/timeline"))


def test_the_page_of_a_performance_tells_its_place_in_the_plan_in_hand(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    page = f"programme/performance/{sound['X2'].id}"
    in_scenario = plain(visitor.get(f"/festival/song-huong~{made.id}/{page}"))
    in_main = plain(visitor.get(f"/festival/song-huong/{page}"))
    assert "21:00, Sunday 07/06 · Ngọ Môn" in in_scenario
    assert "20:00, Sunday 07/06 · Ngọ Môn" in in_main
    assert "placed in a scenario – Mưa" in in_main
    # A move made aside is nothing to take back here.
    assert ("Undo the last move" in in_scenario, "Undo the last move" in in_main) == (True, False)


def test_the_form_and_its_undo_move_in_the_plan_in_hand(sound: Festival, visitor: Visitor) -> None:
    made, before = branch(visitor), stands(sound, main(sound), "X2")
    page = f"{inside(made)}/performance/{sound['X2'].id}/placement"
    data = {"version": "1", "stage": str(sound["ngo-mon"].id), "day": "2026-06-07", "starts": "21:00"}
    assert (
        visitor.post(page, data=data).location
        == f"/festival/song-huong~{made.id}/programme/performance/{sound['X2'].id}"
    )
    assert (stands(sound, made, "X2"), stands(sound, main(sound), "X2")) == (to(sound, "ngo-mon", 3, "21:00"), before)
    assert visitor.post(f"{HOME}/performance/{sound['X2'].id}/placement/undoing").status_code == 409
    assert visitor.post(f"{page}/undoing").status_code == 303
    assert stands(sound, made, "X2") == before


def test_what_leaves_the_house_is_of_the_main_plan(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    for page in (
        "release",
        "releases",
        "event",
        "event/rain",
        "scenarios",
        f"scenario/{made.id}",
        "comparison?left=main",
    ):
        assert visitor.get(f"{inside(made)}/{page}").location == f"{HOME}/{page}"
    for page in ("release", "event/rain", "release/signing-duty", f"scenario/{made.id}/archival"):
        assert visitor.post(f"{inside(made)}/{page}").status_code == 404
    assert visitor.get(f"/public/song-huong~{made.id}/").status_code == 404


def test_a_search_and_its_proposal_belong_to_their_plan(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    there = visitor.post(f"{inside(made)}/run", data={"seconds": "5", "seed": "1"}).location
    assert there == f"{inside(made)}/run/1"
    assert visitor.get(f"{HOME}/run/1").location == there
    assert visitor.post(f"{HOME}/run/1/cancellation").status_code == 404
    assert "Search 1" in plain(visitor.get(f"{inside(made)}/runs"))
    assert "Search 1" not in plain(visitor.get(f"{HOME}/runs"))


def test_accepting_a_proposal_in_a_scenario_changes_nothing_else(sound: Festival, visitor: Visitor) -> None:
    """Not even if the form asks for it: a cancellation would hold in every plan."""
    made, before = branch(visitor), everything(sound, main(sound))
    problem = problem_of(db.session(), sound.edition, made)
    kept = [[slot.act, slot.stage, slot.starts] for slot in problem.current if slot.act != sound["X2"].id]
    facts = {"edition_id": sound.edition.id, "plan_id": made.id, "plan_revision": 0}
    run = SolveRun(**facts, kind="repair", seconds=5, problem=to_plain(problem))
    db.session.add(run)
    db.session.flush()
    proposal = Proposal(**facts, run_id=run.id, slots=kept)
    db.session.add(proposal)
    db.session.commit()
    page = f"/proposal/{proposal.id}"
    assert visitor.get(f"{HOME}{page}").location == f"{inside(made)}{page}"
    assert 'name="settled"' not in visitor.get(f"{inside(made)}{page}").text
    assert visitor.post(f"{HOME}{page}/acceptance").status_code == 404
    assert visitor.post(f"{inside(made)}{page}/acceptance", data={"settled": "1"}).status_code == 303
    assert everything(sound, made) == {**before, "X2": None}
    assert (everything(sound, main(sound)), sound["X2"].cancellation) == (before, None)
    visitor.post(f"{HOME}/scenario/{made.id}/archival")
    assert visitor.post(f"{inside(made)}{page}/acceptance/withdrawal").status_code == 409
    assert everything(sound, made)["X2"] is None


def test_what_is_archived_in_the_same_moment_is_not_moved(sound: Festival, visitor: Visitor, app: Flask) -> None:
    made = branch(visitor)
    visitor.post(f"{HOME}/scenario/{made.id}/archival")
    session, show = db.session(), sound["X2"]
    person = session.scalars(db.select(User)).first()
    assert person is not None
    with app.test_request_context():
        wanted = [Wanted(show, moves.place_of(session, made, show), None)]
        with pytest.raises(ArchivedError):
            moves.make(session, made, wanted, person)
        with pytest.raises(ArchivedError):
            advance(session, made, made.revision)


def test_nobody_but_planners_knows_of_scenarios(sound: Festival, visitor: Visitor, sign_in: SignIn) -> None:
    made = branch(visitor)
    for role in (Role.VIEWER, Role.SECURITY_LEAD, Role.TROUPE_COORDINATOR):
        member = sign_in(
            role, edition=sound.edition, troupe=sound["circus"] if role is Role.TROUPE_COORDINATOR else None
        )
        assert member.get(f"{inside(made)}/timeline").status_code == 404
        assert member.get(f"/festival/song-huong~{made.id}/programme/performance/").status_code == 404
        assert f"~{made.id}" not in member.get(f"{HOME}/timeline").text
    client = sign_in()
    assert client.get(f"{inside(made)}/timeline").status_code == 404


@pytest.mark.parametrize("named", ["~", "~0", "~01", "~x", "~-1", "~1~2", "~99999", "~9999999999999", "~١"])
def test_an_address_that_names_no_scenario_is_not_found(sound: Festival, visitor: Visitor, named: str) -> None:
    branch(visitor)
    assert visitor.get(f"/festival/song-huong{named}/planning/timeline").status_code == 404


def test_the_main_plan_and_plans_of_other_editions_are_no_scenarios(sound: Festival, visitor: Visitor) -> None:
    other = Edition(slug="khac", name="Khác", first_day=FIRST_DAY, last_day=FIRST_DAY)
    db.session.add(other)
    db.session.flush()
    foreign = Plan(edition_id=other.id, name="Ngoài", main=False)
    db.session.add(foreign)
    db.session.commit()
    for plan in (foreign.id, main(sound).id):
        assert visitor.get(f"/festival/song-huong~{plan}/planning/timeline").status_code == 404
        for page in ("", "/edit", "/rebasing", "/adoption"):
            assert visitor.get(f"{HOME}/scenario/{plan}{page}").status_code == 404
        for act in ("archival", "restoration", "adoption", "rebasing", "edit"):
            assert visitor.post(f"{HOME}/scenario/{plan}/{act}").status_code == 404
        assert visitor.get(f"{HOME}/comparison?left=main&right={plan}").status_code == 404


def test_an_archived_scenario_is_read_only_until_it_is_restored(sound: Festival, visitor: Visitor) -> None:
    made, there = branch(visitor), to(sound, "ngo-mon", 3, "21:00")
    for _click in range(2):
        assert visitor.post(f"{HOME}/scenario/{made.id}/archival").status_code == 303
    page = visitor.get(f"{inside(made)}/timeline")
    assert ("data-moves" in page.text, "archived, read only" in plain(page)) == (False, True)
    refused = move(visitor, sound, made, "X2", there)
    assert refused.status_code == 409
    assert "“Mưa” is archived and can only be read" in refused.text
    assert visitor.get(f"{inside(made)}/performance/{sound['X2'].id}/placement").status_code == 409
    assert visitor.get(f"{HOME}/scenario/{made.id}/adoption").status_code == 409
    assert visitor.post(f"{inside(made)}/run", data={"seconds": "5", "seed": "1"}).status_code == 409
    assert visitor.post(f"{HOME}/scenario/{made.id}/restoration").status_code == 303
    assert move(visitor, sound, made, "X2", there).status_code == 200
    acts = db.session.scalars(
        db.select(HistoryEntry.act).where(HistoryEntry.subject == "plan").order_by(HistoryEntry.id)
    )
    assert list(acts) == ["branched", "archived", "reopened"]


def test_a_rename_over_somebody_elses_is_refused_and_moves_do_not_matter(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    page = f"{HOME}/scenario/{made.id}/edit"
    version = re.findall(r'name="version" type="hidden" value="([^"]*)"', visitor.get(page).text)[0]
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    assert visitor.post(page, data={"name": "Mưa lớn", "version": version}).status_code == 303
    stale = visitor.post(page, data={"name": "Nắng", "version": version})
    assert (stale.status_code, "Somebody else has renamed this scenario" in plain(stale)) == (409, True)
    taken = press(visitor, page, name=main(sound).name)
    assert (taken.status_code, "Another plan of this edition has this name" in plain(taken)) == (422, True)
    db.session.expire_all()
    assert made.name == "Mưa lớn"


def test_there_is_one_main_plan(sound: Festival) -> None:
    db.session.add(Plan(edition_id=sound.edition.id, name="Zweiter", main=True))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_scenario_can_be_branched_again_from_inside(sound: Festival, visitor: Visitor) -> None:
    first = branch(visitor)
    move(visitor, sound, first, "X2", to(sound, "ngo-mon", 3, "21:00"))
    second = branch(visitor, "Mưa lớn", inside(first))
    assert everything(sound, second) == everything(sound, first)
    # Both began with the same main plan.
    assert second.base == first.base


def test_people_are_at_the_board_of_the_plan_they_look_at(sound: Festival, visitor: Visitor, sign_in: SignIn) -> None:
    made, other = branch(visitor), sign_in(Role.PLANNER, edition=sound.edition)
    other.post(f"{HOME}/board/presence?day=2026-06-06")
    assert (visitor.get(f"{inside(made)}/board/pulse").json or {})["people"] == []
    assert len((visitor.get(f"{HOME}/board/pulse").json or {})["people"]) == 1

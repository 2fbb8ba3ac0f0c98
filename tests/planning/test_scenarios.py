"""Scenarios: the plan tried another way, beside the main plan and never instead of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Move, Placement, Plan
from festival_ops.programme.models import Cancellation, Edition, Performance
from festival_ops.web.models import HistoryEntry
from tests.support.desks import plain
from tests.support.people import SignIn, Visitor
from tests.support.programmes import FIRST_DAY, Festival
from tests.support.releases import publish

HOME = "/festival/song-huong/planning"
Where = tuple[int, int] | None


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


def branch(visitor: Visitor, name: str = "Mưa", home: str = HOME, **more: str) -> Plan:
    answer = visitor.post(f"{home}/scenario", data={"name": name, "note": "", **more})
    assert answer.status_code == 303, plain(answer)
    return db.session.scalars(db.select(Plan).where(Plan.name == name)).one()


def inside(plan: Plan) -> str:
    return f"/festival/song-huong~{plan.id}/planning"


def main(festival: Festival) -> Plan:
    return db.session.scalars(db.select(Plan).where(Plan.main, Plan.edition_id == festival.edition.id)).one()


def stands(festival: Festival, plan: Plan, code: str) -> Where:
    db.session.expire_all()
    rows = db.select(Placement).where(Placement.plan_id == plan.id, Placement.performance_id == festival[code].id)
    row = db.session.scalars(rows).one_or_none()
    return None if row is None else (row.stage_id, Clock.of(festival.edition).minute(row.starts))


def everything(festival: Festival, plan: Plan) -> dict[str, Where]:
    return {code: stands(festival, plan, code) for code in ("OPEN", "N1", "N2", "T1", "T2", "X1", "X2", "PARADE")}


def to(festival: Festival, stage: str, day: int, clock: str) -> tuple[int, int]:
    return festival[stage].id, Clock.of(festival.edition).minute(festival.at(day, clock))


def move(visitor: Visitor, festival: Festival, plan: Plan, code: str, where: Where) -> TestResponse:
    """Drops a performance on the board of the plan, from where it stands there."""
    order = {"act": festival[code].id, "seen": stands(festival, plan, code), "to": where}
    home = HOME if plan.main else inside(plan)
    return visitor.post(f"{home}/board/moves", json={"moves": [order]})


def swap(visitor: Visitor, festival: Festival, plan: Plan) -> None:
    """N1 and N2 change places."""
    one, two = stands(festival, plan, "N1"), stands(festival, plan, "N2")
    orders = [{"act": festival["N1"].id, "seen": one, "to": two}, {"act": festival["N2"].id, "seen": two, "to": one}]
    answer = visitor.post(f"{inside(plan)}/board/moves", json={"moves": orders})
    assert answer.status_code == 200, answer.text


def press(visitor: Visitor, address: str, **more: Any) -> TestResponse:
    """Sends the form of a page with what stands in it, as a browser does."""
    page = visitor.get(address)
    assert page.status_code == 200, plain(page)
    form = next(part for part in page.text.split("<form ") if 'name="version"' in part)
    hidden = {n: v for n, v in re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', form) if n != "csrf_token"}
    picked = re.findall(r'name="acts" value="([\d-]+)"[^>]* checked', form)
    return visitor.post(address, data={**hidden, "acts": picked, **more})


def test_a_branch_begins_as_the_main_plan_stands(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor, note="Nếu mưa tối thứ Sáu")
    assert (made.main, made.note, made.revision, made.archived_at) == (False, "Nếu mưa tối thứ Sáu", 0, None)
    assert everything(sound, made) == everything(sound, main(sound))
    assert sorted(act for act, _stage, _starts in made.base or []) == sorted(
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


def test_plans_are_compared_in_sentences(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    assert move(visitor, sound, made, "N2", to(sound, "ngo-mon", 3, "22:00")).status_code == 200
    assert move(visitor, sound, made, "T1", None).status_code == 200
    told = plain(visitor.get(f"{HOME}/comparison?left=main&right={made.id}"))
    assert "“ Nhã nhạc N2 ” moves from 19:00, Sunday 07/06, Duyệt Thị Đường to 22:00, Sunday 07/06, Ngọ Môn." in told
    assert "“ Drums of Asia ” has no place any more; it stood at 18:30, Friday 05/06, Thương Bạc." in told
    # Both troupes, 45 and 12 people; 200 visitors at each.
    assert "57 artists whose show changes 400 visitors expected" in told
    assert "Every act is placed Blocks the release 0 1" in told
    back = plain(visitor.get(f"{HOME}/comparison?left={made.id}&right=main"))
    assert "“ Drums of Asia ” is new, at 18:30, Friday 05/06, Thương Bạc." in back


def test_a_swap_is_one_sentence(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    swap(visitor, sound, made)
    told = plain(visitor.get(f"{HOME}/comparison?left=main&right={made.id}"))
    assert (
        "“ Nhã nhạc N1 ” and “ Nhã nhạc N2 ” change places: “ Nhã nhạc N1 ” now stands at 19:00, Sunday 07/06,"
        " Duyệt Thị Đường, “ Nhã nhạc N2 ” at 19:00, Saturday 06/06, Duyệt Thị Đường." in told
    )


def test_a_release_beside_the_plan_tells_what_was_shortened_and_cancelled(sound: Festival, visitor: Visitor) -> None:
    publish(visitor)
    sound["N1"].minutes = 45
    sound["X1"].cancellation = Cancellation(reason="Bão")
    db.session.commit()
    told = plain(visitor.get(f"{HOME}/comparison?left=release&right=main"))
    assert "“ Nhã nhạc N1 ”, 19:00, Saturday 06/06, Duyệt Thị Đường, now takes 45 minutes instead of 60." in told
    assert "“ Xiếc X1 ” is cancelled; it stood at 19:00, Saturday 06/06, Thương Bạc." in told


def test_a_comparison_of_nothing_is_a_sentence(festival: Festival, sign_in: SignIn) -> None:
    visitor = sign_in(Role.PLANNER, edition=festival.edition)
    assert "There is nothing to compare yet." in plain(visitor.get(f"{HOME}/comparison"))
    assert visitor.get(f"{HOME}/comparison?left=x").status_code == 404
    assert "There is no scenario." in plain(visitor.get(f"{HOME}/scenarios"))


def test_a_rebase_takes_what_changed_and_keeps_what_is_its_own(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    newer = to(sound, "duyet-thi", 3, "21:00")
    assert move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:30")).status_code == 200
    assert move(visitor, sound, made, "N1", to(sound, "duyet-thi", 2, "18:30")).status_code == 200
    assert move(visitor, sound, whole, "N2", newer).status_code == 200
    assert move(visitor, sound, whole, "N1", to(sound, "duyet-thi", 2, "18:45")).status_code == 200
    page = f"{HOME}/scenario/{made.id}/rebasing"
    told = plain(visitor.get(page))
    assert "“ Nhã nhạc N2 ” moves from 19:00 to 21:00, Sunday 07/06, Duyệt Thị Đường, on the same stage." in told
    assert (
        "“ Nhã nhạc N1 ” stood at 19:00, Saturday 06/06, Duyệt Thị Đường. Main plan: 18:45, Saturday 06/06,"
        " Duyệt Thị Đường. The scenario: 18:30, Saturday 06/06, Duyệt Thị Đường." in told
    )
    before, base = everything(sound, made), made.base
    assert press(visitor, page).status_code == 303
    assert everything(sound, made) == {**before, "N2": newer}
    assert made.base == sorted(made.base or []) != base
    # Rebased once, nothing is left to take over; N1 is the scenario's own change now.
    assert "What the scenario takes over 0" in plain(visitor.get(page))
    assert "Changed on both sides" not in plain(visitor.get(page))
    assert visitor.post(f"{inside(made)}/board/undoing").status_code == 200
    assert (everything(sound, made), made.base) == (before, base)
    assert visitor.post(f"{inside(made)}/board/redoing").status_code == 200
    assert (everything(sound, made), made.base == base) == ({**before, "N2": newer}, False)


def test_what_was_shown_must_still_hold_when_it_is_done(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    pages = {act: f"{HOME}/scenario/{made.id}/{act}" for act in ("rebasing", "adoption")}
    shown = {act: visitor.get(page).text for act, page in pages.items()}
    assert move(visitor, sound, whole, "N2", to(sound, "duyet-thi", 3, "21:00")).status_code == 200
    before = everything(sound, whole), everything(sound, made)
    for act, page in pages.items():
        version = re.findall(r'name="version" type="hidden" value="([^"]*)"', shown[act])[0]
        stale = visitor.post(page, data={"version": version, "acts": str(sound["X2"].id)})
        assert (stale.status_code, "since you read this page" in plain(stale)) == (409, True)
    assert (everything(sound, whole), everything(sound, made)) == before


def test_a_rebase_on_the_release_goes_back_to_what_was_published(sound: Festival, visitor: Visitor) -> None:
    publish(visitor)
    published, whole = everything(sound, main(sound)), main(sound)
    assert move(visitor, sound, whole, "N2", to(sound, "duyet-thi", 3, "21:00")).status_code == 200
    made = branch(visitor)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    assert press(visitor, f"{HOME}/scenario/{made.id}/rebasing?on=release").status_code == 303
    assert everything(sound, made) == {**published, "X2": to(sound, "ngo-mon", 3, "21:00")}


def test_adopting_brings_what_is_picked_into_the_main_plan_and_can_be_undone(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    before = everything(sound, whole)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    move(visitor, sound, made, "N2", to(sound, "duyet-thi", 3, "21:00"))
    page = f"{HOME}/scenario/{made.id}/adoption"
    assert press(visitor, page, acts=[]).status_code == 422
    assert everything(sound, whole) == before
    assert press(visitor, page, acts=[str(sound["X2"].id)]).status_code == 303
    assert everything(sound, whole) == {**before, "X2": to(sound, "ngo-mon", 3, "21:00")}
    assert press(visitor, page).status_code == 303
    assert everything(sound, whole) == everything(sound, made)
    assert "The scenario and the main plan are the same." in plain(visitor.get(page))
    for _time in range(2):
        assert visitor.post(f"{HOME}/board/undoing").status_code == 200
    assert everything(sound, whole) == before
    adopted = db.session.scalars(db.select(HistoryEntry).where(HistoryEntry.act == "adopted")).all()
    assert [entry.after["acts"] for entry in adopted if entry.after] == [1, 1]


def test_what_somebody_changed_in_the_main_plan_is_not_picked_by_itself(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    newer = to(sound, "duyet-thi", 3, "21:00")
    assert move(visitor, sound, whole, "N2", newer).status_code == 200
    page = f"{HOME}/scenario/{made.id}/adoption"
    assert "changed in the main plan since" in plain(visitor.get(page))
    assert press(visitor, page).status_code == 303
    assert (stands(sound, whole, "N2"), stands(sound, whole, "X2")) == (newer, to(sound, "ngo-mon", 3, "21:00"))


def test_adopting_half_of_a_swap_pulls_the_other_half_in(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    before = everything(sound, whole)
    swap(visitor, sound, made)
    page = f"{HOME}/scenario/{made.id}/adoption"
    asked = press(visitor, page, acts=[str(sound["N1"].id)])
    assert (asked.status_code, "What you picked needs 1 more change" in plain(asked)) == (200, True)
    assert everything(sound, whole) == before
    # The page offers both in one box.
    assert press(visitor, page, acts=[f"{sound['N1'].id}-{sound['N2'].id}"]).status_code == 303
    assert (stands(sound, whole, "N1"), stands(sound, whole, "N2")) == (before["N2"], before["N1"])


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


def test_a_cancelled_performance_leaves_every_plan(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    visitor.post(f"/festival/song-huong/programme/performance/{sound['X2'].id}/cancellation", data={"reason": "Bão"})
    for act in ("adoption", "rebasing"):
        assert "moves from" not in plain(visitor.get(f"{HOME}/scenario/{made.id}/{act}")), act
    assert db.session.scalar(db.select(db.func.count()).select_from(Move)) == 1
    assert db.session.get(Performance, sound["X2"].id) is not None

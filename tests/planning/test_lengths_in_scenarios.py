"""A scenario makes shows shorter or longer, and its lengths are compared, brought up to date and adopted."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.models import Plan, ReleasedItem, ScenarioLength
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Performance
from festival_ops.web.models import HistoryEntry
from tests.planning.test_board import minute
from tests.planning.test_pages import AREA, ENGLISH, field, words
from tests.support.desks import plain
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.releases import publish
from tests.support.scenarios import HOME, branch, everything, inside, main, move, press, stands, to


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    """X2 lasts 45 minutes and may last from 30 to 75; it stands on the third evening from 20:00."""
    sound["X2"].shortest, sound["X2"].longest = 30, 75
    return sign_in(Role.PLANNER, edition=sound.edition)


def resize(visitor: Visitor, festival: Festival, plan: Plan, seen: int, now: int) -> TestResponse:
    home = HOME if plan.main else inside(plan)
    return visitor.post(f"{home}/board/lengths", json={"act": festival["X2"].id, "seen": seen, "to": now})


def lasts(festival: Festival, plan: Plan) -> int:
    """As everything reads it: the boards, the rules and the solver."""
    db.session.expire_all()
    return problem_of(db.session(), festival.edition, plan).act(festival["X2"].id).duration


def own(plan: Plan) -> list[int]:
    db.session.expire_all()
    return list(db.session.scalars(select(ScenarioLength.minutes).where(ScenarioLength.plan_id == plan.id)))


def test_a_scenario_makes_a_show_shorter_and_the_festival_knows_nothing_of_it(
    sound: Festival, visitor: Visitor
) -> None:
    made, whole = branch(visitor), main(sound)
    assert "data-shortest" in visitor.get(f"{inside(made)}/timeline?day=2026-06-07").text
    answer = resize(visitor, sound, made, 45, 30)
    assert (answer.status_code, (answer.json or {})["done"]) == (200, "“Xiếc X2” lasts 30 minutes now.")
    assert (lasts(sound, made), lasts(sound, whole)) == (30, 45)
    entry = db.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc())).first()
    assert entry is not None
    assert (entry.act, entry.before, entry.after, entry.reason) == (
        "resized aside", {"minutes": 45, "plan_id": made.id}, {"minutes": 30, "plan_id": made.id}, made.name,
    )  # fmt: skip
    page = f"/festival/song-huong~{made.id}/programme/performance/{sound['X2'].id}"
    assert "In this scenario it takes 30 minutes instead of 45." in words(visitor.get(page, headers=ENGLISH))
    assert "In this scenario" not in words(visitor.get(page.replace(f"~{made.id}", ""), headers=ENGLISH))
    beside = words(visitor.get(f"{inside(made)}/board/performance/{sound['X2'].id}", headers=ENGLISH))
    assert "30 min (30–75)" in beside


def test_what_follows_the_festival_follows_it_and_what_is_its_own_stays(sound: Festival, visitor: Visitor) -> None:
    follows, stays, whole = branch(visitor), branch(visitor, "Nắng"), main(sound)
    resize(visitor, sound, stays, 45, 30)
    assert resize(visitor, sound, whole, 45, 60).status_code == 200
    assert (lasts(sound, follows), lasts(sound, stays), lasts(sound, whole)) == (60, 30, 60)
    # The festival's own length is nothing of its own.
    assert resize(visitor, sound, stays, 30, 60).status_code == 200
    assert (own(stays), lasts(sound, stays)) == ([], 60)


def test_undo_redo_and_a_second_planner(sound: Festival, visitor: Visitor, sign_in: SignIn) -> None:
    made = branch(visitor)
    first = stands(sound, made, "X2")
    resize(visitor, sound, made, 45, 30)
    move(visitor, sound, made, "X2", None)
    assert (lasts(sound, made), stands(sound, made, "X2")) == (30, None)
    other = sign_in(Role.PLANNER, edition=sound.edition)
    late = resize(other, sound, made, 45, 60)
    assert (late.status_code, (late.json or {})["refused"]) == (
        409,
        ["Somebody has changed the length of “Xiếc X2” meanwhile; it lasts 30 minutes now."],
    )
    assert [visitor.post(f"{inside(made)}/board/undoing").status_code for _again in range(3)] == [200, 200, 409]
    assert (lasts(sound, made), own(made), stands(sound, made, "X2")) == (45, [], first)
    assert visitor.post(f"{inside(made)}/board/redoing").json["done"] == "“Xiếc X2” lasts 30 minutes now."  # type: ignore[index]
    assert lasts(sound, made) == 30


def test_its_own_rules_judge_a_length_of_its_own(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    late = (sound["ngo-mon"].id, minute(sound, 3, "23:15"))
    assert move(visitor, sound, made, "X2", late).status_code == 200
    refused = resize(visitor, sound, made, 45, 55)
    assert (refused.status_code, lasts(sound, made)) == (422, 45)
    assert "10 minutes after the latest hour" in (refused.json or {})["refused"][0]
    assert resize(visitor, sound, whole, 45, 55).status_code == 200


def test_what_is_not_open_any_more_is_the_festivals_again(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    resize(visitor, sound, made, 45, 30)
    row = db.session.get_one(Performance, sound["X2"].id)
    row.shortest = 40
    db.session.commit()
    assert lasts(sound, made) == 45
    row.shortest = row.longest = None
    db.session.commit()
    assert (lasts(sound, made), own(made)) == (45, [30])
    assert visitor.get(f"{inside(made)}/performance/{sound['X2'].id}/length").status_code == 409


def test_the_form_changes_it_in_the_scenario_in_hand(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    resize(visitor, sound, made, 45, 30)
    page = f"{inside(made)}/performance/{sound['X2'].id}/length"
    assert 'value="30"' in visitor.get(page).text
    assert press(visitor, page, minutes="40").status_code == 303
    assert (lasts(sound, made), lasts(sound, whole)) == (40, 45)
    stale = visitor.post(page, data={"minutes": "50", "version": "45"}, headers=ENGLISH)
    assert (stale.status_code, "it lasts 40 minutes now." in words(stale)) == (409, True)


def test_an_archived_scenario_keeps_its_lengths(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    resize(visitor, sound, made, 45, 30)
    visitor.post(f"{HOME}/scenario/{made.id}/archival")
    assert resize(visitor, sound, made, 30, 45).status_code == 409
    assert lasts(sound, made) == 30


def test_a_scenario_made_of_it_begins_with_its_lengths(sound: Festival, visitor: Visitor) -> None:
    first = branch(visitor)
    resize(visitor, sound, first, 45, 30)
    second = branch(visitor, "Mưa lớn", inside(first))
    assert (lasts(sound, second), own(second), second.base == first.base) == (30, [30], True)


def test_a_comparison_names_what_is_shorter_and_whom_it_touches(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    resize(visitor, sound, made, 45, 30)
    told = plain(visitor.get(f"{HOME}/comparison?left=main&right={made.id}"))
    assert "1 Shortened 30 artists whose show changes 200 visitors expected" in told
    assert "“ Xiếc X2 ”, 20:00, Sunday 07/06, Ngọ Môn, now takes 30 minutes instead of 45." in told
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    told = plain(visitor.get(f"{HOME}/comparison?left=main&right={made.id}"))
    assert "“ Xiếc X2 ” moves from 20:00 to 21:00, Sunday 07/06, Ngọ Môn, on the same stage." in told
    assert "It now takes 30 minutes instead of 45." in told


def test_a_comparison_counts_what_each_breaks_with_its_own_lengths(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    late = (sound["ngo-mon"].id, minute(sound, 3, "23:15"))
    move(visitor, sound, made, "X2", late)
    assert resize(visitor, sound, whole, 45, 60).status_code == 200
    # The scenario follows to 60 minutes and breaks the latest hour; with its own 30 it does not.
    assert "Latest hour Blocks 0 1" in plain(visitor.get(f"{HOME}/comparison?left=main&right={made.id}"))
    assert resize(visitor, sound, made, 60, 30).status_code == 200
    assert "Latest hour" not in plain(visitor.get(f"{HOME}/comparison?left=main&right={made.id}"))


def test_bringing_up_to_date_merges_place_and_length_each_by_itself(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    newer = to(sound, "ngo-mon", 3, "21:00")
    resize(visitor, sound, made, 45, 30)
    assert move(visitor, sound, whole, "X2", newer).status_code == 200
    page = f"{HOME}/scenario/{made.id}/rebasing"
    assert "Changed on both sides" not in plain(visitor.get(page))
    assert press(visitor, page).status_code == 303
    assert (stands(sound, made, "X2"), lasts(sound, made)) == (newer, 30)


def test_a_length_that_both_have_changed_is_told_and_kept(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    resize(visitor, sound, made, 45, 30)
    resize(visitor, sound, whole, 45, 60)
    page = f"{HOME}/scenario/{made.id}/rebasing"
    assert (
        "“ Xiếc X2 ” stood at 20:00, Sunday 07/06, Ngọ Môn, 45 min. Main plan: 20:00, Sunday 07/06, Ngọ Môn, 60 min."
        " The scenario: 20:00, Sunday 07/06, Ngọ Môn, 30 min." in plain(visitor.get(page))
    )
    assert "changed in the main plan since" in plain(visitor.get(f"{HOME}/scenario/{made.id}/adoption"))
    assert press(visitor, page).status_code == 303
    assert (lasts(sound, made), lasts(sound, whole)) == (30, 60)
    # From now on it is the scenario's own change of 60 minutes.
    assert "Changed on both sides" not in plain(visitor.get(page))
    assert "changed in the main plan since" not in plain(visitor.get(f"{HOME}/scenario/{made.id}/adoption"))


def test_brought_up_to_date_with_the_release_it_lasts_as_published(sound: Festival, visitor: Visitor) -> None:
    publish(visitor)
    made, whole = branch(visitor), main(sound)
    resize(visitor, sound, whole, 45, 60)
    page = f"{HOME}/scenario/{made.id}/rebasing"
    told = plain(visitor.get(f"{page}?on=release"))
    assert "“ Xiếc X2 ”, 20:00, Sunday 07/06, Ngọ Môn, now takes 45 minutes instead of 60." in told
    before = made.base
    assert press(visitor, f"{page}?on=release").status_code == 303
    assert (lasts(sound, made), lasts(sound, whole)) == (45, 60)
    # It is no change of its own: nothing is picked for the main plan, and that is taken over again.
    assert "changed in the main plan since" in plain(visitor.get(f"{HOME}/scenario/{made.id}/adoption"))
    assert visitor.post(f"{inside(made)}/board/undoing").status_code == 200
    assert (lasts(sound, made), own(made), made.base) == (60, [], before)
    assert visitor.post(f"{inside(made)}/board/redoing").status_code == 200
    assert lasts(sound, made) == 45
    assert press(visitor, page).status_code == 303
    assert (lasts(sound, made), own(made)) == (60, [])


def test_adopting_makes_it_the_festivals_length_and_undo_takes_place_and_length_back(
    sound: Festival, visitor: Visitor
) -> None:
    made, whole = branch(visitor), main(sound)
    before = everything(sound, whole)
    later = to(sound, "ngo-mon", 3, "21:00")
    resize(visitor, sound, made, 45, 30)
    move(visitor, sound, made, "X2", later)
    page = f"{HOME}/scenario/{made.id}/adoption"
    assert press(visitor, page).status_code == 303
    assert (stands(sound, whole, "X2"), lasts(sound, whole)) == (later, 30)
    assert db.session.get_one(Performance, sound["X2"].id).minutes == 30
    assert "The scenario and the main plan are the same." in plain(visitor.get(page))
    publish(visitor)
    released = db.session.scalars(select(ReleasedItem).where(ReleasedItem.performance_id == sound["X2"].id)).one()
    assert ((released.ends - released.starts).total_seconds() / 60, released.facts["minutes"]) == (30, 30)
    assert visitor.post(f"{HOME}/board/undoing").status_code == 200
    assert (everything(sound, whole), lasts(sound, whole)) == (before, 45)


def test_adopting_what_is_shorter_pulls_in_what_stands_in_the_time_won(sound: Festival, visitor: Visitor) -> None:
    """X2 stands from 20:00 for 30 minutes only; N2 comes before X2 would be gone otherwise."""
    made, whole = branch(visitor), main(sound)
    assert resize(visitor, sound, made, 45, 30).status_code == 200
    spot = to(sound, "ngo-mon", 3, "21:35")
    first = move(visitor, sound, made, "N2", spot)
    assert first.status_code == 200, first.text
    page = f"{HOME}/scenario/{made.id}/adoption"
    asked = press(visitor, page, acts=[str(sound["N2"].id)])
    assert (asked.status_code, "What you picked needs 1 more change" in plain(asked)) == (200, True)
    assert press(visitor, page, acts=[str(sound["N2"].id), str(sound["X2"].id)]).status_code == 303
    assert (stands(sound, whole, "N2"), lasts(sound, whole)) == (spot, 30)


def test_an_adoption_that_a_blocking_rule_forbids_changes_no_length(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    assert resize(visitor, sound, made, 45, 75).status_code == 200
    # In the main plan somebody else plays where X2 would still be.
    spot = to(sound, "ngo-mon", 3, "21:50")
    assert move(visitor, sound, whole, "N2", spot).status_code == 200
    page = f"{HOME}/scenario/{made.id}/adoption"
    version = re.findall(r'name="version" type="hidden" value="([^"]*)"', visitor.get(page).text)[0]
    asked = visitor.post(page, data={"version": version, "acts": str(sound["X2"].id)})
    assert (asked.status_code, "What you picked needs 1 more change" in plain(asked)) == (200, True)
    assert (lasts(sound, whole), stands(sound, whole, "N2")) == (45, spot)


def test_only_planners_change_it(sound: Festival, visitor: Visitor, sign_in: SignIn) -> None:
    made = branch(visitor)
    viewer = sign_in(Role.VIEWER, edition=sound.edition)
    assert resize(viewer, sound, made, 45, 30).status_code == 403
    assert lasts(sound, made) == 45
    assert visitor.get(f"{AREA}/performance/{sound['X2'].id}/length").status_code == 200
    assert field(visitor, f"/performance/{sound['X2'].id}/length", "version") == "45"

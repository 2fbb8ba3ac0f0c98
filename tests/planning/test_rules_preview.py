"""Other levels, numbers, weights and goals are tried out before anybody saves them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning.actions import rulebook
from festival_ops.planning.models import GoalOrder, Parameter, Proposal, RuleLevel, SolveRun, WishWeight
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.web.models import HistoryEntry
from solver.check import score
from solver.plan import Plan
from solver.problem import WISHFUL
from solver.words import title
from tests.planning.test_events import standing
from tests.planning.test_pages import AREA, ENGLISH, rule_form, words
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")

# The parade is loud in quiet hours; the edition has let that pass.
QUIET = {"level:quiet-hours": "block"}


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


def form_of(visitor: Visitor, **changed: str) -> dict[str, str]:
    page = visitor.get(f"{AREA}/rules", headers=ENGLISH).text
    chosen = re.search(r'name="goals"[^>]*value="(\w+)" checked', page)
    assert chosen is not None
    return {**rule_form(visitor), "goals": chosen[1], **changed}


def preview(visitor: Visitor, form: dict[str, str]) -> TestResponse:
    return visitor.post(f"{AREA}/rules/preview", data=form, headers=ENGLISH)


def rehearse(visitor: Visitor, workers: Workers, form: dict[str, str]) -> Proposal:
    answer = visitor.post(f"{AREA}/rules/rehearsal", data=form, headers=ENGLISH)
    assert answer.status_code == 303
    workers.work()
    db.session.expire_all()
    return db.session.scalars(select(Proposal).order_by(Proposal.id.desc())).first()  # type: ignore[return-value]


def settings_kept() -> list[Any]:
    db.session.expire_all()
    return [row for model in (RuleLevel, Parameter, WishWeight, GoalOrder) for row in db.session.scalars(select(model))]


def levels() -> dict[str, str]:
    db.session.expire_all()
    return {row.rule: row.level for row in db.session.scalars(select(RuleLevel))}


def test_a_preview_tells_what_would_break_and_saves_nothing(sound: Festival, visitor: Visitor) -> None:
    before, entries = settings_kept(), db.session.query(HistoryEntry).count()
    answer = preview(visitor, form_of(visitor, **QUIET))
    assert answer.status_code == 200
    text = words(answer)
    assert "Quiet hours Is ignored Blocks" in text
    assert "Is ignored → Blocks · 0 breaches now → 1 then These appear 1" in text
    assert "Diễu hành PARADE" in text.split("These appear")[1].split("What the plan breaks")[0]
    assert "Blocks 0 1" in text
    assert "Something would block then that does not now" in text
    assert (settings_kept(), db.session.query(HistoryEntry).count()) == (before, entries)
    # The form still holds what was asked, so that it can be saved from here.
    assert re.search(r'name="level:quiet-hours".*?value="block" selected', answer.text, re.DOTALL)


def test_a_preview_tells_what_would_go_and_what_wishes_would_cost(sound: Festival, visitor: Visitor) -> None:
    sound["level"].level = "warn"
    text = words(preview(visitor, form_of(visitor, **{"level:quiet-hours": "ignore", "weight:preferred-windows": "0"})))
    assert "Warns → Is ignored · 1 breach now → 0 then These go 1" in text
    problem = problem_of(db.session(), sound.edition, main_plan(db.session(), sound.edition))
    paid = score(problem, Plan(problem.current))["preferred-windows"]
    assert paid > 0
    assert f"{title('preferred-windows')} {paid} 0" in text
    assert "The plan keeps its places whatever is saved here." in text


def test_a_level_alone_is_told_too(sound: Festival, visitor: Visitor) -> None:
    sound["level"].level = "warn"
    text = words(preview(visitor, form_of(visitor, **{"level:quiet-hours": "block release"})))
    assert "Warns → Blocks the release · 1 breach now → 1 then The same breaches stay, with another level." in text


def test_a_preview_of_what_holds_already_says_so(sound: Festival, visitor: Visitor) -> None:
    form = form_of(visitor)
    assert "The settings in the form are those that hold already." in words(preview(visitor, form))
    refused = visitor.post(f"{AREA}/rules/rehearsal", data=form, headers=ENGLISH)
    assert refused.status_code == 422
    assert "These settings are those that hold already; change one of them first." in words(refused)
    assert db.session.scalars(select(SolveRun)).all() == []


def test_what_was_written_wrongly_stands_in_the_form_again(sound: Festival, visitor: Visitor) -> None:
    answer = preview(visitor, form_of(visitor, **{"number:rest": "soon", "weight:few-moves": "7"}))
    assert answer.status_code == 422
    assert "please write a whole number from 0 to 1440." in words(answer)
    assert re.search(r'name="number:rest" value="soon"', answer.text)
    assert re.search(r'name="weight:few-moves" value="7"', answer.text)


@pytest.mark.parametrize("noun", ["rules/preview", "rules/rehearsal", "rules"])
def test_an_old_tab_is_told_that_the_rules_changed(sound: Festival, visitor: Visitor, noun: str) -> None:
    form = form_of(visitor, **QUIET)
    visitor.post(f"{AREA}/rules", data={**form, "level:quiet-hours": "warn"})
    answer = visitor.post(f"{AREA}/{noun}", data=form, headers=ENGLISH)
    assert answer.status_code == 409
    assert "Somebody changed the rules of this edition after you opened the page." in words(answer)
    assert levels() == {"quiet-hours": "warn"}
    assert db.session.scalars(select(SolveRun)).all() == []


def test_the_order_of_goals_is_kept_for_the_edition(sound: Festival, visitor: Visitor) -> None:
    text = words(preview(visitor, form_of(visitor, goals="wishful")))
    assert "Order of goals in a repair Safety, contracts, no new warnings, least change, quality Safety" in text
    assert visitor.post(f"{AREA}/rules", data=form_of(visitor, goals="wishful")).status_code == 303
    problem = problem_of(db.session(), sound.edition, main_plan(db.session(), sound.edition))
    assert problem.goals == WISHFUL
    entry = db.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc())).first()
    assert entry is not None
    assert (entry.subject, entry.act, (entry.after or {})["goals"]) == ("goal_order", "created", "wishful")
    refused = visitor.post(f"{AREA}/rules", data=form_of(visitor, goals="mine"), headers=ENGLISH)
    assert refused.status_code == 422
    assert "Please choose one of the orders of goals." in words(refused)


def test_the_solver_tells_what_would_move_and_nothing_is_touched(
    sound: Festival, visitor: Visitor, workers: Workers
) -> None:
    before = standing(sound)
    row = rehearse(visitor, workers, form_of(visitor, **QUIET))
    run = row.run
    assert (run.kind, run.answer["moved"], levels(), standing(sound)) == (
        "preview", [sound["PARADE"].id], {"quiet-hours": "ignore"}, before,
    )  # fmt: skip
    text = words(visitor.get(f"{AREA}/proposal/{row.id}", headers=ENGLISH))
    assert "So the plan would look under settings that nobody has saved yet." in text
    assert "Quiet hours Is ignored Blocks" in text
    assert "Diễu hành PARADE 22:45, Saturday 06/06 · Ngọ Môn" in text
    assert "30 artists, 0 visitors" in text
    refused = visitor.post(f"{AREA}/proposal/{row.id}/acceptance", headers=ENGLISH)
    assert refused.status_code == 409
    assert "This proposal was computed under settings that nobody has saved; save them first." in words(refused)
    assert (levels(), standing(sound)) == ({"quiet-hours": "ignore"}, before)


def test_settings_and_proposal_are_accepted_together(sound: Festival, visitor: Visitor, workers: Workers) -> None:
    before = standing(sound)
    row = rehearse(visitor, workers, form_of(visitor, **QUIET))
    answer = visitor.post(f"{AREA}/proposal/{row.id}/acceptance", data={"settings": "save"})
    assert answer.status_code == 303
    after = standing(sound)
    assert levels() == {"quiet-hours": "block"}
    assert {act for act in after if after[act] != before.get(act)} == {sound["PARADE"].id}


def test_settings_are_saved_first_and_the_proposal_accepted_on_its_own(
    sound: Festival, visitor: Visitor, workers: Workers
) -> None:
    before = standing(sound)
    row = rehearse(visitor, workers, form_of(visitor, **QUIET))
    saved = visitor.post(f"{AREA}/proposal/{row.id}/settings")
    assert (saved.status_code, levels(), standing(sound)) == (303, {"quiet-hours": "block"}, before)
    assert "The settings under which this was computed are saved." in words(
        visitor.get(f"{AREA}/proposal/{row.id}", headers=ENGLISH)
    )
    assert visitor.post(f"{AREA}/proposal/{row.id}/acceptance").status_code == 303
    assert standing(sound) != before


def test_everything_is_left_as_it_is(sound: Festival, visitor: Visitor, workers: Workers) -> None:
    before = standing(sound)
    row = rehearse(visitor, workers, form_of(visitor, **QUIET))
    assert visitor.post(f"{AREA}/proposal/{row.id}/refusal").status_code == 303
    assert (levels(), standing(sound)) == ({"quiet-hours": "ignore"}, before)


def test_settings_that_somebody_changed_since_are_not_overwritten(
    sound: Festival, visitor: Visitor, workers: Workers
) -> None:
    before = standing(sound)
    row = rehearse(visitor, workers, form_of(visitor, **QUIET))
    visitor.post(f"{AREA}/rules", data=form_of(visitor, **{"number:rest": "45"}))
    assert "Somebody changed the rules of this edition since the solver was asked." in words(
        visitor.get(f"{AREA}/proposal/{row.id}", headers=ENGLISH)
    )
    for noun, facts in (("settings", {}), ("acceptance", {"settings": "save"}), ("acceptance", {})):
        refused = visitor.post(f"{AREA}/proposal/{row.id}/{noun}", data=facts, headers=ENGLISH)
        assert refused.status_code == 409
        assert "preview them again." in words(refused)
    assert (levels(), standing(sound)) == ({"quiet-hours": "ignore"}, before)


def test_a_second_click_watches_the_search_that_is_under_way(sound: Festival, visitor: Visitor) -> None:
    form = form_of(visitor, **QUIET)
    first = visitor.post(f"{AREA}/rules/rehearsal", data={**form, "anew": "1"})
    second = visitor.post(f"{AREA}/rules/rehearsal", data=form)
    assert (first.status_code, second.status_code, second.location) == (303, 303, first.location)
    assert len(db.session.scalars(select(SolveRun)).all()) == len(db.session.scalars(select(Job)).all()) == 1
    text = words(visitor.get(first.location, headers=ENGLISH))
    assert "The solver tries settings that nobody has saved yet. The plan stays as it is." in text
    assert "Quiet hours Is ignored Blocks" in text


def test_whoever_only_reads_previews_nothing(sound: Festival, sign_in: SignIn, visitor: Visitor) -> None:
    form = form_of(visitor, **QUIET)
    viewer = sign_in(Role.VIEWER, edition=sound.edition)
    assert [viewer.post(f"{AREA}/rules/{noun}", data=form).status_code for noun in ("preview", "rehearsal")] == [
        403
    ] * 2
    page = viewer.get(f"{AREA}/rules", headers=ENGLISH)
    assert (page.status_code, "Preview" in words(page)) == (200, False)
    assert rulebook.strictness(db.session(), sound.edition).levels["quiet-hours"] == "ignore"

"""The demo edition and editions of other sizes come in through the importer, and can be planned."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from festival_ops import demo
from festival_ops.accounts.models import Membership, User
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme import generator
from festival_ops.programme.invention import Size
from festival_ops.programme.models import Edition, Performance, Stage, Troupe, Venue
from festival_ops.security.models import Agency
from festival_ops.spreadsheets.models import Upload
from solver.check import check
from solver.plan import Plan
from solver.problem import Slot
from solver.rules import RULES

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def hue(demo_edition: Edition) -> Edition:
    return demo_edition


def count(session: scoped_session[Session], model: type, *conditions: object) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0  # type: ignore[arg-type]


def test_the_demo_edition_has_the_size_of_the_real_one(hue: Edition, session: scoped_session[Session]) -> None:
    sizes = {model.__tablename__: count(session, model) for model in (Venue, Stage, Troupe, Performance)}
    assert sizes == {"venue": 35, "stage": 15, "troupe": 33, "performance": 118}


def test_it_came_through_the_importer(hue: Edition, session: scoped_session[Session]) -> None:
    upload, hosts = session.scalars(select(Upload).order_by(Upload.id))
    tables = Counter(written.table for written in upload.written)
    assert (upload.state, tables["performance"], tables["party"]) == ("applied", 118, 5)
    assert (tables["guest_group"], tables["delegation"], tables["guest"], tables["escort"]) == (15, 40, 120, 60)
    assert (hosts.state, {written.table for written in hosts.written}) == ("applied", {"delegation"})


def test_every_row_tells_how_sure_it_is(hue: Edition, session: scoped_session[Session]) -> None:
    kinds = {"published", "actual", "estimate", "synthetic"}
    for model in (Venue, Stage, Troupe, Performance):
        told = set(session.scalars(select(model.status)))
        assert told <= kinds, model
        assert count(session, model, model.source == "") == 0, model


def test_only_what_was_announced_is_fixed(hue: Edition, session: scoped_session[Session]) -> None:
    fixed = session.scalars(select(Performance).where(Performance.fixed)).all()
    assert len(fixed) == 13
    assert {row.status for row in fixed} <= {"published", "estimate"}


def test_every_troupe_of_2024_performs(hue: Edition, session: scoped_session[Session]) -> None:
    playing = {troupe.name for row in session.scalars(select(Performance)) for troupe in row.troupes}
    assert playing == set(session.scalars(select(Troupe.name)))


def test_what_was_announced_does_not_contradict_itself(hue: Edition, session: scoped_session[Session]) -> None:
    problem = problem_of(session(), hue, None)
    promised = Plan(tuple(act.announced for act in problem.acts if act.announced))
    broken = [v for v in check(problem, promised) if v.rule not in ("placed", "quiet-hours")]
    # What must come before an announced show is placed by the solver.
    assert [v.facts for v in broken if v.facts.get("case") != "alone"] == []


def test_there_is_an_account_for_each_role(hue: Edition, app: Flask, session: scoped_session[Session]) -> None:
    demo.sign_ins(session(), hue)
    demo.sign_ins(session(), hue)
    roles = dict(session.execute(select(User.email, Membership.role).join(Membership)).all())
    assert roles == {
        "admin@festival.example": "admin",
        "planner@festival.example": "planner",
        "security@festival.example": "security_lead",
        "traffic@festival.example": "traffic_lead",
        "protocol@festival.example": "protocol_officer",
        "coordinator@festival.example": "troupe_coordinator",
        "agency@festival.example": "agency_liaison",
        "liaison@festival.example": "liaison_officer",
        "viewer@festival.example": "viewer",
    }


def test_the_coordinator_looks_after_one_troupe(hue: Edition, session: scoped_session[Session]) -> None:
    demo.sign_ins(session(), hue)
    troupes = select(Troupe.short_name).join(Membership, Membership.troupe_id == Troupe.id)
    assert session.scalars(troupes).all() == [demo.COORDINATED]


def test_the_liaison_speaks_for_one_agency(hue: Edition, session: scoped_session[Session]) -> None:
    demo.sign_ins(session(), hue)
    agencies = select(Agency.name).join(Membership, Membership.agency_id == Agency.id)
    assert session.scalars(agencies).all() == [demo.SPOKEN_FOR]


SIZES = {
    "like Huế 2014": generator.like("hue-2014"),
    "520 performances": generator.generate(Size(520, 30, 64, 9, 1)),
    "a village": generator.generate(Size(8, 2, 3, 2, 5)),
}


@pytest.mark.parametrize("name", SIZES)
def test_an_invented_edition_can_be_planned(name: str, session: scoped_session[Session]) -> None:
    invented = SIZES[name]
    edition = demo.synthetic(session(), invented)
    problem = problem_of(session(), edition, None)
    codes = dict(session.execute(select(Performance.code, Performance.id)).all())
    stages = {stage.name: stage.id for stage in problem.stages}
    midnight = datetime.combine(edition.first_day, datetime.min.time())
    slots = [
        Slot(codes[code], stages[stage], int((datetime.fromisoformat(starts) - midnight).total_seconds() // 60))
        for code, stage, starts in invented.hidden
    ]
    warnings = {rule.key for rule in RULES if rule.level_in(problem) == "warn"}
    broken = [v for v in check(problem, Plan(tuple(slots))) if v.rule not in warnings]
    assert (len(slots), broken) == (len(problem.acts), [])


def test_the_size_of_hue_2014(session: scoped_session[Session]) -> None:
    edition = demo.synthetic(session(), SIZES["like Huế 2014"])
    sizes = [count(session, model) for model in (Troupe, Stage, Performance)]
    assert (sizes, len(edition.days)) == ([66, 25, 170], 9)


def test_invented_rows_are_marked(session: scoped_session[Session]) -> None:
    demo.synthetic(session(), SIZES["a village"])
    assert set(session.scalars(select(Performance.status))) == {"synthetic"}


def test_the_same_size_and_seed_give_the_same_edition() -> None:
    again = generator.generate(Size(520, 30, 64, 9, 1))
    other = generator.generate(Size(520, 30, 64, 9, 2))
    assert again.files == SIZES["520 performances"].files
    assert other.files != again.files


def test_a_size_that_cannot_be_is_refused_with_a_way_out() -> None:
    with pytest.raises(ValueError, match="500 performances find no room on 1 stages in 1 days with 2 troupes; ask for"):
        generator.generate(Size(500, 1, 2, 1, 1))


def test_the_command_loads_once_and_tells_the_sign_ins(app: Flask, session: scoped_session[Session]) -> None:
    first = app.test_cli_runner().invoke(args=["demo", "--if-empty"]).output
    again = app.test_cli_runner().invoke(args=["demo", "--if-empty"]).output
    assert first.splitlines()[0] == "Festival Huế 2024 is loaded."
    assert again.splitlines()[0] == "There is an edition already; nothing was loaded."
    assert "  planner@festival.example         planner" in again.splitlines()
    assert count(session, Edition) == 1


def test_the_command_makes_other_sizes(app: Flask, session: scoped_session[Session]) -> None:
    size = ["--performances", "8", "--stages", "2", "--troupes", "3", "--days", "2", "--seed", "5"]
    told = app.test_cli_runner().invoke(args=["demo", *size]).output
    assert told.splitlines()[0] == "Festival giả định 8 buổi diễn, 2 sân khấu is loaded."
    refused = app.test_cli_runner().invoke(args=["demo", "--performances", "500", "--stages", "1", "--troupes", "1"])
    assert refused.exit_code == 1
    assert "find no room" in refused.output

"""Who goes along with delegations: drafted, searched for, accepted, changed by hand, and kept among those who may."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from sqlalchemy import delete, select

from festival_ops.accounts.models import Role
from festival_ops.planning.escorts import search
from festival_ops.planning.models import EscortBook, EscortRun
from festival_ops.planning.models.roster import BUILD, REPAIR
from festival_ops.protocol.models import Engagement, Escort, EscortLanguage, Invitation
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")

NAMES = ("Đoàn Lào", "Lao delegation", "Ộp Thị Thử Nghiệm", "Liên lạc viên 1")


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SECONDS", {BUILD: 2, REPAIR: 2})


@pytest.fixture
def officer(sign_in: SignIn, guests: Festival) -> Visitor:
    guests.session.execute(delete(Invitation))
    second = guests.add("other", Escort(code="L02", name="Liên lạc viên 2", interpreter=True))
    second.languages = [EscortLanguage(language="lo", level=2)]
    guests.session.commit()
    return sign_in(Role.PROTOCOL_OFFICER, edition=guests.edition)


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def searched(officer: Visitor, guests: Festival, workers: Workers) -> EscortRun:
    home = f"/festival/{guests.edition.slug}/escorts"
    officer.post(f"{home}/drafts")
    officer.post(f"{home}/run")
    workers.work()
    guests.session.expire_all()
    return guests.session.scalars(select(EscortRun).order_by(EscortRun.id.desc())).first()  # type: ignore[return-value]


def test_a_journey_becomes_an_engagement_that_two_people_go_along_to(
    officer: Visitor, guests: Festival, workers: Workers
) -> None:
    run = searched(officer, guests, workers)
    row = guests.session.scalars(select(Engagement)).one()
    assert (row.kind, row.leg_id, row.liaisons, row.interpreters, row.languages, row.name_en) == (
        "arrival", guests["landing leg"].id, 1, 1, ["lo"], "Being met: VN 1540",
    )  # fmt: skip
    kept = json.dumps([run.problem, run.answer], ensure_ascii=False)
    assert [name for name in (*NAMES, row.name, row.name_en) if name in kept] == []
    home = f"/festival/{guests.edition.slug}/escorts"
    assert officer.post(f"{home}/run/{run.id}/acceptance").status_code == 303
    book = guests.session.scalars(select(EscortBook)).one()
    assert [duty[1:] for duty in sorted(book.duties, key=lambda duty: duty[2])] == [[row.id, ""], [row.id, "vi-lo"]]
    page = words(officer.get(f"{home}/").text)
    assert "2 people go along 0 are missing" in page
    assert "10:10–11:40 D01 · Being met: VN 1540" in page
    assert officer.post(f"{home}/run/{run.id}/acceptance").status_code == 409
    leads = next(duty[0] for duty in book.duties if not duty[2])
    guests.add("third", Escort(code="L03", name="Liên lạc viên 3"))
    guests.session.commit()
    away = {"starts": "05/06/2026 06:00", "ends": "06/06/2026 22:00"}
    sent = officer.post(f"{home}/person/{leads}/away", data=away)
    workers.work()
    page = words(officer.get(sent.location).text)
    assert "It is proven that no repair does with fewer." in page
    assert officer.post(f"{sent.location}/acceptance").status_code == 303
    guests.session.expire_all()
    book = guests.session.scalars(select(EscortBook)).one()
    assert leads not in {escort for escort, _, pair in book.duties if not pair}


def test_an_answer_is_not_laid_over_what_a_hand_has_changed(officer: Visitor, guests: Festival) -> None:
    home = f"/festival/{guests.edition.slug}/escorts"
    officer.post(f"{home}/drafts")
    officer.post(f"{home}/run")
    run, row = guests.session.scalars(select(EscortRun)).one(), guests.session.scalars(select(Engagement)).one()
    run.answer = {"plan": {"duties": []}}
    guests.session.commit()
    task = {"engagement": row.id, "pair": "", "new": guests["liaison"].id}
    assert officer.post(f"{home}/duty", data={**task, "seen": 0}).status_code == 303
    stale = officer.post(f"{home}/run/{run.id}/acceptance")
    assert stale.status_code == 409
    assert "Somebody has changed who goes along since this search began" in words(stale.text)
    late = officer.post(f"{home}/duty", data={**task, "seen": 0})
    assert (late.status_code, guests.session.scalars(select(EscortBook.duties)).one()) == (
        409, [[guests["liaison"].id, row.id, ""]],
    )  # fmt: skip


def test_nobody_goes_along_against_the_rules(officer: Visitor, guests: Festival) -> None:
    home = f"/festival/{guests.edition.slug}/escorts"
    guests["other"].liaison = False
    guests.session.commit()
    officer.post(f"{home}/drafts")
    row = guests.session.scalars(select(Engagement)).one()
    refused = officer.post(f"{home}/duty", data={"engagement": row.id, "new": guests["other"].id, "seen": 0})
    assert refused.status_code == 422
    assert "L02 · Liên lạc viên 2" in words(refused.text)
    assert guests.session.scalars(select(EscortBook.duties)).one() == []
    stand_in = words(officer.get(f"{home}/?engagement={row.id}").text)
    assert "Who could go along L01 · Liên lạc viên 1" in stand_in


@pytest.mark.parametrize("role", [Role.PLANNER, Role.TRAFFIC_LEAD, Role.VIEWER])
def test_others_do_not_know_of_it(role: Role, sign_in: SignIn, guests: Festival) -> None:
    visitor = sign_in(role, edition=guests.edition)
    home = f"/festival/{guests.edition.slug}"
    addresses = (f"{home}/escorts/", f"{home}/escorts/person/{guests['liaison'].id}", f"{home}/protocol/engagement/")
    assert [visitor.get(address).status_code for address in addresses] == [404, 404, 404]


def test_an_engagement_follows_or_has_hours_of_its_own(officer: Visitor, guests: Festival) -> None:
    new = f"/festival/{guests.edition.slug}/protocol/engagement/new"
    answers = {"delegation": guests["lao"].id, "name": "Hội đàm", "kind": "meeting"}
    refused = words(send(officer, new, **answers, leg=guests["landing leg"].id, starts="05/06/2026 09:00").text)
    assert "It has the hours of its journey or ceremony; leave these empty." in refused
    assert "With a journey it is being met or being seen off." in refused
    assert send(officer, new, **answers, starts="05/06/2026 09:00", ends="05/06/2026 11:00").status_code == 303
    assert guests.session.scalars(select(Engagement.name)).all() == ["Hội đàm"]

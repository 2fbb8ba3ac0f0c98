"""Who goes along with delegations: drafted, searched for, accepted, changed by hand, and kept among those who may."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from sqlalchemy import delete, select, update

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


def pinned(guests: Festival) -> list[list[object]]:
    guests.session.expire_all()
    return guests.session.scalars(select(EscortBook.pins)).one()


def test_who_is_held_fast_is_kept_by_the_next_search(officer: Visitor, guests: Festival, workers: Workers) -> None:
    """The second interpreter speaks Lao less well, and is asked to all the same."""
    home = f"/festival/{guests.edition.slug}/escorts"
    officer.post(f"{home}/drafts")
    row = guests.session.scalars(select(Engagement)).one()
    duties = [[guests["liaison"].id, row.id, ""], [guests["other"].id, row.id, "vi-lo"]]
    guests.session.execute(update(EscortBook).values(duties=duties, revision=1))
    guests.session.commit()
    facts = {"escort": guests["other"].id, "engagement": row.id, "pair": "vi-lo"}
    stale = officer.post(f"{home}/pin", data=facts | {"seen": 0, "fixed": "y"})
    assert (stale.status_code, pinned(guests)) == (409, [])
    officer.post(f"{home}/pin", data=facts | {"seen": 1, "fixed": "y", "whole": "y"})
    assert pinned(guests) == [duties[1]]
    page = words(officer.get(f"{home}/?engagement={row.id}&pair=vi-lo").text)
    assert "held fast" in page
    officer.post(f"{home}/run")
    workers.work()
    guests.session.expire_all()
    run = guests.session.scalars(select(EscortRun)).one()
    assert run.answer is not None
    assert {"escort": guests["other"].id, "engagement": row.id, "pair": "vi-lo"} in run.answer["plan"]["duties"]
    officer.post(f"{home}/pin", data=facts | {"seen": 2})
    assert pinned(guests) == []


def test_what_a_hand_takes_away_and_who_falls_ill_is_not_held_fast(officer: Visitor, guests: Festival) -> None:
    home = f"/festival/{guests.edition.slug}/escorts"
    officer.post(f"{home}/drafts")
    row = guests.session.scalars(select(Engagement)).one()
    duties = [[guests["liaison"].id, row.id, ""], [guests["other"].id, row.id, "vi-lo"]]
    guests.session.execute(update(EscortBook).values(duties=duties, pins=duties, revision=1))
    guests.session.commit()
    officer.post(f"{home}/duty", data={"old": guests["liaison"].id, "engagement": row.id, "pair": "", "seen": 1})
    assert pinned(guests) == [duties[1]]
    hours = {"starts": "05/06/2026 08:00", "ends": "05/06/2026 22:00"}
    assert officer.post(f"{home}/person/{guests['other'].id}/away", data=hours).status_code == 303
    assert pinned(guests) == []


def test_an_absence_is_taken_back_once(officer: Visitor, guests: Festival) -> None:
    home, other = f"/festival/{guests.edition.slug}/escorts", guests["other"]
    noted = [other.id, "2026-06-05T01:00:00+00:00", "2026-06-05T15:00:00+00:00"]
    guests.session.add(EscortBook(edition_id=guests.edition.id, away=[noted], revision=3))
    guests.session.commit()
    page = officer.get(f"{home}/person/{other.id}").text
    assert "Away from" in page
    form = page.split(f"/person/{other.id}/back")[1].split("</form>")[0]
    hours = dict(re.findall(r'name="(starts|ends)" value="([^"]+)"', form))
    assert officer.post(f"{home}/person/{guests['liaison'].id}/back", data=hours).status_code == 303
    assert guests.session.scalars(select(EscortBook.away)).one() == [noted]
    officer.post(f"{home}/person/{other.id}/back", data=hours)
    guests.session.expire_all()
    assert guests.session.execute(select(EscortBook.away, EscortBook.revision)).one() == ([], 4)
    again = officer.post(f"{home}/person/{other.id}/back", data=hours, follow_redirects=True)
    assert "This absence was taken back already." in unescape(again.text)
    assert officer.post(f"{home}/person/{other.id}/back", data={"starts": "now"}).status_code == 400


def test_what_was_taken_over_becomes_a_draft_again_unless_somebody_uses_it(officer: Visitor, guests: Festival) -> None:
    home = f"/festival/{guests.edition.slug}/escorts"
    officer.post(f"{home}/drafts")
    row = guests.session.scalars(select(Engagement)).one()
    match = re.search(r'name="taking" value="(\d+)"', officer.get(f"{home}/").text)
    assert match is not None
    taking = {"taking": match[1]}
    guests.session.execute(update(EscortBook).values(duties=[[guests["liaison"].id, row.id, ""]]))
    guests.session.commit()
    refused = officer.post(f"{home}/drafts/undoing", data=taking)
    assert refused.status_code == 409
    told = words(refused.text)
    assert "Somebody goes along to some of them already, so they are not taken back: D01 · arrival." in told
    guests.session.execute(update(EscortBook).values(duties=[]))
    guests.session.commit()
    assert officer.post(f"{home}/drafts/undoing", data=taking).status_code == 303
    assert guests.session.scalars(select(Engagement)).all() == []
    again = officer.post(f"{home}/drafts/undoing", data=taking, follow_redirects=True)
    assert "This was taken back already." in again.text
    assert "ask for 1 engagement that is not written down yet" in words(officer.get(f"{home}/").text)
    officer.post(f"{home}/drafts")
    guests.session.execute(update(Engagement).values(version=9))
    match = re.search(r'name="taking" value="(\d+)"', officer.get(f"{home}/").text)
    assert match is not None
    assert officer.post(f"{home}/drafts/undoing", data={"taking": match[1]}).status_code == 409
    assert guests.session.scalars(select(Engagement.version)).all() == [9]

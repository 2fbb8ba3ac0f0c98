"""Each list of the room shows its rows and asks the database as often for three rows as for one."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.programme.models import Edition, Venue
from festival_ops.security.models import (
    Absence,
    Agency,
    Force,
    Holding,
    Need,
    Officer,
    Post,
    Qualification,
    Sector,
    Shift,
    Squad,
)
from tests.support.crews import POLICE
from tests.support.people import SignIn, Visitor
from tests.support.questions import asked


class Made:
    """Rows of an edition, `number` telling one from the next."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def add(self, row: Any) -> Any:
        row.edition_id = self.edition.id
        db.session.add(row)
        db.session.flush()
        return row

    def venue(self, number: int) -> Venue:
        return self.add(Venue(name=f"Điểm {number}"))

    def force(self, number: int) -> Force:
        return self.add(Force(name=f"Lực lượng {number}", kind="police", **POLICE))

    def agency(self, number: int) -> Agency:
        return self.add(Agency(name=f"Đơn vị {number}", force=self.force(number)))

    def qualification(self, number: int) -> Qualification:
        return self.add(Qualification(code=f"N{number}", name=f"Nghiệp vụ {number}"))

    def squad(self, number: int) -> Squad:
        return self.add(Squad(name=f"Tổ {number}", agency=self.agency(number)))

    def officer(self, number: int) -> Officer:
        held = [Holding(qualification=self.qualification(number)), Holding(qualification=self.qualification(-number))]
        squad = self.squad(number)
        facts = {"agency": squad.agency, "squad": squad, "holdings": held, "home_venue": self.venue(number)}
        return self.add(Officer(code=f"CB{number}", name=f"Cán bộ {number}", **facts))

    def absence(self, number: int) -> Absence:
        span = {"starts": datetime(2024, 6, 8, tzinfo=UTC), "ends": datetime(2024, 6, 9, tzinfo=UTC)}
        return self.add(Absence(officer=self.officer(number), **span))

    def sector(self, number: int) -> Sector:
        return self.add(Sector(name=f"Khu {number}", ring=1))

    def post(self, number: int) -> Post:
        facts = {"sector": self.sector(number), "venue": self.venue(number)}
        return self.add(Post(code=f"C{number}", name=f"Chốt {number}", **facts))

    def shift(self, number: int) -> Shift:
        return self.add(Shift(name=f"Ca {number}", starts=time(6), ends=time(14)))

    def need(self, number: int) -> Need:
        facts = {"post": self.post(number), "shift": self.shift(number), "qualification": self.qualification(number)}
        return self.add(Need(least=1, most=2, reason="Đánh giá rủi ro", **facts))


KINDS = [name for name in vars(Made) if not name.startswith("_") and name not in ("add", "venue")]


@pytest.fixture
def admin(sign_in: SignIn, edition: Edition) -> Visitor:
    return sign_in(Role.ADMIN, edition=edition)


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("kind", KINDS)
def test_three_rows_cost_as_many_questions_as_one(admin: Visitor, edition: Edition, kind: str) -> None:
    made, address = Made(edition), f"/festival/hue/security/{kind}/"
    shown, cost = [], []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            getattr(made, kind)(number)
        db.session.commit()
        with asked() as told:
            page = admin.get(address).get_data(as_text=True)
        shown.append(page.count('<th scope="row">'))
        cost.append(len(told))
    assert shown == [1, 3]
    assert cost[0] == cost[1]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("kind", ["squad", "officer"])
def test_a_form_asks_as_often_for_three_choices_as_for_one(admin: Visitor, edition: Edition, kind: str) -> None:
    """Squads are told with their agencies, absences with their people."""
    made = Made(edition)
    form = {"squad": "officer", "officer": "absence"}[kind]
    cost = []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            getattr(made, kind)(number)
        db.session.commit()
        with asked() as told:
            page = admin.get(f"/festival/hue/security/{form}/new").text
        cost.append(len(told))
    assert page.count({"squad": "– Tổ ", "officer": "· Cán bộ "}[kind]) == 3
    assert cost[0] == cost[1]


@pytest.mark.databases("sqlite")
def test_people_are_found_by_name_code_agency_and_squad(admin: Visitor, edition: Edition) -> None:
    made = Made(edition)
    made.officer(1)
    made.officer(2)
    found = {
        words: admin.get(f"/festival/hue/security/officer/?q={words}").text.count('scope="row"')
        for words in ("can bo", "CB2", "don vi 1", "tổ 2", "0900")
    }
    assert found == {"can bo": 2, "CB2": 1, "don vi 1": 1, "tổ 2": 1, "0900": 0}

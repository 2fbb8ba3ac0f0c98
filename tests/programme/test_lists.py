"""Each list shows its rows, folds what is searched, and asks the database as often for three rows as for one."""

from __future__ import annotations

from typing import Any

import pytest

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.programme.models import (
    AudienceClash,
    Blackout,
    Contact,
    Edition,
    Equipment,
    Neighbours,
    Party,
    Performance,
    Person,
    Precedence,
    Stage,
    Travel,
    Troupe,
    Venue,
    Work,
)
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
        return self.add(Venue(name=f"Điểm {number}", latitude=16.4 + number / 100, longitude=107.5))

    def stage(self, number: int) -> Stage:
        return self.add(Stage(name=f"Sân khấu {number}", venue=self.venue(number)))

    def troupe(self, number: int) -> Troupe:
        return self.add(Troupe(name=f"Đoàn {number}"))

    def work(self, number: int) -> Work:
        return self.add(Work(name=f"Vở {number}"))

    def performance(self, number: int) -> Performance:
        facts = {"work": self.work(number), "troupes": [self.troupe(number)], "announced_stage": self.stage(number)}
        return self.add(Performance(code=f"P{number}", name=f"Suất {number}", minutes=30, **facts))

    def contact(self, number: int) -> Contact:
        return self.add(Contact(troupe=self.troupe(number), name=f"Ông {number}"))

    def person(self, number: int) -> Person:
        return self.add(Person(name=f"Nghệ sĩ {number}", troupes=[self.troupe(number), self.troupe(number + 100)]))

    def travel(self, number: int) -> Travel:
        return self.add(Travel(origin=self.venue(number), destination=self.venue(number + 100), minutes=number))

    def neighbours(self, number: int) -> Neighbours:
        return self.add(Neighbours(first=self.stage(number), second=self.stage(number + 100)))

    def equipment(self, number: int) -> Equipment:
        return self.add(Equipment(name=f"Loa {number}", stock=number, venue=self.venue(number)))

    def precedence(self, number: int) -> Precedence:
        return self.add(Precedence(first=self.performance(number), second=self.performance(number + 100)))

    def audience_clash(self, number: int) -> AudienceClash:
        return self.add(AudienceClash(first=self.work(number), second=self.work(number + 100)))

    def blackout(self, number: int) -> Blackout:
        day = self.edition.days[0]
        starts, ends = (
            self.edition.at(day, self.edition.cutoff),
            self.edition.at(self.edition.days[1], self.edition.cutoff),
        )
        return self.add(Blackout(reason=f"Mưa {number}", starts=starts, ends=ends, stages=[self.stage(number)]))

    def party(self, number: int) -> Party:
        return self.add(Party(code=f"A{number}", performances=[self.performance(number)]))


KINDS = [name for name in vars(Made) if not name.startswith("_") and name != "add"]


@pytest.fixture
def admin(sign_in: SignIn, edition: Edition) -> Visitor:
    return sign_in(Role.ADMIN, edition=edition)


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("kind", KINDS)
def test_three_rows_cost_as_many_questions_as_one(admin: Visitor, edition: Edition, kind: str) -> None:
    made, address = Made(edition), f"/festival/hue/programme/{kind.replace('_', '-')}/"
    shown, cost = [], []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            getattr(made, kind)(number)
        with asked() as told:
            page = admin.get(address).get_data(as_text=True)
        shown.append(page.count('<th scope="row">'))
        cost.append(len(told))
    rows = {"venue": 1, "stage": 1, "troupe": 1, "work": 1}
    assert shown == [rows.get(kind, 1), 3]
    assert cost[0] == cost[1]


def test_an_empty_list_says_what_to_do(admin: Visitor, edition: Edition) -> None:
    page = admin.get("/festival/hue/programme/venue/").get_data(as_text=True)
    assert "Nothing stands here yet." in page
    assert 'href="/festival/hue/programme/venue/new"' in page


def test_words_are_found_without_their_marks(admin: Visitor, edition: Edition) -> None:
    made = Made(edition)
    made.performance(1)
    made.performance(2)
    found = {
        words: admin.get(f"/festival/hue/programme/performance/?q={words}").get_data(as_text=True).count('scope="row"')
        for words in ("suat", "SUẤT 2", "p1", "vo 2", "doan")
    }
    assert found == {"suat": 2, "SUẤT 2": 1, "p1": 1, "vo 2": 1, "doan": 0}

"""Invented rosters: of the size asked for, marked as invented, always the same, and not more than people can meet."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops import demo
from festival_ops.database import db
from festival_ops.programme import generator as programme
from festival_ops.programme import invention
from festival_ops.programme.models import Edition
from festival_ops.security import generator
from festival_ops.security.invention import LOAD, Size, duties, invent
from festival_ops.security.models import Agency, Force, Need, Officer, Post, Qualification, Sector, Shift, Squad
from festival_ops.security.queries import needs_by_day

pytestmark = pytest.mark.databases("sqlite")

SIZES = [Size(160, 24, 6), Size(1500, 140, 9), Size(60, 7, 3, seed=4), Size(1, 1, 1)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_less_is_asked_than_people_may_work(size: Size) -> None:
    drawn = invent(size)
    people = Counter(person.kind.code for person in drawn.people)
    asked = Counter[str]()
    for wanted in drawn.wanted:
        asked[wanted.code] += wanted.least * size.days
    assert sum(people.values()) == size.officers
    assert len(drawn.places) == size.posts
    may = {code: LOAD * count * duties(size.days) for code, count in people.items()}
    assert {code: count for code, count in asked.items() if count > may[code]} == {}


def test_a_large_roster_asks_for_most_of_what_people_may_work() -> None:
    drawn = invent(Size(1500, 140, 9))
    share = sum(wanted.least for wanted in drawn.wanted) * 9 / (1500 * duties(9))
    assert 0.74 < share <= LOAD


def test_the_same_size_and_seed_give_the_same() -> None:
    first, again, other = (generator.generate(Size(80, 9, 4, seed), date(2026, 6, 5), ["A"]) for seed in (1, 1, 2))
    assert first == again != other


def test_an_invented_edition_comes_in_with_its_roster(session: scoped_session[Session]) -> None:
    invented = programme.generate(invention.Size(8, 2, 3, 2, 5))
    edition = demo.synthetic(session(), demo.manned(invented, 40, 6, 1))
    assert (edition.slug, edition.name) == (
        "synthetic-8-2-3-2-5-40-6",
        "Festival giả định 8 buổi diễn, 2 sân khấu, 40 người trực",
    )
    models = (Force, Agency, Qualification, Squad, Officer, Sector, Post, Shift, Need)
    assert {status for model in models for status in session.scalars(select(model.status))} == {"synthetic"}
    sizes = [len(session.scalars(select(model)).all()) for model in (Force, Officer, Post, Shift)]
    assert sizes == [6, 40, 6, 3]


@pytest.fixture
def hue(demo_edition: Edition) -> Edition:
    return demo_edition


def test_the_demo_edition_has_people_and_posts_of_its_size(hue: Edition, session: scoped_session[Session]) -> None:
    assert [len(session.scalars(select(model)).all()) for model in (Officer, Post, Sector, Shift)] == [160, 24, 6, 3]
    for model in (Force, Agency, Qualification, Squad, Officer, Sector, Post, Shift, Need):
        assert set(session.scalars(select(model.status))) == {"synthetic"}, model
        assert "" not in set(session.scalars(select(model.source))), model
    assert [str(post) for post in session.scalars(select(Post)) if post.place is None] == []


def test_every_need_of_the_demo_falls_on_its_days(hue: Edition) -> None:
    held = list(needs_by_day(db.session(), hue))
    days = Counter(each.need.id for each in held)
    every_day = {each.need.id for each in held if each.need.day is None}
    assert {days[id] for id in every_day} <= {5, 6}
    opening = [each for each in held if each.need.day]
    assert [(f"{each.day:%d/%m}", str(each.need)) for each in opening] == [("07/06", "C02 · Ca tối · AN")]
    assert {each.minutes for each in held} == {480}

"""A small festival with two troupes and three stages, and a way to publish it again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session, scoped_session

from festival_ops.database import db
from festival_ops.planning.models import Release, ReleasedChange, ReleasedItem
from festival_ops.planning.published import Item, next_release
from festival_ops.programme.models import Edition, Performance, Stage, Troupe, Venue

Queries = Callable[[], AbstractContextManager[list[str]]]
FIRST = datetime(2024, 6, 1, 2, 0, tzinfo=UTC)


@dataclass
class Festival:
    """`publish` makes the next release of what is told to stand; whatever is left out is postponed or cancelled."""

    session: scoped_session[Session]
    edition: Edition
    troupes: dict[str, Troupe] = field(default_factory=dict)
    stages: dict[str, Stage] = field(default_factory=dict)
    performances: dict[str, Performance] = field(default_factory=dict)
    published: dict[int, Item] = field(default_factory=dict)
    releases: list[Release] = field(default_factory=list)

    def add_stage(self, name: str, venue: str, **facts: Any) -> Stage:
        place = Venue(edition_id=self.edition.id, name=venue, address="Huế", latitude=16.4698, longitude=107.5796)
        self.stages[name] = Stage(edition_id=self.edition.id, name=name, venue=place, **facts)
        self.session.add(self.stages[name])
        self.session.commit()
        return self.stages[name]

    def add_troupe(self, name: str, english: str) -> Troupe:
        self.troupes[name] = Troupe(edition_id=self.edition.id, name=name, name_en=english)
        self.session.add(self.troupes[name])
        self.session.commit()
        return self.troupes[name]

    def add_show(self, name: str, troupe: str, **facts: Any) -> Performance:
        self.performances[name] = Performance(
            edition_id=self.edition.id,
            code=f"P{len(self.performances) + 1}",
            name=name,
            minutes=60,
            get_in=45,
            troupes=[self.troupes[troupe]],
            **facts,
        )
        self.session.add(self.performances[name])
        self.session.commit()
        return self.performances[name]

    def item(self, show: str, stage: str, at: str, **facts: Any) -> Item:
        """`at` is written as people say it, "08/06 19:30", in the festival's own time."""
        performance, place = self.performances[show], self.stages[stage]
        starts = datetime.strptime(f"2024 {at}", "%Y %d/%m %H:%M").replace(tzinfo=self.edition.tz)
        told = {
            "title": performance.name,
            "title_en": performance.name_en,
            "genre": performance.genre,
            "public": performance.public,
            "call": (starts - timedelta(minutes=performance.get_in)).isoformat(),
            "order": 1,
            "troupes": [{"id": t.id, "name": t.name, "name_en": t.name_en} for t in performance.troupes],
            "stage": place.name,
            "stage_en": place.name_en,
            "venue": place.venue.name,
            "venue_en": place.venue.name_en,
            "venue_id": place.venue.id,
            "address": place.venue.address,
            "latitude": place.venue.latitude,
            "longitude": place.venue.longitude,
            "gate": place.gate,
            "contact_point": place.contact_point,
            "day": self.edition.festival_day(starts).isoformat(),
            "stops": [],
        }
        ends = starts + timedelta(minutes=performance.minutes)
        troupes = tuple(troupe.id for troupe in performance.troupes)
        return Item(performance.id, "scheduled", place.id, starts, ends, troupes, told | facts)

    def publish(self, *items: Item, cancelled: Iterable[str] = (), at: datetime | None = None) -> Release:
        at = at or FIRST + timedelta(days=len(self.releases))
        number = len(self.releases) + 1
        ids = frozenset(self.performances[name].id for name in cancelled)
        standing = {item.performance_id: item for item in items}
        shown, changes = next_release(self.published, standing, ids, number, at)
        release = Release(edition_id=self.edition.id, number=number, at=at, plan_revision=number)
        release.items = [_row(item) for item in shown]
        release.changes = [ReleasedChange(performance_id=c.performance_id, kind=c.kind) for c in changes]
        self.session.add(release)
        self.session.commit()
        self.published = {item.performance_id: replace(item) for item in shown}
        self.releases.append(release)
        return release


def _row(item: Item) -> ReleasedItem:
    return ReleasedItem(
        performance_id=item.performance_id,
        state=item.state,
        stage_id=item.stage_id,
        starts=item.starts,
        ends=item.ends,
        troupe_ids=list(item.troupe_ids),
        facts=dict(item.facts),
        sequence=item.sequence,
        changed_in=item.changed_in,
        changed_at=item.changed_at,
        cancelled_at=item.cancelled_at,
    )


@pytest.fixture
def festival(session: scoped_session[Session]) -> Festival:
    edition = Edition(slug="hue-2024", name="Festival Huế 2024", first_day=date(2024, 6, 7), last_day=date(2024, 6, 12))
    session.add(edition)
    session.commit()
    made = Festival(session, edition)
    made.add_stage("Sân khấu Ngọ Môn", "Đại Nội", gate="Cửa Ngọ Môn", contact_point="Bàn điều phối số 1")
    made.add_stage("Sân khấu Bia Quốc Học", "Công viên Bia Quốc Học", gate="Cổng Lê Lợi")
    made.add_stage("Sân khấu cung An Định", "Cung An Định")
    made.add_troupe("Nhà hát Nghệ thuật Cung đình Huế", "Huế Royal Arts Theatre")
    made.add_troupe("Đoàn Bỉ", "Belgian troupe")
    made.add_show("Đêm Hoàng cung", "Nhà hát Nghệ thuật Cung đình Huế", name_en="Royal Palace Night", genre="nhã nhạc")
    made.add_show("Tuồng cung đình", "Nhà hát Nghệ thuật Cung đình Huế", genre="tuồng")
    made.add_show("Múa lân", "Nhà hát Nghệ thuật Cung đình Huế")
    made.add_show("Jazz bên sông Hương", "Đoàn Bỉ", name_en="Jazz by the Perfume River", genre="jazz")
    made.add_show("Tổng duyệt", "Đoàn Bỉ", public=False)
    return made


@pytest.fixture
def opened(festival: Festival) -> Festival:
    """The festival after its first release."""
    festival.publish(
        festival.item("Đêm Hoàng cung", "Sân khấu Ngọ Môn", "08/06 20:00"),
        festival.item("Tuồng cung đình", "Sân khấu Ngọ Môn", "09/06 19:30", order=2),
        festival.item("Múa lân", "Sân khấu Bia Quốc Học", "10/06 17:00"),
        festival.item("Jazz bên sông Hương", "Sân khấu Bia Quốc Học", "08/06 21:00"),
        festival.item("Tổng duyệt", "Sân khấu cung An Định", "07/06 09:00"),
    )
    return festival


@pytest.fixture
def queries(app: Flask) -> Queries:
    """What is asked of the database inside `with queries() as asked:`."""

    @contextmanager
    def listening() -> Iterator[list[str]]:
        asked: list[str] = []

        def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            asked.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", listen)
        yield asked
        event.remove(engine, "before_cursor_execute", listen)

    return listening

"""Releases: what blocks them, what they say, and a database that refuses double booking whatever we forget."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.planning import standing
from festival_ops.planning.actions import releases
from festival_ops.planning.models import ExclusiveUse, Release, ReleasedItem, RuleLevel, Waiver
from festival_ops.planning.queries import items_of, latest_release, main_plan
from festival_ops.programme.models import Cancellation, Edition
from tests.support.programmes import SOUND, Festival


def previewed(festival: Festival) -> releases.Preview:
    session = db.session()
    return releases.preview(session, festival.edition, main_plan(session, festival.edition))


def published(festival: Festival, planner: User, note: str = "") -> Release:
    made = releases.release(db.session(), festival.edition, festival["plan"], previewed(festival).stamp, note, planner)
    db.session.commit()
    return made


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Any:
    """Sentences are in the language of a request."""
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def told(release: Release | None) -> dict[str, tuple[Any, ...]]:
    rows = items_of(db.session(), release)
    return {row.facts["title"].split()[-1]: (row.state, row.sequence, row.changed_in) for row in rows}


def kinds(release: Release) -> dict[str, str]:
    return {change.after["title"].split()[-1]: change.kind for change in release.changes if change.after}


def test_a_series_of_releases(sound: Festival, planner: User) -> None:
    first = published(sound, planner)
    assert told(first) == {code: ("scheduled", 0, 1) for code, *_ in SOUND}
    assert kinds(first) == {code: "added" for code, *_ in SOUND}

    sound.unplace("T2")
    sound.place("T2", "ngo-mon", 2, "20:45")
    sound["X2"].cancellation = Cancellation(reason="Đoàn về sớm.")
    second = published(sound, planner)
    assert kinds(second) == {"T2": "retimed", "X2": "cancelled"}
    assert told(second) == {**told(first), "T2": ("scheduled", 1, 2), "X2": ("cancelled", 1, 2)}

    sound["X2"].cancellation = None
    third = published(sound, planner)
    assert kinds(third) == {"X2": "restored"}
    assert told(third) == {**told(second), "X2": ("scheduled", 2, 3)}
    assert [release.number for release in (first, second, third)] == [1, 2, 3]
    assert told(first)["X2"] == ("scheduled", 0, 1)


def test_facts_are_the_public_words_of_the_day(sound: Festival, planner: User) -> None:
    sound["ngo-mon"].gate = "Cửa Ngọ Môn"
    made = published(sound, planner)
    row = next(item for item in made.items if item.performance_id == sound["T2"].id)
    assert row.starts == sound.at(2, "21:00")
    assert row.facts == {
        "title": "Taiko T2",
        "title_en": "",
        "short_name": "",
        "genre": "drums",
        "public": True,
        "minutes": 60,
        "call": sound.at(2, "20:30").isoformat(),
        "order": 1,
        "troupes": [{"id": sound["ashi"].id, "name": "Ashi Taiko", "name_en": ""}],
        "stage": "Ngọ Môn",
        "stage_en": "",
        "venue": "Đại Nội",
        "venue_en": "Imperial City",
        "venue_id": sound["citadel"].id,
        "address": "",
        "latitude": 16.4698,
        "longitude": 107.5786,
        "gate": "Cửa Ngọ Môn",
        "contact_point": "",
        "day": "2026-06-06",
        "stops": [],
    }


def test_nothing_new_is_no_release(sound: Festival, planner: User) -> None:
    published(sound, planner)
    with pytest.raises(releases.ObstacleError):
        published(sound, planner)


def test_a_missing_performance_blocks_the_release(sound: Festival, planner: User) -> None:
    sound.unplace("X2")
    assert [finding.level for finding in previewed(sound).obstacles] == ["block release"]
    with pytest.raises(releases.ObstacleError):
        published(sound, planner)
    db.session.rollback()
    assert latest_release(db.session(), sound.edition) is None


def test_a_warning_waits_for_somebody_who_answers_for_it(sound: Festival, planner: User) -> None:
    sound["level"].level = "warn"
    sound.session.commit()
    (obstacle,) = previewed(sound).obstacles
    with pytest.raises(releases.ObstacleError):
        published(sound, planner)
    db.session.rollback()
    waiver = Waiver(
        rule=obstacle.rule,
        subject=obstacle.subject,
        sentence=obstacle.sentence,
        reason="Phường đã đồng ý.",
        user_id=planner.id,
    )
    sound.add("waiver", waiver)
    made = published(sound, planner)
    assert [(signed["sentence"], signed["reason"], signed["user_id"]) for signed in made.waivers] == [
        (obstacle.sentence, "Phường đã đồng ý.", planner.id)
    ]


def test_a_preview_that_somebody_else_outran_is_not_released(sound: Festival, planner: User) -> None:
    stamp = previewed(sound).stamp
    sound["N1"].name = "Nhã nhạc N1 đổi tên"
    sound.session.commit()
    with pytest.raises(releases.OutdatedPreviewError):
        releases.release(db.session(), sound.edition, sound["plan"], stamp, "", planner)


def test_the_database_refuses_what_a_forgotten_rule_lets_pass(sound: Festival, planner: User) -> None:
    """The guard is bypassed: no rule asks whether two acts share a stage."""
    for rule in ("one-act-per-stage", "troupe-in-one-place", "person-in-one-place", "rest-between-shows", "neighbours"):
        sound.add(rule, RuleLevel(rule=rule, level="ignore"))
    placement = next(row for row in sound["plan"].placements if row.performance_id == sound["X2"].id)
    placement.stage_id, placement.starts = sound["ngo-mon"].id, sound.at(2, "21:30")
    sound.session.commit()
    assert [finding.sentence for finding in previewed(sound).obstacles] == []
    with pytest.raises(releases.DoubleBookingError) as refused:
        published(sound, planner)
    db.session.rollback()
    clash = refused.value.clash
    assert clash is not None
    assert {clash[0].act, clash[1].act} == {sound["T2"].id, sound["X2"].id}
    assert latest_release(db.session(), sound.edition) is None
    assert db.session.scalar(select(func.count()).select_from(ExclusiveUse)) == 0


def test_many_release_at_once_and_one_does(sound: Festival, planner: User, app: Flask) -> None:
    stamp, edition_id, by = previewed(sound).stamp, sound.edition.id, planner.id
    db.session.rollback()
    outcomes: list[str] = []
    start = threading.Barrier(4)

    def attempt() -> None:
        with app.test_request_context():
            session = db.session()
            start.wait()
            try:
                edition, person = session.get_one(Edition, edition_id), session.get_one(User, by)
                releases.release(session, edition, main_plan(session, edition), stamp, "", person)
                session.commit()
                outcomes.append("released")
            except releases.OutdatedPreviewError:
                session.rollback()
                outcomes.append("outdated")

    _all_at_once([attempt] * 4)
    assert sorted(outcomes) == ["outdated", "outdated", "outdated", "released"]
    session = db.session()
    assert [release.number for release in session.scalars(select(Release))] == [1]
    assert session.scalar(select(func.count()).select_from(ReleasedItem)) == len(SOUND)


def _all_at_once(attempts: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=attempt) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_run_order_counts_on_a_stage_and_a_festival_day(sound: Festival) -> None:
    items = standing.standing_items(db.session(), sound.edition, sound["plan"])
    assert {code: items[sound[code].id].facts["order"] for code in ("OPEN", "T2", "PARADE", "X2")} == {
        "OPEN": 1, "T2": 1, "PARADE": 2, "X2": 1,
    }  # fmt: skip

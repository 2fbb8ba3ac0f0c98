"""A series of releases: what counts as a change, and how often an item has changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from festival_ops.planning.published import Change, Item, next_release

SEVEN = datetime(2026, 6, 5, 12, tzinfo=UTC)
AT = [datetime(2026, 5, day, tzinfo=UTC) for day in range(1, 10)]
Published = dict[int, Item]


def item(performance: int = 1, stage: int = 1, starts: datetime = SEVEN, **facts: Any) -> Item:
    told = {"title": f"Show {performance}", "stage": f"Stage {stage}", "order": 1, "stops": [], **facts}
    return Item(performance, "scheduled", stage, starts, starts + timedelta(hours=1), (7,), told)


def release(
    before: Published, number: int, *standing: Item, cancelled: Collection[int] = ()
) -> tuple[Published, list[Any]]:
    items, changes = next_release(
        before, {one.performance_id: one for one in standing}, frozenset(cancelled), number, AT[number]
    )
    return {one.performance_id: one for one in items}, [(change.performance_id, change.kind) for change in changes]


def of(published: Published, performance: int = 1) -> tuple[Any, ...]:
    one = published[performance]
    return one.state, one.sequence, one.changed_in, one.changed_at


def test_what_nothing_happened_to_carries_over() -> None:
    first, changes = release({}, 1, item(1), item(2))
    assert changes == [(1, "added"), (2, "added")]
    second, changes = release(first, 2, item(1), item(2), item(3))
    assert changes == [(3, "added")]
    assert [of(second, number) for number in (1, 2, 3)] == [
        ("scheduled", 0, 1, AT[1]),
        ("scheduled", 0, 1, AT[1]),
        ("scheduled", 0, 2, AT[2]),
    ]


def test_each_change_of_time_place_or_state_counts_once() -> None:
    published, _ = release({}, 1, item())
    series = [
        ([item(stage=2, starts=SEVEN + timedelta(hours=1))], set(), "moved", ("scheduled", 1, 2, AT[2])),
        ([item(stage=2)], set(), "retimed", ("scheduled", 2, 3, AT[3])),
        ([], {1}, "cancelled", ("cancelled", 3, 4, AT[4])),
        ([], {1}, None, ("cancelled", 3, 4, AT[4])),
        ([item(stage=2)], set(), "restored", ("scheduled", 4, 6, AT[6])),
        ([], set(), "postponed", ("postponed", 5, 7, AT[7])),
        ([], {1}, "cancelled", ("cancelled", 6, 8, AT[8])),
    ]
    for number, (standing, cancelled, kind, expected) in enumerate(series, start=2):
        published, changes = release(published, number, *standing, cancelled=cancelled)
        assert changes == ([(1, kind)] if kind else [])
        assert of(published) == expected


def test_a_withdrawn_item_keeps_the_place_where_people_expect_it() -> None:
    published, _ = release({}, 1, item(stage=4))
    withdrawn = release(published, 2, cancelled={1})[0][1]
    assert (withdrawn.stage_id, withdrawn.starts, withdrawn.cancelled_at) == (4, SEVEN, AT[2])
    restored = release({1: withdrawn}, 3, item(stage=4))[0][1]
    assert restored.cancelled_at is None


def test_other_words_are_news_but_no_new_sequence() -> None:
    published, _ = release({}, 1, item())
    published, changes = release(published, 2, item(title="Another title"))
    assert changes == [(1, "reworded")]
    assert of(published) == ("scheduled", 0, 2, AT[2])


def test_another_run_order_reaches_calendars_and_is_no_news() -> None:
    published, _ = release({}, 1, item())
    published, changes = release(published, 2, item(order=2))
    assert changes == []
    assert of(published) == ("scheduled", 0, 2, AT[2])


def test_a_parade_that_takes_another_way_has_moved() -> None:
    way = [{"stage": "Ngọ Môn", "starts": "19:00"}, {"stage": "Thương Bạc", "starts": "19:30"}]
    published, _ = release({}, 1, item(stops=way))
    later = [way[0], {**way[1], "starts": "19:40"}]
    assert release(published, 2, item(stops=later))[1] == [(1, "retimed")]
    other = [way[0], {**way[1], "stage": "Kim Long"}]
    assert release(published, 2, item(stops=other))[1] == [(1, "moved")]


def test_what_was_cancelled_before_its_first_release_is_never_published() -> None:
    assert release({}, 1, cancelled={1}) == ({}, [])


def test_a_notice_says_what_was_and_what_is() -> None:
    before = item()
    after = item(stage=2)
    _, changes = next_release({1: before}, {1: after}, frozenset(), 2, AT[2])
    (change,) = changes
    assert isinstance(change, Change)
    assert change.before is not None
    assert [(told["stage"], told["starts"]) for told in (change.before.told(), change.after.told())] == [
        ("Stage 1", SEVEN.isoformat()),
        ("Stage 2", SEVEN.isoformat()),
    ]

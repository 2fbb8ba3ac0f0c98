"""What the public is told of a release: nothing that is not public, swaps as swaps, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from festival_ops.planning.notice import Entry, days_of, shift_of
from festival_ops.planning.notice_words import change_notice, sentence
from festival_ops.planning.published import Item
from festival_ops.programme.models import Edition

SEVEN = datetime(2026, 6, 5, 12, tzinfo=UTC)
EDITION = Edition(slug="hue", name="Festival Huế", zone="Asia/Ho_Chi_Minh")


def item(
    act: int, starts: int = 0, minutes: int = 60, stage: str = "Ngọ Môn", state: str = "scheduled", **facts: Any
) -> Item:
    """Starts so many minutes after seven in the evening."""
    begins = SEVEN + timedelta(minutes=starts)
    told = {
        "title": f"Vở {act}", "title_en": f"Show {act}", "public": True, "stage": stage, "stage_en": "",
        "venue": "Đại Nội",
        "venue_en": "Imperial City", "day": f"2026-06-{5 + starts // 1440:02}", "stops": [],
        "troupes": [{"id": 7, "name": "Đoàn Huế", "name_en": ""}],
    }  # fmt: skip
    return Item(act, state, len(stage), begins, begins + timedelta(minutes=minutes), (7,), {**told, **facts})


def told(kinds: dict[int, str], before: list[Item], after: list[Item]) -> list[tuple[str, list[int]]]:
    days = days_of(kinds, {each.performance_id: each for each in before}, {each.performance_id: each for each in after})
    return [
        (entry.kind, [entry.after.performance_id, *([entry.other.after.performance_id] if entry.other else [])])
        for day in days
        for entry in day.entries
    ]


def test_items_stand_by_day_and_hour() -> None:
    after = [item(1, 1500), item(2, 60), item(3, 0, state="cancelled"), item(4, 1440)]
    before = [item(1, 1440), item(2), item(3)]
    kinds = {1: "retimed", 2: "retimed", 3: "cancelled", 4: "added"}
    assert told(kinds, before, after) == [("cancelled", [3]), ("retimed", [2]), ("added", [4]), ("retimed", [1])]
    days = days_of(kinds, {each.performance_id: each for each in before}, {each.performance_id: each for each in after})
    assert [f"{day.on}" for day in days] == ["2026-06-05", "2026-06-06"]


@pytest.mark.parametrize(
    ("first", "second", "swapped"),
    [
        ((0, 60, 60), (60, 0, 60), True),
        ((0, 30, 60), (60, 0, 30), True),
        ((0, 60, 60), (90, 0, 60), False),
        ((0, 1440, 60), (1440, 0, 60), False),
    ],
)
def test_two_that_changed_places_are_one_item(
    first: tuple[int, int, int], second: tuple[int, int, int], swapped: bool
) -> None:
    before = [item(1, first[0], first[2]), item(2, second[0], second[2])]
    after = [item(1, first[1], first[2]), item(2, second[1], second[2])]
    sooner = "earlier" if second[1] // 1440 == second[0] // 1440 else "retimed"
    expected = [("swapped", [2, 1])] if swapped else [(sooner, [2]), ("retimed", [1])]
    assert told({1: "retimed", 2: "retimed"}, before, after) == expected


def test_two_stages_are_no_swap() -> None:
    before, after = [item(1, 0), item(2, 60, stage="Thương Bạc")], [item(1, 60), item(2, 0, stage="Thương Bạc")]
    assert told({1: "retimed", 2: "retimed"}, before, after) == [("earlier", [2]), ("retimed", [1])]


def test_only_what_is_public_is_told() -> None:
    before = [item(1, public=False), item(2), item(3, public=False), item(4, public=False)]
    after = [
        item(1, 60, public=False), item(2, public=False), item(3), item(4, state="cancelled", public=True),
        item(5, public=False),
    ]  # fmt: skip
    kinds = {1: "retimed", 2: "reworded", 3: "reworded", 4: "cancelled", 5: "added"}
    assert told(kinds, before, after) == [("withdrawn", [2]), ("added", [3])]


def test_what_the_public_does_not_read_is_no_news() -> None:
    assert told({1: "reworded"}, [item(1, contact_point="Cổng")], [item(1, contact_point="Lều 2")]) == []
    assert told({1: "reworded"}, [item(1, title_en="Old")], [item(1)]) == [("reworded", [1])]


def test_a_festival_that_is_postponed_is_told_as_one(app: Flask) -> None:
    """Four of five move by a week; one of them is also renamed, one goes elsewhere, and a rite keeps its date."""
    week = 7 * 1440
    before = {act: item(act, 60 * act) for act in range(1, 8)}
    after = {act: item(act, 60 * act + week) for act in range(1, 6)}
    after |= {4: item(4, 60 * 4 + week, title_en="New"), 6: item(6, 90, stage="Thương Bạc"), 7: before[7]}
    kinds = dict.fromkeys(range(1, 6), "retimed") | {6: "moved"}
    assert shift_of(kinds, before, after) == 7
    days = days_of(kinds, before, after, 7)
    assert [(entry.kind, entry.after.performance_id) for day in days for entry in day.entries] == [
        ("moved", 6), ("kept", 7), ("retimed", 4),
    ]  # fmt: skip
    with app.test_request_context(), force_locale("en"):
        notice = change_notice(EDITION, 2, SEVEN, days, 7)
        assert notice.opening == (
            "The organising committee of Festival Huế announces that the festival is postponed: everything takes place "
            "7 days later than announced, at the announced hours and places. What is different is listed below:"
        )
        assert "“Show 7” keeps its date: 02:00–03:00 on 06/06/2026 at Ngọ Môn, Imperial City." in notice.text
        assert "stays as announced" not in notice.text
        assert change_notice(EDITION, 2, SEVEN, [], -1).opening == (
            "The organising committee of Festival Huế announces that the festival is put forward: everything takes "
            "place 1 day earlier than announced, at the announced hours and places."
        )


def test_some_shows_a_week_later_are_no_postponement() -> None:
    before = {act: item(act, 60 * act) for act in range(1, 5)}
    after = before | {act: item(act, 60 * act + 7 * 1440) for act in (1, 2)}
    assert shift_of(dict.fromkeys((1, 2), "retimed"), before, after) == 0


def test_only_a_show_that_starts_sooner_on_its_day_is_earlier() -> None:
    after = [item(1, 30), item(2, 90), item(3, 1440), item(4, stage="Thương Bạc"), item(5, 60, stops=[{"stage": "x"}])]
    before = [item(1, 60), item(2, 60), item(3, 2880), item(4, 30), item(5, 90, stops=[{"stage": "x"}])]
    kinds = dict.fromkeys((1, 2, 3, 5), "retimed") | {4: "moved"}
    assert {act: kind for kind, (act,) in told(kinds, before, after)} == kinds | {1: "earlier"}


WAY = [
    {"stage": "Ngọ Môn", "stage_en": "", "starts": "2026-06-05T19:00:00+07:00"},
    {"stage": "Thương Bạc", "stage_en": "", "starts": "2026-06-05T19:30:00+07:00"},
]
SENTENCES = [
    ("added", None, item(1), "Added: “Show 1”, 19:00–20:00 on 05/06/2026 at Ngọ Môn, Imperial City."),
    (
        "moved", item(1), item(1, 30, stage="Sân Cần Chánh"),
        "“Show 1”: new time 19:30–20:30 on 05/06/2026, new place Sân Cần Chánh, Imperial City; formerly 19:00–20:00 on "
        "05/06/2026 at Ngọ Môn, Imperial City.",
    ),
    (
        "moved", item(1), item(1, stage="Sân Cần Chánh"),
        "“Show 1”: new place Sân Cần Chánh, Imperial City, at the announced time, 19:00–20:00 on 05/06/2026; formerly "
        "Ngọ Môn, Imperial City.",
    ),
    (
        "retimed", item(1), item(1, 330),
        "“Show 1”: new time 00:30–01:30 on 06/06/2026, at the announced place, Ngọ Môn, Imperial City; formerly "
        "19:00–20:00 on 05/06/2026.",
    ),
    (
        "earlier", item(1, 30), item(1),
        "“Show 1” starts earlier than announced: 19:00–20:00 on 05/06/2026, at the announced place, Ngọ Môn, Imperial "
        "City; formerly 19:30–20:30 on 05/06/2026.",
    ),
    (
        "moved", item(1), item(1, stops=WAY),
        "“Show 1”: new way and hours: 19:00–20:00 on 05/06/2026, Ngọ Môn (19:00) → Thương Bạc (19:30); formerly "
        "19:00–20:00 on 05/06/2026, Ngọ Môn, Imperial City.",
    ),
    (
        "cancelled", item(1), item(1, state="cancelled"),
        "“Show 1” is cancelled; formerly announced for 19:00–20:00 on 05/06/2026 at Ngọ Môn, Imperial City.",
    ),
    (
        "postponed", item(1), item(1, state="postponed"),
        "“Show 1” is postponed, and its new time and place will be announced; formerly announced for 19:00–20:00 on "
        "05/06/2026 at Ngọ Môn, Imperial City.",
    ),
    (
        "restored", item(1, state="cancelled"), item(1),
        "“Show 1” takes place after all: 19:00–20:00 on 05/06/2026 at Ngọ Môn, Imperial City.",
    ),
    ("withdrawn", item(1), item(1, public=False), "“Show 1” is no longer part of the public programme."),
    (
        "reworded", item(1), item(1, title_en="New"),
        "“New”, 19:00–20:00 on 05/06/2026 at Ngọ Môn, Imperial City; formerly called “Show 1”.",
    ),
    (
        "reworded", item(1), item(1, troupes=[{"id": 8, "name": "Ashi", "name_en": ""}]),
        "“Show 1”, 19:00–20:00 on 05/06/2026 at Ngọ Môn, Imperial City: now performed by Ashi; formerly by Đoàn Huế.",
    ),
    (
        "reworded", item(1), item(1, venue_en="Citadel"),
        "“Show 1”, 19:00–20:00 on 05/06/2026: the place is now called Ngọ Môn, Citadel; formerly Ngọ Môn, "
        "Imperial City.",
    ),
    (
        "reworded", item(1), item(1, title="Khác"),
        "“Show 1”, 19:00–20:00 on 05/06/2026 at Ngọ Môn, Imperial City: corrected in the other language of "
        "this notice.",
    ),
    (
        "reworded", item(1), item(1, title_en="New", venue_en="Citadel", troupes=[]),
        "“New”, 19:00–20:00 on 05/06/2026 at Ngọ Môn, Citadel, performed by artists to be announced; formerly “Show 1” "
        "at Ngọ Môn, Imperial City, by Đoàn Huế.",
    ),
]  # fmt: skip


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("kind", "before", "after", "expected"), SENTENCES)
def test_each_kind_of_change_is_a_sentence(
    app: Flask, kind: str, before: Item | None, after: Item, expected: str
) -> None:
    with app.test_request_context(), force_locale("en"):
        assert sentence(EDITION, Entry(kind, before, after)) == expected


@pytest.mark.databases("sqlite")
def test_a_swap_is_one_sentence(app: Flask) -> None:
    first, second = Entry("retimed", item(1, 60), item(1)), Entry("retimed", item(2), item(2, 60))
    with app.test_request_context(), force_locale("en"):
        assert sentence(EDITION, replace(first, kind="swapped", other=second)) == (
            "“Show 1” and “Show 2” change places at Ngọ Môn, Imperial City: “Show 1” is now at 19:00–20:00 on "
            "05/06/2026 (formerly 20:00–21:00 on 05/06/2026), “Show 2” at 20:00–21:00 on "
            "05/06/2026 (formerly 19:00–20:00 on 05/06/2026)."
        )


OFF = "từ 19 giờ 00 đến 20 giờ 00, ngày 05/06/2026"
IN_VIETNAMESE = [
    ("added", None, item(1), f"Bổ sung: “Vở 1”, {OFF}, tại Ngọ Môn, Đại Nội."),
    (
        "moved", item(1), item(1, 30, stage="Sân Cần Chánh"),
        "“Vở 1”: giờ mới từ 19 giờ 30 đến 20 giờ 30, ngày 05/06/2026; địa điểm mới Sân Cần Chánh, Đại Nội; trước đây "
        f"{OFF}, tại Ngọ Môn, Đại Nội.",
    ),
    (
        "retimed", item(1), item(1, 330),
        "“Vở 1”: giờ mới từ 00 giờ 30 đến 01 giờ 30, ngày 06/06/2026; địa điểm không đổi, Ngọ Môn, Đại Nội; trước đây "
        f"{OFF}.",
    ),
    (
        "cancelled", item(1), item(1, state="cancelled"),
        f"“Vở 1”: hủy, không tổ chức; trước đây công bố {OFF}, tại Ngọ Môn, Đại Nội.",
    ),
    ("reworded", item(1), item(1, title="Mới"), f"“Mới”, {OFF}, tại Ngọ Môn, Đại Nội; tên trước đây là “Vở 1”."),
]  # fmt: skip


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("kind", "before", "after", "expected"), IN_VIETNAMESE)
def test_the_vietnamese_notice_speaks_as_an_office_does(
    app: Flask, kind: str, before: Item | None, after: Item, expected: str
) -> None:
    with app.test_request_context(), force_locale("vi"):
        assert sentence(EDITION, Entry(kind, before, after)) == expected

"""From released items to lines: who sees which, in which language, for how long, and what nobody sees."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from festival_ops.calendars.timetable import Departure, Kind, Line, Outlook, State, Timetable, timetable
from festival_ops.planning.models import ReleasedItem
from tests.calendars.lines import EIGHT, heading

RELEASED = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)
THEATRE, BELGIANS = 1, 2


def item(performance: int = 1, stage: int = 5, troupes: tuple[int, ...] = (THEATRE,), **columns: Any) -> ReleasedItem:
    facts = {
        "title": "Đêm Hoàng cung",
        "title_en": "Royal Palace Night",
        "genre": "nhã nhạc",
        "public": True,
        "call": "2024-06-08T19:15:00+07:00",
        "order": 2,
        "troupes": [{"id": 1, "name": "Nhà hát Huế", "name_en": ""}],
        "stage": "Ngọ Môn",
        "stage_en": "",
        "venue": "Đại Nội",
        "venue_en": "The Citadel",
        "venue_id": 50,
        "address": "Huế",
        "latitude": 16.4698,
        "longitude": 107.5796,
        "gate": "Cửa Ngọ Môn",
        "contact_point": "Bàn số 1",
        "day": "2024-06-08",
        "stops": [],
    }
    usual: dict[str, Any] = {
        "state": "scheduled",
        "starts": EIGHT.astimezone(UTC),
        "ends": EIGHT + timedelta(hours=1),
        "sequence": 0,
        "changed_at": RELEASED,
        "cancelled_at": None,
    }
    facts |= columns.pop("facts", {})
    return ReleasedItem(
        performance_id=performance, stage_id=stage, troupe_ids=list(troupes), facts=facts, **usual | columns
    )


def lines(
    outlook: Outlook, *items: ReleasedItem, departed: tuple[Departure, ...] = (), **facts: Any
) -> tuple[Line, ...]:
    made: Timetable = timetable(heading(outlook=outlook, released=RELEASED, **facts), items, departed)
    return made.lines


PARADE = {
    "stops": [
        {
            "stage": "Ngọ Môn",
            "stage_id": 5,
            "venue_id": 50,
            "starts": "2024-06-08T20:00:00+07:00",
            "ends": "2024-06-08T20:15:00+07:00",
        },
        {
            "stage": "Cầu",
            "stage_id": 6,
            "venue_id": 60,
            "starts": "2024-06-08T20:30:00+07:00",
            "ends": "2024-06-08T21:00:00+07:00",
        },
    ]
}


@pytest.mark.parametrize(
    ("outlook", "seen"),
    [
        (Outlook(Kind.TROUPE, THEATRE), [1, 3]),
        (Outlook(Kind.TROUPE, BELGIANS), [2, 3]),
        (Outlook(Kind.TROUPE, 9), []),
        (Outlook(Kind.STAGE, 5), [1, 3]),
        (Outlook(Kind.STAGE, 6), [2, 3]),
        (Outlook(Kind.VENUE, 50), [1, 3]),
        (Outlook(Kind.VENUE, 60), [2, 3]),
        (Outlook(Kind.PUBLIC), [1, 3]),
    ],
)
def test_each_outlook_shows_its_own(outlook: Outlook, seen: list[int]) -> None:
    items = (
        item(1),
        item(2, 6, (BELGIANS,), facts={"venue_id": 60, "public": False}),
        item(3, 5, (THEATRE, BELGIANS), facts=PARADE),
    )
    assert [line.performance_id for line in lines(outlook, *items)] == seen


def test_a_line_has_no_field_for_anything_secret() -> None:
    assert [field.name for field in fields(Line)] == [
        *("performance_id", "state", "title", "genre", "troupes", "stage", "venue", "address", "latitude", "longitude"),
        *("day", "starts", "ends", "stops", "sequence", "changed", "call", "gate", "contact_point", "order"),
    ]


def test_the_public_sees_nothing_of_behind_the_stage() -> None:
    (troupes,) = lines(Outlook(Kind.TROUPE, THEATRE), item())
    (public,) = lines(Outlook(Kind.PUBLIC), item())
    assert troupes.call is not None
    assert (f"{troupes.call:%H:%M}", troupes.gate, troupes.contact_point, troupes.order) == (
        "19:15",
        "Cửa Ngọ Môn",
        "Bàn số 1",
        2,
    )
    assert (public.call, public.gate, public.contact_point, public.order) == (None, "", "", None)


def test_speaks_the_language_asked_for_and_vietnamese_where_it_has_no_word() -> None:
    (english,) = lines(Outlook(Kind.PUBLIC), item(), language="en")
    (vietnamese,) = lines(Outlook(Kind.PUBLIC), item(), language="vi")
    assert (english.title, english.stage, english.venue) == ("Royal Palace Night", "Ngọ Môn", "The Citadel")
    assert (vietnamese.title, vietnamese.stage, vietnamese.venue) == ("Đêm Hoàng cung", "Ngọ Môn", "Đại Nội")


def test_what_was_cancelled_stays_for_thirty_days() -> None:
    month = timedelta(days=30)
    kept = item(1, state="cancelled", cancelled_at=RELEASED - month)
    gone = item(2, state="cancelled", cancelled_at=RELEASED - month - timedelta(seconds=1))
    waiting = item(3, state="postponed", cancelled_at=RELEASED - 2 * month)
    told = lines(Outlook(Kind.PUBLIC), kept, gone, waiting)
    assert [(line.performance_id, line.state) for line in told] == [(1, State.CANCELLED), (3, State.POSTPONED)]


def test_what_went_to_another_stage_is_withdrawn_here_and_stands_there() -> None:
    left = Departure(item(1, 5), RELEASED)
    now = item(1, 6, sequence=1)
    (here,) = lines(Outlook(Kind.STAGE, 5), now, departed=(left,))
    (there,) = lines(Outlook(Kind.STAGE, 6), now, departed=(left,))
    (troupes,) = lines(Outlook(Kind.TROUPE, THEATRE), now, departed=(left,))
    assert (here.state, here.stage, here.sequence, here.changed) == (State.WITHDRAWN, "Ngọ Môn", 1, RELEASED)
    assert (there.state, there.sequence) == (State.SCHEDULED, 1)
    assert troupes == there


def test_what_was_cancelled_before_it_left_is_not_withdrawn_again() -> None:
    left = Departure(item(1, 5, state="cancelled", cancelled_at=RELEASED), RELEASED)
    assert lines(Outlook(Kind.STAGE, 5), item(1, 6), departed=(left,)) == ()

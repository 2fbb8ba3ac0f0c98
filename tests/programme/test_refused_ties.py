"""What ties two records together is refused when it contradicts itself or says the same again."""

from __future__ import annotations

import pytest

from festival_ops.programme.models import Precedence
from tests.programme.conftest import Answers, Refuse, Send
from tests.support.papers import errors_in
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

OTHERS: list[tuple[str, Answers, dict[str, str]]] = [
    (
        "travel",
        {"origin": "park", "destination": "park", "minutes": "5"},
        {"destination": "A way leads from one venue to another; these are the same."},
    ),
    (
        "travel",
        {"origin": "citadel", "destination": "park", "minutes": "5"},
        {"destination": "The way from Đại Nội to Công viên Thương Bạc is already there; change that one."},
    ),
    (
        "neighbours",
        {"first": "ngo-mon", "second": "ngo-mon"},
        {"second": "A stage is not its own neighbour; choose two stages."},
    ),
    (
        "neighbours",
        {"first": "duyet-thi", "second": "ngo-mon"},
        {"second": "Duyệt Thị Đường and Ngọ Môn are neighbours already."},
    ),
    ("equipment", {"name": "Đèn", "stock": "-1"}, {"stock": "The number must be 0 or more."}),
    ("equipment", {"name": "Đèn", "stock": "1", "kind": "magic"}, {"kind": "Please choose one of the list."}),
    (
        "audience-clash",
        {"first": "Taiko", "second": "Taiko"},
        {"second": "A work does not compete with itself; choose two works."},
    ),
    (
        "audience-clash",
        {"first": "Xiếc", "second": "Taiko"},
        {"second": "Xiếc and Taiko are in the list already; change that entry."},
    ),
    (
        "audience-clash",
        {"first": "Xiếc", "second": "Nhã nhạc", "weight": "11"},
        {"weight": "The number must be 10 or less."},
    ),
    (
        "precedence",
        {"first": "N1", "second": "N1"},
        {"second": "A performance cannot come before itself; choose two performances."},
    ),
    (
        "precedence",
        {"first": "OPEN", "second": "PARADE"},
        {"second": "OPEN · Nhã nhạc OPEN before PARADE · Diễu hành PARADE is already there; change that entry."},
    ),
    (
        "precedence",
        {"first": "PARADE", "second": "OPEN"},
        {
            "second": "OPEN · Nhã nhạc OPEN already comes before PARADE · Diễu hành PARADE, "
            "by itself or through others; both cannot be."
        },
    ),
    (
        "precedence",
        {"first": "N1", "second": "N2", "lag": "60", "at_most": "30"},
        {"at_most": "The longest wait is shorter than the shortest; exchange or correct them."},
    ),
    (
        "person",
        {"name": "Kèn", "troupes": ["ashi"]},
        {"troupes": "Only somebody who plays in two troupes or more needs to be named here."},
    ),
    (
        "blackout",
        {"reason": "Mưa", "starts": "05/06 18:00", "ends": "05/06 17:00"},
        {"ends": "It ends before it starts."},
    ),
    (
        "blackout",
        {"reason": "Mưa", "starts": "01/06 18:00", "ends": "02/06 17:00"},
        {"ends": "It lies outside the edition, which lasts from 05/06/2026 to 07/06/2026."},
    ),
    (
        "blackout",
        {
            "reason": "Mưa",
            "starts": "05/06 18:00",
            "ends": "05/06 19:00",
            "stages": ["duyet-thi"],
            "outdoor_only": "y",
        },
        {"outdoor_only": "All the stages chosen have a roof; it would close nothing."},
    ),
    (
        "permit",
        {"name": "Pháo hoa", "authority": "Bộ Quốc phòng", "lead": "15", "since": "07/06", "until": "05/06"},
        {"until": "It would end before it begins."},
    ),
    (
        "exchanged-day",
        {"off": "06/06/2026", "worked": "08/06/2026"},
        {
            "off": "This is a Saturday or Sunday; only a working day can be exchanged.",
            "worked": "This is a working day anyway; choose a Saturday or Sunday.",
        },
    ),
    ("work", {"name": "Taiko"}, {"name": "“Taiko” exists already; please choose another."}),
]


@pytest.mark.parametrize(("noun", "changes", "expected"), OTHERS)
def test_other_records(refused: Refuse, noun: str, changes: Answers, expected: dict[str, str]) -> None:
    refused(noun, {}, changes, expected)


def test_a_longer_chain_may_not_close_either(write: Send, festival: Festival) -> None:
    festival.add("next", Precedence(first_id=festival["PARADE"].id, second_id=festival["X1"].id))
    answer = write("precedence/new", first=festival["X1"].id, second=festival["OPEN"].id)
    assert errors_in(answer) == {
        "second": (
            "OPEN · Nhã nhạc OPEN already comes before X1 · Xiếc X1, by itself or through others; both cannot be."
        )
    }

"""What makes no sense is refused beside the answer it concerns, in a sentence, and nothing is stored."""

from __future__ import annotations

import pytest

from tests.security.conftest import Answers, Refuse
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

OUTSIDE = "09/06/2026 is not a day of this edition, which lasts from 05/06/2026 to 07/06/2026."

SOUND: dict[str, Answers] = {
    "force": {"name": "Dân quân", "kind": "militia"},
    "agency": {"name": "Công an phường", "force": "police"},
    "qualification": {"code": "LX", "name": "Lái xe"},
    "squad": {"name": "Tổ 2", "agency": "city police"},
    "officer": {"code": "CA-09", "name": "Cán bộ 09", "agency": "city police"},
    "absence": {"officer": "CA-01", "starts": "05/06/2026 06:00", "ends": "06/06/2026 06:00"},
    "sector": {"name": "Bờ nam", "ring": 2},
    "post": {"code": "C09", "name": "Bến thuyền", "sector": "inner"},
    "shift": {"name": "Ca lễ", "starts": "19:00", "ends": "23:00"},
    "need": {
        "post": "C01",
        "shift": "evening",
        "qualification": "YT",
        "least": 2,
        "most": 4,
        "reason": "1 cho 250 trong 1.800 khán giả",
    },
}

REFUSED: list[tuple[str, Answers, dict[str, str]]] = [
    ("force", {"name": "Công an"}, {"name": "“Công an” exists already; please choose another."}),
    (
        "force",
        {"day_minutes": "12h", "week_minutes": 600},
        {"week_minutes": "On one day 720 minutes are allowed; a week cannot allow fewer."},
    ),
    ("force", {"rest_minutes": ""}, {"rest_minutes": "Please fill in “Rest between two duties”."}),
    ("force", {"longest_run": 0}, {"longest_run": "The number must be 1 or more."}),
    (
        "force",
        {"month_minutes": "40h"},
        {"month_minutes": "In seven days 2880 minutes are allowed; thirty days cannot allow fewer."},
    ),
    ("force", {"weekly_rest_minutes": "73h"}, {"weekly_rest_minutes": "The number must be 4320 or less."}),
    (
        "force",
        {"shortest_run": 7},
        {"shortest_run": "At most 6 days in a row are allowed; more than that cannot be wanted."},
    ),
    ("post", {"handover_minutes": "1h01"}, {"handover_minutes": "The number must be 60 or less."}),
    ("agency", {"force": ""}, {"force": "Please fill in “Force”."}),
    ("agency", {"heads": -1}, {"heads": "The number must be 0 or more."}),
    ("agency", {"name": "Công an thành phố"}, {"name": "“Công an thành phố” exists already; please choose another."}),
    ("qualification", {"code": "BV"}, {"code": "“BV” exists already; please choose another."}),
    (
        "qualification",
        {"code": "B;V"},
        {"code": "A name cannot hold “;”: it separates names in lists. Use a comma or a dash."},
    ),
    ("squad", {"name": "Tổ 1"}, {"name": "Công an thành phố has a squad called “Tổ 1” already."}),
    ("officer", {"code": "CA-01"}, {"code": "“CA-01” exists already; please choose another."}),
    (
        "officer",
        {"day_minutes": "6h", "week_minutes": "5h"},
        {"week_minutes": "On one day 360 minutes are allowed; a week cannot allow fewer."},
    ),
    ("officer", {"phone": "gọi sau"}, {"phone": "“gọi sau” is not a phone number."}),
    (
        "officer",
        {"agency": "guard company", "squad": "first squad"},
        {"squad": "This squad belongs to Công an thành phố, not to Công ty bảo vệ Sông Hương."},
    ),
    (
        "officer",
        {"holdings": "BV\nLặn\nYT 31/06/2026"},
        {"holdings": "“YT 31/06/2026”: “31/06/2026” is not in the calendar; the day comes first, then the month."},
    ),
    ("officer", {"holdings": "BV; Lặn sâu"}, {"holdings": "Nothing here is called “Lặn sâu”."}),
    (
        "officer",
        {"holdings": "BV; Bảo vệ chốt 30/06"},
        {"holdings": "The same qualification stands in the list twice; leave only one."},
    ),
    ("absence", {"ends": "05/06/2026 05:00"}, {"ends": "It ends before it starts."}),
    (
        "absence",
        {"officer": "CA-02", "starts": "05/06/2026 20:00"},
        {"ends": "CA-02 · Cán bộ 02 is noted as away in this time already; change that entry."},
    ),
    ("sector", {"ring": 6}, {"ring": "The number must be 5 or less."}),
    ("post", {"code": "C01"}, {"code": "“C01” exists already; please choose another."}),
    ("post", {"latitude": "16.46"}, {"latitude": "A place on the map needs both latitude and longitude."}),
    ("post", {"latitude": "107.5", "longitude": "16.4"}, {"latitude": "The number must be 90 or less."}),
    ("post", {"hours": "09/06 18:00–23:00"}, {"hours": OUTSIDE}),
    ("shift", {"starts": "25:00"}, {"starts": "“25:00” is not on the clock; hours go from 00:00 to 24:00."}),
    ("shift", {"days": "05/06; 09/06"}, {"days": OUTSIDE}),
    (
        "shift",
        {"days": "05/06 19:00"},
        {"days": "“05/06 19:00”: It is not a day; write it as 08/06 or 08/06–10/06."},
    ),
    ("need", {"most": 1}, {"most": "At least 2 people are needed; this must be 2 or more."}),
    ("need", {"reason": ""}, {"reason": "Please fill in “Reason”."}),
    ("need", {"day": "09/06/2026"}, {"day": OUTSIDE}),
    (
        "need",
        {"qualification": "BV"},
        {"qualification": "Post, shift and qualification have such a need already; change that one."},
    ),
    (
        "need",
        {"shift": "morning"},
        {
            "shift": "C01 · Cổng Ngọ Môn is never manned during this shift; "
            "look at its hours and at the days of the shift."
        },
    ),
    (
        "need",
        {"shift": "morning", "day": "06/06/2026"},
        {"day": "C01 · Cổng Ngọ Môn is not manned during Ca morning on this day."},
    ),
    (
        "need",
        {"qualification": "CH", "one_leader_for": 5},
        {"one_leader_for": "Those who hold Chỉ huy lead others themselves."},
    ),
]


@pytest.mark.parametrize(("noun", "changes", "expected"), REFUSED, ids=str)
def test_is_refused(noun: str, changes: Answers, expected: dict[str, str], refused: Refuse) -> None:
    refused(noun, SOUND[noun], changes, expected)


def test_a_leader_is_asked_for_only_where_somebody_may_lead(refused: Refuse, crew: Festival) -> None:
    crew["CH"].leads = False
    sentence = "No qualification is marked as leading others; mark one first."
    refused("need", SOUND["need"], {"one_leader_for": 5}, {"one_leader_for": sentence})


def test_a_need_of_one_day_stands_beside_that_of_every_day(refused: Refuse, crew: Festival) -> None:
    crew["gate"].day = crew.edition.days[0]
    twice = {"qualification": "Post, shift and qualification have such a need already; change that one."}
    refused("need", SOUND["need"], {"qualification": "BV", "day": "05/06/2026"}, twice)

"""The records of the room: what is written is kept, told again as people read it, recorded, and removed with reason."""

from __future__ import annotations

import re
from datetime import date, time
from html import unescape

import pytest
from sqlalchemy import select

from festival_ops.security.models import (
    Absence,
    Agency,
    Force,
    Need,
    Officer,
    Post,
    Qualification,
    Sector,
    Shift,
    Squad,
)
from festival_ops.web.models import HistoryEntry
from tests.security.conftest import Send
from tests.security.test_refusals import SOUND
from tests.support.people import Visitor
from tests.support.programmes import Festival

BASE = "/festival/song-huong/security/"
MODELS = {
    "force": Force,
    "agency": Agency,
    "qualification": Qualification,
    "squad": Squad,
    "officer": Officer,
    "absence": Absence,
    "sector": Sector,
    "post": Post,
    "shift": Shift,
    "need": Need,
}


def newest(crew: Festival, noun: str) -> Force | Agency | Qualification | Squad | Officer | Absence | Post | Need:
    crew.session.expire_all()
    model = MODELS[noun]
    return crew.session.scalars(select(model).order_by(model.id.desc()).limit(1)).one()


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", unescape(page.partition("<main")[2])).split())


@pytest.mark.parametrize("noun", MODELS)
def test_a_sound_record_is_kept_and_its_history_is_as_secret_as_it_is(noun: str, write: Send, crew: Festival) -> None:
    answer = write(f"{noun}/new", **SOUND[noun])
    row = newest(crew, noun)
    assert (answer.status_code, answer.location) == (303, f"{BASE}{noun}/{row.id}")
    entry = crew.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc()).limit(1)).one()
    assert (entry.subject, entry.subject_id, entry.act, entry.secrecy) == (noun, row.id, "created", "C4")


@pytest.mark.parametrize("noun", MODELS)
def test_a_form_that_nobody_touched_changes_nothing(noun: str, write: Send, crew: Festival) -> None:
    write(f"{noun}/new", **SOUND[noun])
    row = newest(crew, noun)
    assert write(f"{noun}/{row.id}/edit").status_code == 303
    acts = crew.session.scalars(select(HistoryEntry.act).where(HistoryEntry.subject == noun)).all()
    assert (acts, newest(crew, noun).version) == (["created"], 1)


def test_a_force_begins_with_what_the_law_says(write: Send, crew: Festival) -> None:
    write("force/new", **SOUND["force"])
    row = newest(crew, "force")
    limits = (row.rest_minutes, row.day_minutes, row.week_minutes, row.longest_run, row.labour)
    assert limits == (720, 600, 2880, 6, False)
    assert (row.month_minutes, row.weekly_rest_minutes, row.shortest_run) == (None, 1440, 1)


def test_a_post_begins_with_ten_minutes_of_hand_over(write: Send, crew: Festival) -> None:
    write("post/new", **SOUND["post"])
    assert newest(crew, "post").handover_minutes == 10


def test_a_post_keeps_its_hours_over_midnight(write: Send, crew: Festival) -> None:
    write("post/new", **SOUND["post"], hours="05/06 22:00–06:00\n16:00–01:00", latitude="16,46", longitude="107,58")
    post = newest(crew, "post")
    hours = {(each.on, each.starts, each.ends) for each in post.hours}
    assert hours == {(None, time(16), time(1)), (date(2026, 6, 5), time(22), time(6))}
    assert post.place == (16.46, 107.58)


def test_a_post_stands_where_its_venue_does_unless_it_says_otherwise(crew: Festival) -> None:
    places = [crew[code].place for code in ("C01", "C02")]
    crew["C01"].venue = None
    assert [*places, crew["C01"].place] == [(16.4698, 107.5786), (16.4683, 107.5893), None]


def test_a_shift_runs_on_its_days_alone(write: Send, crew: Festival) -> None:
    write("shift/new", **SOUND["shift"], days="06/06–07/06")
    shift = newest(crew, "shift")
    assert [shift.runs_on(day) for day in crew.edition.days] == [False, True, True]


def test_holdings_are_read_by_code_or_name_and_keep_their_rows(write: Send, lead: Visitor, crew: Festival) -> None:
    kept = {held.qualification.code: held.id for held in crew["CA-01"].holdings}
    write(f"officer/{crew['CA-01'].id}/edit", holdings="chỉ huy 30/06/2026\nyt (đến 05/06/2026)")
    held = {each.qualification.code: each for each in crew.session.get(Officer, crew["CA-01"].id).holdings}
    assert {code: each.expires for code, each in held.items()} == {"CH": date(2026, 6, 30), "YT": date(2026, 6, 5)}
    assert held["CH"].id == kept["CH"]
    assert "Qualifications CH 30/06/2026 YT 05/06/2026" in text(lead.get(f"{BASE}officer/{crew['CA-01'].id}").text)


def test_a_qualification_counts_to_its_last_day(crew: Festival) -> None:
    medic = crew["YT"]
    assert [crew["BV-01"].holds(medic, day) for day in crew.edition.days] == [True, True, False]
    assert [crew["CA-01"].holds(crew["CH"], day) for day in crew.edition.days] == [True, True, True]
    assert crew["CA-01"].holds(medic, crew.edition.days[0]) is False


def test_lists_of_people_show_no_phone(lead: Visitor, crew: Festival) -> None:
    assert "0900 000 001" not in lead.get(f"{BASE}officer/").text
    assert "0900 000 001" in lead.get(f"{BASE}officer/{crew['BV-01'].id}").text


def test_the_record_names_what_has_no_name_by_what_it_ties(write: Send, lead: Visitor, crew: Festival) -> None:
    write("need/new", **SOUND["need"])
    write("absence/new", **SOUND["absence"])
    page = text(lead.get("/festival/song-huong/history").text)
    assert "added Need: C01 · Cổng Ngọ Môn – Ca evening – Cấp cứu viên" in page
    assert "added Absence: CA-01 · Cán bộ 01" in page


IN_THE_WAY = [
    ("sector", "inner", "Post: C01 · Noon Gate Post: C02 · Cầu Trường Tiền"),
    ("shift", "evening", "Need: C01 · Ca evening · BV"),
    ("qualification", "YT", "Need: C02 · Ca night · YT Person on duty: BV-01 · Nhân viên 01"),
    ("force", "police", "Agency: Công an thành phố"),
    ("squad", "first squad", "Person on duty: CA-01 · Cán bộ 01 Person on duty: CA-02 · Cán bộ 02"),
]


@pytest.mark.parametrize(("noun", "name", "told"), IN_THE_WAY)
def test_what_is_needed_is_not_removed_and_says_by_whom(
    noun: str, name: str, told: str, write: Send, lead: Visitor, crew: Festival
) -> None:
    answer = write(f"{noun}/{crew[name].id}/removal", reason="Không dùng")
    assert answer.status_code == 409
    assert told in text(answer.text)
    crew.session.expire_all()
    assert crew.session.get(MODELS[noun], crew[name].id) is not None


def test_a_post_goes_with_its_needs_and_says_so_before(write: Send, lead: Visitor, crew: Festival) -> None:
    address = f"post/{crew['C01'].id}/removal"
    page = text(lead.get(f"{BASE}{address}").text)
    assert "go with it: Need: C01 · Ca evening · BV Need: C01 · Ca night · BV" in page
    assert write(address, reason="Bỏ chốt").status_code == 303
    assert [str(need) for need in crew.session.scalars(select(Need))] == ["C02 · Ca night · YT"]

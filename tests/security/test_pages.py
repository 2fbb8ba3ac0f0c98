"""The room at a glance, and the pages with a look of their own."""

from __future__ import annotations

import re
from html import unescape

import pytest

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Edition
from festival_ops.security.models import Holding, Need
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.questions import asked

pytestmark = pytest.mark.databases("sqlite")

BASE = "/festival/song-huong/security/"


def words(visitor: Visitor, address: str = "") -> str:
    answer = visitor.get(BASE + address)
    assert answer.status_code == 200
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", "<" + main)).split())


def test_the_overview_counts_rows_and_people(lead: Visitor, crew: Festival) -> None:
    page = words(lead)
    assert "2 Posts 3 Needs 3 Shifts 1 Sectors 3 People on duty 2 Agencies 1 Absences" in page
    # Four in the evening; at 22:00 three relieve them, so that never more than four stand there.
    assert "05/06/2026 2 7 4 06/06/2026 2 7 4 07/06/2026 2 7 4" in page
    assert "Bảo vệ chốt 4 1, 3 too few Cấp cứu viên 1 0, 1 too few Chỉ huy 0 1" in page


def test_the_overview_names_what_is_missing(lead: Visitor, crew: Festival) -> None:
    crew["C01"].hours[0].on = crew.edition.days[0]
    crew["C02"].latitude = crew["C02"].longitude = None
    tied = {"post": crew["C01"], "shift": crew["morning"], "qualification": crew["BV"]}
    crew.add("idle", Need(least=1, most=1, reason="Trực", **tied))
    crew.session.delete(crew["bridge"])
    crew.session.commit()
    page = words(lead)
    assert (
        "Needs that hold on no day: 1 The shift does not run, or the post is closed then. C01 · Ca morning · BV" in page
    )
    assert "Posts without a need: 1 Nobody is asked for, so nobody will stand there. C02 · Cầu Trường Tiền" in page
    assert "Posts without a place on the map: 1" in page
    assert "People without a qualification: 1 They can be sent nowhere. CA-02 · Cán bộ 02" in page
    assert "runs out before the festival ends: 1 After its last day they no longer count for it. BV-01" in page
    assert "fewer people than they promised: 1 Promised by function, they stand on the" in page


def test_nothing_missing_is_said_too(lead: Visitor, crew: Festival) -> None:
    crew["CA-02"].holdings = [Holding(qualification=crew["BV"])]
    crew["BV-01"].holdings[0].expires = None
    crew["city police"].heads = 2
    assert "Nothing is missing: a roster can be built as it stands." in words(lead)


def test_an_empty_room_says_where_to_begin(sign_in: SignIn, edition: Edition) -> None:
    page = sign_in(Role.SECURITY_LEAD, edition=edition).get("/festival/hue/security/").text
    assert "No need is written down yet. Begin with forces, agencies and qualifications" in page


def test_the_overview_costs_the_same_for_more_rows(lead: Visitor, crew: Festival) -> None:
    cost = []
    for day in (None, crew.edition.days[1]):
        if day:
            tied = {"post": crew["C02"], "shift": crew["evening"], "qualification": crew["BV"]}
            crew.add("more", Need(day=day, least=1, most=1, reason="Thêm", **tied))
            crew.add("still more", Need(least=1, most=1, reason="Thêm", **tied))
        crew.session.commit()
        with asked() as questions:
            words(lead)
        cost.append(len(questions))
    assert cost[0] == cost[1]


def test_a_post_tells_who_is_needed(lead: Visitor, crew: Festival) -> None:
    page = words(lead, f"post/{crew['C01'].id}")
    assert "C01 · Ca evening · BV Ca evening 14:00–22:00 Bảo vệ chốt every day 4–6 Theo đánh giá rủi ro" in page
    crew.session.delete(crew["bridge"])
    assert "The post has no need yet, so nobody will stand here." in words(lead, f"post/{crew['C02'].id}")


def test_an_agency_tells_how_many_of_its_people_are_named(lead: Visitor, crew: Festival) -> None:
    assert "2 of 40 promised are named." in words(lead, f"agency/{crew['city police'].id}")
    assert "1 person is named." in words(lead, f"agency/{crew['guard company'].id}")


def test_a_person_tells_what_runs_out_and_when_away(lead: Visitor, crew: Festival) -> None:
    medic = f"officer/{crew['BV-01'].id}"
    assert "Cấp cứu viên ends on 06/06/2026, during the festival; after that day it no longer counts." in words(
        lead, medic
    )
    crew["BV-01"].holdings[0].expires = crew.edition.first_day.replace(month=5)
    assert "Cấp cứu viên ended on 05/05/2026, before the festival; it does not count." in words(lead, medic)
    assert "Absences 05/06/2026 06:00 – 06/06/2026 06:00" in words(lead, f"officer/{crew['CA-02'].id}")


@pytest.mark.parametrize(
    ("language", "gate", "told"),
    [("en", "Noon Gate", "C01 · Evening shift · BV"), ("vi", "Cổng Ngọ Môn", "C01 · Ca evening · BV")],
)
def test_names_and_lengths_are_told_in_the_readers_language(
    sign_in: SignIn, crew: Festival, language: str, gate: str, told: str
) -> None:
    crew["evening"].name_en = "Evening shift"
    crew["police"].rest_minutes, crew["police"].day_minutes = 45, 450
    crew.session.commit()
    visitor = sign_in(Role.SECURITY_LEAD, edition=crew.edition, language=language)
    assert f"C01 {gate} " in words(visitor, "post/")
    assert f"{told} " in words(visitor, "need/")
    lengths = words(visitor, f"force/{crew['police'].id}")
    assert ("7 h 30" in lengths, "45 min" in lengths) == ((True, True) if language == "en" else (False, False))
    assert ("7 giờ 30" in lengths, "45 phút" in lengths) == ((True, True) if language == "vi" else (False, False))

"""What is asked for, exactly, and why: base, crowd, guests, parade, fireworks, shares and venues."""

from __future__ import annotations

import pytest

from festival_ops.programme.models import Permit
from tests.planning.demand.conftest import counts, groups, page, standard
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

NEW = "Asked for anew"
BASE = "At all hours: 2. always"


def test_the_base_holds_always_and_the_crowd_comes_on_top(lead: Visitor, measured: Festival) -> None:
    opening = (
        "At all hours: 2. 1,800 people expected at “Nhã nhạc OPEN” 21:00–22:30; 1 for 100, shared by 2 posts: 9. "
        "One leader for 10. always, by crowd"
    )
    assert groups(page(lead, 1)) == {
        NEW: [
            ("C01", "evening", "–", "11", opening),
            ("C01", "night", "–", "11", opening),
            ("C03", "morning", "–", "2", BASE),
            ("C03", "evening", "–", "11", opening),
            ("C03", "night", "–", "11", opening),
        ]
    }


def test_shows_on_two_stages_add_up_and_a_parade_is_no_crowd(lead: Visitor, measured: Festival) -> None:
    both = (
        "At all hours: 2. 350 people expected at “Nhã nhạc N1” 19:00–20:00 and “Taiko T2” 21:00–22:00; "
        "1 for 100, shared by 2 posts: 2. One leader for 10. always, by crowd"
    )
    late = (
        "At all hours: 2. 200 people expected at “Taiko T2” 21:00–22:00; 1 for 100, shared by 2 posts: 1. "
        "One leader for 10. always, by crowd"
    )
    found = groups(page(lead, 2))[NEW]
    assert [line[-1] for line in found[:2]] == [both, late]
    assert [line[3] for line in found] == ["4", "3", "2", "4", "3"]


def test_of_shows_on_one_stage_the_largest_counts(lead: Visitor, measured: Festival) -> None:
    measured["X1"].crowd = 900
    measured.unplace("X1")
    measured.place("X1", "ngo-mon", 3, "18:50")
    told = groups(page(lead, 3))[NEW][0]
    assert told[3:] == (
        "8",
        "At all hours: 2. 1,100 people expected at “Xiếc X1” 18:50–19:50 and “Nhã nhạc N2” 19:00–20:00; "
        "1 for 100, shared by 2 posts: 6. One leader for 10. always, by crowd",
    )


def test_guests_parades_fireworks_and_what_a_venue_holds(lead: Visitor, measured: Festival) -> None:
    for name in ("always", "by crowd"):
        measured.session.delete(measured[name])
    measured["citadel"].capacity = 4500
    measured.add("fire", Permit(name="Pháo hoa", kind="fireworks", authority="Bộ Quốc phòng", lead=15,
                                performances=[measured["OPEN"]]))  # fmt: skip
    standard(measured, "guests", "gate", "guests", count=4, per=1)
    standard(measured, "parade", "gate", "parade", count=5, lead=30)
    standard(measured, "fire crew", "gate", "fireworks", "YT", count=6)
    standard(measured, "places", "gate", "base", "CH", per=1000, share=40)
    first, second = (groups(page(lead, number))[NEW] for number in (1, 2))
    at_gate = [line for line in first if line[:2] == ("C01", "evening")]
    assert sorted(line[3:] for line in at_gate) == [
        ("1", "The venue holds 4,500 people; 1 for 1,000, of 40 %, shared by 2 posts: 1. places"),
        ("2", "1 party of honour at “Nhã nhạc OPEN” 21:00–22:30; 4 for 1, shared by 2 posts: 2. guests"),
        ("6", "Fireworks at “Nhã nhạc OPEN” 21:00–22:30: 6. fire crew"),
    ]
    assert [line[3:] for line in second if line[0] == "C01" and "passes" in line[-1]] == [
        ("5", "“Diễu hành PARADE” 22:45–23:05 passes: 5. parade")
    ]


def test_a_standard_of_a_risk_class_holds_for_that_class_only(lead: Visitor, measured: Festival) -> None:
    measured["by crowd"].risk = "high"
    assert [line[3] for line in counts(page(lead, 1))[NEW]] == ["2"] * 5
    measured["C01"].risk = "high"
    assert [line[3] for line in counts(page(lead, 1))[NEW]] == ["20", "20", "2", "2", "2"]


def test_a_gate_may_serve_all_venues_of_its_sector(lead: Visitor, measured: Festival) -> None:
    measured["by crowd"].reach = "sector"
    measured["C02"].venue = measured["park"]
    assert groups(page(lead, 2))[NEW][0][3:] == (
        "5",
        "At all hours: 2. 550 people expected at “Nhã nhạc N1” 19:00–20:00, “Xiếc X1” 19:00–20:00 and "
        "“Taiko T2” 21:00–22:00; 1 for 100, shared by 2 posts: 3. One leader for 10. always, by crowd",
    )


def test_an_independent_post_is_asked_for_the_base_only(lead: Visitor, measured: Festival) -> None:
    measured["C01"].follows_show = False
    found = counts(page(lead, 1))[NEW]
    assert found[:2] == [("C01", "evening", "–", "2"), ("C01", "night", "–", "2")]
    assert found[3] == ("C03", "evening", "–", "20")


def test_a_show_without_a_place_asks_for_nobody_and_that_is_said(lead: Visitor, measured: Festival) -> None:
    measured.unplace("OPEN")
    text = page(lead, 1)
    assert [line[3] for line in counts(text)[NEW]] == ["2"] * 5
    assert "1 performance has no place in it, so nothing is asked for on its account." in text
    assert '<a href="/festival/song-huong/planning/timeline">Timeline</a>' in text
    assert "Nothing is released yet: what follows is counted by the draft of the plan." in text


def test_names_and_reasons_are_the_reader_s(sign_in: SignIn, measured: Festival) -> None:
    measured["T2"].name_en = "Drums"
    measured.session.commit()
    lead = sign_in("security_lead", edition=measured.edition)  # type: ignore[arg-type]
    assert "“Drums” 21:00–22:00" in page(lead, 2)

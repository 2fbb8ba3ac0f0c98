"""The pages that look at the programme as a whole, and those with a look of their own."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Edition
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

BASE = "/festival/song-huong/programme/"


def words(visitor: Visitor, address: str) -> str:
    """The text of the page's main part, one space between words."""
    answer = visitor.get(BASE + address)
    assert answer.status_code == 200
    main = answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", "<" + main).split())


def test_the_overview_counts_and_names_what_is_missing(planner: Visitor, festival: Festival) -> None:
    festival["ngo-mon"].opening_hours = []
    festival["X1"].needs[0].quantity = 3
    festival["N2"].troupes = []
    page = words(planner, "")
    assert "9 Performances 4 Works 3 Troupes 2 Venues 3 Stages 1 Equipment" in page
    assert "Stages without opening hours: 1 Nothing can be placed on them. Ngọ Môn" in page
    assert "Performances without a troupe: 1 Nobody's rest, travel or other shows are looked at. N2 · Nhã nhạc N2" in (
        page.replace("&#39;", "'")
    )
    assert "Performances that need more equipment than there is: 1 They can never be placed. X1 · Xiếc X1" in page
    assert "Performances without an expected audience: 1" in page
    assert "Venues without a place on the map" not in page


def test_an_empty_edition_is_told_where_to_begin(
    sign_in: SignIn, edition: Edition, session: scoped_session[Session]
) -> None:
    page = sign_in(Role.VIEWER, edition=edition).get("/festival/hue/programme/").get_data(as_text=True)
    assert "There is no performance yet. Begin with venues and stages, then troupes, then performances." in page


def test_the_travel_table_tells_measured_from_estimated(planner: Visitor, festival: Festival) -> None:
    page = planner.get(f"{BASE}travel-table").get_data(as_text=True)
    assert page.count(f'<a href="{BASE}travel/{festival["ferry"].id}"><b>25</b></a>') == 2
    festival.session.delete(festival["ferry"])
    assert words(planner, "travel-table").count(" 15 ") == 2
    festival["park"].latitude = None
    assert words(planner, "travel-table").count(" ? ") == 2


def test_search_finds_every_kind_without_marks(planner: Visitor, festival: Festival) -> None:
    assert "Stages (1) Ngọ Môn" in words(planner, "search?q=ngo+mon")
    page = words(planner, "search?q=HUE")
    assert "Troupes (1)" in page
    assert "Write a part of a name" in words(planner, "search?q=")
    assert "Nothing in the programme is called so." in words(planner, "search?q=%25")


def test_a_stage_shows_its_hours_day_by_day(planner: Visitor, festival: Festival) -> None:
    page = words(planner, f"stage/{festival['duyet-thi'].id}")
    assert "05/06/2026 17:00–00:30 – 06/06/2026 17:00–00:30 – 07/06/2026 02:00–03:30, 17:00–00:30 –" in page


def test_a_venue_lists_its_stages_and_a_troupe_its_performances(planner: Visitor, festival: Festival) -> None:
    assert "Stages Duyệt Thị Đường 300 people Ngọ Môn 2,000 people" in words(planner, f"venue/{festival['citadel'].id}")
    page = words(planner, f"troupe/{festival['circus'].id}")
    assert "Performances PARADE · Diễu hành PARADE 50 minutes GONE · Xiếc GONE 60 minutes cancelled" in page


def test_a_performance_shows_its_facts_and_its_chain(planner: Visitor, festival: Festival) -> None:
    page = words(planner, f"performance/{festival['PARADE'].id}")
    assert "Stops of a parade Ngọ Môn +0 20 Thương Bạc +30 20" in page
    assert "After OPEN · Nhã nhạc OPEN , 30 to 2880 minutes between them." in page
    page = words(planner, f"performance/{festival['OPEN'].id}")
    assert "Announced for 05/06/2026 21:00 on Ngọ Môn, and fixed there." in page
    assert "Before PARADE · Diễu hành PARADE , 30 to 2880 minutes between them." in page


@pytest.mark.parametrize(("language", "name"), [("en", "T1 · Drums of Asia"), ("vi", "T1 · Taiko T1")])
def test_names_are_told_in_the_language_of_the_reader(
    sign_in: SignIn, festival: Festival, language: str, name: str
) -> None:
    reader = sign_in(Role.VIEWER, edition=festival.edition, language=language)
    page = reader.get(f"{BASE}performance/{festival['T1'].id}").get_data(as_text=True)
    assert f"<h1>{name}</h1>" in page


def test_known_words_are_offered_again(planner: Visitor, festival: Festival) -> None:
    page = planner.get(f"{BASE}work/new").get_data(as_text=True)
    assert '<option value="circus"></option><option value="court"></option><option value="drums"></option>' in page


def test_how_sure_something_is_reads_in_the_readers_language(festival: Festival, sign_in: SignIn) -> None:
    festival["ngo-mon"].status, festival["X1"].status = "synthetic", "theo lời kể"
    readers = {name: sign_in(Role.PLANNER, edition=festival.edition, language=name) for name in ("vi", "en")}
    stage, act = f"stage/{festival['ngo-mon'].id}", f"performance/{festival['X1'].id}"
    assert "Trạng thái dữ liệu giả lập" in words(readers["vi"], stage)
    assert "Status synthetic" in words(readers["en"], stage)
    assert "Trạng thái theo lời kể" in words(readers["vi"], act)
    assert 'value="synthetic"' in readers["vi"].get(f"{BASE}{stage}/edit").text

"""Lists of records: found by folded words, sorted by the alphabet, fifty a page, at one price."""

from __future__ import annotations

import re
from typing import Any

import pytest

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Venue
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.web.conftest import AREA, Counting


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', page)


def totals(page: str) -> list[str]:
    return re.findall(r'filter-total">([^<]*)<', page)


def listed(visitor: Visitor, noun: str, **query: Any) -> list[str]:
    return names(visitor.get(f"{AREA}/{noun}/", query_string=query).text)


def test_names_stand_in_the_order_of_the_vietnamese_alphabet(planner: Visitor, festival: Festival) -> None:
    for name in ("Đình Phú Xuân", "Dinh Ông", "Ấn Độ", "An Định", "Ăn uống"):
        festival.add(name, Venue(name=name))
    assert listed(planner, "venue") == [
        "An Định",
        "Ăn uống",
        "Ấn Độ",
        "Công viên Thương Bạc",
        "Dinh Ông",
        "Imperial City",
        "Đình Phú Xuân",
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("thuong bac", ["Công viên Thương Bạc"]),
        ("THƯƠNG", ["Công viên Thương Bạc"]),
        ("bac cong", ["Công viên Thương Bạc"]),
        ("imperial", ["Imperial City"]),
        ("dai noi", ["Imperial City"]),
        ("%", []),
        ("_", []),
    ],
)
def test_words_are_found_without_diacritics(planner: Visitor, festival: Festival, words: str, found: list[str]) -> None:
    assert listed(planner, "venue", q=words) == found


def test_a_stage_is_found_by_its_venue(planner: Visitor, festival: Festival) -> None:
    assert listed(planner, "stage", q="cong vien") == ["Thương Bạc"]


def test_a_column_sorts_both_ways_with_what_is_unknown_last(planner: Visitor, festival: Festival) -> None:
    festival.add("small", Venue(name="Nhà nhỏ", capacity=80))
    up = listed(planner, "venue", sort="capacity")
    assert up == ["Nhà nhỏ", "Công viên Thương Bạc", "Imperial City"]
    assert listed(planner, "venue", sort="capacity", down=1) == ["Công viên Thương Bạc", "Nhà nhỏ", "Imperial City"]
    assert listed(planner, "stage", sort="venue") == ["Thương Bạc", "Duyệt Thị Đường", "Ngọ Môn"]
    assert listed(planner, "venue", sort="sort_key; DROP TABLE venue") == listed(planner, "venue")


def test_long_lists_come_in_pages_of_fifty(planner: Visitor, festival: Festival) -> None:
    for number in range(110):
        festival.add(f"v{number}", Venue(name=f"Nhà {number:03}"))
    pages = [planner.get(f"{AREA}/venue/", query_string={"page": page, "q": "nha"}).text for page in (1, 2, 3, 99)]
    assert [len(names(page)) for page in pages] == [50, 50, 10, 10]
    assert [totals(page) for page in pages] == [["110 records"]] * 4
    assert "1–50 of 110" in pages[0]
    assert 'rel="next" href="/festival/song-huong/programme/venue/?q=nha&amp;page=2"' in pages[0]
    assert "101–110 of 110" in pages[3]


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e9", "9" * 30, "²"])
def test_a_page_that_is_none_is_the_first(planner: Visitor, festival: Festival, page: str) -> None:
    assert listed(planner, "venue", page=page) == listed(planner, "venue")


@pytest.mark.parametrize("noun", ["venue", "stage", "troupe", "work", "performance", "contact", "blackout", "travel"])
def test_three_rows_cost_as_many_queries_as_one(
    noun: str, planner: Visitor, festival: Festival, counting: Counting
) -> None:
    one, three = f"{AREA}/{noun}/?page=1", f"{AREA}/{noun}/"
    planner.get(three)
    with counting() as first:
        planner.get(one)
    _more_of(festival, noun)
    with counting() as second:
        planner.get(three)
    assert len(second) == len(first)


def _more_of(festival: Festival, noun: str) -> None:
    """Copies of the festival's own rows, so that there are at least three of the kind."""
    for key, row in list(festival.rows.items()):
        if type(row).__tablename__ == noun:
            columns = {c.key: getattr(row, c.key) for c in type(row).__mapper__.column_attrs}
            for number in (1, 2):
                told = {k: v for k, v in columns.items() if k not in ("id", "version")}
                unique = {k: f"{told[k]} {number}" for k in ("name", "code") if k in told}
                if noun not in ("travel",):
                    festival.add(f"{key} {number}", type(row)(**{**told, **unique}))
    festival.session.commit()


def test_an_empty_list_says_what_to_do_first(planner: Visitor, sign_in: SignIn, festival: Festival) -> None:
    page = planner.get(f"{AREA}/person/?q=nobody").text
    assert "Nothing here matches “nobody”." in page
    festival.session.delete(festival["drummer"])
    page = planner.get(f"{AREA}/person/").text
    assert "Nothing stands here yet." in page
    assert f'href="{AREA}/person/new"' in page
    viewer = sign_in(Role.VIEWER, edition=festival.edition)
    assert "As soon as the planners add something" in viewer.get(f"{AREA}/person/").text


def test_a_name_is_text_and_never_part_of_the_page(planner: Visitor, festival: Festival) -> None:
    festival.add("bad", Venue(name="<script>alert(1)</script>"))
    assert "<script>alert" not in planner.get(f"{AREA}/venue/").text
    assert listed(planner, "venue", q="alert") == ["&lt;script&gt;alert(1)&lt;/script&gt;"]


def test_rows_of_another_edition_are_never_there(planner: Visitor, sign_in: SignIn, festival: Festival) -> None:
    other = type(festival.edition)(
        slug="khac", name="Khác", first_day=festival.edition.first_day, last_day=festival.edition.last_day
    )
    festival.session.add(other)
    festival.session.flush()
    row = Venue(name="Nhà người ta", edition_id=other.id)
    festival.session.add(row)
    festival.session.commit()
    assert "Nhà người ta" not in listed(planner, "venue")
    assert planner.get(f"{AREA}/venue/{row.id}").status_code == 404
    assert planner.get(f"/festival/khac/programme/venue/{row.id}").status_code == 404

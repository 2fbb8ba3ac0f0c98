"""The board along other axes and over several days: rows, bands, items, and what an address says of it."""

from __future__ import annotations

import html
import json
import re

import pytest

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Equipment, EquipmentNeed
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

BOARD = "/festival/song-huong/planning/timeline"
ENGLISH = {"Accept-Language": "en"}
SATURDAY = "?day=2026-06-06"


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


def page(visitor: Visitor, address: str) -> str:
    answer = visitor.get(f"{BOARD}{address}", headers=ENGLISH)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def fact(text: str, name: str) -> str:
    found = re.search(rf'data-{name}="([^"]*)"', text.replace('["', "['").replace('"]', "']").replace('", "', "', '"))
    assert found is not None
    return found[1]


def rows(text: str) -> list[str]:
    """The names of the rows from the top."""
    return re.findall(r'<text class="board-stage board-wide"[^>]*>([^<]+)', text)


def written(text: str) -> list[tuple[str, str]]:
    """What is written on the items: title, and the line under it."""
    letters = text[text.index('<g class="letters"') :]
    found = re.findall(r'class="item-title"[^>]*>([^<]*)</text>\s*(?:<text class="item-under"[^>]*>([^<]*)<)?', letters)
    return sorted(found)


def test_along_troupes_each_show_stands_with_all_who_play_it(sound: Festival, visitor: Visitor) -> None:
    sound["X1"].troupes.append(sound["ashi"])
    sound.session.commit()
    text = page(visitor, f"{SATURDAY}&axis=troupe&zoom=5")
    assert rows(text) == ["Ashi Taiko", "NH Cung đình", "Xiếc Hà Nội"]
    assert written(text) == [
        ("Diễu hành PARADE", "Ngọ Môn"),
        ("Nhã nhạc N1", "Duyệt Thị Đường"),
        ("Taiko T2", "Ngọ Môn"),
        ("Xiếc X1", "Thương Bạc"),
        ("Xiếc X1", "Thương Bạc"),
    ]


def test_a_troupe_on_its_way_to_the_next_show_is_drawn_so(sound: Festival, visitor: Visitor) -> None:
    """Xiếc plays in the park at 19:00 and walks from the citadel at 22:45: 25 minutes, at 360 pixels an hour."""
    text = page(visitor, f"{SATURDAY}&axis=troupe&zoom=5")
    assert re.findall(r'class="item-way-there" x=[^>]*width="(\d+)" height="3"/>', text) == ["150"]
    assert re.findall(r'class="item-way-there" x=[^>]*width="(\d+)" height="3"/>', page(visitor, SATURDAY)) == ["37"]


def test_along_equipment_what_is_short_is_told(sound: Festival, visitor: Visitor) -> None:
    pool = sound.add("wall", Equipment(name="Màn hình LED", stock=1))
    sound.session.flush()
    for code in ("N1", "X1", "T2"):
        sound[code].needs.append(EquipmentNeed(equipment=pool, quantity=1))
    sound.session.commit()
    text = page(visitor, f"{SATURDAY}&axis=equipment&zoom=5")
    assert "Màn hình LED" in rows(text)
    assert re.findall(r"<title>([^<]*in stock[^<]*)</title>", text) == ["2 are needed, 1 in stock."]
    assert ("Taiko T2", "×1 · Ngọ Môn") in written(text)
    pool.stock = 2
    sound.session.commit()
    enough = page(visitor, f"{SATURDAY}&axis=equipment&zoom=5")
    assert (rows(enough), re.findall(r"<title>([^<]*in stock[^<]*)</title>", enough)) == (rows(text), [])


def test_several_days_stand_side_by_side_without_the_nights(sound: Festival, visitor: Visitor) -> None:
    one = json.loads(fact(page(visitor, SATURDAY), "stretches"))
    two = json.loads(fact(page(visitor, f"{SATURDAY}&days=2&zoom=30"), "stretches"))
    assert two[0] == one[0]
    [day, starts, ends, left] = two[1]
    assert (day, left) == (2, (one[0][2] - one[0][1]) * 88 // 60 + 36)
    assert starts % 60 == ends % 60 == 0
    assert starts >= one[0][2]
    labels = re.findall(r'<a class="item [^>]*aria-label="([^"]+)"', page(visitor, f"{SATURDAY}&days=2"))
    assert [label.split(" · ")[0::2][:2] for label in labels] == [
        ["Nhã nhạc N1", "06/06"],
        ["Xiếc X1", "06/06"],
        ["Taiko T2", "06/06"],
        ["Diễu hành PARADE", "06/06"],
        ["Nhã nhạc N2", "07/06"],
        ["Xiếc X2", "07/06"],
    ]


def test_all_days_end_with_the_festival(sound: Festival, visitor: Visitor) -> None:
    assert [one[0] for one in json.loads(fact(page(visitor, "?day=2026-06-06&days=99"), "stretches"))] == [1, 2]


def test_every_link_keeps_what_somebody_looks_at(sound: Festival, visitor: Visitor) -> None:
    text = page(visitor, f"{SATURDAY}&days=2&axis=troupe&genre=circus")
    tabs = re.findall(r'<a href="([^"]+)" data-day="2026-06-07"', text)
    assert tabs == [f"{BOARD}?day=2026-06-07&zoom=60&days=2&axis=troupe&genre=circus"]
    assert f'href="{BOARD}?day=2026-06-06&zoom=60&days=2&genre=circus"' in text


def test_what_is_no_axis_or_span_is_the_usual_one(sound: Festival, visitor: Visitor) -> None:
    usual = rows(page(visitor, SATURDAY))
    for strange in ("&axis=post", "&axis=", "&days=0", "&days=x", "&days=²", "&zoom=7"):
        text = page(visitor, SATURDAY + strange)
        assert (rows(text), fact(text, "axis"), fact(text, "days")) == (usual, "stage", "1")


def test_a_coordinator_sees_no_row_of_others(sound: Festival, sign_in: SignIn) -> None:
    coordinator = sign_in(Role.TROUPE_COORDINATOR, edition=sound.edition, troupe=sound["ashi"])
    text = page(coordinator, f"{SATURDAY}&axis=troupe")
    assert rows(text) == ["Ngọ Môn"]
    assert "Xiếc" not in text
    assert "By troupe" not in text


def test_cells_are_told_for_every_drawn_day(sound: Festival, visitor: Visitor) -> None:
    asked = "/festival/song-huong/planning/board/cells?day=2026-06-06"
    act = sound["X2"].id
    one = visitor.get(f"{asked}&act={act}").json
    two = visitor.get(f"{asked}&act={act}&days=2").json
    ends = {day: (day + 1) * 1440 + 240 for day in (1, 2)}
    assert one is not None
    assert two is not None
    assert max(stretch[2] for stretch in one["stretches"]) == ends[1]
    assert max(stretch[2] for stretch in two["stretches"]) == ends[2]
    assert {stretch[0] for stretch in one["stretches"]} == {stretch[0] for stretch in two["stretches"]}


def test_the_same_stands_below_as_a_table_where_it_is_asked_for(sound: Festival, visitor: Visitor) -> None:
    bare, tabled = page(visitor, SATURDAY), page(visitor, f"{SATURDAY}&table=1")
    assert f'href="{BOARD}?day=2026-06-06&zoom=30&table=1#table"' in bare
    assert (bare.count("<table"), tabled.count("<table")) == (0, 1)
    told = re.findall(r'<td data-label="Time">([^<]+)</td><th scope="row"><a[^>]*>([^<]+)</a>', tabled)
    assert told == [
        ("19:00–20:00", "Nhã nhạc N1"),
        ("19:00–20:00", "Xiếc X1"),
        ("21:00–22:00", "Taiko T2"),
        ("22:45–23:35", "Diễu hành PARADE"),
    ]

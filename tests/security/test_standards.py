"""Standards by form and by spreadsheet: what can be written, what cannot, and why."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from festival_ops.security.models import Post, Standard
from tests.security.conftest import Refuse, Send
from tests.support.desks import Desk
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

SOUND = {
    "name": "Bảo vệ tại cổng",
    "kind": "gate",
    "cause": "crowd",
    "qualification": "BV",
    "count": "1",
    "per": "250",
    "share": "100",
    "lead": "90",
    "tail": "45",
    "reason": "Kinh nghiệm 2023",
}
SHEET = (
    "Định mức,Loại vị trí,Mức rủi ro,Tình huống,Chuyên môn,Số người,Cho mỗi,Tỷ lệ (%),Trước suất diễn (phút),Lý do\n"
    "Cổng theo khán giả,cổng,cao,khán giả,BV,1,250,40,90,Kinh nghiệm 2023\n"
    "Trực cấp cứu,y tế,,thường xuyên,YT,2,,,,Kế hoạch y tế\n"
)
POSTS = "Mã chốt,Loại vị trí,Mức rủi ro\nC01,cổng,cao\n"


def test_a_standard_is_written_down(write: Send, crew: Festival) -> None:
    assert write("standard/new", **SOUND).status_code == 303
    row = crew.session.scalars(select(Standard)).one()
    said = (row.kind, row.cause, row.risk, row.qualification.code, row.count, row.per, row.lead, row.tail, row.reach)
    assert said == ("gate", "crowd", "", "BV", 1, 250, 90, 45, "venue")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"per": ""}, {"cause": "Say for how many people of the crowd, for example 250."}),
        ({"cause": "fireworks"}, {"per": "Fireworks are there or not; leave this empty."}),
        (
            {"cause": "guests", "per": "", "share": "40"},
            {"share": "Only what is counted can be shared; say for how many, or write 100."},
        ),
        ({"reason": ""}, {"reason": "Please fill in “Reason”."}),
        (
            {"qualification": "CH", "one_leader_for": "10"},
            {"one_leader_for": "Those who hold Chỉ huy lead others themselves."},
        ),
        ({"share": "0"}, {"share": "The number must be 1 or more."}),
    ],
)
def test_what_makes_no_sense_is_refused(refused: Refuse, changes: dict[str, str], expected: dict[str, str]) -> None:
    refused("standard", SOUND, changes, expected)


def test_standards_and_kinds_of_posts_come_from_spreadsheets(lead: Visitor, crew: Festival) -> None:
    desk = Desk(lead, crew.edition)
    desk.bring(("standards.csv", SHEET), ("posts.csv", POSTS))
    crew.session.expire_all()
    rows = crew.session.scalars(select(Standard).order_by(Standard.id)).all()
    assert [(row.kind, row.risk, row.cause, row.count, row.per, row.share, row.lead) for row in rows] == [
        ("gate", "high", "crowd", 1, 250, 40, 90),
        ("first aid", "", "base", 2, None, 100, 0),
    ]
    post = crew.session.scalars(select(Post).where(Post.code == "C01")).one()
    assert (post.kind, post.risk, post.follows_show) == ("gate", "high", True)
    for name in ("standards", "posts"):
        content = lead.get(f"{desk.root}/rows/{name}.csv").data
        assert "Added: 0 · changed: 0 · unchanged:" in desk.look((f"{name}.csv", content)), name


def test_a_bad_row_is_told_by_its_column(lead: Visitor, crew: Festival) -> None:
    desk = Desk(lead, crew.edition)
    bad = SHEET.splitlines()[0] + "\nCổng,cổng,,khán giả,BV,1,,,,Kinh nghiệm\n"
    assert "Say for how many people of the crowd, for example 250." in desk.look(("standards.csv", bad))
    assert crew.session.scalars(select(Standard)).all() == []


def test_the_database_keeps_a_ratio_to_a_crowd(crew: Festival) -> None:
    crew.add("bad", Standard(name="Cổng", kind="gate", cause="crowd", qualification=crew["BV"], reason="?"))
    with pytest.raises(IntegrityError):
        crew.session.flush()
    crew.session.rollback()


def test_an_empty_number_stands_where_numbers_do(write: Send, lead: Visitor, crew: Festival) -> None:
    write("standard/new", **SOUND)
    write("standard/new", **SOUND | {"name": "Trực", "cause": "base", "per": ""})
    page = lead.get("/festival/song-huong/security/standard/").text
    assert re.findall(r'class="(cell-per[^"]*)">([^<]*)<', page) == [
        ("cell-per number", "250"),
        ("cell-per number nothing", "–"),
    ]
    assert re.findall(r'<th scope="col" class="number"[^>]*><a[^>]*>([^<]*)<', page) == ["People", "For each"]

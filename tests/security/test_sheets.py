"""Lists of the room out of spreadsheets: all of a file or nothing, and every fault by row, column and remedy."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Edition, Venue
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
from tests.support.desks import Desk, plain
from tests.support.people import SignIn

pytestmark = pytest.mark.databases("sqlite")

FORCES = (
    "Lực lượng,Loại,Bộ luật Lao động,Giờ mỗi tháng,Nghỉ hằng tuần,Ngày liên tiếp tối thiểu\n"
    "Công an,công an,không,180h,36h,2\n"
    "Bảo vệ,bảo vệ,có,,,\n"
)
AGENCIES = "Đơn vị,Lực lượng,Quân số\nCông an thành phố,Công an,40\nCông ty Sông Hương,Bảo vệ,\n"
QUALIFICATIONS = "Mã,Chuyên môn,Là chỉ huy\nBV,Bảo vệ chốt,\nYT,Sơ cấp cứu,\nCH,Chỉ huy,có\n"
SECTORS = "Khu vực,Vòng\nTrong Hoàng thành,1\n"
SHIFTS = "Ca trực,Bắt đầu,Kết thúc,Các ngày\nCa tối,16h,24h,\nCa đêm,22:00,06:00,07/06; 09/06–10/06\n"
SQUADS = "Đơn vị,Tổ\nCông an thành phố,Tổ 1\nCông ty Sông Hương,Tổ 1\n"
POSTS = (
    "Mã chốt,Tên chốt,Khu vực,Giờ trực,Theo chương trình,Bàn giao\nC01,Ngọ Môn,Trong Hoàng thành,16:00–24:00,có,15\n"
)
NEEDS = "Chốt,Ca trực,Chuyên môn,Tối thiểu,Tối đa,Một chỉ huy cho,Lý do\nC01,Ca tối,BV,4,6,10,Đánh giá rủi ro\n"
OFFICERS = (
    "Số hiệu,Họ và tên,Đơn vị,Tổ,Chuyên môn,Tối đa mỗi ngày,Tối đa mỗi tuần,Số ngày liên tiếp\n"
    "CA-1,Cán bộ 1,Công an thành phố,Công an thành phố – Tổ 1,BV; Sơ cấp cứu 30/06/2024,6h,1800,3\n"
    "BV-1,Nhân viên 1,Công ty Sông Hương,,bv,,,\n"
)
ABSENCES = (
    "Số hiệu,Lý do,Từ,Đến,Ghi chú\n"
    "CA-1,ốm,07/06/2024 06:00,08/06/2024 06:00,\n"
    "BV-1,nguyện vọng,08/06/2024 18:00,08/06/2024 24:00,con nhỏ\n"
)
ALL = {
    "forces": FORCES,
    "agencies": AGENCIES,
    "qualifications": QUALIFICATIONS,
    "sectors": SECTORS,
    "posts": POSTS,
    "shifts": SHIFTS,
    "needs": NEEDS,
    "squads": SQUADS,
    "officers": OFFICERS,
    "absences": ABSENCES,
}
MODELS = (Force, Agency, Qualification, Sector, Post, Shift, Need, Squad, Officer, Absence)


@pytest.fixture
def desk(sign_in: SignIn, edition: Edition, session: scoped_session[Session]) -> Desk:
    session.add(Venue(edition_id=edition.id, name="Đại Nội"))
    return Desk(sign_in(Role.SECURITY_LEAD, edition=edition), edition)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.bring(*((f"{name}.csv", text) for name, text in ALL.items()))
    return desk


def counts(session: scoped_session[Session]) -> list[int]:
    session.expire_all()
    return [session.scalar(select(func.count()).select_from(model)) or 0 for model in MODELS]


def test_a_whole_room_comes_in_with_one_upload(filled: Desk, session: scoped_session[Session]) -> None:
    assert counts(session) == [2, 2, 3, 1, 1, 2, 1, 2, 2, 2]
    guards = session.scalars(select(Force).where(Force.name == "Bảo vệ")).one()
    limits = (guards.kind, guards.labour, guards.rest_minutes, guards.day_minutes, guards.week_minutes)
    assert (*limits, guards.longest_run) == ("guards", True, 720, 600, 2880, 6)
    every = session.scalars(select(Force))
    more = {force.kind: (force.month_minutes, force.weekly_rest_minutes, force.shortest_run) for force in every}
    assert more == {"guards": (None, 1440, 1), "police": (180 * 60, 36 * 60, 2)}
    post = session.scalars(select(Post)).one()
    assert post.handover_minutes == 15
    assert [(hours.on, hours.starts, hours.ends) for hours in post.hours] == [(None, time(16), time(0))]
    night = session.scalars(select(Shift).where(Shift.name == "Ca đêm")).one()
    assert [each.on.day for each in night.days] == [7, 9, 10]
    need = session.scalars(select(Need)).one()
    assert (str(need), need.day, need.least, need.most, need.one_leader_for) == ("C01 · Ca tối · BV", None, 4, 6, 10)
    officer = session.scalars(select(Officer).where(Officer.code == "CA-1")).one()
    assert (officer.day_minutes, officer.week_minutes, officer.longest_run) == (360, 1800, 3)
    held = {each.qualification.code: each.expires for each in officer.holdings}
    assert (held, str(officer.squad)) == ({"BV": None, "YT": date(2024, 6, 30)}, "Công an thành phố – Tổ 1")
    away = {row.officer.code: (row.kind, row.starts, row.ends) for row in session.scalars(select(Absence))}
    assert away == {
        "CA-1": ("ill", datetime(2024, 6, 6, 23, tzinfo=UTC), datetime(2024, 6, 7, 23, tzinfo=UTC)),
        "BV-1": ("unwanted", datetime(2024, 6, 8, 11, tzinfo=UTC), datetime(2024, 6, 8, 17, tzinfo=UTC)),
    }


def test_what_goes_out_comes_back_unchanged(filled: Desk, session: scoped_session[Session]) -> None:
    before = counts(session)
    for name in ALL:
        for kind in ("csv", "xlsx"):
            content = filled.visitor.get(f"{filled.root}/rows/{name}.{kind}").data
            assert "Added: 0 · changed: 0 · unchanged:" in filled.look((f"{name}.{kind}", content)), name
    assert counts(session) == before


def test_a_change_keeps_what_it_does_not_touch(filled: Desk, session: scoped_session[Session]) -> None:
    kept = {each.qualification.code: each.id for each in session.scalars(select(Officer)).first().holdings}  # type: ignore[union-attr]
    filled.bring(("officers.csv", "Số hiệu,Chuyên môn\nCA-1,CH; YT\n"))
    filled.bring(("shifts.csv", "Ca trực,Các ngày\nCa đêm,09/06–11/06\n"))
    session.expire_all()
    officer = session.scalars(select(Officer).where(Officer.code == "CA-1")).one()
    held = {each.qualification.code: each for each in officer.holdings}
    assert (sorted(held), held["YT"].id, held["YT"].expires) == (["CH", "YT"], kept["YT"], None)
    assert officer.agency.name == "Công an thành phố"
    night = session.scalars(select(Shift).where(Shift.name == "Ca đêm")).one()
    assert [each.on.day for each in night.days] == [9, 10, 11]


def test_a_need_for_one_day_is_another_row(filled: Desk, session: scoped_session[Session]) -> None:
    row = "C01,Ca tối,BV,07/06/2024,9,12,Khai mạc"
    filled.bring(("needs.csv", f"Chốt,Ca trực,Chuyên môn,Chỉ ngày,Tối thiểu,Tối đa,Lý do\n{row}\n"))
    days = [need.day for need in session.scalars(select(Need).order_by(Need.id))]
    assert days == [None, date(2024, 6, 7)]
    again = row.replace("9,12", "5,12")
    told = filled.bring(("needs.csv", f"Chốt,Ca trực,Chuyên môn,Chỉ ngày,Tối thiểu,Tối đa,Lý do\n{again}\n"))
    assert "changed: 1" in told or "Needs 0 1" in told
    session.expire_all()
    assert [need.least for need in session.scalars(select(Need).order_by(Need.id))] == [4, 5]


BAD: list[tuple[str, str, str, str, str]] = [
    # sheet, the bad row, its column, what is wrong, the remedy
    ("agencies", "Đơn vị X,Công ann,40", "Lực lượng", "Nothing is called “Công ann”.", "Did you mean “Công an”?"),
    (
        "agencies",
        "Đơn vị X,Công an,nhiều",
        "Quân số",
        "“nhiều” is not a whole number that fits here.",
        "Write a number",
    ),
    (
        "officers",
        "CA-X,Cán bộ X,Công an thành phố,Công ty Sông Hương – Tổ 1,BV",
        "Tổ",
        "This squad belongs to Công ty Sông Hương, not to Công an thành phố.",
        "",
    ),
    ("officers", "CA-X,Cán bộ X,Công an thành phố,Tổ 1,BV", "Tổ", "“Tổ 1” may mean more than one row", ""),
    ("officers", "CA-X,Cán bộ X,Công an thành phố,,Lặn", "Chuyên môn", "Nothing is called “Lặn”.", ""),
    (
        "officers",
        "CA-X,Cán bộ X,Công an thành phố,,BV; Bảo vệ chốt 30/06",
        "Chuyên môn",
        "The same qualification stands in the list twice; leave only one.",
        "",
    ),
    (
        "officers",
        ",Cán bộ X,Công an thành phố,,BV",
        "Số hiệu",
        "The cell is empty.",
        "This fact is needed in every row.",
    ),
    ("posts", "CX,Chốt,Khu lạ,,", "Khu vực", "Nothing is called “Khu lạ”.", ""),
    ("posts", "CX,Chốt,Trong Hoàng thành,16:00,", "Giờ trực", "“16:00”: It needs an hour from and an hour to", ""),
    (
        "posts",
        "CX,Chốt,Trong Hoàng thành,01/07 16:00–18:00,",
        "Giờ trực",
        "01/07/2024 is not a day of this edition",
        "",
    ),
    ("needs", "C01,Ca tối,YT,4,3,,Lý do", "Tối đa", "At least 4 people are needed; this must be 4 or more.", ""),
    ("needs", "C01,Ca sáng,YT,4,6,,Lý do", "Ca trực", "Nothing is called “Ca sáng”.", ""),
    ("needs", "C01,Ca tối,YT,4,6,,", "Lý do", "The cell is empty.", "This fact is needed in every row."),
    ("absences", "CA-1,ốm,09/06/2024 06:00,09/06/2024 06:00,", "Đến", "It ends before it starts.", ""),
    (
        "absences",
        "CA-1,phép,07/06/2024 12:00,09/06/2024 06:00,",
        "Đến",
        "CA-1 is noted as away in this time already; change that entry.",
        "",
    ),
    ("absences", "CA-9,ốm,09/06/2024 06:00,10/06/2024 06:00,", "Số hiệu", "Nothing is called “CA-9”.", ""),
]


def many(name: str) -> list[str]:
    """Five hundred sound rows of the sheet."""
    return {
        "agencies": [f"Đơn vị {n},Công an,{n}" for n in range(500)],
        "officers": [f"CB-{n:04},Cán bộ {n},Công an thành phố,Công an thành phố – Tổ 1,BV" for n in range(500)],
        "posts": [f"P{n:03},Chốt {n},Trong Hoàng thành,16:00–24:00,không" for n in range(500)],
        "needs": [f"P{n:03},Ca tối,BV,1,2,,Lý do" for n in range(500)],
    }[name]


@pytest.mark.parametrize(("name", "bad", "column", "sentence", "remedy"), BAD)
def test_one_bad_row_is_named_with_column_and_remedy_and_nothing_is_stored(
    name: str, bad: str, column: str, sentence: str, remedy: str, filled: Desk, session: scoped_session[Session]
) -> None:
    before = counts(session)
    told = filled.look((f"{name}.csv", "\n".join([ALL[name].partition("\n")[0], bad]) + "\n"))
    fault = told[told.index(sentence) - 120 :]
    assert f"2 {column} {sentence}" in fault
    assert remedy in fault
    assert "/application" not in filled.visitor.get(filled.address).text
    assert counts(session) == before


@pytest.mark.parametrize("name", ["agencies", "officers", "posts", "needs"])
def test_five_hundred_good_rows_do_not_carry_one_bad(name: str, filled: Desk, session: scoped_session[Session]) -> None:
    if name == "needs":
        heading = ALL["posts"].partition("\n")[0]
        filled.bring(("posts.csv", "\n".join([heading, *many("posts")]) + "\n"))
    before = counts(session)
    heading = ALL[name].partition("\n")[0]
    bad, column, sentence = next(row[1:4] for row in BAD if row[0] == name)
    file = (f"{name}.csv", "\n".join([heading, *many(name), bad]) + "\n")
    told = filled.look(file)
    assert f"502 {column} {sentence}" in told
    assert filled.visitor.post(f"{filled.address}/application", data=sent(filled)).status_code == 409
    assert counts(session) == before
    filled.bring((f"{name}.csv", "\n".join([heading, *many(name)]) + "\n"))
    assert sum(counts(session)) == sum(before) + 500


def sent(desk: Desk) -> dict[str, Any]:
    """What a form of the page carries, though this page offers no button."""
    return {"version": "1", "fingerprint": "x"}


def test_planners_may_neither_bring_nor_take_the_rooms_lists(sign_in: SignIn, filled: Desk, edition: Edition) -> None:
    planner = Desk(sign_in(Role.PLANNER, edition=edition), edition)
    assert "No page of this file could be recognised" in planner.look(("list.csv", OFFICERS))
    assert planner.visitor.get(filled.address).status_code == 404
    told = plain(planner.visitor.get(f"{planner.root}/"))
    assert [word for word in ("People on duty", "Posts", "officers.csv") if word in told] == []
    content = planner.visitor.get(f"{planner.root}/rows/all.xlsx").data
    assert "Cán bộ 1".encode() not in content


def test_a_phone_that_is_none_is_told(filled: Desk) -> None:
    told = filled.look(("p.csv", "Số hiệu,Họ tên,Đơn vị,Điện thoại\nCA-9,Cán bộ 9,Công an thành phố,gọi sau\n"))
    assert "2 Điện thoại “gọi sau” is not a phone number." in told


def test_an_upload_is_taken_back_whole(filled: Desk, session: scoped_session[Session]) -> None:
    assert filled.press("undoing").status_code == 303
    assert counts(session) == [0] * len(MODELS)

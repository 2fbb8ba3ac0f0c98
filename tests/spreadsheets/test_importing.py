"""From a file to rows and back, page by page as a planner goes."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.programme.models import Edition, Performance, Stage, Venue
from festival_ops.web.models import HistoryEntry
from tests.support.desks import VENUES, Desk, plain


def venues(session: scoped_session[Session]) -> dict[str, int | None]:
    session.expire_all()
    return {venue.name: venue.capacity for venue in session.scalars(select(Venue))}


def test_a_preview_changes_nothing(desk: Desk, session: scoped_session[Session]) -> None:
    told = desk.look(("venues.csv", VENUES))
    assert "Added: 2 · changed: 0 · unchanged: 0." in told
    assert venues(session) == {}


def test_applied_rows_stand_in_the_programme(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("venues.csv", VENUES))
    assert venues(session) == {"Đại Nội": 6100, "Công viên 3/2": 4000}


def test_each_row_has_its_entry_in_the_history(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("venues.csv", VENUES))
    entries = session.scalars(select(HistoryEntry).order_by(HistoryEntry.id)).all()
    assert [(e.subject, e.act, e.reason, (e.after or {})["capacity"]) for e in entries] == [
        ("venue", "created", "venues.csv", 6100),
        ("venue", "created", "venues.csv", 4000),
    ]


def test_the_same_file_again_changes_nothing(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("venues.csv", VENUES))
    told = desk.look(("venues.csv", VENUES))
    assert "Added: 0 · changed: 0 · unchanged: 2." in told
    assert "there is nothing to import" in told


def test_a_known_name_is_changed_not_doubled(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("venues.csv", VENUES))
    told = desk.look(("venues.csv", "Venue,Capacity\nĐại Nội,5000\n"))
    assert "Capacity: 6100 → 5000" in told
    desk.press("application")
    assert venues(session) == {"Đại Nội": 5000, "Công viên 3/2": 4000}


def test_what_the_file_does_not_hold_is_left_alone(
    desk: Desk, session: scoped_session[Session], edition: Edition
) -> None:
    session.add(Venue(edition_id=edition.id, name="Đại Nội", capacity=100, address="Đường 23/8"))
    session.commit()
    desk.bring(("venues.csv", VENUES))
    assert session.scalars(select(Venue.address).where(Venue.name == "Đại Nội")).one() == "Đường 23/8"


def test_one_bad_row_among_five_hundred_stores_nothing(desk: Desk, session: scoped_session[Session]) -> None:
    rows = [f"Địa điểm {number},{number + 1}" for number in range(500)]
    rows.insert(250, "Địa điểm xấu,nhiều")
    told = desk.look(("venues.csv", "Tên,Sức chứa\n" + "\n".join(rows)))
    assert "venues 252 Sức chứa “nhiều” is not a whole number that fits here. Write a number from 1 to 1000000." in told
    assert desk.visitor.post(f"{desk.address}/application", data={"version": "1"}).status_code == 409
    assert venues(session) == {}


def test_an_unknown_name_is_told_with_the_nearest(desk: Desk) -> None:
    desk.bring(("venues.csv", VENUES))
    told = desk.look(("stages.csv", "Sân khấu,Địa điểm\nSân khấu chính,Dai Noj\n"))
    assert "stages 2 Địa điểm Nothing is called “Dai Noj”. Did you mean “Đại Nội”?" in told


def test_open_lengths_come_in_under_vietnamese_and_english_headings(
    desk: Desk, session: scoped_session[Session]
) -> None:
    desk.bring(("performances.csv", "Mã,Tên,Thời lượng,Ngắn nhất,Dài nhất\n001,Múa,40,30,50\n002,Hò,20,,\n"))
    desk.bring(("performances.csv", "Code,Title,Minutes,Shortest,Longest\n003,Ca Huế,45,45,60\n"))
    rows = session.scalars(select(Performance).order_by(Performance.code))
    assert [(row.code, row.minutes, row.shortest, row.longest) for row in rows] == [
        ("001", 40, 30, 50), ("002", 20, None, None), ("003", 45, 45, 60),
    ]  # fmt: skip
    told = desk.look(("performances.csv", "Code,Title,Minutes,Shortest,Longest\n004,Trống,45,50,60\n"))
    assert "It is planned with 45 minutes, which is less." in told


def test_pages_of_one_upload_may_name_each_other(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("stages.csv", "Sân khấu;Địa điểm\nSân khấu chính;dai noi\n"), ("venues.csv", VENUES))
    assert session.scalars(select(Stage)).one().venue.name == "Đại Nội"


def test_a_stage_names_its_rain_shelter_wherever_that_stands(desk: Desk, session: scoped_session[Session]) -> None:
    vietnamese = "Sân khấu,Địa điểm,Ngoài trời,Khi mưa\nSân vườn,Đại Nội,có,Nhà hát\nNhà hát,Đại Nội,không,\n"
    desk.bring(("venues.csv", VENUES), ("stages.csv", vietnamese))
    desk.bring(("stages.csv", "Stage,Venue,Outdoor,Rain shelter\nBờ sông,Công viên 3/2,yes,nha hat\n"))
    rows = session.scalars(select(Stage).order_by(Stage.name))
    assert {row.name: row.shelter and row.shelter.name for row in rows} == {
        "Bờ sông": "Nhà hát", "Nhà hát": None, "Sân vườn": "Nhà hát",
    }  # fmt: skip
    assert "Added: 0 · changed: 0 · unchanged: 2." in desk.look(("stages.csv", vietnamese))
    desk.bring(("stages.csv", "Stage,Rain shelter\nBờ sông,\n"))
    session.expire_all()
    assert session.scalars(select(Stage).where(Stage.name == "Bờ sông")).one().shelter is None


def test_a_rain_shelter_has_a_roof_and_exists(desk: Desk) -> None:
    desk.bring(("venues.csv", VENUES))
    told = desk.look(
        ("stages.csv", "Sân khấu,Địa điểm,Ngoài trời,Khi mưa\nA,Đại Nội,có,B\nB,Đại Nội,có,\nC,Đại Nội,có,Nhà rạp\n")
    )
    assert "stages 2 Khi mưa “B” is in the open too." in told
    assert "stages 4 Khi mưa Nothing is called “Nhà rạp”." in told


def test_a_fault_on_one_page_keeps_the_others_back(desk: Desk, session: scoped_session[Session]) -> None:
    desk.look(("venues.csv", VENUES), ("stages.csv", "Sân khấu,Địa điểm\nSân khấu chính,Nơi khác\n"))
    assert desk.visitor.post(f"{desk.address}/application", data={"version": "1"}).status_code == 409
    assert venues(session) == {}


def test_a_double_click_imports_once(desk: Desk, session: scoped_session[Session]) -> None:
    desk.look(("venues.csv", VENUES))
    first, second = desk.press("application"), desk.visitor.post(f"{desk.address}/application", data={"version": "1"})
    assert (first.status_code, second.status_code) == (303, 303)
    assert session.scalar(select(func.count()).select_from(HistoryEntry)) == 2


def test_a_preview_that_was_overtaken_is_not_applied(
    desk: Desk, session: scoped_session[Session], edition: Edition
) -> None:
    desk.look(("venues.csv", VENUES))
    page = desk.visitor.get(desk.address).text
    fingerprint = page.split('name="fingerprint" type="hidden" value="')[1].split('"')[0]
    session.add(Venue(edition_id=edition.id, name="Đại Nội", capacity=1))
    session.commit()
    answer = desk.visitor.post(f"{desk.address}/application", data={"version": "1", "fingerprint": fingerprint})
    assert answer.status_code == 409
    assert "The programme was changed after this page was made" in plain(answer)
    assert "Added: 1 · changed: 1" in plain(answer)
    assert venues(session) == {"Đại Nội": 1}


def test_a_stale_page_does_not_change_the_columns(desk: Desk) -> None:
    desk.look(("venues.csv", VENUES))
    desk.press("page/0", sheet="", heading="1")
    answer = desk.visitor.post(f"{desk.address}/page/0", data={"version": "1", "sheet": "venues"})
    assert answer.status_code == 409


def test_a_page_under_a_wrong_sheet_is_put_right_by_hand(desk: Desk, session: scoped_session[Session]) -> None:
    told = desk.look(("list.csv", "Nơi tổ chức,Chỗ\nĐại Nội,6100\n"))
    assert "No page of this file could be recognised" in told
    desk.press("page/0", sheet="venues", heading="1")
    desk.press("page/0", **{"sheet": "venues", "heading": "1", "column-name-0": "0", "column-capacity-0": "1"})
    desk.press("application")
    assert venues(session) == {"Đại Nội": 6100}


def test_two_columns_of_one_name_must_be_told_apart(desk: Desk, session: scoped_session[Session]) -> None:
    told = desk.look(("venues.csv", "Tên,Sức chứa,Sức chứa\nĐại Nội,1,2\n"))
    assert "The columns B, C have the same heading. Choose under “Columns” which of them holds this fact." in told
    desk.press("page/0", **{"sheet": "venues", "heading": "1", "column-name-0": "0", "column-capacity-0": "2"})
    desk.press("application")
    assert venues(session) == {"Đại Nội": 2}


def test_a_name_that_stands_twice_is_told(desk: Desk) -> None:
    told = desk.look(("venues.csv", "Tên\nĐại Nội\nĐẠI NỘI\n"))
    assert "venues 3 Tên “Đại Nội” stands in row 2 already. Leave only one of the two rows." in told


def test_an_upload_put_aside_is_not_applied(desk: Desk, session: scoped_session[Session]) -> None:
    desk.look(("venues.csv", VENUES))
    desk.press("removal")
    assert "nothing of it was imported" in plain(desk.visitor.get(desk.address))
    assert desk.visitor.post(f"{desk.address}/application", data={"version": "2"}).status_code == 409
    assert venues(session) == {}

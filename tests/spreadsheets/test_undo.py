"""An upload is taken back whole, or not at all and with a reason."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.programme.models import (
    Edition,
    Equipment,
    EquipmentNeed,
    Party,
    Performance,
    PerformanceWindow,
    Stage,
    Troupe,
    Venue,
)
from festival_ops.web.models import HistoryEntry
from tests.support.desks import VENUES, Desk, plain
from tests.support.people import SignIn

STAGES = "Sân khấu,Địa điểm,Giờ hoạt động\nSân khấu A,Đại Nội,19:30–23:00\nSân khấu B,Đại Nội,\n"
TROUPES = "Đoàn,Tên ngắn\nĐoàn Một,Một\nĐoàn Hai,Hai\n"
EQUIPMENT = "Thiết bị,Số lượng\nMàn LED,4\nMáy phát,2\n"
SHOWS = (
    "Mã,Tên buổi diễn,Thời lượng,Các đoàn,Sân khấu được phép,Khung giờ,Thiết bị cần\n"
    "001,Đêm một,40,Đoàn Một; Đoàn Hai,Sân khấu A,08/06 19:30–22:00,Màn LED × 2\n"
)
ALL = (("v.csv", VENUES), ("s.csv", STAGES), ("d.csv", TROUPES), ("t.csv", EQUIPMENT), ("b.csv", SHOWS))


def everything(session: scoped_session[Session]) -> dict[str, int]:
    tables = (Venue, Stage, Troupe, Equipment, Performance, PerformanceWindow, EquipmentNeed)
    return {t.__tablename__: session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def test_what_was_added_is_gone(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(*ALL)
    assert set(everything(session).values()) == {1, 2}
    assert "is undone: everything is as it was before" in plain(desk.visitor.get(desk.press("undoing").location))
    assert set(everything(session).values()) == {0}


def test_what_was_changed_is_as_before(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(*ALL)
    before = desk.visitor.get(f"{desk.root}/rows/performances.csv").text
    changed = (
        SHOWS.replace("40", "55").replace("Đoàn Một; Đoàn Hai", "Đoàn Hai").replace("LED × 2", "LED × 3; Máy phát")
    )
    desk.bring(
        ("b.csv", changed.replace("08/06 19:30–22:00", "từ 20:00; ưu tiên 09/06 ×3").replace("khấu A", "khấu B"))
    )
    assert desk.visitor.get(f"{desk.root}/rows/performances.csv").text != before
    desk.press("undoing")
    assert desk.visitor.get(f"{desk.root}/rows/performances.csv").text == before


def test_undoing_is_part_of_the_history(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("v.csv", VENUES))
    desk.press("undoing")
    entries = session.scalars(select(HistoryEntry).order_by(HistoryEntry.id)).all()
    assert [entry.act for entry in entries] == ["created", "created", "removed", "removed"]


def test_a_row_changed_since_stands_in_the_way(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("v.csv", VENUES))
    session.scalars(select(Venue).where(Venue.name == "Đại Nội")).one().capacity = 1
    answer = desk.press("undoing")
    assert answer.status_code == 409
    assert "cannot be undone. Nothing was changed. “Đại Nội” was changed since; undo that first" in plain(answer)
    assert everything(session)["venue"] == 2


def test_a_row_needed_since_stands_in_the_way(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("v.csv", VENUES))
    first = desk.address
    desk.bring(("s.csv", STAGES))
    desk.address = first
    answer = desk.press("undoing")
    assert answer.status_code == 409
    assert "“Sân khấu A” needs what this upload added" in plain(answer)
    assert everything(session)["venue"] == 2


def test_a_stage_that_another_names_as_its_shelter_stands_in_the_way(
    desk: Desk, session: scoped_session[Session]
) -> None:
    desk.bring(("v.csv", VENUES), ("s.csv", "Sân khấu,Địa điểm,Ngoài trời\nNhà hát,Đại Nội,không\n"))
    first = desk.address
    desk.bring(("s.csv", "Sân khấu,Địa điểm,Khi mưa\nSân vườn,Đại Nội,Nhà hát\n"))
    second, desk.address = desk.address, first
    assert "“Sân vườn” needs what this upload added" in plain(desk.press("undoing"))
    desk.address = second
    assert desk.press("undoing").status_code == 303
    desk.address = first
    assert desk.press("undoing").status_code == 303
    assert everything(session)["stage"] == 0


def test_a_performance_that_names_a_stage_stands_in_its_way(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("v.csv", VENUES), ("s.csv", STAGES))
    first = desk.address
    desk.bring(("d.csv", TROUPES), ("t.csv", EQUIPMENT), ("b.csv", SHOWS))
    desk.address = first
    assert "“001 · Đêm một” needs what this upload added" in plain(desk.press("undoing"))


def test_guests_of_honour_stand_in_the_way_unnamed(
    desk: Desk, session: scoped_session[Session], edition: Edition
) -> None:
    desk.bring(*ALL)
    session.add(Party(edition_id=edition.id, code="A0-SECRET", performances=list(session.scalars(select(Performance)))))
    told = plain(desk.press("undoing"))
    assert "Something that other people look after needs what this upload added" in told
    assert "A0-SECRET" not in told


def test_a_double_click_undoes_once(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("v.csv", VENUES))
    desk.press("undoing")
    assert desk.visitor.post(f"{desk.address}/undoing", data={"version": "2"}).status_code == 303
    assert session.scalar(select(func.count()).select_from(HistoryEntry)) == 4


def test_another_planner_may_take_it_back(
    desk: Desk, session: scoped_session[Session], sign_in: SignIn, edition: Edition
) -> None:
    desk.bring(("v.csv", VENUES))
    desk.visitor = sign_in(Role.PLANNER, edition=edition)
    desk.press("undoing")
    assert everything(session)["venue"] == 0

"""The room's lists go out and in again unchanged, in both languages and as offices write them."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from festival_ops.accounts.models import Role
from festival_ops.protocol.models import Delegation, Guest, Leg, ScriptLine
from festival_ops.web.models import HistoryEntry
from tests.support.desks import Desk
from tests.support.passes import with_passes
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

PLACES = ("guest_groups", "precedence_sets", "guest_places", "allotments")
LISTS = (*PLACES, "delegations", "guests", "legs", "lodgings", "escorts", "pass_zones", "pass_kinds")


@pytest.fixture
def desk(sign_in: SignIn, guests: Festival) -> Desk:
    with_passes(guests)
    return Desk(sign_in(Role.PROTOCOL_OFFICER, edition=guests.edition), guests.edition)


def count(made: Festival) -> int:
    return made.session.scalar(select(func.count()).select_from(HistoryEntry)) or 0


def test_every_list_goes_out_and_in_again_without_a_change(desk: Desk, guests: Festival) -> None:
    before = count(guests)
    for language in ("en", "vi"):
        told = {}
        for name in LISTS:
            desk.visitor.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
            content = desk.visitor.get(f"{desk.root}/rows/{name}.csv").data
            desk.visitor.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
            page = desk.look((f"{name}.csv", content))
            told[name] = "Added: 0 · changed: 0 · unchanged: " in page and "unchanged: 0" not in page
        assert told == dict.fromkeys(LISTS, True)
    assert count(guests) == before


OFFICE = (
    ("doan.csv", "Mã đoàn,Tên đoàn,Nhóm khách,Nước,Ngoại ngữ,Số người,Người đón tiếp\n"
                 "D10,Đoàn Hồng Hà,a1-f,Trung Quốc,tiếng Trung; Anh,5,chu nha do trong\n"),
    ("khach.csv", "Mã đại biểu,Họ và tên,Chức vụ,Mã đoàn,Thứ tự trong đoàn,Nhóm khách\n"
                  "G50,Đại biểu 50,Phó châu trưởng,D10,1,A1-F\n"),
    ("lich.csv", "Mã đoàn,Chiều,Bằng gì,Chuyến,Ngày,Giờ,Tại,Số người,Hành lý\n"
                 "D10,đến,máy bay,CZ 8315,05/06/2026,9h30,san bay phu bai,5,8\n"),
)  # fmt: skip


def test_lists_as_offices_write_them_come_in_together(desk: Desk, guests: Festival) -> None:
    desk.bring(*OFFICE)
    delegation = guests.session.scalars(select(Delegation).where(Delegation.code == "D10")).one()
    assert (delegation.languages, delegation.host, delegation.people) == (["en", "zh"], guests["host"], 5)
    guest = guests.session.scalars(select(Guest).where(Guest.code == "G50")).one()
    assert (guest.delegation, guest.position, guest.group) == (delegation, 1, guests["missions"])
    leg = guests.session.scalars(select(Leg).where(Leg.delegation == delegation)).one()
    assert (leg.way, leg.mode, leg.at, leg.place) == ("arrival", "flight", guests.at(1, "09:30"), guests["landing"])


BAD = [
    ("guests", "Mã khách,Họ và tên,Nhóm khách,Thứ tự trong đoàn\nX,Ông X,A3,1\n", "A place in a delegation needs"),
    ("delegations", "Mã đoàn,Tên đoàn,Nhóm khách,Số người,Người đón tiếp\nX,X,A3,1,G03\n", "G03 is a guest; choose"),
    ("legs", "Mã đoàn,Chỉ khách này,Chiều,Bằng gì,Lúc,Tại,Số người\nD01,G03,đi,máy bay,07/06/2026 09:00,"
             "Sân bay Phú Bài,1\n", "G03 is not of this delegation."),
    ("allotments", "Khách sạn,Số phòng,Trong đó không bậc,Đêm đầu,Đêm cuối\nKhách sạn Bờ Nam,2,3,05/06/2026,"
                   "06/06/2026\n", "There are only 2 rooms in all."),
]  # fmt: skip


def test_one_bad_row_is_named_and_nothing_is_stored(desk: Desk, guests: Festival) -> None:
    before = count(guests)
    for name, content, sentence in BAD:
        assert sentence in desk.look((f"{name}.csv", content))
        assert "/application" not in desk.visitor.get(desk.address).text
    assert count(guests) == before


HOSTED = (
    ("doan.csv", "Mã đoàn,Tên đoàn,Nhóm khách,Số người,Người đón tiếp\nD20,Đoàn Thử,A1-F,2,H50\n"),
    ("khach.csv", "Mã đại biểu,Họ và tên,Mã đoàn,Thứ tự trong đoàn,Nhóm khách\n"
                  "G60,Đại biểu 60,D20,1,A1-F\nH50,Chủ nhà 50,,,A2\n"),
)  # fmt: skip


def test_a_delegation_names_a_host_who_comes_in_with_it(desk: Desk, guests: Festival) -> None:
    assert "Added: 3 · changed: 0 · unchanged: 0." in desk.look(*HOSTED)
    desk.bring(*HOSTED)
    delegation = guests.session.scalars(select(Delegation).where(Delegation.code == "D20")).one()
    assert delegation.host is not None
    assert (delegation.host.code, [guest.code for guest in delegation.guests]) == ("H50", ["G60"])
    assert "Added: 0 · changed: 0 · unchanged: 3." in desk.look(*HOSTED)
    desk.look(("doan.csv", HOSTED[0][1].replace("H50", "H01")))
    assert desk.press("application").status_code == 303
    guests.session.expire_all()
    assert delegation.host.code == "H01"
    assert desk.press("undoing").status_code == 303
    guests.session.expire_all()
    assert delegation.host.code == "H50"


def test_a_host_whom_nobody_knows_is_named_with_the_row(desk: Desk, guests: Festival) -> None:
    unknown = ("doan.csv", HOSTED[0][1].replace("H50", "H99"))
    told = desk.look(unknown, HOSTED[1])
    assert "Nothing is called “H99”." in told
    guest = ("doan.csv", HOSTED[0][1].replace("H50", "G60"))
    assert "is a guest; choose somebody of the hosts." in desk.look(guest, HOSTED[1])
    assert guests.session.scalars(select(Delegation).where(Delegation.code == "D20")).all() == []


def line(position: int, speaker: str) -> tuple[str, str]:
    head = "Buổi lễ,STT,Nội dung,Khách phát biểu"
    return "kich ban.csv", f"{head}\nLễ khai mạc Sông Hương,{position},Phát biểu,{speaker}\n"


def test_a_line_names_who_speaks_by_code_or_name(desk: Desk, guests: Festival) -> None:
    desk.bring(line(5, "chu nha do trong"))
    row = guests.session.scalars(select(ScriptLine).where(ScriptLine.position == 5)).one()
    assert row.invitation == guests["host card"]
    content = desk.visitor.get(f"{desk.root}/rows/script_lines.csv").data
    assert "Added: 0 · changed: 0 · unchanged: 2." in desk.look(("script_lines.csv", content))
    desk.bring(line(5, "L01"))
    guests.session.expire_all()
    assert row.invitation == guests["liaison card"]
    assert desk.press("undoing").status_code == 303
    guests.session.expire_all()
    assert row.invitation == guests["host card"]


def test_somebody_without_an_invitation_does_not_speak(desk: Desk, guests: Festival) -> None:
    assert "G02 is not invited to “Lễ khai mạc Sông Hương”." in desk.look(line(6, "G02"))
    assert "Nothing is called “G99”." in desk.look(line(6, "G99"))
    assert guests.session.scalars(select(ScriptLine).where(ScriptLine.position == 6)).all() == []

"""The room's lists go out and in again unchanged, in both languages and as offices write them."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from festival_ops.accounts.models import Role
from festival_ops.protocol.models import Delegation, Guest, Leg
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

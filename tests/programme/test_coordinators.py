"""A troupe's coordinator sees the troupe, its performances and its contacts, and nothing of anybody else."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Contact, Precedence
from festival_ops.web.models import HistoryEntry
from tests.programme.conftest import Send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

BASE = "/festival/song-huong/programme/"
OTHERS = ("Xiếc Hà Nội", "Nhà hát Nghệ thuật truyền thống Cung đình Huế", "NH Cung đình", "Bà Xiếc", "0900 111")


@pytest.fixture
def shared(festival: Festival) -> Festival:
    """Ashi Taiko plays T1 together with the circus; each troupe has a contact."""
    festival["T1"].troupes = [festival["ashi"], festival["circus"]]
    festival.add("own contact", Contact(troupe_id=festival["ashi"].id, name="Ông Taiko", phone="0911 222"))
    festival.add("other contact", Contact(troupe_id=festival["circus"].id, name="Bà Xiếc", phone="0900 111"))
    festival.add("t1-x1", Precedence(first_id=festival["T1"].id, second_id=festival["X1"].id))
    festival.add("t1-t2", Precedence(first_id=festival["T1"].id, second_id=festival["T2"].id))
    festival.session.commit()
    return festival


@pytest.fixture
def coordinator(sign_in: SignIn, shared: Festival) -> Visitor:
    return sign_in(Role.TROUPE_COORDINATOR, edition=shared.edition, troupe=shared["ashi"])


def read(visitor: Visitor, address: str) -> str:
    answer = visitor.get(BASE + address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def told_of_others(page: str) -> list[str]:
    return [name for name in OTHERS if name in page]


def test_own_records_are_read(coordinator: Visitor, shared: Festival) -> None:
    assert "Ashi Taiko" in read(coordinator, f"troupe/{shared['ashi'].id}")
    assert "T2 · Taiko T2" in read(coordinator, f"performance/{shared['T2'].id}")
    assert "0911 222" in read(coordinator, f"contact/{shared['own contact'].id}")


def test_nothing_of_others_by_id(coordinator: Visitor, shared: Festival) -> None:
    hidden = {
        f"troupe/{shared['circus'].id}",
        f"performance/{shared['X1'].id}",
        f"contact/{shared['other contact'].id}",
        f"stage/{shared['ngo-mon'].id}",
        f"venue/{shared['park'].id}",
        f"work/{shared['Taiko'].id}",
        f"person/{shared['drummer'].id}",
        f"precedence/{shared['t1-t2'].id}",
        f"equipment/{shared['sound'].id}",
        f"blackout/{shared['rain'].id}",
        "",
        "travel-table",
    }
    assert {address: coordinator.get(BASE + address).status_code for address in hidden} == dict.fromkeys(hidden, 404)
    assert coordinator.get(f"{BASE}party/{shared['guests'].id}").status_code == 404
    assert coordinator.get(f"{BASE}party/").status_code == 404


def test_nothing_of_others_in_lists_whatever_is_searched_or_sorted(coordinator: Visitor, shared: Festival) -> None:
    lists = {
        "troupe/": 1,
        "troupe/?q=xiec": 0,
        "troupe/?sort=size&down=1": 1,
        "performance/": 2,
        "performance/?q=xiec": 0,
        "performance/?sort=work": 2,
        "performance/?sort=announced_stage&down=1": 2,
        "contact/": 1,
        "contact/?q=xiec": 0,
        "contact/?sort=troupe": 1,
        "stage/": 0,
        "venue/?q=dai": 0,
        "work/": 0,
        "person/": 0,
        "precedence/": 0,
        "blackout/": 0,
    }
    pages = {address: read(coordinator, address) for address in lists}
    assert {address: page.count('<th scope="row">') for address, page in pages.items()} == lists
    assert {address: told_of_others(page) for address, page in pages.items()} == {address: [] for address in lists}


def test_nothing_of_others_by_searching_the_programme(coordinator: Visitor, shared: Festival) -> None:
    assert told_of_others(read(coordinator, "search?q=ha")) == []
    assert "Nothing in the programme is called so." in read(coordinator, "search?q=xiec")
    assert "Nothing in the programme is called so." in read(coordinator, "search?q=ngo+mon")
    assert "T1 · Drums of Asia" in read(coordinator, "search?q=taiko")


def test_a_shared_performance_does_not_tell_who_else_plays_nor_what_they_play(
    coordinator: Visitor, planner: Visitor, shared: Festival
) -> None:
    address = f"performance/{shared['T1'].id}"
    assert "Xiếc Hà Nội" in read(planner, address)
    page = read(coordinator, address)
    assert told_of_others(page) == []
    assert ("X1 ·" in page, "T2 · Taiko T2" in page) == (False, True)


def test_pages_lead_nowhere_that_is_closed(coordinator: Visitor, shared: Festival) -> None:
    page = read(coordinator, f"performance/{shared['T1'].id}")
    assert "Ngọ Môn" in page
    assert f"{BASE}stage/" not in page
    assert f"{BASE}work/" not in page
    assert f"{BASE}performance/{shared['T1'].id}/edit" not in page


def test_the_history_of_a_performance_is_not_theirs(write: Send, coordinator: Visitor, shared: Festival) -> None:
    performance = shared["T1"].id
    write(f"performance/{performance}/edit", troupes=[shared["ashi"].id, shared["nha-nhac"].id])
    assert shared.session.scalars(select(HistoryEntry.act)).all() == ["changed"]
    page = read(coordinator, f"performance/{performance}")
    assert told_of_others(page) == []
    assert "History" not in page


def test_nothing_is_theirs_to_change(coordinator: Visitor, shared: Festival) -> None:
    own = f"performance/{shared['T2'].id}"
    pages = [f"{own}/edit", f"{own}/removal", f"{own}/cancellation", "performance/new", "troupe/new", "contact/new"]
    assert {page: coordinator.get(BASE + page).status_code for page in pages} == dict.fromkeys(pages, 403)
    posts = [*pages, f"{own}/cancellation/withdrawal", f"blackout/{shared['rain'].id}/activation"]
    assert {page: coordinator.post(BASE + page).status_code for page in posts} == dict.fromkeys(posts, 403)
    shared.session.expire_all()
    assert shared["T2"].cancellation is None


def test_contacts_are_for_those_who_may_read_them(sign_in: SignIn, planner: Visitor, shared: Festival) -> None:
    page = f"troupe/{shared['circus'].id}"
    viewer = sign_in(Role.VIEWER, edition=shared.edition)
    assert "0900 111" in read(planner, page)
    assert "0900 111" not in read(viewer, page)
    assert viewer.get(f"{BASE}contact/").status_code == 403
    assert viewer.get(f"{BASE}contact/{shared['other contact'].id}").status_code == 403


def test_guests_of_honour_have_no_page_for_planners(sign_in: SignIn, planner: Visitor, shared: Festival) -> None:
    shared["guests"].code = "Sếu đầu đỏ"
    address = f"{BASE}party/{shared['guests'].id}"
    assert planner.get(address).status_code == 404
    assert "Sếu đầu đỏ" not in read(planner, f"performance/{shared['OPEN'].id}")
    assert read(planner, "search?q=seu").count("Sếu đầu đỏ") == 0
    protocol = sign_in(Role.PROTOCOL_OFFICER, edition=shared.edition)
    assert "Sếu đầu đỏ" in protocol.get(address).get_data(as_text=True)

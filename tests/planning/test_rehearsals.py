"""Rehearsals: written down, held against the plan, and shown to those whom they concern."""

from __future__ import annotations

import html

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role, User
from festival_ops.calendars.actions import open_feed
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Cancellation, Rehearsal
from festival_ops.traffic.models import Transfer
from solver.problem import Problem
from solver.problem import Rehearsal as Kept
from tests.support.desks import Desk
from tests.support.networks import with_roads
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.releases import AREA, hidden, publish, read
from tests.support.rides import with_rides

pytestmark = pytest.mark.databases("sqlite")
ROOT = "/festival/song-huong"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def rehearsed(sound: Festival) -> Festival:
    """The drums before T2, and the work of the circus; each in the morning of the second day."""
    facts = {"starts": sound.at(2, "09:00"), "minutes": 90, "stage": sound["thuong-bac"]}
    sound.add("drums", Rehearsal(name="Tổng duyệt trống", name_en="Drums rehearsal", performance=sound["T2"], **facts))
    other = {"starts": sound.at(2, "14:00"), "minutes": 60, "stage": sound["duyet-thi"], "kind": "technical"}
    sound.add("circus ring", Rehearsal(name="Ráp xiếc", work=sound["Xiếc"], **other))
    sound.session.commit()
    return sound


def asked(made: Festival) -> Problem:
    made.session.commit()
    return problem_of(made.session(), made.edition, main_plan(made.session(), made.edition), language="en")


def test_the_core_is_told_who_rehearses_where_and_when(rehearsed: Festival) -> None:
    drums, ring = rehearsed["drums"].id, rehearsed["circus ring"].id
    ashi, circus = rehearsed["ashi"].id, rehearsed["circus"].id
    here, there = rehearsed["thuong-bac"].id, rehearsed["duyet-thi"].id
    of_drums = Kept(drums, "Drums rehearsal", here, 1980, 2070, (ashi,), rehearsed["T2"].id)
    assert asked(rehearsed).rehearsals == (of_drums, Kept(ring, "Ráp xiếc", there, 2280, 2340, (circus,)))
    rehearsed["T2"].cancellation = Cancellation(reason="Mưa lớn")
    rehearsed["circus ring"].active = False
    assert asked(rehearsed).rehearsals == ()


def test_a_plan_made_by_hand_is_told_of_a_rehearsal_in_its_way(rehearsed: Festival, sign_in: SignIn) -> None:
    planner = sign_in(Role.PLANNER, edition=rehearsed.edition)
    assert "Drums rehearsal" not in planner.get(f"{ROOT}/planning/violations", headers=ENGLISH).text
    send(planner, f"{ROOT}/programme/rehearsal/{rehearsed['drums'].id}/edit", starts="06/06/2026 20:00", minutes="30")
    told = html.unescape(planner.get(f"{ROOT}/planning/violations", headers=ENGLISH).text)
    assert (
        "Ashi Taiko cannot be at Taiko T2 in time: Drums rehearsal lasts from 20:00 on 06/06/2026 to 20:30 on "
        "06/06/2026." in told
    )
    assert "Xiếc X1 needs Thương Bạc, with its changeover, during Drums rehearsal from 20:00 on 06/06/2026" in told


def test_the_board_bears_it_on_its_stage_and_with_its_troupes(rehearsed: Festival, sign_in: SignIn) -> None:
    planner = sign_in(Role.PLANNER, edition=rehearsed.edition)
    for axis in ("stage", "troupe"):
        page = planner.get(f"{ROOT}/planning/timeline?day=2026-06-06&axis={axis}", headers=ENGLISH).text
        assert page.count('<rect class="band band-rehearsal" x=') == 2
        assert ">Drums rehearsal</text>" in page


def test_a_coordinator_reads_the_own_rehearsals_only(rehearsed: Festival, sign_in: SignIn) -> None:
    visitor = sign_in(Role.TROUPE_COORDINATOR, edition=rehearsed.edition, troupe=rehearsed["ashi"])
    board = visitor.get(f"{ROOT}/planning/timeline?day=2026-06-06").text
    listed = visitor.get(f"{ROOT}/programme/rehearsal/").text
    own, other = (f"{ROOT}/programme/rehearsal/{rehearsed[name].id}" for name in ("drums", "circus ring"))
    assert [("Drums rehearsal" in page, "Ráp xiếc" in page) for page in (board, listed)] == [(True, False)] * 2
    assert (visitor.get(own).status_code, visitor.get(other).status_code) == (200, 404)
    assert visitor.get(f"{own}/edit").status_code == 403
    page = visitor.get(f"{ROOT}/programme/performance/{rehearsed['T2'].id}").text
    assert (f'href="{own}"' in page, "06/06/2026 09:00" in page) == (True, True)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"performance": ""}, "Say what is rehearsed: a performance, or a work."),
        ({"work": "Xiếc"}, "A rehearsal is of a performance or of a work, not of both."),
        ({"starts": "06/06/2062 09:00"}, "06/06/2062 is far from the days of the edition; is the year right?"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    answers: dict[str, str], sentence: str, rehearsed: Festival, sign_in: SignIn
) -> None:
    planner = sign_in(Role.PLANNER, edition=rehearsed.edition)
    known = {name: rehearsed[value].id if value in rehearsed.rows else value for name, value in answers.items()}
    answer = send(planner, f"{ROOT}/programme/rehearsal/{rehearsed['drums'].id}/edit", **known)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_two_at_once_on_one_stage_or_of_one_troupe_are_refused(rehearsed: Festival, sign_in: SignIn) -> None:
    planner = sign_in(Role.PLANNER, edition=rehearsed.edition)
    drums = f"{ROOT}/programme/rehearsal/{rehearsed['drums'].id}"
    there = {"stage": str(rehearsed["duyet-thi"].id), "starts": "06/06/2026 14:59"}
    answer = send(planner, f"{drums}/edit", **there)
    assert answer.status_code == 422
    assert "“Ráp xiếc” is on Duyệt Thị Đường from 14:00 06/06 to 15:00 06/06." in answer.text
    of_troupe = {"performance": str(rehearsed["T1"].id), "starts": "06/06/2026 10:29", "name": "Ráp thêm"}
    answer = send(
        planner,
        f"{ROOT}/programme/rehearsal/new",
        **{**of_troupe, "stage": str(rehearsed["ngo-mon"].id), "minutes": "30"},
    )
    assert "Ashi Taiko is at “Drums rehearsal” from 09:00 06/06 to 10:30 06/06." in answer.text
    assert [row.starts for row in rehearsed.session.query(Rehearsal).order_by("id")] == [
        rehearsed.at(2, "09:00"),
        rehearsed.at(2, "14:00"),
    ]
    # One that begins as the other ends is in nobody's way, and so is one that does not take place.
    assert send(planner, f"{drums}/edit", **{**there, "starts": "06/06/2026 15:00"}).status_code == 303
    rehearsed.session.expire_all()
    rehearsed["circus ring"].active = False
    rehearsed.session.commit()
    assert send(planner, f"{drums}/edit", **there).status_code == 303


def test_two_at_once_that_came_otherwise_are_told_on_both_pages(rehearsed: Festival, sign_in: SignIn) -> None:
    drums, ring = rehearsed["drums"], rehearsed["circus ring"]
    ring.stage, ring.starts = drums.stage, drums.starts
    rehearsed.session.commit()
    planner = sign_in(Role.PLANNER, edition=rehearsed.edition)
    pages = [html.unescape(planner.get(f"{ROOT}/programme/rehearsal/{row.id}").text) for row in (drums, ring)]
    assert "“Ráp xiếc” is on Thương Bạc from 09:00 06/06 to 10:00 06/06." in pages[0]
    assert "“Drums rehearsal” is on Thương Bạc from 09:00 06/06 to 10:30 06/06." in pages[1]
    # Who may not know of the other is told nothing of it.
    own = sign_in(Role.TROUPE_COORDINATOR, edition=rehearsed.edition, troupe=rehearsed["ashi"])
    assert "Ráp xiếc" not in own.get(f"{ROOT}/programme/rehearsal/{drums.id}").text
    drums.active = False
    rehearsed.session.commit()
    assert "in its way" not in planner.get(f"{ROOT}/programme/rehearsal/{ring.id}").text


def test_rehearsals_and_what_follows_them_go_out_and_come_in_as_spreadsheets(
    rehearsed: Festival, sign_in: SignIn
) -> None:
    made = with_rides(with_roads(rehearsed))
    ends = {"stay": made["taiko"], "troupe": made["ashi"], "people": 12, "before_rehearsal": made["drums"]}
    made.add("to drums", Transfer(name="Đến tổng duyệt", destination=made["park drop-off"], **ends))
    made["crew"].moves_with = made["T1"]
    made.session.commit()
    desk = Desk(sign_in(Role.ADMIN), made.edition)
    for name in ("rehearsals", "transfers"):
        written = desk.visitor.get(f"{desk.root}/rows/{name}.csv").data
        assert "unchanged: 2." in desk.look((f"{name}.csv", written))
    row = "Buổi tập,Tác phẩm,Sân khấu,Bắt đầu,Phút,Loại\nChạy xiếc,Xiếc,Ngọ Môn,05/06/2026 08:00,45,chạy chương trình\n"
    desk.bring(("rehearsals.csv", row))
    brought = made.session.query(Rehearsal).filter_by(name="Chạy xiếc").one()
    facts = (brought.work, brought.stage, brought.starts, brought.minutes, brought.kind, brought.active)
    assert facts == (made["Xiếc"], made["ngo-mon"], made.at(1, "08:00"), 45, "other", True)


@pytest.fixture
def released(rehearsed: Festival, sign_in: SignIn) -> Visitor:
    """A planner who has published; then the drums move by an hour, and the ring is given up."""
    planner = sign_in(Role.PLANNER, edition=rehearsed.edition)
    publish(planner)
    rehearsed["drums"].starts = rehearsed.at(2, "10:00")
    rehearsed["circus ring"].active = False
    rehearsed.session.commit()
    return planner


def test_a_release_can_be_of_rehearsals_alone(released: Visitor) -> None:
    page = read(released, "/release")
    assert "For the public everything stays as it was announced." in page
    drums = "Another time Drums rehearsal 06/06/2026 10:00, Thương Bạc before: 06/06/2026 09:00, Thương Bạc"
    ring = "Cancelled Ráp xiếc was to be on 06/06/2026 14:00, Duyệt Thị Đường"
    assert f"{drums} {ring}" in page
    publish(released)
    assert f"{drums} {ring}" in read(released, "/release/2")
    notice = read(released, "/release/2/notice")
    assert "This release leaves everything that was announced to the public as it was." in notice
    assert "Drums rehearsal" not in notice
    refused = read(released, "/release")
    assert "Nothing has changed since the last release, so there is nothing to publish." in refused


def test_its_page_says_what_calendars_know_of_it(rehearsed: Festival, sign_in: SignIn) -> None:
    own = sign_in(Role.TROUPE_COORDINATOR, edition=rehearsed.edition, troupe=rehearsed["ashi"])
    address = f"{ROOT}/programme/rehearsal/{rehearsed['drums'].id}"

    def known() -> list[bool]:
        page = own.get(address).text
        return [told in page for told in ("as of release 1", "goes out with the next release of the programme")]

    assert known() == [False, True]
    publish(sign_in(Role.PLANNER, edition=rehearsed.edition))
    assert known() == [True, False]
    for change in ({"starts": rehearsed.at(2, "10:00")}, {"starts": rehearsed.at(2, "09:00"), "active": False}):
        for name, value in change.items():
            setattr(rehearsed["drums"], name, value)
        rehearsed.session.commit()
        assert known() == [False, True]


def test_troupes_and_stages_are_told_of_their_rehearsals(rehearsed: Festival, released: Visitor) -> None:
    open_feed(
        rehearsed.session,
        edition_id=rehearsed.edition.id,
        owner=rehearsed.session.scalars(select(User)).first(),
        outlook=Outlook(Kind.STAGE, rehearsed["duyet-thi"].id),
        label="Lịch Duyệt Thị Đường",
    )
    rehearsed.session.commit()
    publish(released)
    page = read(released, "/release/2/tellings")
    assert "Ashi Taiko Drums rehearsal" in page
    assert "Xiếc Hà Nội Ráp xiếc" in page
    assert "Thương Bạc Drums rehearsal" in page
    assert "Duyệt Thị Đường Ráp xiếc" in page
    assert "Nhã nhạc N1" not in page
    assert "Lịch Duyệt Thị Đường" in page


def test_a_signature_knows_that_rehearsals_have_changed(rehearsed: Festival, sign_in: SignIn) -> None:
    lead = sign_in(Role.SECURITY_LEAD, edition=rehearsed.edition)
    sent = {"version": hidden(lead, "/release/signature/security"), "verdict": "signed"}
    assert lead.post(f"{AREA}/release/signature/security", data=sent).status_code == 303
    outdated = "What the release tells of rehearsals has changed since."
    assert outdated not in read(lead, "/release")
    rehearsed["drums"].starts = rehearsed.at(2, "10:00")
    rehearsed.session.commit()
    page = read(lead, "/release")
    assert ("Signed an earlier state" in page, outdated in page) == (True, True)

"""Taking demand over into the needs, what happens to it when the programme moves, and taking it back."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Attendance, Duty
from festival_ops.security.models import Need, Shift
from festival_ops.web.models import HistoryEntry
from tests.planning.demand.conftest import (
    DEMAND,
    counts,
    day,
    groups,
    needs,
    page,
    picks,
    seen,
    standard,
    take,
    take_all,
    words,
)
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.releases import publish

pytestmark = pytest.mark.databases("sqlite")

STALE, NEW, ENDED = "Asked for otherwise since it was written down", "Asked for anew", "No longer asked for"
BY_HAND, STANDS, REWORDED = (
    "Written by hand, and counted otherwise",
    "Stands as it is",
    "The same number for another reason",
)
ROSTER = "/festival/song-huong/security/roster"


@pytest.fixture
def taken(lead: Visitor, measured: Festival) -> Festival:
    assert take_all(lead).status_code == 303
    return measured


def move(made: Festival, code: str, stage: str, number: int, clock: str) -> None:
    made.unplace(code)
    made.place(code, stage, number, clock)


def hand(made: Festival, **facts: object) -> Need:
    tied = {"post": made["C01"], "shift": made["evening"], "qualification": made["BV"]}
    row = Need(reason="Theo kinh nghiệm", **{"least": 5, "most": 6, **tied, **facts})
    made.add("by hand", row)
    made.session.commit()
    return row


def on_duty(made: Festival) -> list[tuple[str, str, int, int]]:
    made.session.expire_all()
    rows = made.session.scalars(select(Duty).order_by(Duty.id))
    return [(row.officer.code, str(row.need.day), row.day.day, row.need_id) for row in rows]


def post(made: Festival, need: Need, number: int) -> None:
    made.session.add(Duty(edition_id=made.edition.id, officer=made["CA-01"], need=need, day=day(number)))
    made.session.commit()


def test_everything_is_taken_over_with_its_reason_and_its_standards(lead: Visitor, taken: Festival) -> None:
    on_first = [("C01", "evening", 11), ("C01", "night", 11), ("C03", "evening", 11), ("C03", "morning", 2)]
    on_first.append(("C03", "night", 11))
    found = needs(taken)
    assert [(code, shift, least) for code, shift, at, least in found if at == day(1)] == on_first
    assert (len(found), {at for _, _, at, _ in found}) == (15, {day(1), day(2), day(3)})
    need = taken.session.scalars(select(Need).where(Need.post == taken["C01"], Need.day == day(1))).first()
    assert need is not None
    assert (need.most, need.one_leader_for) == (11, 10)
    told = words(lead.get(f"/festival/song-huong/security/need/{need.id}").text)
    assert "At all hours: 2. 1,800 people expected at “Nhã nhạc OPEN” 21:00–22:30; 1 for 100" in told
    assert "Worked out from always Đánh giá rủi ro by crowd Đánh giá rủi ro" in told
    assert list(groups(page(lead, 1))) == [STANDS]
    acts = select(HistoryEntry.act, HistoryEntry.reason, func.count()).where(HistoryEntry.subject == "need")
    entries = taken.session.execute(acts.group_by(HistoryEntry.act, HistoryEntry.reason)).all()
    assert [tuple(row) for row in entries] == [
        ("created", "Worked out from the standards and the draft of the plan.", 15)
    ]


def test_a_second_click_changes_nothing_more(lead: Visitor, measured: Festival) -> None:
    stamp, lines = seen(page(lead, 1)), picks(page(lead, 1))
    assert take(lead, 1, lines).status_code == 303
    again = take(lead, 1, lines)
    assert "Nothing was left to take over" in lead.get(again.location).text
    assert lead.post(f"{DEMAND}/taking", data={"day": "all", "seen": stamp}).status_code == 409
    assert len(needs(measured)) == 5


def test_a_page_that_is_out_of_date_takes_nothing_over(lead: Visitor, measured: Festival) -> None:
    lines = picks(page(lead, 1))
    measured["OPEN"].crowd = 600
    answer = take(lead, 1, lines)
    assert answer.status_code == 409
    assert "has changed since this page was opened. Nothing was taken over" in answer.text
    assert needs(measured) == []
    assert [line[3] for line in counts(answer.text)[NEW]] == ["5", "5", "2", "5", "5"]
    assert take(lead, 1, ["", "1-2-3:x"]).status_code == 303
    assert lead.post(f"{DEMAND}/taking", data={"day": "01/01/1900"}).status_code == 400


def test_a_show_that_moves_makes_exactly_its_needs_stale_and_no_relief_time_moves(
    lead: Visitor, taken: Festival
) -> None:
    clocks = [(row.name, row.starts, row.ends) for row in taken.session.scalars(select(Shift).order_by(Shift.id))]
    move(taken, "OPEN", "ngo-mon", 1, "18:00")
    text = page(lead, 1)
    assert counts(text) == {
        STALE: [("C01", "night", "11", "2"), ("C03", "night", "11", "2")],
        REWORDED: [("C01", "evening", "11", "11"), ("C03", "evening", "11", "11")],
        STANDS: [("C03", "morning", "2", "2")],
    }
    assert [list(groups(page(lead, number))) for number in (2, 3)] == [[STANDS]] * 2
    taken.session.expire_all()
    now = [(row.name, row.starts, row.ends) for row in taken.session.scalars(select(Shift).order_by(Shift.id))]
    assert now == clocks
    assert take(lead, 1, picks(text)).status_code == 303
    assert list(groups(page(lead, 1))) == [STANDS]
    night = [(code, least) for code, shift, at, least in needs(taken) if (shift, at) == ("night", day(1))]
    assert night == [("C01", 2), ("C03", 2)]


def test_what_has_moved_is_marked_wherever_it_is_read(lead: Visitor, taken: Festival) -> None:
    taken["OPEN"].crowd = 3000
    overview = words(lead.get("/festival/song-huong/security/").text)
    assert "4 needs no longer ask for what the standards and the programme do. See what has changed" in overview
    matrix = words(lead.get(f"{ROSTER}/?day={day(1).isoformat()}").text)
    assert matrix.count("17 asked now, not 11") == 4
    shift = taken["evening"].id
    place = f"{ROSTER}/post/{taken['C01'].id}?day={day(1).isoformat()}&shift={shift}"
    told = words(lead.get(place).text)
    assert (
        "The programme or the standards have changed: 17 are asked for now instead of 11. At all hours: 2. "
        "3,000 people expected at “Nhã nhạc OPEN” 21:00–22:30; 1 for 100, shared by 2 posts: 15. "
        "Bring the need up to date"
    ) in told
    text = lead.get(place).text
    form = text[text.index(f'action="{DEMAND}/taking"') :]
    answers = dict(re.findall(r'name="(day|post|shift|line)" value="([^"]+)"', form[: form.index("</form>")]))
    answer = lead.post(f"{DEMAND}/taking", data=answers)
    assert answer.location == place
    assert "Bring the need up to date" not in lead.get(place).text
    assert [least for code, name, at, least in needs(taken) if at == day(1)] == [17, 11, 11, 2, 11]
    assert "17 asked now, not 11" in words(lead.get(f"/festival/song-huong/security/post/{taken['C03'].id}").text)


def test_people_stay_on_duty_when_counts_follow_the_show(lead: Visitor, taken: Festival) -> None:
    need = taken.session.scalars(select(Need).where(Need.post == taken["C01"], Need.day == day(1))).first()
    assert need is not None
    post(taken, need, 1)
    need.most += 3
    taken["OPEN"].crowd = 3000
    take_all(lead)
    assert on_duty(taken) == [("CA-01", "2026-06-05", 5, need.id)]
    assert (need.least, need.most) == (17, 20)


def test_the_released_programme_counts_and_not_what_is_drafted_after(
    lead: Visitor, sign_in: SignIn, taken: Festival
) -> None:
    publish(sign_in(Role.PLANNER, edition=taken.edition))
    move(taken, "OPEN", "ngo-mon", 1, "18:00")
    text = page(lead, 1)
    assert list(groups(text)) == [STANDS]
    told = words(text)
    assert "What follows is counted by release 1." in told
    assert "In the draft 1 performance stands otherwise; it counts once it is released." in told


def test_what_was_written_by_hand_is_only_changed_if_it_is_picked(lead: Visitor, measured: Festival) -> None:
    hand(measured)
    take_all(lead)
    assert [row for row in needs(measured) if row[:2] == ("C01", "evening")] == [("C01", "evening", None, 5)]
    text = page(lead, 1)
    assert counts(text)[BY_HAND] == [("C01", "evening", "5", "11")]
    assert "Until now: Theo kinh nghiệm" in text
    assert " checked" not in text[text.index(BY_HAND) : text.index("</table>", text.index(BY_HAND))]
    post(measured, measured["by hand"], 1)
    post(measured, measured["by hand"], 2)
    came = Attendance(officer=measured["CA-01"], post=measured["C01"], need=measured["by hand"], day=day(1),
                      starts=measured.at(1, "18:00"), ends=measured.at(1, "22:00"))  # fmt: skip
    measured.add("came", came)
    assert take(lead, 1, picks(text)).status_code == 303
    of_day = measured.session.scalars(
        select(Need).where(Need.day == day(1), Need.post == measured["C01"], Need.shift == measured["evening"])
    ).one()
    kept = measured["by hand"].id
    assert (of_day.number, of_day.least) == (kept, 11)
    assert on_duty(measured) == [("CA-01", "None", 5, kept), ("CA-01", "None", 6, kept)]
    assert came.need_id == kept
    assert take_back(lead) == "The needs are as they were before, with the people who stood there."
    assert (measured.session.get_one(Attendance, came.id).need_id, came.day) == (kept, day(1))
    assert on_duty(measured) == [("CA-01", "None", 5, kept), ("CA-01", "None", 6, kept)]
    assert [row for row in needs(measured) if row[:2] == ("C01", "evening")] == [("C01", "evening", None, 5)]


def test_a_need_that_somebody_has_changed_since_is_his(lead: Visitor, taken: Festival) -> None:
    need = taken.session.scalars(select(Need).where(Need.post == taken["C01"], Need.day == day(1))).first()
    assert need is not None
    need.least, need.most = 14, 16
    assert counts(page(lead, 1))[BY_HAND] == [("C01", "evening", "14", "11")]
    assert take_back(lead) == (
        "This cannot be taken back: somebody has changed these needs, or put people there, since."
    )
    assert len(needs(taken)) == 15


def test_what_nobody_asks_for_any_more_ends_and_comes_back(lead: Visitor, taken: Festival) -> None:
    need = taken.session.scalars(select(Need).where(Need.post == taken["C03"], Need.shift == taken["morning"])).first()
    assert need is not None
    post(taken, need, 1)
    taken["C03"].kind = "parking"
    text = page(lead, 1)
    assert counts(text)[ENDED] == [(*row, "0") for row in (("C03", "morning", "2"), ("C03", "evening", "11"),
                                                           ("C03", "night", "11"))]  # fmt: skip
    assert "Posts of a kind for which there is no standard: 2" in words(text)
    take(lead, 1, picks(text))
    assert [row[:2] for row in needs(taken) if row[2] == day(1)] == [("C01", "evening"), ("C01", "night")]
    assert on_duty(taken) == []
    ended = select(HistoryEntry).where(HistoryEntry.subject == "duty", HistoryEntry.act == "taken off")
    assert len(taken.session.scalars(ended).all()) == 1
    assert take_back(lead) == "The needs are as they were before, with the people who stood there."
    assert [row[:2] for row in on_duty(taken)] == [("CA-01", "2026-06-05")]
    assert len(needs(taken)) == 15


def take_back(visitor: Visitor) -> str:
    text = page(visitor, 1)
    address = re.search(rf'action="({DEMAND}/taking/\d+/undoing)"', text)
    assert address is not None
    told = visitor.get(visitor.post(address[1]).location).text
    notice = re.search(r'<div class="notice[^>]*>.*?<p>(.*?)</p>', told, re.DOTALL)
    assert notice is not None
    return words(notice[1])


@pytest.mark.parametrize(
    "role", [Role.PLANNER, Role.VIEWER, Role.TRAFFIC_LEAD, Role.TROUPE_COORDINATOR], ids=str
)  # fmt: skip
def test_for_others_there_is_no_demand(role: Role, sign_in: SignIn, measured: Festival) -> None:
    troupe = measured["ashi"] if role is Role.TROUPE_COORDINATOR else None
    visitor = sign_in(role, edition=measured.edition, troupe=troupe)
    asked = [visitor.get(f"{DEMAND}/"), visitor.post(f"{DEMAND}/taking"), visitor.post(f"{DEMAND}/taking/1/undoing")]
    asked += [visitor.get(f"/festival/song-huong/security/standard/{page}") for page in ("", "1", "new", "1/edit")]
    assert [answer.status_code for answer in asked] == [404] * len(asked)
    assert "by crowd" not in "".join(answer.text for answer in asked)
    assert needs(measured) == []


def test_empty_rooms_say_where_to_begin(lead: Visitor, measured: Festival) -> None:
    for name in ("always", "by crowd"):
        measured.session.delete(measured[name])
    text = words(page(lead, 1))
    assert "No standard says yet how many people a post asks for." in text
    standard(measured, "tents", "first aid", "base", "YT")
    measured.session.commit()
    assert "Nothing is asked for on this day." in page(lead, 1)


def test_without_any_standard_what_came_of_them_can_still_end(lead: Visitor, taken: Festival) -> None:
    for name in ("always", "by crowd"):
        taken.session.delete(taken[name])
    text = page(lead, 3)
    assert "No standard says yet how many people a post asks for." in text
    assert list(counts(text)) == [ENDED]
    assert take_all(lead).status_code == 303
    assert needs(taken) == []

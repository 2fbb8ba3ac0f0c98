"""Saving records: once however often it is sent, never over a change one has not seen, and with a trace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from html import unescape

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Equipment, Stage, Venue
from festival_ops.web.models import HistoryEntry
from tests.support.papers import answers_in, errors_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.web.conftest import AREA

WORKS = f"{AREA}/work"


def venues(festival: Festival, name: str) -> Sequence[Venue]:
    festival.session.expire_all()
    return festival.session.scalars(select(Venue).where(Venue.name == name)).all()


def history_of(festival: Festival, subject: str) -> list[tuple[str, str]]:
    entries = select(HistoryEntry.act, HistoryEntry.reason).where(HistoryEntry.subject == subject)
    return [(act, reason) for act, reason in festival.session.execute(entries.order_by(HistoryEntry.id))]


def versions(page: TestResponse) -> list[list[str]]:
    """The table of the page on two changes: field, original, theirs, yours."""
    table = re.search(r'<table class="rows versions">.*?<tbody>(.*?)</tbody>', page.text, re.DOTALL)
    assert table is not None
    rows = re.findall(r"<tr.*?</tr>", table[1], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", "", cell)).strip() for cell in row] for row in cells]


def test_a_new_record_is_kept_and_told(planner: Visitor, festival: Festival) -> None:
    answer = send(planner, f"{AREA}/venue/new", name="Cầu Trường Tiền")
    row = venues(festival, "Cầu Trường Tiền")[0]
    assert (answer.status_code, answer.location) == (303, f"{AREA}/venue/{row.id}")
    page = planner.get(answer.location or "").text
    assert "“Cầu Trường Tiền” is added." in unescape(page)
    assert history_of(festival, "venue") == [("created", "")]


def test_a_second_click_makes_nothing_new(planner: Visitor, festival: Festival) -> None:
    answers = answers_in(planner.get(f"{AREA}/venue/new")) | {"name": ["Cầu Trường Tiền"]}
    sent = [planner.post(f"{AREA}/venue/new", data=MultiDict(answers)).location for _ in range(3)]
    assert sent == [f"{AREA}/venue/{venues(festival, 'Cầu Trường Tiền')[0].id}"] * 3
    assert len(venues(festival, "Cầu Trường Tiền")) == 1
    assert history_of(festival, "venue") == [("created", "")]


def test_the_key_of_somebody_else_opens_nothing(planner: Visitor, sign_in: SignIn, festival: Festival) -> None:
    answers = answers_in(planner.get(f"{AREA}/venue/new")) | {"name": ["Cầu Trường Tiền"]}
    planner.post(f"{AREA}/venue/new", data=MultiDict(answers))
    del answers["csrf_token"]
    other = sign_in(Role.PLANNER, edition=festival.edition)
    answer = other.post(f"{AREA}/venue/new", data=MultiDict(answers))
    assert errors_in(answer) == {"name": "“Cầu Trường Tiền” exists already; please choose another."}


def test_one_key_sent_to_two_forms_is_two_forms(planner: Visitor, festival: Festival) -> None:
    venue = answers_in(planner.get(f"{AREA}/venue/new")) | {"name": ["Cầu Trường Tiền"]}
    drum = {"name": ["Trống đại"], "stock": ["2"], "key": venue["key"]}
    equipment = answers_in(planner.get(f"{AREA}/equipment/new")) | drum
    planner.post(f"{AREA}/venue/new", data=MultiDict(venue))
    sent = [planner.post(f"{AREA}/equipment/new", data=MultiDict(equipment)).location for _ in range(2)]
    row = festival.session.scalars(select(Equipment).where(Equipment.name == "Trống đại")).one()
    assert sent == [f"{AREA}/equipment/{row.id}"] * 2
    assert len(venues(festival, "Cầu Trường Tiền")) == 1


def test_a_name_that_is_taken_is_said_beside_it(planner: Visitor, festival: Festival) -> None:
    answer = send(planner, f"{AREA}/venue/new", name="Đại Nội", capacity="12")
    assert answer.status_code == 422
    assert list(errors_in(answer)) == ["name"]
    assert answers_in(answer)["capacity"] == ["12"]


def test_an_edit_bumps_the_version_and_keeps_before_and_after(planner: Visitor, festival: Festival) -> None:
    id = festival["park"].id
    assert send(planner, f"{AREA}/venue/{id}/edit", capacity="3500").location == f"{AREA}/venue/{id}"
    row = festival.session.get(Venue, id, populate_existing=True)
    assert row is not None
    assert (row.capacity, row.version) == (3500, 2)
    entry = festival.session.scalars(select(HistoryEntry).where(HistoryEntry.act == "changed")).one()
    assert ((entry.before or {})["capacity"], (entry.after or {})["capacity"]) == (3000, 3500)
    page = unescape(planner.get(f"{AREA}/venue/{id}").text)
    assert re.findall(r'class="before">([^<]*)</td><td class="after">([^<]*)<', page) == [("3,000", "3,500")]


def test_saving_without_a_change_leaves_no_trace(planner: Visitor, festival: Festival) -> None:
    id = festival["park"].id
    send(planner, f"{AREA}/venue/{id}/edit")
    row = festival.session.get(Venue, id, populate_existing=True)
    assert row is not None
    assert row.version == 1
    assert history_of(festival, "venue") == []


def test_a_change_of_hours_alone_counts_as_a_change(planner: Visitor, festival: Festival) -> None:
    id = festival["ngo-mon"].id
    open_form = answers_in(planner.get(f"{AREA}/stage/{id}/edit"))
    send(planner, f"{AREA}/stage/{id}/edit", opening_hours="18:00–23:00")
    late = planner.post(f"{AREA}/stage/{id}/edit", data=MultiDict(open_form | {"capacity": ["1"]}))
    assert late.status_code == 409
    assert [row[0] for row in versions(late)] == ["Audience", "Opening hours"]


def test_the_later_of_two_sees_both_and_loses_nothing(planner: Visitor, sign_in: SignIn, festival: Festival) -> None:
    address = f"{AREA}/venue/{festival['park'].id}/edit"
    mine = answers_in(planner.get(address))
    other = sign_in(Role.PLANNER, edition=festival.edition)
    send(other, address, capacity="3500", address="Lê Lợi")
    mine |= {"capacity": ["4000"], "name_en": ["Thuong Bac Park"]}
    answer = planner.post(address, data=MultiDict(mine))
    assert answer.status_code == 409
    assert versions(answer) == [
        ["Name in English", "–", "–", "Thuong Bac Park"],
        ["Address", "–", "Lê Lợi", "–"],
        ["People inside at once changed by both", "3000", "3500", "4000"],
    ]
    stored = festival.session.get(Venue, festival["park"].id, populate_existing=True)
    assert stored is not None
    assert (stored.capacity, stored.address, stored.name_en) == (3500, "Lê Lợi", "")

    joined = answers_in(answer)
    assert (joined["capacity"], joined["address"], joined["name_en"]) == (["4000"], ["Lê Lợi"], ["Thuong Bac Park"])
    assert planner.post(address, data=MultiDict(joined)).status_code == 303
    festival.session.refresh(stored)
    assert (stored.capacity, stored.address, stored.name_en) == (4000, "Lê Lợi", "Thuong Bac Park")


def test_a_third_change_in_between_is_seen_as_well(planner: Visitor, sign_in: SignIn, festival: Festival) -> None:
    address = f"{AREA}/venue/{festival['park'].id}/edit"
    mine = answers_in(planner.get(address)) | {"capacity": ["4000"]}
    other = sign_in(Role.PLANNER, edition=festival.edition)
    send(other, address, capacity="3500")
    joined = answers_in(planner.post(address, data=MultiDict(mine)))
    send(other, address, capacity="3600")
    again = planner.post(address, data=MultiDict(joined))
    assert again.status_code == 409
    assert versions(again) == [["People inside at once changed by both", "3500", "3600", "4000"]]


@pytest.mark.parametrize("version", ["", "0", "2", "x", "1e3", "９"])
def test_a_form_without_its_true_version_changes_nothing(planner: Visitor, festival: Festival, version: str) -> None:
    address = f"{AREA}/venue/{festival['park'].id}/edit"
    assert send(planner, address, version=version, capacity="1").status_code == 409
    assert venues(festival, "Công viên Thương Bạc")[0].capacity == 3000


@pytest.mark.parametrize("original", ["", "{", "[]", '{"name": 3}', "null"])
def test_a_form_without_its_original_still_loses_nothing(
    planner: Visitor, sign_in: SignIn, festival: Festival, original: str
) -> None:
    address = f"{AREA}/venue/{festival['park'].id}/edit"
    mine = answers_in(planner.get(address)) | {"capacity": ["4000"], "original": [original]}
    send(sign_in(Role.PLANNER, edition=festival.edition), address, capacity="3500")
    answer = planner.post(address, data=MultiDict(mine))
    assert answer.status_code == 409
    assert answers_in(answer)["capacity"] == ["4000"]


def test_removing_needs_a_reason_and_keeps_it(planner: Visitor, festival: Festival) -> None:
    send(planner, f"{AREA}/venue/new", name="Cầu Trường Tiền")
    id = venues(festival, "Cầu Trường Tiền")[0].id
    assert errors_in(send(planner, f"{AREA}/venue/{id}/removal")) == {"reason": "Please fill in “Why is it removed?”."}
    answer = send(planner, f"{AREA}/venue/{id}/removal", reason="Không dùng nữa")
    assert answer.location == f"{AREA}/venue/"
    assert venues(festival, "Cầu Trường Tiền") == []
    assert history_of(festival, "venue") == [("created", ""), ("removed", "Không dùng nữa")]


def test_a_refused_removal_names_what_stands_in_the_way(planner: Visitor, festival: Festival) -> None:
    address = f"{AREA}/venue/{festival['citadel'].id}/removal"
    answer = planner.get(address)
    named = [
        unescape(re.sub(r"<[^>]+>", "", row)) for row in re.findall(r"<li>(.*?)</li>", answer.text.split("<main")[1])
    ]
    assert named == ["Stage: Ngọ Môn", "Stage: Duyệt Thị Đường"]
    token = answers_in(planner.get(f"{AREA}/venue/{festival['park'].id}/removal"))
    refused = planner.post(address, data={**{k: v[0] for k, v in token.items()}, "version": "1", "reason": "x"})
    assert refused.status_code == 409
    assert festival.session.scalar(select(func.count()).select_from(Venue)) == 2


def test_what_goes_along_is_named_before(planner: Visitor, festival: Festival) -> None:
    page = unescape(planner.get(f"{WORKS}/{festival['Taiko'].id}/removal").text)
    assert "cannot be removed" in page
    page = unescape(planner.get(f"{AREA}/performance/{festival['PARADE'].id}/removal").text)
    assert "These belong to it and go with it:" in page
    assert "Order of two performances" in page


def test_a_parade_stop_is_named_by_its_performance(planner: Visitor, festival: Festival) -> None:
    for code in ("T1", "T2", "X1", "X2", "GONE"):
        festival[code].stages = [festival["ngo-mon"]]
    festival.session.commit()
    page = unescape(planner.get(f"{AREA}/stage/{festival['thuong-bac'].id}/removal").text)
    rows = [re.sub(r"<[^>]+>", "", row) for row in re.findall(r"<li>(.*?)</li>", page.split("<main")[1])]
    assert rows == ["Performance: PARADE · Diễu hành PARADE"]


def test_removing_what_somebody_changed_meanwhile_asks_again(
    planner: Visitor, sign_in: SignIn, festival: Festival
) -> None:
    send(planner, f"{AREA}/venue/new", name="Cầu Trường Tiền")
    id = venues(festival, "Cầu Trường Tiền")[0].id
    open_form = answers_in(planner.get(f"{AREA}/venue/{id}/removal"))
    send(sign_in(Role.PLANNER, edition=festival.edition), f"{AREA}/venue/{id}/edit", capacity="5")
    answer = planner.post(f"{AREA}/venue/{id}/removal", data=MultiDict(open_form | {"reason": ["x"]}))
    assert answer.status_code == 409
    assert "Somebody changed “Cầu Trường Tiền” while this page was open." in unescape(answer.text)
    assert len(venues(festival, "Cầu Trường Tiền")) == 1


def test_a_row_of_another_edition_is_no_answer(planner: Visitor, festival: Festival) -> None:
    other = type(festival.edition)(
        slug="khac", name="Khác", first_day=festival.edition.first_day, last_day=festival.edition.last_day
    )
    festival.session.add(other)
    festival.session.flush()
    foreign = Venue(name="Nhà người ta", edition_id=other.id)
    festival.session.add(foreign)
    festival.session.commit()
    answer = send(planner, f"{AREA}/stage/new", name="Sân", venue=foreign.id, changeover="10")
    assert errors_in(answer)["venue"] == "The chosen record is no longer there; please choose another."
    assert festival.session.scalars(select(Stage).where(Stage.name == "Sân")).all() == []


def test_what_one_wrote_outlives_the_record(planner: Visitor, sign_in: SignIn, festival: Festival) -> None:
    send(planner, f"{AREA}/venue/new", name="Cầu Trường Tiền")
    id = venues(festival, "Cầu Trường Tiền")[0].id
    mine = answers_in(planner.get(f"{AREA}/venue/{id}/edit")) | {"capacity": ["700"]}
    other = sign_in(Role.PLANNER, edition=festival.edition)
    send(other, f"{AREA}/venue/{id}/removal", reason="Không dùng nữa")
    answer = planner.post(f"{AREA}/venue/{id}/edit", data=MultiDict(mine))
    assert answer.status_code == 409
    assert ": Không dùng nữa" in answer.text
    again = planner.post(f"{AREA}/venue/new", data=MultiDict(answers_in(answer)))
    assert again.status_code == 303
    assert [row.capacity for row in venues(festival, "Cầu Trường Tiền")] == [700]


def test_a_record_that_never_was_is_not_found(planner: Visitor, festival: Festival) -> None:
    assert planner.post(f"{AREA}/venue/999999/edit", data={"name": "x"}).status_code == 404


def test_a_number_given_anew_is_not_the_record_one_saw(planner: Visitor, festival: Festival) -> None:
    """SQLite gives the number of the last row again once that is removed."""
    send(planner, f"{AREA}/venue/new", name="Cầu Trường Tiền")
    id = venues(festival, "Cầu Trường Tiền")[0].id
    mine = answers_in(planner.get(f"{AREA}/venue/{id}/edit")) | {"capacity": ["700"]}
    send(planner, f"{AREA}/venue/{id}/removal", reason="x")
    festival.session.add(Venue(id=id, name="Cầu Gia Hội", edition_id=festival.edition.id))
    festival.session.commit()
    assert planner.post(f"{AREA}/venue/{id}/edit", data=MultiDict(mine)).status_code == 409
    assert [row.capacity for row in venues(festival, "Cầu Gia Hội")] == [None]


def test_a_part_that_an_import_changed_is_not_written_over(planner: Visitor, festival: Festival) -> None:
    address = f"{AREA}/stage/{festival['ngo-mon'].id}/edit"
    mine = answers_in(planner.get(address)) | {"capacity": ["700"]}
    festival["ngo-mon"].opening_hours[0].starts = time(12)
    festival.session.commit()
    answer = planner.post(address, data=MultiDict(mine))
    assert answer.status_code == 409
    assert versions(answer) == [
        ["Audience", "2000", "2000", "700"],
        ["Opening hours", "17:00–00:30", "12:00–00:30", "17:00–00:30"],
    ]

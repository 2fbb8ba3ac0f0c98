"""Making an edition and changing its facts."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Edition
from festival_ops.web.models import HistoryEntry
from tests.support.papers import errors_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival


def test_an_administrator_makes_an_edition(sign_in: SignIn, festival: Festival) -> None:
    admin = sign_in(Role.ADMIN)
    answer = send(
        admin,
        "/editions/new",
        name="Festival sông Hồng",
        name_en="Red River Festival",
        slug="song-hong-2026",
        first_day="18/11/2026",
        last_day="24/11/2026",
        cutoff="3h",
        grid="15",
        travel_mode="car",
    )
    assert (answer.status_code, answer.location) == (303, "/festival/song-hong-2026/programme/")
    made = festival.session.scalars(select(Edition).where(Edition.slug == "song-hong-2026")).one()
    assert (made.name, made.name_en, made.zone) == ("Festival sông Hồng", "Red River Festival", "Asia/Ho_Chi_Minh")
    assert (made.first_day, made.last_day, made.cutoff) == (date(2026, 11, 18), date(2026, 11, 24), time(3))
    assert (made.grid, made.travel_mode) == (15, "car")
    entry = festival.session.scalars(select(HistoryEntry)).one()
    assert (entry.subject, entry.subject_id, entry.edition_id, entry.act) == ("edition", made.id, made.id, "created")


def test_only_administrators_make_editions(planner: Visitor, festival: Festival) -> None:
    assert planner.get("/editions/new").status_code == 404
    assert planner.post("/editions/new", data={"name": "x"}).status_code == 404
    assert festival.session.scalars(select(Edition.slug)).all() == ["song-huong"]


def test_two_editions_never_share_an_address(sign_in: SignIn, festival: Festival) -> None:
    admin = sign_in(Role.ADMIN)
    answer = send(admin, "/editions/new", name="Khác", slug="song-huong", first_day="01/01/2027", last_day="02/01/2027")
    assert errors_in(answer) == {"slug": "“song-huong” is the address of Festival sông Hương."}


def test_facts_of_an_edition_change_but_its_address_stays(planner: Visitor, festival: Festival) -> None:
    refused = send(planner, "/festival/song-huong/edition/edit", slug="huong-2026", cutoff="2:30")
    assert (refused.status_code, errors_in(refused)) == (422, {
        "slug": "The address stays “song-huong”: calendars and printed codes lead to it. Name and dates may change."
    })  # fmt: skip
    answer = send(planner, "/festival/song-huong/edition/edit", cutoff="2:30")
    assert (answer.status_code, answer.location) == (303, "/festival/song-huong/edition")
    festival.session.expire_all()
    assert (festival.edition.slug, festival.edition.cutoff) == ("song-huong", time(2, 30))


def test_two_planners_changing_the_edition_both_see_what_happened(planner: Visitor, festival: Festival) -> None:
    festival.edition.source = "KH 12"
    festival.session.commit()
    answer = send(planner, "/festival/song-huong/edition/edit", version=1, name="Khác")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Two changes of Festival sông Hương" in page or "Two changes of Perfume River Festival" in page
    festival.session.expire_all()
    assert (festival.edition.name, festival.edition.source) == ("Festival sông Hương", "KH 12")


def test_an_edition_is_checked_before_it_is_made(planner: Visitor, festival: Festival) -> None:
    answer = send(
        planner,
        "/festival/song-huong/edition/edit",
        slug="Sông Hương",
        zone="Asia/Hue",
        first_day="06/06/2026",
        last_day="30/06/2027",
        cutoff="13:00",
    )
    assert errors_in(answer) == {
        "slug": "“Sông Hương” cannot stand in an address; use small letters, digits and dashes.",
        "last_day": "These are 390 days; an edition has at most 92.",
        "zone": "“Asia/Hue” is not a time zone; write it as Asia/Ho_Chi_Minh.",
        "cutoff": "A festival day ends in the night or the morning, before 12:00.",
    }
    answer = send(planner, "/festival/song-huong/edition/edit", first_day="06/06/2026")
    assert errors_in(answer) == {"last_day": "“Nhã nhạc OPEN” is announced for 05/06/2026, outside these days."}

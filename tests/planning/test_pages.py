"""What people see of the plan, and what they may do to it by hand."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.models import Parameter, Pin, Placement, RuleLevel, Waiver, WishWeight
from festival_ops.web.models import HistoryEntry
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

AREA = "/festival/song-huong/planning"
ENGLISH = {"Accept-Language": "en"}


def words(answer: TestResponse) -> str:
    """The page's text, white space made single."""
    text = re.sub(r"<(script|style|title)\b.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def read(visitor: Visitor, address: str) -> str:
    answer = visitor.get(f"{AREA}{address}", headers=ENGLISH)
    assert answer.status_code == 200
    return words(answer)


def drawn(visitor: Visitor, address: str) -> list[str]:
    """The labels of everything on the sheet, in order."""
    text = visitor.get(f"{AREA}{address}", headers=ENGLISH).text
    return [html.unescape(label) for label in re.findall(r'<a class="item [^>]*aria-label="([^"]+)"', text)]


def field(visitor: Visitor, address: str, name: str) -> str:
    page = visitor.get(f"{AREA}{address}", headers=ENGLISH).text
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


def test_a_day_shows_what_stands_on_it(sound: Festival, visitor: Visitor) -> None:
    assert drawn(visitor, "/timeline?day=2026-06-06") == [
        "Nhã nhạc N1 · Nhà hát Nghệ thuật truyền thống Cung đình Huế · 19:00–20:00 · Duyệt Thị Đường",
        "Xiếc X1 · Xiếc Hà Nội · 19:00–20:00 · Thương Bạc",
        "Taiko T2 · Ashi Taiko · 21:00–22:00 · Ngọ Môn",
        "Diễu hành PARADE · Xiếc Hà Nội · 22:45–23:35 · Ngọ Môn",
    ]


def test_after_midnight_it_is_still_the_evening_before(sound: Festival, visitor: Visitor) -> None:
    sound.add("latest", Parameter(key="latest", value=27 * 60))
    sound.place("GONE", "ngo-mon", 1, "20:00")
    sound.unplace("N2")
    sound.place("N2", "duyet-thi", 3, "02:15")
    labels = drawn(visitor, "/timeline?day=2026-06-07")
    assert [label.split(" · ")[2:4] for label in labels] == [
        ["20:00–20:45", "Ngọ Môn"],
        ["02:15–03:15", "Duyệt Thị Đường"],
    ]


def test_pictures_and_pages_carry_no_inline_style(sound: Festival, visitor: Visitor) -> None:
    for address in ("/timeline", "/timeline/print", "/rules", "/run", "/release", "/violations", "/list/day"):
        page = visitor.get(f"{AREA}{address}").text
        assert re.findall(r"\sstyle=|<style|\son[a-z]+=", page) == []


def test_more_performances_take_no_more_queries(sound: Festival, visitor: Visitor, queries: list[str]) -> None:
    read(visitor, "/timeline?day=2026-06-06")
    queries.clear()
    read(visitor, "/timeline?day=2026-06-06")
    before = len(queries)
    sound.show("M1", "circus", "Xiếc", stages=[sound["thuong-bac"]])
    sound.place("M1", "thuong-bac", 2, "20:45")
    queries.clear()
    read(visitor, "/timeline?day=2026-06-06")
    assert len(queries) == before


def test_an_empty_edition_says_what_to_do_first(festival: Festival, sign_in: SignIn) -> None:
    for performance in festival.session.scalars(select(Placement)):
        festival.session.delete(performance)
    text = read(sign_in(Role.PLANNER, edition=festival.edition), "/releases")
    assert "Nothing is released yet." in text


def test_a_coordinator_sees_the_troupes_own_and_no_more(sound: Festival, sign_in: SignIn) -> None:
    coordinator = sign_in(Role.TROUPE_COORDINATOR, edition=sound.edition, troupe=sound["ashi"])
    assert drawn(coordinator, "/timeline?day=2026-06-06") == ["Taiko T2 · Ashi Taiko · 21:00–22:00 · Ngọ Môn"]
    assert "Xiếc" not in read(coordinator, "/timeline?day=2026-06-06")
    assert "Xiếc" not in read(coordinator, "/list/day")
    closed = ("/violations", "/rules", "/runs", "/releases", "/run", "/release")
    assert [coordinator.get(f"{AREA}{address}").status_code for address in closed] == [404, 404, 404, 404, 403, 404]


def test_only_some_learn_where_guests_of_honour_are_expected(
    sound: Festival, sign_in: SignIn, visitor: Visitor
) -> None:
    sound["guests"].arrives = sound.at(1, "21:30")
    sound.add("watched", RuleLevel(rule="attendance", level="warn"))
    sentence = re.compile("[Gg]uests of honour")
    assert sentence.search(read(visitor, "/violations"))
    viewer = sign_in(Role.VIEWER, edition=sound.edition)
    opening = f"/festival/song-huong/programme/performance/{sound['OPEN'].id}"
    assert sentence.search(words(visitor.get(opening, headers=ENGLISH)))
    seen = [read(viewer, "/violations"), read(viewer, "/timeline?day=2026-06-05")]
    seen.append(words(viewer.get(opening, headers=ENGLISH)))
    assert [sentence.search(text) for text in seen] == [None, None, None]
    assert "A warning nobody has signed" not in seen[1]


def test_lists_by_day_stage_and_troupe(sound: Festival, visitor: Visitor) -> None:
    page = visitor.get(f"{AREA}/list/stage", headers=ENGLISH).text
    assert re.findall(r"<h2>(.*?) <", page) == ["Duyệt Thị Đường", "Ngọ Môn", "Thương Bạc"]
    page = visitor.get(f"{AREA}/list/day", headers=ENGLISH).text
    assert re.findall(r"<h2>(.*?) <", page) == ["Friday 05/06/2026", "Saturday 06/06/2026", "Sunday 07/06/2026"]
    assert visitor.get(f"{AREA}/list/colour").status_code == 404


def move(visitor: Visitor, festival: Festival, code: str, stage: str, day: str, clock: str) -> TestResponse:
    address = f"/performance/{festival[code].id}/placement"
    facts = {"stage": festival[stage].id, "day": day, "starts": clock, "version": field(visitor, address, "version")}
    return visitor.post(f"{AREA}{address}", data=facts, headers=ENGLISH)


def place_of(festival: Festival, code: str) -> tuple[str, str]:
    db.session.expire_all()
    row = db.session.scalars(select(Placement).where(Placement.performance_id == festival[code].id)).one()
    return row.stage.name, f"{festival.edition.local(row.starts):%d/%m %H:%M}"


def test_a_move_by_form_and_its_undoing(sound: Festival, visitor: Visitor) -> None:
    assert move(visitor, sound, "X2", "ngo-mon", "2026-06-07", "21:15").status_code == 303
    assert place_of(sound, "X2") == ("Ngọ Môn", "07/06 21:15")
    entry = db.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc())).first()
    assert entry is not None
    assert (entry.act, entry.before["stage"], entry.after["stage"]) == ("placed", "Ngọ Môn", "Ngọ Môn")
    undone = visitor.post(f"{AREA}/performance/{sound['X2'].id}/placement/undoing")
    assert undone.status_code == 303
    assert place_of(sound, "X2") == ("Ngọ Môn", "07/06 20:00")


def test_what_blocks_refuses_the_move_and_says_why(sound: Festival, visitor: Visitor) -> None:
    answer = move(visitor, sound, "X2", "ngo-mon", "2026-06-06", "21:15")
    assert answer.status_code == 422
    assert "Taiko T2 and Xiếc X2 overlap on Ngọ Môn by 90 minutes." in words(answer)
    assert place_of(sound, "X2") == ("Ngọ Môn", "07/06 20:00")


def test_of_two_moves_of_the_same_show_the_second_sees_the_first(sound: Festival, visitor: Visitor) -> None:
    address = f"/performance/{sound['X2'].id}/placement"
    seen = field(visitor, address, "version")
    move(visitor, sound, "X2", "ngo-mon", "2026-06-07", "21:15")
    facts = {"stage": sound["ngo-mon"].id, "day": "2026-06-07", "starts": "22:00", "version": seen}
    answer = visitor.post(f"{AREA}{address}", data=facts, headers=ENGLISH)
    assert answer.status_code == 409
    assert "Somebody has moved “Xiếc X2” since you opened this page." in words(answer)
    assert place_of(sound, "X2") == ("Ngọ Môn", "07/06 21:15")


def test_a_pin_needs_a_facet_and_a_reason(sound: Festival, visitor: Visitor) -> None:
    address = f"{AREA}/performance/{sound['X2'].id}/pin"
    refused = visitor.post(address, data={"reason": "Truyền hình"}, headers=ENGLISH)
    assert refused.status_code == 422
    assert "Please say what is to be held: the day, the stage, the start or the order." in words(refused)
    facts = {"day": "2026-06-07", "starts": "20:00", "reason": "Truyền hình", "expires": "06/06/2026 12:00"}
    assert visitor.post(address, data=facts).status_code == 303
    pin = db.session.scalars(select(Pin)).one()
    assert (pin.day, pin.stage_id, pin.starts, pin.reason, pin.expires) == (
        sound.edition.days[2], None, sound.at(3, "20:00"), "Truyền hình", sound.at(2, "12:00"),
    )  # fmt: skip
    assert visitor.post(f"{address}/removal").status_code == 303
    assert db.session.scalars(select(Pin)).all() == []


def test_what_is_cancelled_is_not_pinned(sound: Festival, visitor: Visitor) -> None:
    address = f"{AREA}/performance/{sound['GONE'].id}/pin"
    answer = visitor.post(address, data={"day": "2026-06-07", "reason": "Truyền hình"}, headers=ENGLISH)
    assert answer.status_code == 409
    assert "is cancelled and has no place in the plan." in words(answer)
    assert db.session.scalars(select(Pin)).all() == []


def test_a_day_that_no_list_offers_is_refused_in_a_sentence(sound: Festival, visitor: Visitor) -> None:
    address = f"{AREA}/performance/{sound['X2'].id}/pin"
    for day in ("x", "2026-13-40", "1999-01-01"):
        answer = visitor.post(address, data={"day": day, "reason": "Truyền hình"}, headers=ENGLISH)
        assert answer.status_code == 422
        assert "This is no day of the edition; please choose one of the list." in words(answer)


def rule_form(visitor: Visitor) -> dict[str, str]:
    page = visitor.get(f"{AREA}/rules", headers=ENGLISH).text
    form = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, flags=re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        form[name] = chosen[1] if chosen else ""
    return {name: html.unescape(value) for name, value in form.items()}


def test_levels_numbers_and_weights_are_changed_with_their_source(sound: Festival, visitor: Visitor) -> None:
    form = rule_form(visitor) | {"goals": "careful"}
    changed = {
        "level:opening-hours": "warn",
        "number:rest": "75",
        "source:rest": "Quy chế 12/2026",
        "number:latest": "01:30",
        "weight:few-moves": "9",
    }
    assert visitor.post(f"{AREA}/rules", data={**form, **changed}).status_code == 303
    levels = {row.rule: row.level for row in db.session.scalars(select(RuleLevel))}
    numbers = {row.key: (row.value, row.source) for row in db.session.scalars(select(Parameter))}
    weights = {row.wish: row.weight for row in db.session.scalars(select(WishWeight))}
    assert levels == {"quiet-hours": "ignore", "opening-hours": "warn"}
    assert numbers == {"rest": (75, "Quy chế 12/2026"), "latest": (1530, "")}
    assert weights == {"few-moves": 9}
    outdated = visitor.post(f"{AREA}/rules", data=form, headers=ENGLISH)
    assert outdated.status_code == 409
    assert "Somebody changed the rules of this edition after you opened the page." in words(outdated)


def test_numbers_that_are_none_are_refused(sound: Festival, visitor: Visitor) -> None:
    answer = visitor.post(
        f"{AREA}/rules", data={**rule_form(visitor), "goals": "careful", "weight:few-moves": "-1"}, headers=ENGLISH
    )
    assert answer.status_code == 422
    assert "Few moves: please write a whole number from 0 to 1000." in words(answer)


def test_somebody_signs_for_a_warning_and_takes_it_back(sound: Festival, visitor: Visitor) -> None:
    sound["level"].level = "warn"
    sound.session.commit()
    text = read(visitor, "/violations")
    assert "Warns 1" in text
    subject = f"quiet-hours:{sound['PARADE'].id}"
    assert visitor.post(f"{AREA}/waiver/{subject}", data={"reason": "Phường đồng ý"}).status_code == 303
    waiver = db.session.scalars(select(Waiver)).one()
    assert (waiver.subject, waiver.reason) == (subject, "Phường đồng ý")
    assert "Phường đồng ý" in read(visitor, "/violations")
    assert visitor.post(f"{AREA}/waiver/{waiver.id}/withdrawal").status_code == 303
    assert "Phường đồng ý" not in read(visitor, "/violations")
    assert visitor.get(f"{AREA}/waiver/opening-hours:1").status_code == 404


def test_a_release_is_published_once_and_seen_by_all(sound: Festival, visitor: Visitor, client: Visitor) -> None:
    assert client.get("/public/song-huong/").status_code == 404
    stamp = field(visitor, "/release", "version")
    first = visitor.post(f"{AREA}/release", data={"version": stamp, "note": "Bản đầu"})
    assert first.headers["Location"] == f"{AREA}/release/1"
    second = visitor.post(f"{AREA}/release", data={"version": stamp}, headers=ENGLISH)
    assert second.status_code == 409
    assert "Release 1" in read(visitor, "/releases")
    assert "8 performances are published for the first time" not in read(visitor, "/release/1")
    page = client.get("/public/song-huong/", headers=ENGLISH)
    titles = re.findall(r'class="public-title">([^<]+)<', page.text)
    assert [title.split()[-1] for title in titles] == [
        "Asia", "OPEN", "N1", "X1", "T2", "PARADE", "N2", "X2",
    ]  # fmt: skip
    assert "Ngọ Môn (22:45) → Thương Bạc (23:15)" in words(page)
    found = client.get("/public/song-huong/?q=nha nhac duyet", headers=ENGLISH)
    assert [title.split()[-1] for title in re.findall(r'class="public-title">([^<]+)<', found.text)] == ["N1", "N2"]


def test_the_public_is_told_of_a_cancellation(sound: Festival, visitor: Visitor, client: Visitor) -> None:
    visitor.post(f"{AREA}/release", data={"version": field(visitor, "/release", "version")})
    visitor.post(f"/festival/song-huong/programme/performance/{sound['X2'].id}/cancellation", data={"reason": "Mưa"})
    visitor.post(f"{AREA}/release", data={"version": field(visitor, "/release", "version")})
    assert "Cancelled Xiếc X2 was to be on 07/06/2026 20:00, Ngọ Môn" in read(visitor, "/release/2")
    assert "Xiếc X2 Cancelled" in words(client.get("/public/song-huong/", headers=ENGLISH))

"""Every pin in one list: what it holds, for whom and how long; sorted, filtered, and let go from there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role, User
from festival_ops.database import db, now
from festival_ops.planning.models import Pin
from festival_ops.programme.models import Cancellation
from tests.planning.test_pages import AREA, ENGLISH, words
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.scenarios import branch, inside, move, to

pytestmark = pytest.mark.databases("sqlite")

PAGE = f"{AREA}/pins"
EVERYWHERE = "what is pinned or let go here is so in the main plan and in every scenario"


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


@pytest.fixture
def pinned(sound: Festival, visitor: Visitor) -> Festival:
    """N1 and X2 are held by the visitor, X2 on its stage for good; T1 by somebody who left, and that has run out."""
    me = db.session.scalars(select(User).order_by(User.id.desc())).first()
    assert me is not None
    stage = sound["ngo-mon"].id
    for code, facts in {
        "X2": {"stage_id": stage, "user_id": me.id, "reason": "Truyền hình"},
        "N1": {"order": True, "user_id": me.id, "reason": "Khách", "expires": now() + timedelta(days=4000)},
        "T1": {"day": sound.at(1, "12:00").date(), "reason": "Cũ", "expires": now() - timedelta(days=1)},
    }.items():
        db.session.add(Pin(edition_id=sound.edition.id, performance_id=sound[code].id, **facts))
    db.session.commit()
    return sound


def listed(visitor: Visitor, query: str = "") -> list[str]:
    """The names in the order of the rows."""
    rows = visitor.get(f"{PAGE}{query}", headers=ENGLISH).text.partition("<tbody>")[2]
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', rows)


def row_of(visitor: Visitor, name: str) -> str:
    """What the row of a performance says, in words."""
    rows = visitor.get(PAGE, headers=ENGLISH).text.partition("<tbody>")[2].split("<tr>")
    row = next(row for row in rows if f">{name}</a>" in row)
    return " ".join(re.sub("<[^>]*>", " ", row).split())


def test_each_pin_says_what_it_holds_why_for_whom_and_how_long(pinned: Festival, visitor: Visitor) -> None:
    assert row_of(visitor, "Xiếc X2") == (
        "Xiếc X2 20:00, Sunday 07/06 Ngọ Môn stage It stays on Ngọ Môn. Truyền hình planner for good Change … Take off"
    )
    expires = db.session.scalars(select(Pin.expires).where(Pin.performance_id == pinned["T1"].id)).one()
    assert expires is not None
    assert row_of(visitor, "Drums of Asia") == (
        "Drums of Asia 18:30, Friday 05/06 Thương Bạc day Cũ –"
        f" run out {pinned.edition.local(expires):%d/%m/%Y %H:%M} Change … Take off"
    )
    assert "order It is alone on its stage that evening" in row_of(visitor, "Nhã nhạc N1")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Drums of Asia", "Nhã nhạc N1", "Xiếc X2"]),
        ("?down=1", ["Xiếc X2", "Nhã nhạc N1", "Drums of Asia"]),
        ("?sort=place", ["Drums of Asia", "Nhã nhạc N1", "Xiếc X2"]),
        ("?sort=held", ["Drums of Asia", "Nhã nhạc N1", "Xiếc X2"]),
        ("?sort=owner", ["Nhã nhạc N1", "Xiếc X2", "Drums of Asia"]),
        ("?sort=expires", ["Drums of Asia", "Nhã nhạc N1", "Xiếc X2"]),
        ("?sort=expires&down=1", ["Xiếc X2", "Nhã nhạc N1", "Drums of Asia"]),
        ("?show=mine", ["Nhã nhạc N1", "Xiếc X2"]),
        ("?show=run-out", ["Drums of Asia"]),
    ],
)
def test_it_is_sorted_and_filtered(pinned: Festival, visitor: Visitor, query: str, names: list[str]) -> None:
    assert listed(visitor, query) == names


def test_what_cannot_be_asked_is_not_found(pinned: Festival, visitor: Visitor) -> None:
    assert [visitor.get(f"{PAGE}?{query}").status_code for query in ("sort=x", "show=x")] == [404, 404]


def test_an_empty_list_says_what_a_pin_is_and_an_empty_filter_why(
    sound: Festival, visitor: Visitor, sign_in: SignIn
) -> None:
    assert "Nothing is pinned. A pin holds the day, the stage, the start or the order" in words(
        visitor.get(PAGE, headers=ENGLISH)
    )
    db.session.add(Pin(edition_id=sound.edition.id, performance_id=sound["X2"].id, order=True, reason="Đài"))
    db.session.commit()
    assert "None of the pins is yours. Show all" in words(visitor.get(f"{PAGE}?show=mine", headers=ENGLISH))
    assert "None of the pins has run out. Show all" in words(visitor.get(f"{PAGE}?show=run-out", headers=ENGLISH))


def test_a_pin_is_let_go_from_the_list_once(pinned: Festival, visitor: Visitor) -> None:
    text = visitor.get(f"{PAGE}?show=mine").text
    form = next(part for part in text.split("<form ") if f"/{pinned['X2'].id}/pin/removal" in part)
    sent = dict(re.findall(r'name="(seen|next)" value="([^"]*)"', form))
    address = f"{AREA}/performance/{pinned['X2'].id}/pin/removal"
    let_go = visitor.post(address, data=sent)
    assert (let_go.status_code, let_go.location) == (303, f"{PAGE}?show=mine")
    assert listed(visitor) == ["Drums of Asia", "Nhã nhạc N1"]
    # A second click finds nothing to let go.
    assert visitor.post(address, data=sent).status_code == 303
    assert listed(visitor) == ["Drums of Asia", "Nhã nhạc N1"]


def test_a_pin_that_somebody_changed_since_is_not_let_go(pinned: Festival, visitor: Visitor) -> None:
    text = visitor.get(PAGE).text
    form = next(part for part in text.split("<form ") if f"/{pinned['X2'].id}/pin/removal" in part)
    sent = dict(re.findall(r'name="(seen|next)" value="([^"]*)"', form))
    db.session.scalars(select(Pin).where(Pin.performance_id == pinned["X2"].id)).one().reason = "Đài truyền hình"
    db.session.commit()
    address = f"{AREA}/performance/{pinned['X2'].id}/pin/removal"
    refused = visitor.post(address, data=sent, headers=ENGLISH)
    assert refused.status_code == 409
    assert "Somebody has changed the pin of “Xiếc X2” since you opened this page." in words(refused)
    assert len(listed(visitor)) == 3
    assert visitor.post(address, data={"next": "https://example.org/"}).location == (
        f"/festival/song-huong/programme/performance/{pinned['X2'].id}"
    )


def test_what_is_cancelled_holds_nothing_and_can_be_let_go(pinned: Festival, visitor: Visitor) -> None:
    pinned["X2"].cancellation = Cancellation(reason="Bão")
    db.session.commit()
    assert row_of(visitor, "Xiếc X2") == "Xiếc X2 cancelled stage Truyền hình planner for good Take off"


def test_others_read_it_and_change_nothing(pinned: Festival, sign_in: SignIn) -> None:
    viewer = sign_in(Role.VIEWER, edition=pinned.edition)
    assert listed(viewer) == ["Drums of Asia", "Nhã nhạc N1", "Xiếc X2"]
    assert "Take off" not in words(viewer.get(PAGE, headers=ENGLISH))
    refused = viewer.post(f"{AREA}/performance/{pinned['X2'].id}/pin/removal")
    assert (refused.status_code, len(listed(viewer))) == (403, 3)


def test_in_a_scenario_it_is_said_that_pins_and_exceptions_hold_everywhere(pinned: Festival, visitor: Visitor) -> None:
    pinned["level"].level = "warn"
    made = branch(visitor)
    pin = f"performance/{pinned['X2'].id}/pin"
    violations = visitor.get(f"{inside(made)}/violations").text
    waiver = re.findall(r'href="[^"]*/planning/(waiver/[^"]*)"', violations)[0]
    exceptions = "what is signed or withdrawn here is so in the main plan and in every scenario"
    told = {"pins": EVERYWHERE, pin: EVERYWHERE, "violations": exceptions, waiver: exceptions}
    for page, sentence in told.items():
        assert sentence in words(visitor.get(f"{inside(made)}/{page}", headers=ENGLISH)), page
        assert sentence not in words(visitor.get(f"{AREA}/{page}", headers=ENGLISH)), page


def test_a_pin_that_does_not_hold_in_the_main_plan_is_told(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    page = f"{inside(made)}/performance/{sound['X2'].id}/pin"
    kept = visitor.post(page, data={"stage": sound["ngo-mon"].id, "reason": "Đài"}, headers=ENGLISH)
    assert "does not hold" not in words(visitor.get(kept.location, headers=ENGLISH))
    moved = to(sound, "ngo-mon", 3, "21:00")
    visitor.post(f"{AREA}/performance/{sound['X2'].id}/pin/removal")
    assert move(visitor, sound, made, "X2", moved).status_code == 200
    broken = visitor.post(page, data={"day": "2026-06-07", "starts": "21:00", "reason": "Đài"}, headers=ENGLISH)
    told = words(visitor.get(broken.location, headers=ENGLISH))
    assert "In the main plan the pin does not hold: Xiếc X2" in told

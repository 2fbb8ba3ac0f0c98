"""Every edit is on record with what stood before and after, lists by what they hold."""

from __future__ import annotations

from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Party
from festival_ops.web.history import first_broken
from festival_ops.web.models import HistoryEntry
from tests.programme.conftest import Send
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

BASE = "/festival/song-huong/programme/"


def last(festival: Festival) -> HistoryEntry:
    return festival.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc()).limit(1)).one()


def changed(entry: HistoryEntry) -> dict[str, tuple[object, object]]:
    before, after = entry.before or {}, entry.after or {}
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}


def test_hours_are_told_before_and_after(write: Send, planner: Visitor, festival: Festival) -> None:
    stage = festival["thuong-bac"]
    write(f"stage/{stage.id}/edit", opening_hours="17:00–24:00", capacity="900")
    assert changed(last(festival)) == {
        "capacity": (800, 900),
        "opening_hours": (
            [{"on": None, "starts": "17:00:00", "ends": "00:30:00"}],
            [{"on": None, "starts": "17:00:00", "ends": "00:00:00"}],
        ),
    }
    page = planner.get(f"{BASE}stage/{stage.id}").get_data(as_text=True)
    assert "History" in page
    assert "17:00 · 00:30" in page


def test_troupes_stops_and_needs_are_told_by_name(write: Send, festival: Festival) -> None:
    parade = festival["PARADE"]
    write(
        f"performance/{parade.id}/edit",
        troupes=[festival["circus"].id, festival["ashi"].id],
        stops="Ngọ Môn +0 20\nThương Bạc +25 25",
        needs="Dàn âm thanh lớn × 1",
    )
    assert changed(last(festival)) == {
        "troupes": (["Xiếc Hà Nội"], ["Ashi Taiko", "Xiếc Hà Nội"]),
        "stops": (
            [
                {"position": 1, "offset": 0, "minutes": 20, "stage": "Ngọ Môn"},
                {"position": 2, "offset": 30, "minutes": 20, "stage": "Thương Bạc"},
            ],
            [
                {"position": 1, "offset": 0, "minutes": 20, "stage": "Ngọ Môn"},
                {"position": 2, "offset": 25, "minutes": 25, "stage": "Thương Bạc"},
            ],
        ),
        "needs": ([], [{"quantity": 1, "equipment": "Dàn âm thanh lớn"}]),
    }


def test_what_stays_keeps_its_row(write: Send, festival: Festival) -> None:
    performance = festival["X1"]
    need = performance.needs[0].id
    write(f"performance/{performance.id}/edit", needs="Dàn âm thanh lớn × 1")
    festival.session.expire_all()
    assert [(row.id, row.quantity) for row in performance.needs] == [(need, 1)]


def test_two_planners_editing_lists_both_see_what_happened(write: Send, planner: Visitor, festival: Festival) -> None:
    stage = festival["thuong-bac"]
    form = f"{BASE}stage/{stage.id}/edit"
    assert send(planner, form, gate="Cổng Bắc").status_code == 303
    answer = send(planner, form, version=1, quiet_hours="23:00–06:00 ≤0")
    assert answer.status_code == 409
    festival.session.expire_all()
    assert (stage.gate, [row.loudest for row in stage.quiet_hours]) == ("Cổng Bắc", [1])


def test_removal_is_recorded_with_its_reason_and_refused_while_needed(
    write: Send, planner: Visitor, festival: Festival
) -> None:
    refused = write(f"stage/{festival['ngo-mon'].id}/removal", reason="Không dùng")
    assert refused.status_code == 409
    removed = write(f"precedence/{festival['opening-first'].id}/removal", reason="Không cần nữa")
    assert removed.status_code == 303
    entry = last(festival)
    assert (entry.subject, entry.act, entry.reason) == ("precedence", "removed", "Không cần nữa")
    assert (entry.before or {})["lag"] == 30


def test_the_record_of_parties_and_contacts_is_as_secret_as_they_are(sign_in: SignIn, festival: Festival) -> None:
    admin = sign_in(Role.ADMIN, edition=festival.edition)
    send(admin, f"{BASE}contact/new", troupe=festival["ashi"].id, name="Ông Taiko", phone="0911 222 333")
    send(admin, f"{BASE}party/new", code="B2", performances=[festival["OPEN"].id])
    entries = festival.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id)).all()
    assert [(entry.subject, entry.secrecy) for entry in entries] == [("contact", "C2"), ("party", "C4")]
    party = festival.session.scalars(select(Party).where(Party.code == "B2")).one()
    assert party.performances == [festival["OPEN"]]
    assert first_broken(festival.session()) is None

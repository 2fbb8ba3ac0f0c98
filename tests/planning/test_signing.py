"""Departments sign what they have read: a changed plan outdates their word, and a refusal holds the release up."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from festival_ops.accounts.models import User
from festival_ops.accounts.policy import Department
from festival_ops.database import db
from festival_ops.planning.actions import releases, signing
from festival_ops.planning.models import Release, Signature
from festival_ops.planning.models.signing import REFUSED, SIGNED
from festival_ops.planning.preview import Preview
from festival_ops.planning.queries import main_plan
from festival_ops.planning.sign_offs import SignOff, sign_offs
from festival_ops.planning.slices import slice_of
from festival_ops.programme.models import Edition
from festival_ops.web.models import HistoryEntry
from tests.support.programmes import Festival

PROGRAMME, SECURITY, TRAFFIC, PROTOCOL = Department


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Any:
    """Sentences are in the language of a request."""
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def previewed(festival: Festival) -> Preview:
    session = db.session()
    return releases.preview(session, festival.edition, main_plan(session, festival.edition))


def standing(festival: Festival, department: Department) -> SignOff:
    offs = sign_offs(db.session(), festival.edition, previewed(festival))
    return next(off for off in offs if off.department is department)


def speak(festival: Festival, department: Department, by: User, verdict: str = SIGNED, remark: str = "") -> Signature:
    stamp = slice_of(previewed(festival), department).stamp
    word = signing.sign(db.session(), festival.edition, festival["plan"], department, stamp, verdict, remark, by)
    db.session.commit()
    return word


def oblige(festival: Festival, by: User, *departments: Department) -> None:
    wanted = {each: each in departments for each in (SECURITY, TRAFFIC, PROTOCOL)}
    signing.oblige(db.session(), festival.edition, wanted, by)
    db.session.commit()


def publish(festival: Festival, by: User) -> Release:
    shown = previewed(festival)
    made = releases.release(db.session(), festival.edition, festival["plan"], shown.stamp, "", by)
    db.session.commit()
    return made


def state(off: SignOff) -> tuple[bool, bool, bool, bool]:
    return off.stands, off.outdated, off.refused, off.holds_up


def history(subject: str) -> list[tuple[str, Any]]:
    entries = select(HistoryEntry).where(HistoryEntry.subject == subject).order_by(HistoryEntry.id)
    return [(entry.act, (entry.after or {}).get("department")) for entry in db.session.scalars(entries)]


def test_by_default_only_the_programme_signs_and_does_so_by_publishing(sound: Festival, planner: User) -> None:
    assert [(off.department, off.required) for off in sign_offs(db.session(), sound.edition, previewed(sound))] == [
        (PROGRAMME, True), (SECURITY, False), (TRAFFIC, False), (PROTOCOL, False),
    ]  # fmt: skip
    made = publish(sound, planner)
    assert [(each["department"], each["user_id"], each["signer"]) for each in made.signatures] == [
        ("programme", planner.id, "Kế hoạch")
    ]
    assert history("signature") == [("signed", "programme")]


def test_a_release_waits_for_whoever_must_sign(sound: Festival, planner: User) -> None:
    oblige(sound, planner, SECURITY, PROTOCOL)
    speak(sound, PROTOCOL, planner, remark="Đã rà soát.")
    with pytest.raises(releases.UnsignedError) as refused:
        publish(sound, planner)
    db.session.rollback()
    assert [off.department for off in refused.value.awaited] == [SECURITY]
    assert history("signature") == [("signed", "protocol")]
    speak(sound, SECURITY, planner)
    made = publish(sound, planner)
    assert [(each["department"], each["remark"]) for each in made.signatures] == [
        ("programme", ""), ("security", ""), ("protocol", "Đã rà soát."),
    ]  # fmt: skip
    assert history("signing_duty") == [("switched on", "security"), ("switched on", "protocol")]


def test_whoever_need_not_sign_may(sound: Festival, planner: User) -> None:
    speak(sound, TRAFFIC, planner)
    assert [each["department"] for each in publish(sound, planner).signatures] == ["programme", "traffic"]


def test_a_changed_plan_outdates_a_signature_and_says_what_changed(sound: Festival, planner: User) -> None:
    oblige(sound, planner, TRAFFIC)
    speak(sound, TRAFFIC, planner)
    assert state(standing(sound, TRAFFIC)) == (True, False, False, False)
    sound.unplace("X2")
    sound.place("X2", "ngo-mon", 3, "21:15")
    off = standing(sound, TRAFFIC)
    assert state(off) == (False, True, False, True)
    assert [(each.act, each.kind, each.before and each.before["starts"][11:16]) for each in off.since] == [
        (sound["X2"].id, "retimed", "13:00")
    ]
    with pytest.raises(releases.UnsignedError):
        publish(sound, planner)
    db.session.rollback()
    speak(sound, TRAFFIC, planner)
    assert [each["department"] for each in publish(sound, planner).signatures] == ["programme", "traffic"]


def test_what_comes_to_a_later_release_and_what_leaves_it_again_is_told(sound: Festival, planner: User) -> None:
    publish(sound, planner)
    sound.unplace("X2")
    sound.place("X2", "ngo-mon", 3, "21:15")
    speak(sound, SECURITY, planner)
    sound.unplace("T2")
    sound.place("T2", "ngo-mon", 2, "20:45")
    sound.unplace("X2")
    sound.place("X2", "ngo-mon", 3, "20:00")
    since = {each.act: each for each in standing(sound, SECURITY).since}
    assert {act: (each.kind, each.plan) for act, each in since.items()} == {
        sound["T2"].id: ("retimed", True),
        sound["X2"].id: ("retimed", True),
    }
    after = since[sound["X2"].id].after
    assert after is not None
    assert after["starts"] == "2026-06-07T13:00:00+00:00"


def test_another_way_of_a_parade_outdates_every_signature(sound: Festival, planner: User) -> None:
    speak(sound, PROTOCOL, planner)
    sound["PARADE"].stops[1].offset = 25
    sound.session.commit()
    off = standing(sound, PROTOCOL)
    assert (off.outdated, [(each.act, each.kind) for each in off.since]) == (True, [(sound["PARADE"].id, "reworded")])


def test_a_department_is_bound_to_its_own_slice(sound: Festival, planner: User) -> None:
    for department in (SECURITY, TRAFFIC, PROTOCOL):
        speak(sound, department, planner)
    sound["N1"].crowd = 280
    sound.session.commit()
    assert [standing(sound, each).outdated for each in (SECURITY, TRAFFIC, PROTOCOL)] == [True, True, False]
    (since,) = standing(sound, SECURITY).since
    assert (since.act, since.plan, since.crowd, since.attendance) == (sound["N1"].id, False, True, False)
    sound["N1"].crowd = 150
    sound["guests"].performances.append(sound["N1"])
    sound.session.commit()
    assert [standing(sound, each).outdated for each in (SECURITY, TRAFFIC, PROTOCOL)] == [True, False, True]
    assert [(each.act, each.attendance) for each in standing(sound, PROTOCOL).since] == [(sound["N1"].id, True)]


def test_slices_show_each_department_its_own(sound: Festival) -> None:
    shown = previewed(sound)
    found = {
        department: {line.title.split()[-1]: (line.crowd, line.parties) for line in slice_of(shown, department).lines}
        for department in Department
    }
    crowds = {"OPEN": 1800, "N1": 150, "N2": 200, "T1": 200, "T2": 200, "X1": 200, "X2": 200, "PARADE": None}
    assert found == {
        PROGRAMME: {},
        SECURITY: {code: (crowd, int(code == "OPEN")) for code, crowd in crowds.items()},
        TRAFFIC: {code: (crowd, 0) for code, crowd in crowds.items()},
        PROTOCOL: {"OPEN": (None, 1)},
    }
    ends = [line.ends for line in slice_of(shown, TRAFFIC).lines]
    assert ends == sorted(ends)


def test_a_refusal_holds_the_release_up_until_it_is_withdrawn(sound: Festival, planner: User) -> None:
    word = speak(sound, SECURITY, planner, REFUSED, "Cầu Trường Tiền chưa thông.")
    assert state(standing(sound, SECURITY)) == (False, False, True, True)
    sound["N1"].crowd = 280
    sound.session.commit()
    assert state(standing(sound, SECURITY)) == (False, True, True, True)
    with pytest.raises(releases.UnsignedError):
        publish(sound, planner)
    db.session.rollback()
    signing.withdraw(db.session(), word, planner)
    signing.withdraw(db.session(), word, planner)
    db.session.commit()
    assert state(standing(sound, SECURITY)) == (False, False, False, False)
    publish(sound, planner)
    assert history("signature") == [("refused", "security"), ("withdrawn", "security"), ("signed", "programme")]


def test_signing_takes_a_refusal_back(sound: Festival, planner: User) -> None:
    speak(sound, SECURITY, planner, REFUSED, "Chưa rõ.")
    speak(sound, SECURITY, planner)
    assert state(standing(sound, SECURITY)) == (True, False, False, False)
    assert history("signature") == [("refused", "security"), ("withdrawn", "security"), ("signed", "security")]


def test_the_same_word_twice_is_one(sound: Festival, planner: User) -> None:
    assert speak(sound, SECURITY, planner).id == speak(sound, SECURITY, planner).id
    assert len(db.session.scalars(select(Signature)).all()) == 1


def test_what_was_not_read_is_not_signed(sound: Festival, planner: User) -> None:
    stamp = slice_of(previewed(sound), SECURITY).stamp
    sound["N1"].crowd = 280
    sound.session.commit()
    with pytest.raises(signing.OutdatedPreviewError):
        signing.sign(db.session(), sound.edition, sound["plan"], SECURITY, stamp, SIGNED, "", planner)


def test_signatures_are_of_one_release(sound: Festival, planner: User) -> None:
    oblige(sound, planner, SECURITY)
    speak(sound, SECURITY, planner)
    publish(sound, planner)
    sound["X2"].name = "Xiếc đổi tên X2"
    sound.session.commit()
    assert (standing(sound, SECURITY).word, standing(sound, SECURITY).holds_up) == (None, True)


def test_a_refusal_that_meets_a_publication_is_never_lost(sound: Festival, planner: User, app: Flask) -> None:
    """Whichever comes first: either the release stands and the refusal is told it came late, or the other way round."""
    edition_id, by = sound.edition.id, planner.id
    shown = previewed(sound)
    published, read = shown.stamp, slice_of(shown, SECURITY).stamp
    db.session.rollback()
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def attempt(act: str) -> None:
        with app.test_request_context():
            session = db.session()
            start.wait()
            edition, person = session.get_one(Edition, edition_id), session.get_one(User, by)
            plan = main_plan(session, edition)
            assert plan is not None
            try:
                if act == "publish":
                    releases.release(session, edition, plan, published, "", person)
                else:
                    signing.sign(session, edition, plan, SECURITY, read, REFUSED, "Không.", person)
                session.commit()
                outcomes.append(act)
            except (releases.UnsignedError, signing.OutdatedPreviewError):
                session.rollback()

    threads = [threading.Thread(target=attempt, args=(act,)) for act in ("publish", "refuse")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes in (["publish"], ["refuse"])
    assert len(db.session.scalars(select(Release)).all()) == int(outcomes == ["publish"])

"""What a row is called in messages and in the history: by its English name in English."""

from __future__ import annotations

import html

import pytest

from festival_ops.accounts.models import Role, User
from festival_ops.programme.models import Rehearsal
from tests.support.papers import send
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")
ROOT = "/festival/song-huong"


@pytest.mark.parametrize(("locale", "called"), [("en", "Drums rehearsal"), ("vi", "Tổng duyệt trống")])
def test_messages_and_history_speak_the_readers_language(
    locale: str, called: str, sound: Festival, sign_in: SignIn
) -> None:
    facts = {"starts": sound.at(2, "09:00"), "minutes": 90, "stage": sound["thuong-bac"], "performance": sound["T2"]}
    sound.add("drums", Rehearsal(name="Tổng duyệt trống", name_en="Drums rehearsal", **facts))
    sound.session.commit()
    planner = sign_in(Role.PLANNER, edition=sound.edition)
    sound.session.query(User).update({"locale": locale})
    sound.session.commit()
    address = f"{ROOT}/programme/rehearsal/{sound['drums'].id}"
    assert send(planner, f"{address}/edit", minutes="60").status_code == 303
    page = html.unescape(planner.get(address).text)
    assert f"“{called}”" in page
    assert send(planner, f"{address}/removal", reason="Không cần nữa").status_code == 303
    assert f"“{called}”" in html.unescape(planner.get(f"{ROOT}/programme/rehearsal/").text)
    history = html.unescape(planner.get(f"{ROOT}/history").text)
    assert f": {called} – Không cần nữa</summary>" in history

"""A troupe's coordinator reads the plan of the own troupe and does not learn who else plays in it."""

from __future__ import annotations

import pytest

from festival_ops.accounts.models import Role
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

OTHERS = ("Xiếc Hà Nội", "Nhà hát Nghệ thuật truyền thống Cung đình Huế", "NH Cung đình")
PAGES = ("timeline?day=2026-06-06", "timeline/print", "list/day", "list/stage", "list/troupe")


@pytest.fixture
def coordinator(sound: Festival, sign_in: SignIn) -> Visitor:
    """Of Ashi Taiko, which plays the placed T2 and the unplaced T1 together with the circus."""
    for code in ("T1", "T2"):
        sound[code].troupes = [sound["ashi"], sound["circus"]]
    sound.unplace("T1")
    sound.session.commit()
    return sign_in(Role.TROUPE_COORDINATOR, edition=sound.edition, troupe=sound["ashi"])


@pytest.mark.parametrize("address", PAGES)
def test_the_plan_names_nobody_else(coordinator: Visitor, address: str) -> None:
    page = coordinator.get(f"/festival/song-huong/planning/{address}").text
    assert "Ashi Taiko" in page
    assert [name for name in OTHERS if name in page] == []

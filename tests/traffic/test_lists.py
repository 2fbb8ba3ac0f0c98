"""Lists of the traffic room in the reader's language."""

from __future__ import annotations

import re

import pytest

from festival_ops.accounts.models import Role, User
from festival_ops.traffic.models import RidePlace
from tests.support.networks import with_roads
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.mark.parametrize(("language", "words"), [("vi", ["ước tính", "xem lại"]), ("en", ["estimate", "xem lại"])])
def test_how_sure_something_is_stands_in_the_readers_words(
    language: str, words: list[str], festival: Festival, sign_in: SignIn
) -> None:
    with_roads(festival)
    for name, status in (("Bãi xe A", "estimate"), ("Bãi xe B", "xem lại")):
        festival.add(name, RidePlace(name=name, kind="depot", junction=festival["south"], status=status))
    festival.session.commit()
    lead = sign_in(Role.TRAFFIC_LEAD, edition=festival.edition)
    festival.session.query(User).update({"locale": language})
    festival.session.commit()
    page = lead.get("/festival/song-huong/traffic/ride-place/").text
    assert re.findall(r'class="cell-status">([^<]+)<', page) == words

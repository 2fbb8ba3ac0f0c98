"""The festival of planning's tests, with its security and people who can be put on duty."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.planning.roster.conftest import assign, lead, put, release, staffed
from tests.support.papers import send
from tests.support.people import Visitor
from tests.support.programmes import Festival, festival

__all__ = ["assign", "festival", "lead", "put", "release", "staffed"]

Subscribe = Callable[..., str]


@pytest.fixture
def subscribe(lead: Visitor, staffed: Festival) -> Subscribe:
    """Makes a feed as the security lead does, and gives the path of its address."""

    def made(kind: str, name: str, **answers: str) -> str:
        page = send(lead, f"/festival/song-huong/calendars/feed/new/{kind}/{staffed[name].id}", **answers)
        found = re.search(r'id="address" value="([^"]+)"', page.text)
        assert found is not None
        return urlsplit(found[1]).path

    return made

"""The office answers to its own names only: what a Host header says ends up in links and calendars."""

from __future__ import annotations

from pathlib import Path

import pytest

from festival_ops.config import Settings
from tests.support.people import Visitor


@pytest.mark.parametrize("host", ["festival.localhost", "localhost", "127.0.0.1", "127.0.0.1:8000"])
def test_own_names_are_answered(client: Visitor, host: str) -> None:
    answer = client.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 200
    assert "evil" not in answer.text


def test_another_name_is_refused(client: Visitor) -> None:
    answer = client.get("/sign-in", headers={"Host": "evil.example"})
    assert (answer.status_code, "href" in answer.text) == (400, False)


def test_configured_names_take_the_place_of_the_default_ones(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path, domain="festival.example", trusted_hosts=["office.example"])
    assert settings.hosts == ["office.example"]
    assert Settings(folder=tmp_path, domain="festival.example").hosts[0] == "festival.example"

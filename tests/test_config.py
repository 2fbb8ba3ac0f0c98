"""Settings come from the environment, each read as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from festival_ops.config import Settings


def test_what_the_environment_does_not_name_stays_as_it_is_by_default() -> None:
    given = {"FESTIVAL_FOLDER": "/srv/office", "FESTIVAL_BEHIND_TLS": "True", "FESTIVAL_SOLVE_SECONDS": "90"}
    names = {"FESTIVAL_TRUSTED_HOSTS": '["office.example"]', "FESTIVAL_BIND": "read elsewhere", "DOMAIN": "not ours"}
    settings = Settings.of(given | names)
    assert settings == Settings(
        folder=Path("/srv/office"), behind_tls=True, solve_seconds=90, trusted_hosts=["office.example"]
    )
    assert Settings.of({}) == Settings()


@pytest.mark.parametrize(
    ("name", "written", "kind"),
    [
        ("SOLVE_SECONDS", "soon", "a whole number"),
        ("BEHIND_TLS", "perhaps", "true or false"),
        ("TRUSTED_HOSTS", "office.example", 'a list of texts such as ["one", "two"]'),
        ("LANGUAGES", "[1]", 'a list of texts such as ["one", "two"]'),
    ],
)
def test_what_cannot_be_read_is_named(name: str, written: str, kind: str) -> None:
    with pytest.raises(ValueError, match="FESTIVAL_") as refused:
        Settings.of({f"FESTIVAL_{name}": written})
    assert str(refused.value) == f"FESTIVAL_{name} must be {kind}, not “{written}”."

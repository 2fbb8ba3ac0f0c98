"""Names in lists are found as people type them, and a name that is not there comes back with the closest."""

from __future__ import annotations

import pytest

from festival_ops.programme.grammar import UnreadableError
from festival_ops.programme.lookup import Lookup
from festival_ops.programme.models import Performance, Troupe

HUE = Troupe(name="Đoàn Huế", short_name="Huế", name_en="Hue Troupe")
MA, MOTHER = Troupe(name="Ma"), Troupe(name="Má")
TOWN = Troupe(name="Huế")


def test_any_name_of_a_row_finds_it() -> None:
    rows = Lookup([HUE, MA])
    assert [rows.find(name) for name in ("Đoàn Huế", "doan hue", "HUE TROUPE", " Huế ", "hue", "ma")] == [HUE] * 5 + [
        MA
    ]


def test_the_full_name_goes_before_the_short_one_of_another() -> None:
    rows = Lookup([HUE, TOWN])
    assert rows.find("Huế") is TOWN


def test_a_performance_is_found_by_its_code() -> None:
    opening = Performance(code="KM-01", name="Khai mạc")
    assert Lookup([opening]).find("km-01") is opening


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Doàn Húe", None),
        ("Doan Huee", "Nothing here is called “Doan Huee”; did you mean “Đoàn Huế”?"),
        ("zzzzz", "Nothing here is called “zzzzz”."),
        ("mạ", "“mạ” could be any of these: Ma, Má. Write the full name."),
    ],
)
def test_what_is_not_found_is_told_with_the_closest(name: str, sentence: str | None) -> None:
    rows = Lookup([HUE, MA, MOTHER])
    if sentence is None:
        assert rows.find(name) is HUE
        return
    with pytest.raises(UnreadableError) as fault:
        rows.find(name)
    assert str(fault.value) == sentence


def test_everything_that_is_missing_is_told_together() -> None:
    with pytest.raises(UnreadableError) as fault:
        Lookup([HUE]).find_all(["Huế", "xxxx", "yyyy"])
    assert fault.value.sentences == ("Nothing here is called “xxxx”.", "Nothing here is called “yyyy”.")


def test_a_row_named_twice_counts_once() -> None:
    assert Lookup([HUE, MA]).find_all(["Ma", "Huế", "Đoàn Huế"]) == [MA, HUE]

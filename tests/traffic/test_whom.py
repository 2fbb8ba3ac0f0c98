"""For whom a transfer is, in an English page and in a Vietnamese one."""

from __future__ import annotations

import pytest
from flask import Flask

from festival_ops.traffic.whom import in_english, of_delegation, of_guest, whom_told


@pytest.mark.parametrize(
    ("kept", "english"),
    [
        ("Đoàn D19", "Delegation D19"),
        ("Khách G012", "Guest G012"),
        ("Đoàn xiếc Hà Nội", ""),
        ("Đoàn xiếc số 2", ""),
        ("Tổ kỹ thuật", ""),
        ("", ""),
    ],
)
def test_a_code_is_said_in_english_and_somebodys_own_words_are_not(kept: str, english: str, app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert (in_english(kept), whom_told(kept)) == (english, english or kept)
    with app.test_request_context(headers={"Accept-Language": "vi"}):
        assert (in_english(kept), whom_told(kept)) == (english, kept)


def test_it_is_kept_in_the_language_of_the_office(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert (of_delegation("D19"), of_guest("G012")) == ("Đoàn D19", "Khách G012")

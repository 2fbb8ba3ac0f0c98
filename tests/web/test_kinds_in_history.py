"""Whatever the history tells of has a name that people read, in both languages."""

from __future__ import annotations

import pytest
from flask import Flask

from festival_ops.web.models import HistoryEntry
from festival_ops.web.trail import kind_of

pytestmark = pytest.mark.databases("sqlite")


@pytest.mark.parametrize(
    ("subject", "english", "vietnamese"),
    [
        ("arrival_run", "Search for slots at the gates", "Lượt tìm giờ vào cổng"),
        ("gate_arrivals", "Slots at the gates of a ceremony", "Giờ vào cổng của buổi lễ"),
        ("guest_release", "Release of who goes along", "Bản phát hành phân công đi cùng đoàn"),
        ("guest_stop", "Where guests get in and out", "Nơi khách lên và xuống xe"),
        ("road_notice", "Road notice", "Thông báo giao thông"),
        ("room_run", "Search for rooms", "Lượt tìm phòng"),
        ("script_issue", "Issue of a script", "Lần ban hành kịch bản"),
    ],
)
def test_what_is_no_record_of_a_list_has_a_name_too(subject: str, english: str, vietnamese: str, app: Flask) -> None:
    for language, name in (("en", english), ("vi", vietnamese)):
        with app.test_request_context(headers={"Accept-Language": language}):
            assert str(kind_of(HistoryEntry(subject=subject))) == name

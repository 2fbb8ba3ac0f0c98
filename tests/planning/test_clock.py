"""Hours as people write them become minutes as programme and planning both understand them."""

from __future__ import annotations

from datetime import date, time

import pytest

from festival_ops.planning.clock import Clock
from festival_ops.programme.models import Edition

HUE = Edition(first_day=date(2026, 6, 5), last_day=date(2026, 6, 7), cutoff=time(4), zone="Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"),
    [
        (time(19, 30), time(23), (19 * 60 + 30, 23 * 60)),
        (time(19, 30), time(0), (19 * 60 + 30, 24 * 60)),
        (time(19, 30), time(4), (19 * 60 + 30, 28 * 60)),
        (time(22), time(6), (22 * 60, 30 * 60)),
        (time(2), time(3, 30), (26 * 60, 27 * 60 + 30)),
        (time(0), time(0), (4 * 60, 28 * 60)),
        (time(9), time(9), (4 * 60, 28 * 60)),
    ],
)
def test_hours_of_a_festival_day(starts: time, ends: time, minutes: tuple[int, int]) -> None:
    clock = Clock.of(HUE)
    (span,) = clock.spans(HUE.first_day, starts, ends)
    assert (span.starts, span.ends) == minutes
    assert tuple(clock.minute(moment) for moment in HUE.span(HUE.first_day, starts, ends)) == minutes

"""The length of a performance is left open between two bounds, or not at all."""

from __future__ import annotations

import pytest

from festival_ops.programme.models import Performance
from tests.programme.conftest import Send
from tests.programme.test_saving import drum_night, facts, stored
from tests.support.papers import errors_in
from tests.support.programmes import Festival


def test_a_length_is_open_between_two_bounds(write: Send, festival: Festival) -> None:
    write("performance/new", **drum_night(festival) | {"shortest": "1h", "longest": "100"})
    row = stored(festival, Performance, code="P-1")
    assert facts(row, "minutes", "shortest", "longest") == {"minutes": 90, "shortest": 60, "longest": 100}


@pytest.mark.parametrize(
    ("bounds", "faults"),
    [
        ({"shortest": "95", "longest": "100"}, {"shortest": "It is planned with 90 minutes, which is less."}),
        ({"shortest": "60", "longest": "85"}, {"longest": "It is planned with 90 minutes, which is more."}),
        ({"shortest": "60"}, {"shortest": "Give both the shortest and the longest length, or none."}),
        ({"longest": "100"}, {"longest": "Give both the shortest and the longest length, or none."}),
    ],
)
def test_bounds_that_the_length_does_not_meet_are_refused(
    write: Send, festival: Festival, bounds: dict[str, str], faults: dict[str, str]
) -> None:
    answer = write("performance/new", **drum_night(festival) | bounds)
    assert (answer.status_code, errors_in(answer)) == (422, faults)


def test_a_parade_is_as_long_as_its_way(write: Send, festival: Festival) -> None:
    answer = write(
        "performance/new",
        code="P-2",
        name="Diễu hành",
        minutes="60",
        shortest="50",
        longest="70",
        get_in="0",
        get_out="0",
        stops="Ngọ Môn +0 20\nThương Bạc +30 20",
    )
    sentence = "A parade lasts as long as its way; leave this empty."
    assert (answer.status_code, errors_in(answer)) == (422, {"shortest": sentence, "longest": sentence})

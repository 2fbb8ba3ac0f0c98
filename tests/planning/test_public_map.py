"""The picture of closed roads that the public sees: its names lie over no other, on a phone as well."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import combinations

from festival_ops.planning.on_paper import over
from festival_ops.planning.roads.announced import HOLDS, Item, Stretch
from festival_ops.planning.roads.public_map import public_map
from festival_ops.traffic.kinds import ALL

FROM, UNTIL = datetime(2026, 6, 6, 10, tzinfo=UTC), datetime(2026, 6, 6, 15, tzinfo=UTC)
# So wide is a letter of 22 units, in which phones show names on a sheet that is 700 wide.
WIDE = 12.1


def street(name: str, longitude: float, latitude: float) -> Stretch:
    line = ((longitude, latitude), (longitude + 0.001, latitude + 0.002))
    return Stretch(name, name, "a", "a", "b", "b", FROM, UNTIL, line)


def closed(*stretches: Stretch) -> Item:
    nothing: tuple[str, ...] = ()
    return Item(date(2026, 6, 6), 1, 0, HOLDS, ALL, "", nothing, nothing, FROM, UNTIL, UNTIL, stretches, "", "", ())


def test_names_of_streets_side_by_side_lie_over_no_other_on_a_phone() -> None:
    # These names fit beside each other in 14 units, but not in 22.
    names = ("Doan Thi Diem Street", "Tran Hung Dao Street", "Dang Thai Than Street", "Nguyen Dinh Chieu")
    drawn = public_map([closed(*(street(name, 107.575 + 0.0022 * n, 16.47) for n, name in enumerate(names)))])
    assert drawn is not None
    labels = [(*at, WIDE * len(name)) for name, at in drawn.names]
    assert [name for name, _at in drawn.names] == list(names)
    assert not [pair for pair in combinations(labels, 2) if over(*pair)]
    assert all(wide / 2 <= x <= 700 - wide / 2 for x, _y, wide in labels)


def test_a_name_that_is_wider_than_the_picture_begins_at_its_edge() -> None:
    drawn = public_map([closed(street("Đường " * 20, 107.575, 16.47))])
    assert drawn is not None
    ((_name, (x, _y)),) = drawn.names
    assert x == 350

"""The parade of the small festival in its order: four units on Lê Duẩn, on the second evening."""

from __future__ import annotations

from typing import Any

import pytest

from festival_ops.planning.models import ParadeRun
from festival_ops.traffic.models import Parade, ParadeSegment, ParadeUnit
from tests.support.networks import with_roads
from tests.support.programmes import Festival

UNITS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Cờ hội", {"name_en": "Flags", "held": "first", "loudness": 0, "people": 20}),
    ("Xiếc", {"name_en": "Circus", "pace": 60, "length": 60, "loudness": 1}),
    ("Trống", {"name_en": "Drums", "loudness": 3, "bus": "Xe 2"}),
    ("Kèn", {"name_en": "Brass", "loudness": 3}),
)


@pytest.fixture
def walking(festival: Festival) -> Festival:
    return with_parade(with_roads(festival))


def with_parade(made: Festival) -> Festival:
    chain = [ParadeSegment(segment=made[code], position=place) for place, code in enumerate(("A-1", "A-2"), start=1)]
    facts = {"performance": made["PARADE"], "assembly": "Sân trường", "dispersal": "Công viên", "apart": 40}
    made.add("walk", Parade(chain=chain, **facts))
    made.session.flush()
    for place, (name, more) in enumerate(UNITS, start=1):
        row = ParadeUnit(parade=made["walk"], name=name, position=place, **{"length": 20, "pace": 45, **more})
        made.add(name, row)
    made.session.commit()
    return made


def searched(made: Festival) -> ParadeRun:
    """A search that has not begun."""
    run = ParadeRun(parade_id=made["walk"].id, seconds=5, problem={})
    made.add("order wanted", run)
    made.session.commit()
    return run

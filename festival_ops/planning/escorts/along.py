"""Who meets whom, and who sees whom off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from festival_ops.planning.escorts.matrix import items_of
from festival_ops.planning.escorts.standing import Standing
from festival_ops.protocol.models import Escort


@dataclass(frozen=True)
class Along:
    """An escort at a journey, from when until when, as liaison officer or interpreter."""

    escort: Escort
    pair: str
    starts: datetime
    ends: datetime


def along_legs(stands: Standing, legs: Collection[int]) -> dict[int, list[Along]]:
    """By leg."""
    found: dict[int, list[Along]] = {}
    for item in items_of(stands):
        if item.row.leg_id is not None and item.row.leg_id in legs:
            mine = (Along(escort, item.task.pair, item.starts, item.ends) for escort in item.escorts)
            found.setdefault(item.row.leg_id, []).extend(mine)
    return found

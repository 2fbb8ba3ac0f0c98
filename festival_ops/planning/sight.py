"""What of the board somebody looks at, as their address says it: which days, how near, and along which axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from festival_ops.planning.board import AXES
from festival_ops.planning.board.scale import ZOOMS
from festival_ops.planning.desk import Desk
from festival_ops.planning.filters import Filters

STAGE = "stage"
# Days side by side; the last means all that follow.
SPANS = (1, 2, 3, 99)


@dataclass(frozen=True)
class Sight:
    """`days` is how many are drawn, `wide` how many were asked for; `table`: the same stands below as a table."""

    day: date
    index: int
    days: int
    wide: int
    zoom: int
    axis: str
    filters: Filters
    table: bool = False

    @classmethod
    def asked(cls, desk: Desk, index: int, address: Mapping[str, str]) -> Sight:
        """A reader who sees only their own performances sees them on the stages."""
        wide = _number(address.get("days", ""), SPANS, 1)
        axis = address.get("axis", STAGE)
        return cls(
            desk.clock.day(index),
            index,
            min(wide, desk.clock.days - index),
            wide,
            _number(address.get("zoom", ""), ZOOMS, 30 if wide == 1 else 60),
            axis if axis in AXES and desk.own is None else STAGE,
            Filters.asked(address),
            address.get("table") == "1",
        )

    def words(self, **changed: str | int | None) -> dict[str, str | int | None]:
        """As an address carries them, with something changed; what is as usual is left out."""
        held: dict[str, str | int | None] = {
            "day": self.day.isoformat(),
            "zoom": self.zoom,
            "days": self.wide,
            "axis": self.axis,
            "table": int(self.table),
            **self.filters.words,
            **changed,
        }
        usual = {"days": 1, "axis": STAGE, "table": 0}
        return {name: value for name, value in held.items() if value is not None and usual.get(name) != value}


def _number(text: str, allowed: Mapping[int, int] | tuple[int, ...], usual: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 and int(text) in allowed else usual

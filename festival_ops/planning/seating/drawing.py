"""The hall as it is drawn: chairs with who sits there, where the held guest may sit, and what each mark means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.utils import cached_property

from festival_ops.planning.seating.standing import Standing
from festival_ops.protocol.hall import Chair
from festival_ops.protocol.models import Invitation

# In the units of the drawing; a chair is as wide as its place, and lower than its row.
PLACE, ROW, CHAIR, MARGIN, STAGE = 30, 42, 26, 46, 40
CENTIMETRES = 60 / PLACE
# As wide as the sheet of a page on a desk, in pixels.
DESK = 1120


@dataclass(frozen=True)
class DrawnChair:
    """`refused` says why the held guest may not sit here, `broken` what is wrong with who sits here."""

    chair: Chair
    x: float
    y: float
    honour: int
    camera: bool
    invitation: Invitation | None
    rank: int | None
    pinned: bool
    refused: str
    broken: str

    @property
    def id(self) -> int:
        return self.chair.id


@dataclass(frozen=True)
class Drawing:
    stands: Standing
    held: int | None = None
    refusals: Mapping[int, str] = field(default_factory=dict)
    faults: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def chairs(self) -> list[DrawnChair]:
        """Row by row from the stage, each from the left."""
        laid = sorted(self.stands.hall.chairs.values(), key=lambda chair: (chair.row, chair.x, chair.id))
        return [self._drawn(chair) for chair in laid]

    @cached_property
    def rows(self) -> list[tuple[int, float]]:
        """Numbers of the rows, and where they are written."""
        numbers = sorted({chair.row for chair in self.stands.hall.chairs.values()})
        return [(row, self._y(row) + CHAIR / 2) for row in numbers]

    @cached_property
    def blocks(self) -> list[tuple[str, float, float]]:
        """Codes of the blocks, each above the middle of its first row."""
        found: dict[int, list[DrawnChair]] = {}
        for one in self.chairs:
            found.setdefault(one.chair.block, []).append(one)
        return [
            (
                chairs[0].chair.code,
                (min(one.x for one in chairs) + max(one.x for one in chairs) + CHAIR) / 2,
                min(one.y for one in chairs) - 5,
            )
            for chairs in found.values()
        ]

    @cached_property
    def width(self) -> float:
        return 2 * self._middle

    @cached_property
    def height(self) -> float:
        return max((one.y for one in self.chairs), default=0) + CHAIR + 12

    @property
    def fitting(self) -> float:
        """How much smaller it is drawn so that a desk sees the whole hall at once."""
        return min(1.0, DESK / self.width)

    @cached_property
    def _middle(self) -> float:
        reach = max((abs(chair.x) for chair in self.stands.hall.chairs.values()), default=0)
        return reach / CENTIMETRES + PLACE / 2 + MARGIN

    def _y(self, row: int) -> float:
        return STAGE + 24 + (row - 1) * ROW

    def _drawn(self, chair: Chair) -> DrawnChair:
        stands, problem = self.stands, self.stands.problem
        guest = stands.plan.guest_on(chair.id)
        return DrawnChair(
            chair=chair,
            x=self._middle + chair.x / CENTIMETRES - CHAIR / 2,
            y=self._y(chair.row),
            honour=problem.numbers[""][chair.id],
            camera=problem.seat(chair.id).camera,
            invitation=stands.hall.invited[guest] if guest is not None else None,
            rank=problem.standings[guest].rank if guest is not None else None,
            pinned=guest in stands.pins,
            refused=self.refusals.get(chair.id, ""),
            broken=self.faults.get(chair.id, ""),
        )

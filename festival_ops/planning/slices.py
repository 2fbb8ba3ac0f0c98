"""What each department answers for in a release: its slice of the preview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from festival_ops.accounts.policy import Department
from festival_ops.planning.preview import Preview, digest
from festival_ops.planning.published import Item


@dataclass(frozen=True)
class Line:
    """One performance as it concerns the department; `parties` counts the parties of honour that attend it."""

    act: int
    title: str
    starts: datetime
    ends: datetime
    place: str
    route: tuple[tuple[str, datetime], ...]
    crowd: int | None
    parties: int
    changed: bool

    @property
    def weight(self) -> list[int | None]:
        """What the department reads beyond what everybody reads."""
        return [self.crowd, self.parties]


@dataclass(frozen=True)
class Slice:
    department: Department
    lines: tuple[Line, ...]
    stamp: str

    @property
    def weights(self) -> dict[str, list[int | None]]:
        return {str(line.act): line.weight for line in self.lines}


def slice_of(shown: Preview, department: Department) -> Slice:
    """Its stamp changes with anything the preview would say and with anything the department reads beyond it."""
    lines = tuple(sorted(_lines(shown, department), key=lambda line: _order(department, line)))
    weights = sorted([line.act, *line.weight] for line in lines)
    return Slice(department, lines, digest([shown.stamp, department, weights]))


def _lines(shown: Preview, department: Department) -> Iterator[Line]:
    if department is Department.PROGRAMME:
        return
    changed = {change.performance_id for change in shown.changes}
    for item in shown.items:
        if item.state == "scheduled":
            line = _line(shown, department, item, item.performance_id in changed)
            if _concerns(department, line):
                yield line


def _line(shown: Preview, department: Department, item: Item, changed: bool) -> Line:
    act = shown.problem.act(item.performance_id)
    attended = department in (Department.SECURITY, Department.PROTOCOL)
    return Line(
        act=act.id,
        title=act.title,
        starts=item.starts,
        ends=item.ends,
        place=shown.problem.stage(item.stage_id).name,
        route=tuple(
            (shown.problem.stage(stop["stage_id"]).name, datetime.fromisoformat(stop["starts"])) for stop in item.route
        ),
        crowd=None if department is Department.PROTOCOL else act.crowd,
        parties=len(shown.problem.parties_of_act.get(act.id, ())) if attended else 0,
        changed=changed,
    )


def _concerns(department: Department, line: Line) -> bool:
    """Protocol: what guests attend. Security besides: crowds and parades. Traffic: parades, and where crowds leave."""
    return bool(line.parties or (department is not Department.PROTOCOL and (line.crowd or line.route)))


def _order(department: Department, line: Line) -> tuple[datetime, int]:
    """Traffic looks at the minute at which people leave, the others at when they come."""
    return (line.ends if department is Department.TRAFFIC else line.starts, line.act)

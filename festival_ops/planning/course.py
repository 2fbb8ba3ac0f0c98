"""How a search went, for people: its course as a picture, and how good its best plan is in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.planning.models import SolveRun
from solver.problem import CAREFUL, WISHFUL

WIDTH, HEIGHT = 640, 150
LEFT, BOTTOM = 8, 22
# A plan in which something has no place costs more than this; the picture begins with the first complete one.
INCOMPLETE = 1_000_000


@dataclass(frozen=True)
class Picture:
    """Polylines in pixels of a sheet of WIDTH × HEIGHT; `bound` lies below `value`, and they meet when it is proven."""

    value: str
    bound: str
    seconds: float
    most: int
    least: int


def picture(course: Sequence[Sequence[float]], seconds: float) -> Picture | None:
    """None until there are two points of a complete plan."""
    points = [point for point in course if point[1] < INCOMPLETE]
    if len(points) < 2:
        return None
    ends = max(seconds, points[-1][0], 1)
    most = max(point[1] for point in points)
    least = max(0.0, min(point[2] for point in points))

    def place(at: float, height: float) -> str:
        share = (most - height) / max(1, most - least)
        return f"{LEFT + at / ends * (WIDTH - 2 * LEFT):.0f},{8 + share * (HEIGHT - BOTTOM - 16):.0f}"

    return Picture(
        value=_stairs([(at, value) for at, value, _bound in points], place),
        bound=_stairs([(at, max(least, bound)) for at, _value, bound in points], place),
        seconds=ends,
        most=round(most),
        least=round(least),
    )


def quality(found: dict[str, Any]) -> str:
    """How much better a plan could still be, as far as it is proven."""
    missing = missing_in(found)
    if missing:
        return ngettext("%(num)s performance has no place yet", "%(num)s performances have no place yet", missing)
    value, bound = found["value"], found["bound"]
    if value <= bound:
        return _("proven best: no better plan exists")
    percent = max(1, round(100 * (value - bound) / max(1, value)))
    return _("at most %(percent)s %% better exists", percent=percent)


def quality_of(run: SolveRun, found: dict[str, Any]) -> str:
    """The same of any kind of run: of a repair, how small the change is and whether a smaller one could do."""
    if "moves_bound" not in found:
        return quality(found)
    moved = ngettext("%(num)s performance moves", "%(num)s performances move", len(found["moved"]))
    missing = len(found["unplaced"])
    told = [moved]
    if missing:
        told.append(ngettext("%(num)s has no place", "%(num)s have no place", missing))
    if missing > found["unplaced_bound"]:
        told.append(_("at least %(num)s cannot have one", num=found["unplaced_bound"]))
    elif tuple(run.options.get("goals", CAREFUL)) == WISHFUL:
        told.append(_("the wishes count more than few moves in this edition"))
    elif found["moves"] <= found["moves_bound"]:
        told.append(_("proven: less cannot be changed"))
    else:
        percent = max(1, round(100 * (found["moves"] - found["moves_bound"]) / max(1, found["moves"])))
        told.append(_("at most %(percent)s %% less could be changed", percent=percent))
    return "; ".join(told)


def missing_in(found: dict[str, Any]) -> int:
    unplaced = found.get("unplaced") or 0
    return unplaced if isinstance(unplaced, int) else len(unplaced)


def _stairs(points: list[tuple[float, float]], place: Any) -> str:
    """A value holds until the next one is found."""
    drawn = [place(*points[0])]
    for (_at, before), (at, after) in pairwise(points):
        drawn += [place(at, before), place(at, after)]
    return " ".join(drawn)

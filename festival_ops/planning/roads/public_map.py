"""The closed roads of a day as the public knows them, drawn from a notice alone: no street of which it says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import get_locale

from festival_ops.planning.on_paper import TALL, Label, beside, round_length
from festival_ops.planning.roads.announced import CANCELLED, HOLDS, Item, Stretch
from festival_ops.planning.roads.plan_map import LETTER, ROUND, WIDTH, Line, PlanMap, Sheet, Spot
from festival_ops.traffic.geometry import metres, middle
from festival_ops.traffic.kinds import BANNING

# On phones names are written in 22 units and not in 14 (static/css/roads.css); there is room for them on any screen.
ON_PHONES = LETTER * 22 / 14


def public_map(items: Sequence[Item]) -> PlanMap | None:
    """Each closure bears the number that it has in the list of its day. None where nothing of it is drawn."""
    held = [(number, item) for number, item in enumerate(items, start=1) if item.state != CANCELLED]
    ways = [(ROUND, each) for _number, item in held if item.state == HOLDS for each in item.round]
    closed = [(_look(item), each) for _number, item in held for each in item.stretches]
    stretches = [each for _shown, each in (*ways, *closed)]
    if not closed:
        return None
    sheet = Sheet([point for each in stretches for point in each.line])
    taken: list[Label] = []
    spots = [_spot(sheet, number, item, taken) for number, item in held if item.stretches]
    reach = round_length(WIDTH / 4 / sheet.unit)
    return PlanMap(
        lines=tuple(Line(tuple(map(sheet.place, each.line)), shown) for shown, each in (*ways, *closed)),
        spots=tuple(spots),
        names=tuple(_named(sheet, each, taken) for each in _longest(stretches)),
        ruler=reach * sheet.unit,
        metres=reach,
        height=sheet.height,
    )


def _look(item: Item) -> str:
    return "closed" if item.measure in BANNING else "held"


def _spot(sheet: Sheet, number: int, item: Item, taken: list[Label]) -> Spot:
    at = sheet.place(middle(item.stretches[len(item.stretches) // 2].line))
    return Spot(number, at, beside(at, TALL, taken, WIDTH))


def _longest(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Of each street the stretch that has most room for its name."""
    found: dict[str, Stretch] = {}
    for each in stretches:
        known = found.get(each.street)
        if known is None or metres(each.line) > metres(known.line):
            found[each.street] = each
    return list(found.values())


def _named(sheet: Sheet, stretch: Stretch, taken: list[Label]) -> tuple[str, tuple[float, float]]:
    name = stretch.street_en if stretch.street_en and str(get_locale()) == "en" else stretch.street
    return name, beside(sheet.place(middle(stretch.line)), min(ON_PHONES * len(name), WIDTH), taken, WIDTH)

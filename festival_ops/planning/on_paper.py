"""Maps drawn to scale: labels that cover no other, and the length of a ruler."""

from __future__ import annotations

import math

# Metres of a degree of latitude; a degree of longitude is shorter by the cosine of the latitude.
DEGREE = 111_195.0
# A label is so high.
TALL = 24
GOLDEN = math.pi * (3 - math.sqrt(5))

Place = tuple[float, float]
# The middle of a label, and how wide it is.
Label = tuple[float, float, float]


def beside(at: Place, wide: float, taken: list[Label], width: float) -> Place:
    """The nearest place in a widening spiral round `at` where the label lies over no other; it is taken then."""
    for step in range(5_000):
        far = TALL * math.sqrt(step) * 0.6
        x, y = at[0] + far * math.cos(step * GOLDEN), at[1] + far * math.sin(step * GOLDEN)
        label = min(max(x, wide / 2), width - wide / 2), y, wide
        if not any(over(label, other) for other in taken):
            break
    taken.append(label)
    return label[:2]


def over(label: Label, other: Label) -> bool:
    across, down = abs(label[0] - other[0]), abs(label[1] - other[1])
    return across < (label[2] + other[2]) / 2 + 2 and down < TALL + 2


def round_length(metres: float) -> int:
    """The longest of 1, 2, 5, 10, 20, 50 … metres that is no longer."""
    power = 10 ** max(0, math.floor(math.log10(max(metres, 1.0))))
    return max(power * step for step in (1, 2, 5) if power * step <= max(metres, 1.0))

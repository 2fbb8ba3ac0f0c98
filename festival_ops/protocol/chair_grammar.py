"""How chairs are written in one cell or one field: row and number, as `1-4`, and many of a row as `1-4..9`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from flask_babel import gettext as _

from festival_ops.programme.grammar import UnreadableError, parse_names

_CHAIRS = re.compile(r"(?P<row>\d{1,3})\s*-\s*(?P<first>\d{1,3})(?:\s*(?:\.\.|…)\s*(?P<last>\d{1,3}))?")


def parse_chairs(text: str) -> list[str]:
    """Each chair once, by row and number."""
    found: set[tuple[int, int]] = set()
    for item in parse_names(text.replace(",", ";")):
        match = _CHAIRS.fullmatch(item)
        if match is None or int(match["last"] or match["first"]) < int(match["first"]):
            raise UnreadableError(
                _("“%(text)s” is no chair; write row and number as 1-4, or 1-4..9 for several.", text=item[:40])
            )
        row, first, last = int(match["row"]), int(match["first"]), int(match["last"] or match["first"])
        found |= {(row, number) for number in range(first, last + 1)}
    return [f"{row}-{number}" for row, number in sorted(found)]


def show_chairs(chairs: Iterable[str]) -> str:
    found = sorted(tuple(map(int, chair.split("-"))) for chair in chairs)
    # Numbers of one row that follow each other differ from their places in the list by the same.
    runs = groupby(enumerate(found), lambda each: (each[1][0], each[1][1] - each[0]))
    return "; ".join(_run([chair for _place, chair in run]) for _key, run in runs)


def _run(chairs: list[tuple[int, ...]]) -> str:
    (row, first), last = chairs[0], chairs[-1][1]
    return f"{row}-{first}" if first == last else f"{row}-{first}..{last}"

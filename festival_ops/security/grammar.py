"""What people are trained for, as it is written in one cell: `guard; medic 30/06/2024`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from festival_ops.programme.grammar import UnreadableError, parse_date
from festival_ops.programme.grammar.clock import DATE
from festival_ops.programme.grammar.reading import each, items

_UNTIL = re.compile(
    rf"(?P<name>.+?)[\s,:]+(?:\(\s*)?(?:until\s+|till\s+|to\s+|đến\s+|hết\s+|hạn\s+)*(?P<day>{DATE})\s*\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Held:
    """A qualification by the name it was written with; `expires` is the last day on which it counts."""

    name: str
    expires: date | None = None


def parse_holdings(text: str, near: date) -> list[Held]:
    """One qualification an item, with its last day if it has one: `medic 30/06/2024`, `medic đến 30/06`."""

    def read(item: str) -> Iterator[Held]:
        match = _UNTIL.fullmatch(item)
        yield Held(match["name"].strip(), parse_date(match["day"], near)) if match else Held(item)

    found = each(text, read)
    if len({held.name for held in found}) < len(items(text)):
        raise UnreadableError(_("The same qualification stands in the list twice; leave only one."))
    return found


def show_holdings(holdings: Iterable[Held]) -> str:
    """Last days with their year: some lie far ahead."""
    told = ((held.name, f"{held.expires:%d/%m/%Y}" if held.expires else "") for held in holdings)
    return "\n".join(f"{name} {day}".strip() for name, day in told)

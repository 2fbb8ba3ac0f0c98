"""What people are trained for, and heads by function, as they are written in one cell: `guard; medic 30/06/2024`,
`guard × 25; guard + commander × 2`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from flask_babel import gettext as _

from festival_ops.programme.grammar import UnreadableError, parse_date
from festival_ops.programme.grammar.clock import DATE
from festival_ops.programme.grammar.reading import each, items

Q = TypeVar("Q")

MOST_HEADS = 2_000
_UNTIL = re.compile(
    rf"(?P<name>.+?)[\s,:]+(?:\(\s*)?(?:until\s+|till\s+|to\s+|đến\s+|hết\s+|hạn\s+)*(?P<day>{DATE})\s*\)?",
    re.IGNORECASE,
)

_HEADS = re.compile(r"(?P<names>.+?)(?:\s*[×xX*:]\s*|\s+)(?P<heads>\d{1,6})")
_HEADS_FIRST = re.compile(r"(?P<heads>\d{1,6})(?:\s*[×xX*]\s*|\s+)(?P<names>.+)")


@dataclass(frozen=True)
class Heads:
    """So many people who hold a qualification or two, by the names they were written with."""

    names: tuple[str, ...]
    count: int


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


def parse_heads(text: str) -> list[Heads]:
    """How many of whom, one kind an item: `guard × 25`, `2 guard + commander`."""

    def read(item: str) -> Iterator[Heads]:
        match = _HEADS.fullmatch(item) or _HEADS_FIRST.fullmatch(item)
        if match is None:
            raise UnreadableError(_("Say how many: write for example “guard × 25”."))
        names = tuple(name.strip() for name in match["names"].split("+") if name.strip())
        if not 1 <= len(names) <= 2:
            raise UnreadableError(_("A head holds one qualification, or two of which one leads: “guard + commander”."))
        if not 1 <= int(match["heads"]) <= MOST_HEADS:
            raise UnreadableError(_("Write a number from %(least)s to %(most)s.", least=1, most=MOST_HEADS))
        yield Heads(names, int(match["heads"]))

    return each(text, read)


def show_heads(heads: Iterable[Heads]) -> str:
    return "\n".join(f"{' + '.join(some.names)} × {some.count}" for some in heads)


def in_order(held: list[Q], leads: Callable[[Q], bool]) -> tuple[Q, Q | None]:
    """The qualification in which heads of a kind serve, and the one by which they lead."""
    if len(held) == 1:
        return held[0], None
    plain, leading = [each for each in held if not leads(each)], [each for each in held if leads(each)]
    if len(plain) != 1 or len(leading) != 1:
        raise UnreadableError(_("Of two qualifications exactly one must be one that leads."))
    return plain[0], leading[0]

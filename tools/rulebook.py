"""Writes docs/rules.md from the rules and wishes themselves; `check` fails when the page has fallen behind."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from solver.crew.rules import CREW_RULES, CrewRule
from solver.crew.wishes import CREW_WISHES, CrewWish
from solver.parade.rules import PARADE_RULES, ParadeRule
from solver.rides.rules import RIDE_RULES, RideRule
from solver.rules import RULES, Rule
from solver.seats.rules import SEAT_RULES, SeatRule
from solver.seats.wishes import SEAT_WISHES, SeatWish
from solver.wishes import WISHES, Wish

PAGE = Path("docs/rules.md")
HEAD = """# The rules

Made by `make docs` from the rules and wishes in `solver`, `solver/crew`, `solver/rides`, `solver/parade` and
`solver/seats`; change a rule there, never here.

*block*: the plan may not have it. *block release*: a draft may, a release may not. *warn*: somebody has to answer for
it with a waiver. *ignore*: it is not looked at. The level given is where a new edition starts; each may set its own.
"""


def meaning(entry: Rule | CrewRule | RideRule | ParadeRule | SeatRule | Wish | CrewWish | SeatWish) -> str:
    """The first sentence of the file is the rule."""
    return (sys.modules[type(entry).__module__].__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")


def told(sentence: str) -> str:
    return re.sub(r"%\((\w+)\)s", r"*\1*", sentence)


def rule(entry: Rule | CrewRule | RideRule | ParadeRule | SeatRule) -> Iterator[str]:
    yield f"### {entry.title}\n"
    yield f"{meaning(entry)}\n"
    yield f"Level: *{entry.level}*. When it is broken, people read:\n"
    yield from (f"> {told(sentence)}\n" for sentence in (entry.text, *entry.cases.values()) if sentence)


def wish(entry: Wish | CrewWish | SeatWish) -> Iterator[str]:
    yield f"### {entry.title}\n"
    yield f"{meaning(entry)}\n"


def page() -> str:
    parts = [HEAD, "## What must be true\n"]
    for entry in RULES:
        parts.extend(rule(entry))
    parts.append("## What we would like\n")
    for liked in WISHES:
        parts.extend(wish(liked))
    parts.append("## What must be true of a roster\n")
    for duty in CREW_RULES:
        parts.extend(rule(duty))
    parts.append("## What we would like of a roster\n")
    for wanted in CREW_WISHES:
        parts.extend(wish(wanted))
    parts.append("## What must be true of rides\n")
    for ride in RIDE_RULES:
        parts.extend(rule(ride))
    parts.append("## What must be true of a parade\n")
    for asked in PARADE_RULES:
        parts.extend(rule(asked))
    parts.append("## What must be true of a seating\n")
    for seated in SEAT_RULES:
        parts.extend(rule(seated))
    parts.append("## What we would like of a seating\n")
    for sought in SEAT_WISHES:
        parts.extend(wish(sought))
    return "\n".join(parts)


def main(task: str) -> None:
    if task == "write":
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        raise SystemExit(f"{PAGE} has fallen behind the rules; run `make docs`.")


if __name__ == "__main__":
    main(sys.argv[1])

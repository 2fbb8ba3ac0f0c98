"""Writes docs/rules.md from the rules and wishes themselves; `check` fails when the page has fallen behind."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from solver.arrivals.rules import ARRIVAL_RULES, ArrivalRule
from solver.arrivals.wishes import ARRIVAL_WISHES
from solver.crew.rules import CREW_RULES, CrewRule
from solver.crew.wishes import CREW_WISHES, CrewWish
from solver.escorts.rules import ESCORT_RULES, EscortRule
from solver.escorts.wishes import ESCORT_WISHES, EscortWish
from solver.lodging.rules import LODGING_RULES, LodgingRule
from solver.lodging.wishes import LODGING_WISHES
from solver.parade.rules import PARADE_RULES, ParadeRule
from solver.rides.rules import RIDE_RULES, RideRule
from solver.rules import RULES, Rule
from solver.seats.rules import SEAT_RULES, SeatRule
from solver.seats.wishes import SEAT_WISHES, SeatWish
from solver.wishes import WISHES, Wish

AnyRule = Rule | CrewRule | RideRule | ParadeRule | EscortRule | LodgingRule | ArrivalRule | SeatRule
AnyWish = Wish | CrewWish | EscortWish | SeatWish
PAGE = Path("docs/rules.md")
HEAD = """# The rules

Made by `make docs` from the rules and wishes in `solver`, `solver/crew`, `solver/rides`, `solver/parade`,
`solver/seats`, `solver/escorts`, `solver/lodging` and `solver/arrivals`; change a rule there, never here.

*block*: the plan may not have it. *block release*: a draft may, a release may not. *warn*: somebody has to answer for
it with a waiver. *ignore*: it is not looked at. The level given is where a new edition starts; each may set its own.
"""


def meaning(entry: AnyRule | AnyWish) -> str:
    """The first sentence of the file is the rule."""
    return (sys.modules[type(entry).__module__].__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")


def told(sentence: str) -> str:
    return re.sub(r"%\((\w+)\)s", r"*\1*", sentence)


def rule(entry: AnyRule) -> Iterator[str]:
    yield f"### {entry.title}\n"
    yield f"{meaning(entry)}\n"
    yield f"Level: *{entry.level}*. When it is broken, people read:\n"
    yield from (f"> {told(sentence)}\n" for sentence in (entry.text, *entry.cases.values()) if sentence)


def wish(entry: AnyWish) -> Iterator[str]:
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
    parts.extend(protocol())
    return "\n".join(parts)


def protocol() -> Iterator[str]:
    """What is asked for guests: who goes along, where they sleep, and when they arrive."""
    yield "## What must be true of those who go with delegations\n"
    for duty in ESCORT_RULES:
        yield from rule(duty)
    yield "## What we would like of those who go with delegations\n"
    for wanted in ESCORT_WISHES:
        yield from wish(wanted)
    yield "## What must be true of guests' rooms\n"
    for room in LODGING_RULES:
        yield from rule(room)
    yield "## What we would like of guests' rooms\n"
    yield "".join(f"- {liked.title}\n" for liked in LODGING_WISHES)
    yield "## What must be true of arrivals at a ceremony\n"
    for slot in ARRIVAL_RULES:
        yield from rule(slot)
    yield "## What we would like of arrivals at a ceremony\n"
    yield "".join(f"- {liked.title}\n" for liked in ARRIVAL_WISHES)


def main(task: str) -> None:
    if task == "write":
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        raise SystemExit(f"{PAGE} has fallen behind the rules; run `make docs`.")


if __name__ == "__main__":
    main(sys.argv[1])

"""What people write of gates and slots, read with care: nobody knows in advance what is typed into a clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from flask_babel import gettext as _

from festival_ops.planning.arrivals.snapshot import GAP, Facts
from festival_ops.planning.arrivals.standing import Standing
from festival_ops.traffic.models import Gate
from festival_ops.web.telling import by_name
from solver.arrivals.problem import MINUTE
from solver.problem import MINUTES_A_DAY

MOST_LANES, LONGEST_GAP = 20, 30
Chosen = tuple[int, bool, list[list[Any]]]


@dataclass(frozen=True)
class GateRow:
    """One gate of the form as it was sent, or as it stands."""

    gate: Gate
    used: bool
    lanes: str
    since: str
    until: str


def chosen_gates(sent: Mapping[str, str], gates: Iterable[Gate]) -> tuple[Chosen | None, list[str]]:
    """The gap, the badge and the gates of the form, or what cannot be meant."""
    faults, found = [], []
    gap = _count(sent.get("gap", ""), LONGEST_GAP)
    if gap is None:
        faults.append(_("Between two cars lie 1 to %(most)s minutes; write a whole number.", most=LONGEST_GAP))
    for gate in gates:
        if f"gate-{gate.id}" in sent:
            lanes = _count(sent.get(f"lanes-{gate.id}", ""), MOST_LANES)
            since, until = (_clock(sent.get(f"{name}-{gate.id}", "")) for name in ("since", "until"))
            told = {"gate": by_name(gate), "most": MOST_LANES}
            if lanes is None:
                faults.append(_("%(gate)s: write how many cars stand side by side, 1 to %(most)s.", **told))
            if since is None or until is None or (since and since == until):
                faults.append(_("%(gate)s: write two different clock times as 17:30, or leave them empty.", **told))
            found.append([gate.id, lanes, since or None, until or None])
    return (None if faults else (gap or GAP, "badge" in sent, found)), faults


def gate_rows(stands: Standing, gates: Iterable[Gate], sent: Mapping[str, str]) -> list[GateRow]:
    """As it was sent, where it was refused; otherwise as it stands."""
    used = {each.gate.id: each for each in stands.facts.used}
    refused = "gap" in sent
    found = []
    for gate in gates:
        here = used.get(gate.id)
        if refused:
            ticked, texts = (
                f"gate-{gate.id}" in sent,
                [sent.get(f"{n}-{gate.id}", "") for n in ("lanes", "since", "until")],
            )
        else:
            hours = ((f"{at:%H:%M}" if at else "") for at in (here.since, here.until)) if here else ("", "")
            ticked, texts = here is not None, [str(here.lanes if here else 1), *hours]
        found.append(GateRow(gate, ticked, *texts))
    return found


def second_of(text: str, facts: Facts) -> int | None:
    """The clock time nearest to the ceremony's start, on the clock of the problem; None where it is none."""
    clock = _clock(text)
    if not clock:
        return None
    at, start = time.fromisoformat(clock), facts.start // MINUTE
    minutes = at.hour * 60 + at.minute
    day = start // MINUTES_A_DAY
    return min((MINUTE * (each * MINUTES_A_DAY + minutes) for each in (day - 1, day, day + 1)),
               key=lambda second: abs(second - facts.start))  # fmt: skip


def _count(text: str, most: int) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= most else None


def _clock(text: str) -> str | None:
    """18:35 for 18:35, 18h35 or 8:35; empty for nothing, None for anything else."""
    hours, colon, minutes = text.strip().lower().replace("h", ":").replace(".", ":").partition(":")
    if not hours and not colon:
        return ""
    minutes = minutes or "00"
    if not (hours.isascii() and hours.isdecimal() and minutes.isascii() and minutes.isdecimal()):
        return None
    if len(hours) > 2 or len(minutes) != 2 or int(hours) > 23 or int(minutes) > 59:
        return None
    return f"{int(hours):02}:{minutes}"

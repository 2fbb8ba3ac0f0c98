"""An opening as large as a festival's: a front block of honour, two blocks beside each other and one behind them, hosts
to the left of the centre line and guests to its right. Synthetic: no guest of it exists."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from solver.seats.facts import GUEST, HOST, Apart, Block, Group, Guest, Precedence, Seat
from solver.seats.problem import SeatingProblem

WIDTH = 60
# Block, tier, rows, chairs a row, closed rows and where the middle of its rows is.
BLOCKS = (("A", 0, 6, 20, 2, 0), ("B", 1, 10, 12, 0, -480), ("C", 1, 10, 12, 0, 480), ("D", 2, 10, 26, 0, 0))
# Group, blocks, leeway, hosts, guests and how many of these have an interpreter.
GROUPS = (
    ("A0", (1,), 0, 2, 3, 0),
    ("A1", (1,), 1, 0, 24, 0),
    ("A1-F", (1,), 1, 0, 14, 11),
    ("A2", (1,), 2, 44, 0, 0),
    ("B1", (2, 3), 6, 40, 68, 6),
    ("B2", (2, 3, 4), 40, 128, 154, 6),
)
DELEGATIONS, COUPLES, APART, WHEELCHAIRS, SPEAKERS, CAMERAS = 40, 30, 8, 12, 4, 20


def opening(seed: int = 0) -> SeatingProblem:
    """500 guests in 40 delegations, 620 chairs."""
    chance = Random(seed)
    guests = _with_needs(_guests(chance), chance)
    pairs = [chance.sample([one.id for one in guests if one.group == group], 2) for group in ("A1", "A1-F", "B1", "B2")]
    more = [chance.sample([one.id for one in guests if one.group in ("B1", "B2")], 2) for _ in range(APART - 4)]
    return SeatingProblem(
        "Opening",
        tuple(Block(id, code, tier, closed) for id, (code, tier, _, _, closed, _) in enumerate(BLOCKS, start=1)),
        tuple(_seats()),
        tuple(guests),
        (),
        Precedence(tuple(Group(code, blocks, leeway) for code, blocks, leeway, *_ in GROUPS), sides=True),
        tuple(Apart(*pair, seats=2, rows=1) for pair in (*pairs, *more)),
    )


def _seats() -> list[Seat]:
    found: list[Seat] = []
    for block, (code, _, rows, chairs, _, middle) in enumerate(BLOCKS, start=1):
        for row in range(rows):
            for place in range(1, chairs + 1):
                x = middle + (2 * place - chairs - 1) * WIDTH // 2
                # An aisle along the centre line parts the rows that cross it, and takes a number.
                number = place + (middle == 0 and place > chairs // 2)
                beside = {1, chairs} | ({chairs // 2, chairs // 2 + 1} if middle == 0 else set())
                found.append(Seat(
                    len(found) + 1, f"{code}-{row + 1}-{place}", block, row, number, x,
                    step_free=place in (1, chairs) or (row == 0 and block > 1), aisle=place in beside,
                    camera=abs(x) <= 300, held=block == 1 and row == 5 and place in (1, 2, 19, 20),
                ))  # fmt: skip
    return found


def _guests(chance: Random) -> list[Guest]:
    found: list[Guest] = []
    for group, _, _, hosts, others, interpreters in GROUPS:
        own = []
        for number in range(hosts + others):
            side = HOST if number < hosts else GUEST
            delegation = chance.randint(1, DELEGATIONS) if side == GUEST and group != "A0" else None
            since = f"{chance.randint(2015, 2025)}-{chance.randint(1, 12):02}-01"
            own.append(Guest(
                len(found) + len(own) + 1, f"{group}-{number + 1:03}", group, chance.randint(1, 12), since,
                chance.randint(1, 200), side, delegation,
            ))  # fmt: skip
        for principal in own[hosts : hosts + interpreters]:
            id = len(found) + len(own) + 1
            own.append(replace(principal, id=id, code=f"{principal.code}-T", office=0, interprets=principal.id))
        found += own
    return found


def _with_needs(guests: list[Guest], chance: Random) -> list[Guest]:
    """Couples, wheelchairs, speakers and those whom the camera is to see; nobody is two of these."""
    helped = {guest.interprets for guest in guests} | {guest.id for guest in guests if guest.interprets}
    plain = [index for index, guest in enumerate(guests) if guest.id not in helped and guest.group != "A0"]
    found = list(guests)
    for party in range(COUPLES):
        one = plain[chance.randrange(len(plain))]
        alike = [at for at in plain if at != one and _alike(guests[at], guests[one])]
        other = min(alike, key=lambda at: abs(at - one))
        for at in (one, other):
            found[at] = replace(found[at], party=party + 1)
            plain.remove(at)
    for need, times in (("step_free", WHEELCHAIRS), ("speaker", SPEAKERS), ("camera", CAMERAS)):
        for at in chance.sample(plain, times):
            found[at] = replace(found[at], **{need: True})  # type: ignore[arg-type]
            plain.remove(at)
    return found


def _alike(guest: Guest, other: Guest) -> bool:
    return (guest.group, guest.side) == (other.group, other.side)

"""Small halls and ceremonies by chance, with enough of everything that each rule is broken now and then."""

from __future__ import annotations

from random import Random

from solver.seats.facts import (
    AISLE,
    ANY,
    BEHIND,
    BESIDE,
    CENTRE,
    GUEST,
    HOST,
    LEFT,
    RIGHT,
    Apart,
    Block,
    Group,
    Guest,
    Precedence,
    Seat,
)
from solver.seats.plan import Chair, SeatingPlan
from solver.seats.problem import SeatingProblem

WIDTH = 60


def row(block: int, number: int, chairs: int, *, first: int = 1, **facts: object) -> list[Seat]:
    """So many chairs side by side around the centre line, the aisle at both ends."""
    found = []
    for place in range(1, chairs + 1):
        x, id = (2 * place - chairs - 1) * WIDTH // 2, first + place - 1
        known: dict[str, object] = {"x": x, "aisle": place in (1, chairs), **facts}
        found.append(Seat(id, f"{chr(64 + block)}-{number + 1}-{place}", block, number, place, **known))  # type: ignore[arg-type]
    return found


def guest(id: int, group: str = "A1", **facts: object) -> Guest:
    return Guest(id, f"{group}-{id:02}", group, **{"office": id, **facts})  # type: ignore[arg-type]


def ceremony(seats: list[Seat], *guests: Guest, **facts: object) -> SeatingProblem:
    blocks = tuple(Block(id, chr(64 + id), id) for id in sorted({seat.block for seat in seats}))
    groups = tuple(Group(code) for code in sorted({guest.group for guest in guests}))
    defaults: dict[str, object] = {"blocks": blocks, "precedence": Precedence(groups)}
    return SeatingProblem("Opening", seats=tuple(seats), guests=guests, **{**defaults, **facts})  # type: ignore[arg-type]


def seating(*chairs: tuple[int, int]) -> SeatingPlan:
    return SeatingPlan(tuple(Chair(*chair) for chair in chairs))


def chance_ceremony(seed: int, size: int = 6) -> SeatingProblem:
    chance = Random(seed)
    seats = [_chance_seat(chance, seat, size) for block in (1, 2) for number in range(2)
             for seat in row(block, number, 3, first=6 * block + 3 * number - 5)]  # fmt: skip
    guests = [_chance_guest(chance, id, size) for id in range(1, size + 1)]
    groups = tuple(
        Group(code, tuple(chance.sample((1, 2), chance.choice((0, 0, 1, 2)))), leeway=chance.choice((0, 0, 1, 2)))
        for code in ("A0", "A1", "A2")
    )
    precedence = Precedence(
        groups,
        sides=chance.random() < 0.5,
        guests_at=chance.choice((RIGHT, LEFT)),
        middle=chance.choice(("", HOST, GUEST)),
        first=chance.choice((CENTRE, AISLE)),
        honoured=chance.choice((RIGHT, LEFT)),
        interpreter=chance.choice((BESIDE, BEHIND, ANY)),
    )
    first, second = chance.sample(range(1, size + 1), 2)
    blocks = tuple(Block(id, "AB"[id - 1], chance.choice((0, id)), closed=chance.choice((0, 1, 2))) for id in (1, 2))
    apart = (Apart(first, second, chance.choice((0, 1, 2)), chance.choice((0, 1))),)
    return SeatingProblem("Opening", blocks, tuple(seats), tuple(guests), (), precedence, apart, near_aisle=0)


def careless(problem: SeatingProblem, seed: int) -> SeatingPlan:
    """Nearly everybody on some chair; now and then somebody has none, or two share one."""
    chance = Random(seed + 1)
    seats = chance.sample([seat.id for seat in problem.seats], len(problem.guests))
    pairs = zip(problem.guests, seats, strict=True)
    chairs = [Chair(guest.id, seat) for guest, seat in pairs if chance.random() < 0.97]
    if chance.random() < 0.1 and chairs:
        chairs.append(Chair(chairs[0].guest, chance.choice(problem.seats).id))
    return SeatingPlan(tuple(dict.fromkeys(chairs)))


def _chance_seat(chance: Random, seat: Seat, size: int) -> Seat:
    held = chance.random() < 0.15
    return Seat(
        seat.id, seat.label, seat.block, seat.row, seat.place, seat.x,
        side=chance.choice((None, None, None, None, "", HOST)),
        step_free=chance.random() < 0.5,
        aisle=seat.aisle and chance.random() < 0.7,
        camera=chance.random() < 0.5,
        held=held,
        holders=(chance.randint(1, size),) if held and chance.random() < 0.5 else (),
    )  # fmt: skip


def _chance_guest(chance: Random, id: int, size: int) -> Guest:
    others = [other for other in range(1, size + 1) if other != id]
    return guest(
        id,
        chance.choice(("A0", "A1", "A1", "A2")),
        office=chance.choice((0, 1, 2)),
        side=chance.choice((HOST, GUEST, GUEST, "")),
        delegation=chance.choice((None, 1, 2)),
        party=chance.choice((None, None, 1, 2)),
        interprets=chance.choice(others) if chance.random() < 0.2 else None,
        step_free=chance.random() < 0.15,
        speaker=chance.random() < 0.15,
        camera=chance.random() < 0.3,
        blocks=(chance.choice((1, 2)),) if chance.random() < 0.15 else (),
        seat=chance.randint(1, 12) if chance.random() < 0.1 else None,
    )

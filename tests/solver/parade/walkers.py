"""Small parades by chance, with enough of everything that each rule is broken now and then."""

from __future__ import annotations

from random import Random

from solver.parade.problem import Corner, Engagement, Halt, ParadeProblem, Unit

AFTERNOON = 16 * 60 + 30


def unit(id: int, **facts: object) -> Unit:
    defaults: dict[str, object] = {"name": f"Unit {id}", "length": 20, "pace": 45, "gap": 15, "loudness": 0}
    return Unit(id, **{**defaults, **facts})  # type: ignore[arg-type]


def parade(*units: Unit, metres: int = 1800, **facts: object) -> ParadeProblem:
    current = tuple(each.id for each in units)
    defaults: dict[str, object] = {"apart": 60, "current": current, "call": 30, "walk": 5}
    return ParadeProblem("Parade", "2026-06-05", AFTERNOON, metres, units, **{**defaults, **facts})  # type: ignore[arg-type]


def chance_parade(seed: int, size: int = 5) -> ParadeProblem:
    chance = Random(seed)
    units = [_chance_unit(chance, id, size) for id in range(1, size + 1)]
    end = Corner("End", 1800, AFTERNOON + chance.randint(44, 62))
    middle = Corner("Middle", 900, AFTERNOON + chance.randint(24, 40))
    halts = (Halt(chance.choice((300, 900, 1500)), 5),) if chance.random() < 0.3 else ()
    return parade(*units, corners=(middle, end), apart=chance.choice((0, 20, 40, 60)), halts=halts)


def careless(problem: ParadeProblem, seed: int) -> tuple[int, ...]:
    order = [each.id for each in problem.units]
    Random(seed + 1).shuffle(order)
    return tuple(order)


def _chance_unit(chance: Random, id: int, size: int) -> Unit:
    before = Engagement("Before", AFTERNOON - chance.randint(55, 65), 10, 20)
    after = Engagement("After", AFTERNOON + chance.randint(70, 90), 10, 20)
    return unit(
        id,
        length=chance.randint(5, 40),
        pace=chance.choice((36, 40, 45, 50, 60)),
        gap=chance.choice((0, 10, 20)),
        loudness=chance.choice((0, 0, 1, 2, 3)),
        needs_quiet=chance.random() < 0.3,
        kind=chance.choice(("", "drums", "dance")),
        position=chance.choice((None, None, None, 1, -1, 2)),
        after=(chance.choice([other for other in range(1, size + 1) if other != id]),) if chance.random() < 0.2 else (),
        previous=before if chance.random() < 0.3 else None,
        next=after if chance.random() < 0.3 else None,
        halts=(Halt(chance.choice((600, 900)), 3),) if chance.random() < 0.3 else (),
    )

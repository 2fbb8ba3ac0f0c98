"""A festival's opening: everybody seated by rank, regrets in the front row, and a guest held over the hall."""

from __future__ import annotations

import time
from dataclasses import replace
from statistics import median

from bench.ceremonies import opening
from bench.machine import table
from solver.seats.costs import refused
from solver.seats.mend import mend
from solver.seats.moves import brought, refusals
from solver.seats.plan import SeatingPlan
from solver.seats.possible import possible
from solver.seats.problem import SeatingProblem
from solver.seats.seed import seeded
from solver.seats.solve import solve

HELD = 20


def run(seconds: int, regrets: int) -> str:
    problem = opening()
    delegations = len({guest.delegation for guest in problem.guests} - {None})
    begins = time.perf_counter()
    first = seeded(problem, possible(problem))
    ready = time.perf_counter() - begins
    begins = time.perf_counter()
    answer = solve(problem, seconds=seconds)
    taken = time.perf_counter() - begins
    size = (len(problem.guests), delegations, len(problem.seats))
    rows = [
        (*size, "rank by rank", len(first.chairs), len(refused(problem, first)), "", "", f"{ready:.1f}", ""),
        (*size, "searched", len(answer.plan.chairs), len(refused(problem, answer.plan)), answer.value, answer.bound,
         f"{taken:.1f}", 20),
    ]  # fmt: skip
    seated = replace(problem, current=answer.plan.chairs)
    head = ("guests", "delegations", "chairs", "how", "seated", "blocking", "cost", "at least", "seconds", "limit, s")
    gone = ("regret", "moved", "proven least", "blocking", "seconds", "limit, s")
    asked = ("of 500 guests", "asked", "median, ms", "worst, ms", "limit, ms")
    return "\n\n".join((
        table(head, rows),
        "A guest of the front row cannot come.",
        table(gone, [_regret(seated, guest) for guest in _front(seated, answer.plan)[:: max(1, 40 // regrets)]]),
        "A guest is held over the hall, and moved.",
        table(asked, _asked(problem, answer.plan)),
    ))  # fmt: skip


def _front(problem: SeatingProblem, plan: SeatingPlan) -> list[int]:
    """Those of the two front rows without an interpreter, who would not come either."""
    helped = {guest.interprets for guest in problem.guests} | {one.id for one in problem.guests if one.interprets}
    rows = (seat for seat in problem.honoured if seat.block == problem.blocks[0].id and seat.row < 2)
    sitting = (plan.guest_on(seat.id) for seat in rows)
    return [guest for guest in sitting if guest is not None and guest not in helped]


def _regret(problem: SeatingProblem, regret: int) -> tuple[object, ...]:
    hit = replace(
        problem,
        guests=tuple(guest for guest in problem.guests if guest.id != regret),
        apart=tuple(pair for pair in problem.apart if regret not in (pair.first, pair.second)),
        current=tuple(chair for chair in problem.current if chair.guest != regret),
    )
    begins = time.perf_counter()
    mended = mend(hit)
    taken = time.perf_counter() - begins
    faults = len(refused(hit, mended.plan))
    return problem.guest(regret).code, len(mended.moved), mended.moved_bound, faults, f"{taken:.1f}", 2


def _asked(problem: SeatingProblem, plan: SeatingPlan) -> list[tuple[object, ...]]:
    guests = [guest.id for guest in problem.guests][:: len(problem.guests) // HELD]
    free = [seat.id for seat in problem.seats][:: len(problem.seats) // HELD]
    every, one = [], []
    for guest, seat in zip(guests, free, strict=False):
        begins = time.perf_counter()
        refusals(problem, plan, guest)
        between = time.perf_counter()
        brought(problem, plan, guest, seat)
        every.append(1000 * (between - begins))
        one.append(1000 * (time.perf_counter() - between))
    return [
        (name, len(times), f"{median(times):.0f}", f"{max(times):.0f}", limit)
        for name, times, limit in (("all 620 chairs", every, 200), ("one move", one, 20))
    ]

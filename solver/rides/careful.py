"""How long a way may take between two stops whose hours are known: never less than it will, whenever one departs.

PyVRP knows one number a way. A vehicle that is ready to depart between two minutes may have to wait for a road to open
or to take the detour: the number is the worst of these, but for departures after which it arrives early anyhow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.problem import Span
from solver.rides.problem import RideProblem, Vehicle

if TYPE_CHECKING:
    from solver.rides.driving import Spot, Way


def careful(problem: RideProblem) -> Way:
    """The way as `solver.rides.driving` asks for it."""

    def way(one: Spot, other: Spot, vehicle: Vehicle) -> int | None:
        base = problem.travel.minutes(vehicle, one.place, other.place)
        if base is None or not problem.travel.changes(one.place, other.place):
            return base
        if one.begins is None:
            return _from_home(problem, one, other, vehicle, base)
        return _between(problem, one, other, vehicle, base)

    return way


def _from_home(problem: RideProblem, one: Spot, other: Spot, vehicle: Vehicle, base: int) -> int:
    """A vehicle leaves home as late as it may."""
    arrives = other.begins or problem.reach
    moments = {arrives.starts, arrives.ends}
    for piece in problem.travel.pieces(vehicle, one.place, other.place):
        for minutes in (base, piece.minutes or 0):
            moments |= {moment + minutes - 1 for moment in (piece.starts, piece.ends)}
    lasting = [base]
    for moment in moments:
        if arrives.starts <= moment <= arrives.ends:
            departs = problem.travel.departure(vehicle, one.place, other.place, moment)
            lasting.append(moment - departs if departs is not None else moment - problem.reach.starts)
    return max(lasting)


def _between(problem: RideProblem, one: Spot, other: Spot, vehicle: Vehicle, base: int) -> int:
    ready = one.begins or problem.reach
    ready = Span(ready.starts + one.lasts, ready.ends + one.lasts)
    early = other.begins.starts if other.begins else problem.reach.starts
    pieces = problem.travel.pieces(vehicle, one.place, other.place)
    begins = [ready.starts, *(piece.starts for piece in pieces if ready.starts < piece.starts <= ready.ends)]
    lasting = [base]
    for moment, after in zip(begins, [*begins[1:], ready.ends + 1], strict=True):
        arrives = problem.travel.arrival(vehicle, one.place, other.place, moment)
        latest = problem.travel.arrival(vehicle, one.place, other.place, after - 1)
        if arrives is None or latest is None:
            return problem.reach.ends - problem.reach.starts
        if latest > early:
            lasting.append(arrives - moment)
    return max(lasting)

"""PyVRP at work: the best order of stops that it finds while it may go on."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable

import pyvrp
from pyvrp.exceptions import PenaltyBoundWarning

from solver.rides.driving import Call, Driving

# Hears how many parts have no ride, how many turns are used and how many minutes are driven.
Heard = Callable[[int, int, int], None]


class _Told(pyvrp.IteratedLocalSearchCallbacks):
    """Passes on what becomes better."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard

    def on_best(self, best: pyvrp.Solution) -> None:
        self._heard(best.num_missing_shipments() or len(best.unplanned()) // 2, best.num_routes(), best.distance())


def ordered(
    model: Driving,
    seconds: float,
    *,
    seed: int = 0,
    start: list[tuple[int, list[Call]]] | None = None,
    heard: Heard = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[tuple[int, list[Call]]]:
    """By turn, what it calls at; one thread, and the same answer for the same seed and as many rounds."""
    ends = time.monotonic() + seconds

    def stop(best_cost: int) -> bool:
        return time.monotonic() >= ends or cancelled()

    search = pyvrp.SolveParams(ils=pyvrp.IteratedLocalSearchParams(callbacks=_Told(heard)))
    begins = None if start is None else model.solution(start)
    with warnings.catch_warnings():
        # Told where some ways are for nobody, which is no fault of the facts.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        found = pyvrp.solve(
            model.engine_facts, stop, seed, collect_stats=False, display=False, params=search, initial_solution=begins
        )
    return model.rides(found.best)

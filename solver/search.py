"""The steps by which a plan gets better: annealing by shakes, and small exact problems around the plan."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.bounding import bounds, whole
from solver.model.placing import Placing
from solver.neighbourhoods import Neighbourhood
from solver.plan import Plan
from solver.problem import Problem, Slot
from solver.rules import RULES
from solver.rules.rule import IGNORE, WARN
from solver.shaker import Shaker
from solver.stopping import Stopped, stopping

# Shakes between two looks at the clock.
BATCH = 20


@dataclass(frozen=True)
class Anneal:
    """Shake for `seconds`, or at most so many shakes, while the heat goes evenly from one value to the other."""

    plan: Plan
    heat: tuple[float, float]
    seconds: float
    shakes: int = 10**9


@dataclass(frozen=True)
class Settle:
    """Set the acts of one neighbourhood anew, exactly, for so much of CP-SAT's deterministic time (about seconds)."""

    plan: Plan
    near: Neighbourhood
    effort: float
    seed: int = 0


@dataclass(frozen=True)
class Prove:
    """Search over all acts at once for better plans and better bounds, as long as `seconds` or `effort` last."""

    plan: Plan
    seconds: float
    effort: float = 1e9


@dataclass(frozen=True)
class Bound:
    """Prove, for about so many seconds, how little any plan can cost; the plan is only handed on."""

    plan: Plan
    seconds: float


Task = Anneal | Settle | Prove | Bound


@dataclass(frozen=True)
class Found:
    """What a task has found so far or, once `done`, in all; `plan` goes on from here, `best` is the best on the way.

    `bound` is None where nothing is proven about the whole festival.
    """

    plan: Plan
    best: Plan
    bound: int | None = None
    done: bool = True


Tell = Callable[[Found], None]


class Searcher:
    """Does one task after another; the same tasks with the same seed give the same plans where no clock cuts in."""

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem = problem
        self.seed = seed
        self._annealing: Annealing | None = None

    def run(self, task: Task, stopped: Stopped, tell: Tell) -> Found:
        if isinstance(task, Anneal):
            self._annealing = self._annealing or Annealing(self.problem, self.seed)
            return self._annealing.run(task, stopped)
        if isinstance(task, Settle):
            plan = settle(self.problem, task, stopped)
            return Found(plan, plan)
        if isinstance(task, Prove):
            return prove(self.problem, task, self.seed, stopped, tell)
        for bound in bounds(self.problem, task.seconds, stopped):
            tell(Found(task.plan, task.plan, bound, done=False))
        return Found(task.plan, task.plan)


class Annealing:
    """Shakes one plan after another; keeps its bookkeeping from one to the next."""

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem = problem
        kept = [rule for rule in RULES if not rule.always_priced and rule.level_in(problem) != IGNORE]
        self._shaker = Shaker(problem, kept, random.Random(seed))

    def run(self, task: Anneal, stopped: Stopped) -> Found:
        shaker, (begins, ends) = self._shaker, task.heat
        shaker.resume(task.plan, fines(self.problem, task.plan))
        best, least = shaker.plan, shaker.cost
        begun, done, gone = time.monotonic(), 0, 0.0
        while gone < 1.0 and not stopped():
            for _ in range(BATCH):
                shaker.shake(begins + (ends - begins) * gone)
                if shaker.cost < least:
                    best, least = shaker.plan, shaker.cost
            done += BATCH
            gone = max(done / task.shakes, (time.monotonic() - begun) / task.seconds)
        return Found(shaker.plan, best)


def fines(problem: Problem, plan: Plan) -> dict[Slot, int]:
    """What slots pay for the rules they break that only warn; of several acts the last one pays."""
    paid: dict[Slot, int] = {}
    for rule in RULES:
        if rule.level_in(problem) == WARN and not rule.always_priced:
            for broken in rule.violations(problem, plan):
                if slot := plan.slot(broken.acts[-1]):
                    paid[slot] = paid.get(slot, 0) + rule.price
    return paid


def settle(problem: Problem, task: Settle, stopped: Stopped) -> Plan:
    """The best plan found in which only the acts of the neighbourhood move."""
    model = Placing(problem, free=task.near.acts, held=task.plan, days=task.near.days)
    model.minimize()
    model.hint(task.plan)
    solver = quick_solver(task.seed)
    solver.parameters.max_deterministic_time = task.effort
    solver.parameters.max_time_in_seconds = 20 * task.effort
    with stopping(solver.stop_search, stopped):
        status = solver.solve(model.cp)
    return model.read(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else task.plan


def prove(problem: Problem, task: Prove, seed: int, stopped: Stopped, tell: Tell) -> Found:
    """The whole festival as one model; tells better plans and bounds as they come."""
    model = Placing(problem)
    model.minimize()
    model.hint(task.plan)
    solver = quick_solver(seed)
    solver.parameters.max_deterministic_time = task.effort
    solver.parameters.max_time_in_seconds = task.seconds
    telling = _Telling(model, task.plan, tell)
    solver.best_bound_callback = telling.bounded
    with stopping(solver.stop_search, stopped):
        status = solver.solve(model.cp, telling)
    plan = model.read(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else task.plan
    bound = None if status == cp_model.MODEL_INVALID else whole(solver.best_objective_bound)
    return Found(plan, plan, bound)


class _Telling(cp_model.CpSolverSolutionCallback):
    """Passes on what the search finds; must not raise, because it is called from inside the search."""

    def __init__(self, model: Placing, plan: Plan, tell: Tell) -> None:
        super().__init__()
        self._model = model
        self._plan = plan
        self._tell = tell

    def on_solution_callback(self) -> None:
        self._plan = self._model.read(self)
        self.bounded(self.best_objective_bound)

    def bounded(self, bound: float) -> None:
        self._tell(Found(self._plan, self._plan, whole(bound), done=False))


def quick_solver(seed: int) -> cp_model.CpSolver:
    """A solver for models of this kind: probing and symmetry eat the time that the search needs."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    return solver

"""The best plan that a time allows: a first plan in seconds, then better ones, and how much better any could be.

The constructor's plan is annealed by shakes; of two processes both go on from the better plan every second. Towards the
end small neighbourhoods on disjoint days are set anew exactly. Where the whole festival fits one model, one process
searches and proves it whole.
"""

from __future__ import annotations

import queue
import random
from collections.abc import Callable, Iterator

from solver.aides import Aide, Inbox, InChild, InThread, Lost, Message
from solver.best import Best
from solver.check import costs, value
from solver.neighbourhoods import SHAKE, Neighbourhoods
from solver.outline import least
from solver.plan import Answer, Plan, Progress
from solver.problem import Problem
from solver.search import Anneal, Bound, Found, Prove, Settle, Task
from solver.seed import seed as first_plan

# Acts with a choice up to which one model of all of them is worth a worker of its own.
PROVABLE = 200
# Shares of the time: until when plans are annealed; from when small and large festivals are bounded, for how long.
ANNEALED, BOUND_SMALL, BOUND_LARGE, BOUNDING = 0.9, 0.05, 0.75, 0.2
# Seconds of annealing between two mergers, shakes instead where rounds are counted, effort of one neighbourhood.
SLICE, SHAKES, EFFORT = 1.0, 300, 2.0
# The heat at the begin of annealing in parts of what acts pay where they pay, and the heat of late shakes.
HOT, COLD = 0.4, 0.03
# Seconds between two looks at the clock, and for handing over what was found at the end.
LOOK, HANDING = 0.1, 0.3


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 0,
    workers: int = 2,
    start: Plan | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    rounds: int | None = None,
) -> Answer:
    """The best plan found in so many seconds (and a little for the last look), or until `cancelled`.

    The plan breaks no rule that blocks; acts for which no place was found are listed. With `rounds` the search does
    a fixed amount of work in this process and gives the same plan for the same problem and seed, as long as the
    seconds do not run out.
    """
    inbox: Inbox = queue.SimpleQueue()
    alone = workers <= 1 or rounds is not None
    # One aide gets ready while this process makes the first plan; more would only slow that down.
    aides: list[Aide] = [InThread(0, problem, seed, inbox) if alone else InChild(0, problem, seed, inbox)]
    best = Best(problem, least(problem), progress)
    course = Course(best, seconds, seed, cancelled, rounds)
    try:
        course.begin(start)
        aides += [InChild(number, problem, seed + number, inbox) for number in range(1, 1 if alone else workers)]
        course.run(aides, inbox)
    finally:
        for aide in aides:
            aide.end()
    best.report()
    return best.answer("stopped" if cancelled() else "feasible" if best.plan.slots else "unknown")


class Course:
    """What to do next, and what to make of what was found."""

    def __init__(
        self, best: Best, seconds: float, seed: int, cancelled: Callable[[], bool], rounds: int | None
    ) -> None:
        self.problem = best.problem
        self.best = best
        self.current = best.plan
        self._seconds, self._rounds, self._round = seconds, rounds, 0
        self._cancelled = cancelled
        self._chance = random.Random(seed)
        self._near = Neighbourhoods(self.problem, self._chance)
        self._kind = SHAKE
        self._heat = 0.0
        self._provable = sum(act.announced is None for act in self.problem.acts) <= PROVABLE
        self._proofs = [self._bound, self._proof] if self._provable else [self._bound]
        self._proving: Aide | None = None

    @property
    def over(self) -> bool:
        return self._gone >= 1.0 or self.best.proven or self._cancelled()

    @property
    def _gone(self) -> float:
        """The share of the time that is gone."""
        counted = self._round / self._rounds if self._rounds else 0.0
        return max(counted, self.best.elapsed / self._seconds)

    def begin(self, start: Plan | None) -> None:
        """The first plan: the constructor's, or the one to go on from where that is better."""
        first = first_plan(self.problem, chance=self._chance, start=start, stopped=lambda: self.over)
        for plan in (first, start):
            if plan is not None:
                self.best.take(plan)
        self.current = self.best.plan
        paid = [cost.amount for cost in costs(self.problem, self.current)]
        self._heat = HOT * sum(paid) / max(1, len(paid))
        self.best.report()

    def run(self, aides: list[Aide], inbox: Inbox) -> None:
        """Keeps the aides at work until it is over; each round's plans are merged when all of them are in."""
        found: list[Found] = []
        while aides and not self.over:
            if self._proofs and self._gone >= self._proving_from and not aides[-1].busy:
                self._proving = aides[-1]
                self._proving.begin(self._proofs.pop(0)())
            seekers = [aide for aide in aides if aide is not self._proving]
            if seekers and not any(aide.busy for aide in seekers):
                self._merge(found)
                found = []
                for aide, task in zip(seekers, self._tasks(len(seekers)), strict=True):
                    aide.begin(task)
            for number, message in _heard(inbox):
                aide = next(aide for aide in aides if aide.number == number)
                found += self._hear(aides, aide, message)
            self.best.report()
        self._merge(found)

    def _hear(self, aides: list[Aide], aide: Aide, message: Message) -> list[Found]:
        if isinstance(message, Lost):
            aides.remove(aide)
            self._proofs, self._proving = [], None
            return []
        aide.busy = not message.done
        if aide is not self._proving:
            return [message]
        self.best.take(message.best)
        self.best.prove(message.bound)
        if message.done:
            self._proving = None
        return []

    @property
    def _proving_from(self) -> float:
        return BOUND_SMALL if self._provable else BOUND_LARGE

    def _bound(self) -> Task:
        return Bound(self.best.plan, BOUNDING * self._seconds)

    def _proof(self) -> Task:
        """The whole festival in one model, for all the time that is left."""
        left = self._rounds - self._round if self._rounds else 0
        self._round += left
        return Prove(self.best.plan, self._seconds - self.best.elapsed, left * EFFORT if self._rounds else 1e9)

    def _tasks(self, count: int) -> Iterator[Task]:
        """The next round: annealing first, later whatever gains most, neighbourhoods on disjoint days or shakes."""
        gone, self._round = self._gone, self._round + 1
        if gone < ANNEALED:
            self._kind, heat = SHAKE, self._heat * (1 - gone / ANNEALED)
        else:
            self._kind, heat = self._near.kind(), self._heat * COLD
            self.current = self.best.plan
        left = max(0.1, self._seconds - self.best.elapsed - HANDING)
        if self._kind == SHAKE:
            seconds, shakes = (self._seconds, SHAKES) if self._rounds else (min(self._slice, left), 10**9)
            for _ in range(count):
                yield Anneal(self.current, (heat, heat * 0.95), seconds, shakes)
        else:
            for days in self._parted_days(count):
                near = self._near.choose(self._kind, self.current, days)
                yield Settle(self.current, near, min(EFFORT, left), seed=self._chance.randrange(2**31))

    @property
    def _slice(self) -> float:
        return min(SLICE, self._seconds / 20)

    def _parted_days(self, count: int) -> list[frozenset[int] | None]:
        """Disjoint sets of days, by chance, one for each; None is all days."""
        days = list(range(self.problem.days))
        if count < 2 or len(days) < count:
            return [None] * count
        self._chance.shuffle(days)
        return [frozenset(days[number::count]) for number in range(count)]

    def _merge(self, found: list[Found]) -> None:
        """Goes on from the cheapest plan of those annealed, or with all that was settled on disjoint days."""
        if not found:
            return
        before, begun = self.best.value, self.current
        for one in found:
            self.best.take(one.best)
        if self._kind == SHAKE:
            self.current = min((one.plan for one in found), key=lambda plan: value(self.problem, plan))
        else:
            self.current = self.best.plan
            for one in found:
                if self.best.take(_changed(begun, one.plan, self.current)):
                    self.current = self.best.plan
        self._near.learn(self._kind, before - self.best.value, self._slice if self._kind == SHAKE else EFFORT)


def _changed(before: Plan, after: Plan, other: Plan) -> Plan:
    """The other plan with what differs between before and after."""
    slots = {slot.act: slot for slot in other.slots}
    for act in {slot.act for slot in (*before.slots, *after.slots)}:
        slot = after.slot(act)
        if slot != before.slot(act):
            slots.pop(act, None)
            if slot is not None:
                slots[act] = slot
    return Plan(tuple(slots.values()))


def _heard(inbox: Inbox) -> Iterator[tuple[int, Message]]:
    """What has come in, waiting a moment for the first."""
    wait = LOOK
    while True:
        try:
            yield inbox.get(timeout=wait)
        except queue.Empty:
            return
        wait = 0.0

"""Who is free for a task beside all that he has: what two tasks do to each other is looked up, not asked again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from solver.escorts.plan import EscortPlan
from solver.escorts.problem import Duty, Escort, EscortProblem, Task
from solver.escorts.rules import ESCORT_RULES, PersonalRule
from solver.escorts.rules.hours_a_day import HoursADay
from solver.escorts.rules.rest_between_days import RestBetweenDays
from solver.escorts.rules.rule import IGNORE, WARN, in_time

PERSONAL = tuple(rule for rule in ESCORT_RULES if isinstance(rule, PersonalRule))
ALONE = tuple(rule for rule in PERSONAL if "allows" in rule.halves)
# What one task does to another does not depend on who has both, but for these, which add up what somebody has.
DAILY = tuple(rule for rule in PERSONAL if isinstance(rule, HoursADay | RestBetweenDays))
PAIRWISE = tuple(rule for rule in PERSONAL if rule not in ALONE and rule not in DAILY)


class Diaries:
    """Everybody with what he has, as one task after the other is given or taken; nobody breaks a rule anew."""

    def __init__(self, problem: EscortProblem, *, warned: bool = False) -> None:
        """`warned`: a rule that only warns may be broken."""
        self.problem = problem
        self.held: dict[int, dict[int, set[tuple[int, str]]]] = {escort.id: {} for escort in problem.escorts}
        harmless = {IGNORE, WARN} if warned else {IGNORE}
        self._asked = [rule for rule in PERSONAL if rule.level_in(problem) not in harmless]
        self._pairwise = [rule for rule in self._asked if rule in PAIRWISE]
        self._tasks = list(problem.tasks.values())
        self._starts = [task.span.starts for task in self._tasks]
        self._longest = max((task.minutes for task in self._tasks), default=0)
        self._clashes: dict[tuple[int, str], set[tuple[int, str]]] = {}
        self._able: dict[tuple[int, str], list[Escort]] = {}

    def able(self, task: Task) -> list[Escort]:
        """Who could take the task if he had nothing else."""
        if task.key not in self._able:
            alone = [rule for rule in self._asked if rule in ALONE]
            self._able[task.key] = [
                escort
                for escort in self.problem.escorts
                if all(rule.allows(self.problem, escort, task) for rule in alone)
            ]
        return self._able[task.key]

    def may(self, escort: Escort, task: Task, besides: Iterable[Task] = ()) -> bool:
        """Whether somebody who is able to may take the task beside all that he has, and `besides`."""
        day, extra = self.problem.day_of(task.span.starts), [one.key for one in besides]
        days = self.held[escort.id]
        near = {key for each in (day - 1, day, day + 1) for key in days.get(each, ())}.union(extra)
        if task.key in near or not self._clashing(task).isdisjoint(near):
            return False
        tasks = in_time([task, *(self.problem.tasks[key] for key in near)])
        daily = (rule for rule in self._asked if rule in DAILY)
        return not any(True for rule in daily for _ in rule.of(self.problem, escort, tasks))

    def clash(self, duty: Duty, task: Task) -> bool:
        """Whether somebody could take a task but for a duty that he has."""
        able = any(escort.id == duty.escort for escort in self.able(task))
        return able and (duty.engagement, duty.pair) in self._clashing(task)

    def give(self, escort: int, task: Task) -> None:
        self.held[escort].setdefault(self.problem.day_of(task.span.starts), set()).add(task.key)

    def take(self, escort: int, task: Task) -> None:
        self.held[escort][self.problem.day_of(task.span.starts)].discard(task.key)

    def plan(self) -> EscortPlan:
        duties = (Duty(escort, *key) for escort, days in self.held.items() for keys in days.values() for key in keys)
        return EscortPlan(tuple(sorted(duties)))

    def _clashing(self, task: Task) -> set[tuple[int, str]]:
        """What nobody can do beside the task; found when it is first asked for, since a page asks about one."""
        if task.key not in self._clashes:
            way = self.problem.longest_way
            first = bisect_left(self._starts, task.span.starts - way - self._longest)
            last = bisect_left(self._starts, task.span.ends + way)
            near = (other for other in self._tasks[first:last] if other.span.ends + way > task.span.starts)
            self._clashes[task.key] = {
                other.key for other in near if other.key != task.key and self._clash_at_once(task, other)
            }
        return self._clashes[task.key]

    def _clash_at_once(self, one: Task, other: Task) -> bool:
        if other.key in self._clashes:
            return one.key in self._clashes[other.key]
        pair, anybody = in_time([one, other]), self.problem.escorts[0]
        return any(True for rule in self._pairwise for _ in rule.of(self.problem, anybody, pair))

"""Who is missing at the least: day by day, whoever has duties on a day changes among all that there is to do."""

from __future__ import annotations

import time
from collections.abc import Collection

from solver.escorts.bounding import part
from solver.escorts.engine import cheapest
from solver.escorts.model import EscortModel
from solver.escorts.plan import EscortPlan
from solver.escorts.problem import Duty, EscortProblem, Task
from solver.escorts.rules import ESCORT_RULES
from solver.escorts.rules.need_met import NeedMet
from solver.escorts.rules.rule import IGNORE, WARN
from solver.stopping import Stopped

# What somebody costs who is new to a delegation; all of them together less than anybody who is missing.
NEW = 10
# Minutes before and after somebody who is missing, and the seconds for dealing anew what there is to do in them.
AROUND, AN_HOUR = 45, 3.0
Key = tuple[int, str]


class Filling:
    """Days hang together by rests alone, and by who knows whom. So one day with nothing but the rules that block is
    small enough to be proven, where the whole is not."""

    def __init__(self, problem: EscortProblem) -> None:
        self.problem = problem
        self.rules = tuple(
            rule
            for rule in ESCORT_RULES
            if isinstance(rule, NeedMet) or (rule.level_in(problem) not in (IGNORE, WARN) and not rule.always_priced)
        )
        self.days: dict[int, list[Task]] = {}
        for task in problem.tasks.values():
            self.days.setdefault(problem.day_of(task.span.starts), []).append(task)
        self._of_day = {day: {task.engagement.id for task in tasks} for day, tasks in self.days.items()}
        # What those who are missing cost on each day at least.
        self.bounds: dict[int, int] = {}

    @property
    def bound(self) -> int:
        return sum(self.bounds.values())

    @property
    def fewest(self) -> int:
        """How many people are missing at the least: nobody counts more often than the most important engagement of the
        day does."""
        most = {day: max(task.engagement.importance for task in tasks) for day, tasks in self.days.items()}
        return sum(-(-bound // (NeedMet.price * most[day])) for day, bound in self.bounds.items())

    def filled(self, plan: EscortPlan, until: float, cancelled: Stopped) -> EscortPlan:
        """The plan with fewer missing, where there are any; days on which nobody is missing stay as they are. First
        the hours around somebody who is missing are dealt anew, then the whole day, at last whoever knows whom."""
        lacking = [day for day, tasks in self.days.items() if any(_missing(plan, task) for task in tasks)]
        for number, day in enumerate(lacking):
            ends = time.monotonic() + (until - time.monotonic()) / (len(lacking) - number)
            for task in self.days[day]:
                if _missing(plan, task) and time.monotonic() < ends and not cancelled():
                    around = {one.key for one in self.days[day] if _near(one, task)}
                    plan = self._dealt(plan, day, around, NEW, min(AN_HOUR, ends - time.monotonic()), cancelled)
            keys = {task.key for task in self.days[day]}
            for new in (NEW, 0):
                left = (ends - time.monotonic()) / (2 if new else 1)
                if left > 0 and self._lack(plan, day) * NeedMet.price > self.bounds.get(day, 0) and not cancelled():
                    plan = self._dealt(plan, day, keys, new, left, cancelled)
        return plan

    def _dealt(
        self, plan: EscortPlan, day: int, keys: Collection[Key], new: int, seconds: float, cancelled: Stopped
    ) -> EscortPlan:
        """With these tasks of the day dealt anew, all others as they are, where that leaves fewer missing."""
        whole = len(keys) == len(self.days[day])
        beside = self._beside(plan, day)
        beside |= {duty for duty in plan.duties if duty.engagement in self._of_day[day] and _key(duty) not in keys}
        model = EscortModel(
            part(self.problem, {*keys, *map(_key, beside)}),
            rules=self.rules,
            wishes=(),
            fixed=beside,
            may=lambda duty: _key(duty) in keys,
        )
        known = {(duty.escort, *self.problem.group(self.problem.task(duty))) for duty in plan.duties}
        own = [duty for duty in model.goes if _key(duty) in keys]
        for duty in own:
            if (duty.escort, *self.problem.group(self.problem.task(duty))) not in known:
                model.pay(model.goes[duty], new)
        found = cheapest(model, seconds, near=plan, cancelled=cancelled)
        if whole and not beside:
            missing = max(0, found.bound - new * len(own))
            self.bounds[day] = max(self.bounds.get(day, 0), -(-missing // NeedMet.price) * NeedMet.price)
        if found.plan is None:
            return plan
        kept = (duty for duty in plan.duties if _key(duty) not in keys)
        after = EscortPlan(tuple(sorted({*kept, *(duty for duty in found.plan.duties if _key(duty) in keys)})))
        return min(plan, after, key=lambda one: self._lack(one, day))

    def _beside(self, plan: EscortPlan, day: int) -> set[Duty]:
        """What people have on the days before and after, so near that it may be too near for their rest."""
        first = min(task.span.starts for task in self.days[day])
        last = max(task.span.ends for task in self.days[day])
        found = set()
        for duty in plan.duties:
            span, rest = self.problem.task(duty).span, self.problem.escort(duty.escort).rest
            if (
                abs(self.problem.day_of(span.starts) - day) == 1
                and first - rest < span.ends
                and span.starts < last + rest
            ):
                found.add(duty)
        return found

    def _lack(self, plan: EscortPlan, day: int) -> int:
        return sum(_missing(plan, task) * task.engagement.importance for task in self.days[day])


def _missing(plan: EscortPlan, task: Task) -> int:
    return max(0, task.people - len(plan.on(*task.key)))


def _near(one: Task, other: Task) -> bool:
    """Whether somebody may have to leave the one for the other."""
    return one.span.starts < other.span.ends + AROUND and other.span.starts < one.span.ends + AROUND


def _key(duty: Duty) -> Key:
    return duty.engagement, duty.pair

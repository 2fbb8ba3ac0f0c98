"""How to fill what is open and tell as few people as may be: a model of changes to a plan that stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.escorts.bounding import part
from solver.escorts.engine import cheapest
from solver.escorts.model import EscortModel
from solver.escorts.plan import EscortPlan
from solver.escorts.problem import Duty, EscortProblem
from solver.escorts.rules import ESCORT_RULES, EscortRule, PersonalRule
from solver.escorts.rules.rule import IGNORE, WARN
from solver.stopping import Stopped

Key = tuple[int, str]
# More than any plan costs.
INFINITE = 2**62


@dataclass(frozen=True)
class Changes:
    """`missing` are counted as often as their engagement is important, `told` are people beside those who are told in
    any case. No plan has fewer missing than `missing_bound`, and where it has no more, fewer told than `told_bound`."""

    plan: EscortPlan
    missing: int
    told: int
    missing_bound: int
    told_bound: int


class Changing:
    """`opened` says how many are wanted for what; of the duties that are `staying`, the `loose` may pass to others.
    Whoever is `told_anyway` may change as he likes. Only rules that block are kept. `at_most` may be missing at no
    price; None is as few as may be."""

    def __init__(
        self,
        problem: EscortProblem,
        opened: Mapping[Key, int],
        staying: Collection[Duty],
        loose: Collection[Duty],
        told_anyway: Collection[int],
        at_most: int | None = None,
    ) -> None:
        self.problem = problem
        self.changed = {_key(duty) for duty in loose} | opened.keys()
        # What is done on other days than these, and the days beside them, is no matter of any rule.
        days = {
            problem.day_of(problem.tasks[key].span.starts) + beside for key in self.changed for beside in (-1, 0, 1)
        }
        self.staying = {duty for duty in staying if problem.day_of(problem.task(duty).span.starts) in days}
        self.elsewhere = set(staying) - self.staying
        had, may_go = set(problem.current), set(loose)
        fixed = self.staying - may_go
        self.model = EscortModel(
            part(problem, self.changed | {_key(duty) for duty in fixed}),
            rules=tuple(rule for rule in ESCORT_RULES if _blocks(rule, problem)),
            wishes=(),
            fixed=fixed,
            may=lambda duty: _key(duty) in self.changed and (duty in may_go or duty not in had),
        )
        self.open = {duty: goes for duty, goes in self.model.goes.items() if duty not in fixed}
        self.a_person = 1 + len(self.open)
        self.somebody_missing = self.a_person * (1 + len(problem.escorts)) if at_most is None else 0
        self.lacking: list[cp_model.LinearExprT] = []
        self.wanted = {key: self._fill(key, opened.get(key, 0)) for key in sorted(self.changed)}
        if at_most is not None:
            self.model.cp.add(sum(self.lacking) <= at_most)
        self.told = {
            escort.id: self.model.whole(1, self.a_person) for escort in problem.escorts if escort.id not in told_anyway
        }
        for duty, goes in self.open.items():
            self._tell(duty, goes)

    def fewest(self, seconds: float, cancelled: Stopped) -> Changes:
        """The fewest missing, then the fewest told, then the fewest duties changed."""
        near = EscortPlan(tuple(sorted(self.staying & self.model.goes.keys())))
        found = cheapest(self.model, seconds, near=near, cancelled=cancelled)
        plan = found.plan or near
        missing_bound, rest = divmod(max(0, found.bound), self.somebody_missing or INFINITE)
        filled = Counter(_key(duty) for duty in plan.duties if duty in self.open)
        missing = sum((wanted - filled[key]) * self._importance(key) for key, wanted in self.wanted.items())
        anew = {duty.escort for duty in set(plan.duties) ^ set(near.duties)} & self.told.keys()
        plan = EscortPlan(tuple(sorted({*plan.duties, *self.elsewhere})))
        return Changes(plan, missing, len(anew), missing_bound, rest // self.a_person)

    def _fill(self, key: Key, opened: int) -> int:
        """Lays the price of whoever is missing; how many are wanted."""
        mine = {duty: goes for duty, goes in self.open.items() if _key(duty) == key}
        wanted = opened + sum(duty in self.staying for duty in mine)
        missing = self.model.whole(wanted, self.somebody_missing * self._importance(key))
        self.model.cp.add(sum(mine.values()) + missing == wanted)
        self.lacking.append(missing * self._importance(key))
        return wanted

    def _tell(self, duty: Duty, goes: cp_model.IntVar) -> None:
        stays = duty in self.staying
        self.model.pay(goes, -1 if stays else 1)
        self.model.constant += stays
        if duty.escort in self.told:
            changed = 1 - goes if stays else goes
            self.model.cp.add(self.told[duty.escort] >= changed)

    def _importance(self, key: Key) -> int:
        return self.problem.engagement(key[0]).importance


def _blocks(rule: EscortRule, problem: EscortProblem) -> bool:
    return isinstance(rule, PersonalRule) and rule.level_in(problem) not in (IGNORE, WARN)


def _key(duty: Duty) -> Key:
    return duty.engagement, duty.pair

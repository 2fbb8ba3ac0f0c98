"""Why some acts find no place: the smallest set of requirements that collide, as sentences, and what would help."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from ortools.sat.python import cp_model

from solver.check import check
from solver.counting import NOWHERE, Counting, Finding, holding
from solver.easing import EASINGS
from solver.model.placing import Placing
from solver.plan import Plan
from solver.problem import Problem
from solver.rules.rule import Rule
from solver.seed import seed
from solver.sentence import N_

CORE = N_("%(titles)s cannot all be placed while these requirements hold: %(rules)s.")
WITHOUT = N_("Give up %(rules)s here: then all of them find a place.")
LEAVE_OUT = N_("Leave out %(titles)s, or give it other hours: then the others find a place.")
FITS = N_("Everything asked about finds a place together.")
UNTOLD = N_("In %(seconds)s seconds we could not tell what stands in the way; a longer search may.")


# Ways out are tried for so many counts; the rest are told with their numbers alone.
MOST_TOLD = 3

Item = TypeVar("Item")


class Verdict(StrEnum):
    FITS = "fits"
    EXPLAINED = "explained"
    UNTOLD = "could not tell"


@dataclass(frozen=True)
class Diagnosis:
    """`findings` say what collides; each of `ways_out` was tried and makes room; `verified`: re-solved, not guessed."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    ways_out: tuple[Finding, ...] = ()
    verified: bool = False
    seconds: float = 0.0


class _OutOfTimeError(Exception):
    """The question could not be settled in the time given; a time-out proves nothing."""


def diagnose(problem: Problem, *, acts: Iterable[int] | None = None, seconds: float = 10.0) -> Diagnosis:
    """Explains why `acts` (None: those that the constructor leaves without a place) cannot be placed.

    Counting comes first; where it shows nothing, rules and acts are left out one by one, each time solved anew, until
    every one of those that remain is needed. Assumption cores of CP-SAT are not used (or-tools#5141).
    """
    began = time.monotonic()
    asked = Asked(problem, began + seconds)
    try:
        found = _explained(asked, None if acts is None else tuple(acts))
    except _OutOfTimeError:
        found = Diagnosis(Verdict.UNTOLD, (Finding(UNTOLD, {"seconds": round(seconds)}),))
    return replace(found, seconds=time.monotonic() - began)


def _explained(asked: Asked, acts: tuple[int, ...] | None) -> Diagnosis:
    problem = asked.problem
    counted = Counting(problem, (act.id for act in problem.acts)).findings()
    if acts is not None:
        counted = [finding for finding in counted if set(finding.acts) & set(acts)]
    if counted:
        ways = tuple(way for finding in counted[:MOST_TOLD] for way in asked.ways_out(finding.acts, finding.rules))
        return Diagnosis(Verdict.EXPLAINED, tuple(counted), ways, verified=True)
    missing = acts or asked.left_over()
    if not missing:
        return Diagnosis(Verdict.FITS, (Finding(FITS),), verified=True)
    for circle in asked.circles(missing):
        if asked.impossible(circle, holding(problem)):
            return asked.core(circle)
    return Diagnosis(Verdict.FITS, (Finding(FITS),), verified=True)


class Asked:
    """The questions put to CP-SAT: can these acts all be placed while these rules hold?"""

    def __init__(self, problem: Problem, until: float) -> None:
        self.problem = problem
        self.until = until
        self.cut_short = False

    def left_over(self) -> tuple[int, ...]:
        """The acts that the constructor finds no place for."""
        stopped = lambda: time.monotonic() > self.until  # noqa: E731
        plan = seed(self.problem, chance=random.Random(0), stopped=stopped)
        return tuple(act.id for act in self.problem.acts if plan.slot(act.id) is None)

    def circles(self, acts: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """The acts, then with those of the same people and works, then with those of the same stages, then all."""
        circle = list(acts)
        yield tuple(circle)
        groups = (self.problem.acts_of_troupe, self.problem.acts_of_person, self.problem.acts_of_work)
        pairs = [(order.first, order.second) for order in self.problem.precedences]
        near = [group for found in (*groups, self.problem.acts_of_party) for group in found.values()]
        kin = {other for group in (*near, *pairs) if set(group) & set(acts) for other in group}
        circle += sorted(kin - set(circle))
        yield tuple(circle)
        yield tuple(circle + [act.id for act in self.problem.acts if act.id not in set(circle)])

    def impossible(self, acts: Iterable[int], rules: Iterable[Rule], problem: Problem | None = None) -> bool:
        """Proven; when the time runs out nothing is proven and the whole question ends."""
        return self._solved(acts, rules, problem or self.problem) is None

    def _surely_impossible(self, acts: Iterable[int], rules: Iterable[Rule]) -> bool:
        """Leaving out goes on without what could not be settled: the rest still collides, but may not be smallest."""
        try:
            return self.impossible(acts, rules)
        except _OutOfTimeError:
            self.cut_short = True
            return False

    def _solved(self, acts: Iterable[int], rules: Iterable[Rule], problem: Problem) -> Plan | None:
        if time.monotonic() >= self.until:
            raise _OutOfTimeError
        part = only(problem, acts)
        model = Placing(part, rules=rules, wishes=())
        for act in part.acts:
            model.cp.add_bool_or([model.present(act.id)])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        solver.parameters.max_time_in_seconds = max(0.01, self.until - time.monotonic())
        status = solver.solve(model.cp)
        if status == cp_model.UNKNOWN:
            raise _OutOfTimeError
        return None if status == cp_model.INFEASIBLE else model.read(solver)

    def core(self, acts: tuple[int, ...]) -> Diagnosis:
        """Acts and rules none of which can be spared, and what giving each of them up would do."""
        every = holding(self.problem)
        smallest = spared(acts, lambda fewer: self._surely_impossible(fewer, every))
        rules = spared(every, lambda fewer: self._surely_impossible(smallest, fewer))
        verified = not self.cut_short and self.impossible(smallest, rules)
        keys = tuple(rule.key for rule in rules)
        titles = tuple(act.id for act in self.problem.acts if act.id in smallest)
        said = Finding(CORE if len(smallest) > 1 else NOWHERE, {}, keys, titles)
        findings = (said, *(() if self.cut_short else self._shortfalls(smallest, rules)))
        return Diagnosis(Verdict.EXPLAINED, findings, self.ways_out(titles, keys), verified)

    def _shortfalls(self, acts: list[int], rules: list[Rule]) -> Iterator[Finding]:
        """What exactly breaks when one of the rules is given up: the sentences of that rule with their numbers."""
        part = only(self.problem, acts)
        for rule in rules:
            plan = self._solved(acts, [other for other in rules if other is not rule], self.problem)
            for violation in check(part, plan) if plan else ():
                if violation.rule == rule.key:
                    text = rule.cases.get(str(violation.facts.get("case", "")), rule.text)
                    yield Finding(text, violation.facts, (rule.key,), violation.acts)
                    break

    def ways_out(self, acts: tuple[int, ...], keys: tuple[str, ...]) -> tuple[Finding, ...]:
        """For every rule the least easing that makes room, or its being given up; then each act that could go.

        What time does not suffice to try is not offered.
        """
        found: list[Finding] = []
        try:
            found.extend(self._eased(acts, keys))
            found.extend(self._left_out(acts))
        except _OutOfTimeError:
            pass
        return tuple(found)

    def _eased(self, acts: tuple[int, ...], keys: tuple[str, ...]) -> Iterator[Finding]:
        rules = holding(self.problem)
        for rule in (rule for rule in rules if rule.key in keys):
            amount = self._least(rule.key, acts, rules)
            if amount is not None:
                yield Finding(EASINGS[rule.key].text, {"amount": amount}, (rule.key,), acts)
            elif not self.impossible(acts, [other for other in rules if other is not rule]):
                yield Finding(WITHOUT, {}, (rule.key,), acts)

    def _left_out(self, acts: tuple[int, ...]) -> Iterator[Finding]:
        rules = holding(self.problem)
        for act in acts if len(acts) > 1 else ():
            if not self.impossible([other for other in acts if other != act], rules):
                yield Finding(LEAVE_OUT, {}, (), (act,))

    def _least(self, key: str, acts: tuple[int, ...], rules: list[Rule]) -> int | None:
        """The smallest easing of the rule that lets the acts be placed, in its steps; None when none of its does."""
        easing = EASINGS.get(key)
        if easing is None or self.impossible(acts, rules, easing.eased(self.problem, easing.most)):
            return None
        low, high = 0, easing.most // easing.step
        while high - low > 1:
            middle = (low + high) // 2
            if self.impossible(acts, rules, easing.eased(self.problem, middle * easing.step)):
                low = middle
            else:
                high = middle
        return high * easing.step


def spared(items: Sequence[Item], impossible: Callable[[list[Item]], bool]) -> list[Item]:
    """The items without those that can be left out one after another while it stays impossible.

    Halves are tried before quarters and single items, so that what has nothing to do with it goes quickly.
    """
    kept, size = list(items), max(1, len(items) // 2)
    while True:
        for begins in range((len(kept) - 1) // size * size, -1, -size):
            fewer = kept[:begins] + kept[begins + size :]
            if fewer and impossible(fewer):
                kept = fewer
        if size == 1:
            return kept
        size = max(1, size // 2)


def only(problem: Problem, acts: Iterable[int]) -> Problem:
    """The festival with these acts alone."""
    kept = set(acts)
    return replace(
        problem,
        acts=tuple(act for act in problem.acts if act.id in kept),
        precedences=tuple(order for order in problem.precedences if {order.first, order.second} <= kept),
        pins=tuple(pin for pin in problem.pins if pin.act in kept),
        clashes=tuple(clash for clash in problem.clashes if {clash.first, clash.second} <= kept),
        parties=tuple(
            replace(party, acts=tuple(act for act in party.acts if act in kept)) for party in problem.parties
        ),
        current=tuple(slot for slot in problem.current if slot.act in kept),
    )

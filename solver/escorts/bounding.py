"""What every plan must cost: parts of the problem that are bounded one by one and added up."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from solver.escorts.engine import cheapest
from solver.escorts.model import EscortModel
from solver.escorts.problem import LIAISON, Engagement, EscortProblem
from solver.escorts.rules.hours_a_day import HoursADay
from solver.escorts.rules.interpreter_undivided import InterpreterUndivided
from solver.escorts.rules.liaison_undivided import LiaisonUndivided
from solver.escorts.rules.rest_between_days import RestBetweenDays
from solver.escorts.rules.rule import IGNORE, WARN, EscortRule
from solver.escorts.wishes.fair_hours import FairHours, fair_shares

Keys = Collection[tuple[int, str]]


class Bounds:
    """Everybody is free for every part, so that no plan costs less than the parts together.

    That holds of each rule and wish that asks something of one delegation, or of one escort the more the more he has;
    what is beyond a fair share of hours by itself is so beside more hours too. Where somebody may have two tasks at
    once, hours do not add up, and are left out.
    """

    def __init__(self, problem: EscortProblem) -> None:
        self._whole = _relaxed(problem)
        self.parts: dict[tuple[str, int], int] = {}
        groups: dict[tuple[str, int], list[tuple[int, str]]] = {}
        for key, task in problem.tasks.items():
            groups.setdefault((task.pair, task.engagement.delegation), []).append(key)
        self._groups = groups
        self._of_pair: dict[str, int] = {}
        # What those who are missing cost in any case.
        self.missing = 0

    @property
    def value(self) -> int:
        """What is proven so far."""
        alone: dict[str, int] = {}
        for (pair, _), bound in self.parts.items():
            alone[pair] = alone.get(pair, 0) + bound
        return max(self.missing, sum(max(bound, self._of_pair.get(pair, 0)) for pair, bound in alone.items()))

    def delegations(self, until: float, cancelled: Callable[[], bool]) -> None:
        """Each delegation alone, its liaisons and its interpreters."""
        for group, keys in self._groups.items():
            self.parts[group] = 0
            if time.monotonic() < until and not cancelled():
                self.parts[group] = self._bound(keys, min(1.0, until - time.monotonic()))

    def pairs(self, until: float, cancelled: Callable[[], bool]) -> Iterator[str]:
        """All interpreters of a pair together, the pair with the fewest tasks first."""
        tasks: dict[str, list[tuple[int, str]]] = {}
        for (pair, _), keys in self._groups.items():
            if pair != LIAISON:
                tasks.setdefault(pair, []).extend(keys)
        order = sorted(tasks, key=lambda pair: (len(tasks[pair]), pair))
        for number, pair in enumerate(order):
            left = until - time.monotonic()
            if left > 0 and not cancelled():
                self._of_pair[pair] = self._bound(tasks[pair], left / (len(order) - number))
                yield pair

    def _bound(self, keys: Keys, seconds: float) -> int:
        model = EscortModel(part(self._whole, keys))
        return max(0, cheapest(model, seconds).bound)


def part(problem: EscortProblem, keys: Keys) -> EscortProblem:
    """What is left of a problem that asks for these tasks only, and for those who could take them."""
    wanted = set(keys)

    def left(engagement: Engagement) -> Engagement:
        interpreters = tuple(one for one in engagement.interpreters if (engagement.id, one.pair) in wanted)
        liaisons = engagement.liaisons * ((engagement.id, LIAISON) in wanted)
        return replace(engagement, liaisons=liaisons, interpreters=interpreters)

    ids, pairs = {id for id, _ in wanted}, {pair for _, pair in wanted}
    pins, current, released = (
        tuple(duty for duty in duties if (duty.engagement, duty.pair) in wanted)
        for duties in (problem.pins, problem.current, problem.released)
    )
    named = {duty.escort for duty in (*pins, *current, *released)}
    return replace(
        problem,
        engagements=tuple(left(one) for one in problem.engagements if one.id in ids),
        escorts=tuple(
            one
            for one in problem.escorts
            if one.id in named or (one.leads and LIAISON in pairs) or any(map(one.level, pairs))
        ),
        pins=pins,
        current=current,
        released=released,
    )


def _relaxed(problem: EscortProblem) -> EscortProblem:
    """Without what does not add up over the parts: a short night that only warns counts once whoever spoils it."""
    levels, weights = dict(problem.levels), dict(problem.weights)
    if not _held(RestBetweenDays(), problem):
        levels[RestBetweenDays.key] = IGNORE
    if not all(_held(rule, problem) for rule in (LiaisonUndivided(), InterpreterUndivided())):
        weights[FairHours.key] = 0
        if not _held(HoursADay(), problem):
            levels[HoursADay.key] = IGNORE
    return replace(problem, shares=fair_shares(problem), levels=levels, weights=weights)


def _held(rule: EscortRule, problem: EscortProblem) -> bool:
    return rule.level_in(problem) not in (WARN, IGNORE)

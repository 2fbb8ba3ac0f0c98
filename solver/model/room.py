"""What is left for an act before anything is decided: the starts that no rule and no held act forbids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from solver.plan import Plan
from solver.problem import Act, Problem, Slot, Span
from solver.rules.pair_rule import PairRule
from solver.rules.rule import Rule
from solver.spans import in_both, joined, without


class Held:
    """Slots that stand, found by act and by stage."""

    def __init__(self, problem: Problem, slots: Iterable[Slot]) -> None:
        self._problem = problem
        self.by_act = {slot.act: slot for slot in slots}
        self._by_stage: dict[int, list[Slot]] = defaultdict(list)
        for slot in self.by_act.values():
            for stage in {stage for stage, _ in problem.places(slot)}:
                self._by_stage[stage].append(slot)

    def without(self, acts: Iterable[int]) -> Held:
        """The same slots but for those of some acts."""
        left = Held(self._problem, ())
        left.by_act = dict(self.by_act)
        left._by_stage = self._by_stage.copy()
        for slot in self.of(set(acts)):
            del left.by_act[slot.act]
            for stage in {stage for stage, _ in self._problem.places(slot)}:
                left._by_stage[stage] = [other for other in left._by_stage[stage] if other != slot]
        return left

    @property
    def plan(self) -> Plan:
        return Plan(tuple(self.by_act.values()))

    def of(self, acts: Iterable[int]) -> Iterator[Slot]:
        return (self.by_act[act] for act in acts if act in self.by_act)

    def on(self, stages: Iterable[int]) -> Iterator[Slot]:
        """Slots that occupy one of the stages; one that occupies several may come several times."""
        return (slot for stage in stages for slot in self._by_stage.get(stage, ()))


class Room:
    """`rules` are the ones that hold always; `days` limits the starts to festival days."""

    def __init__(self, problem: Problem, rules: Iterable[Rule], held: Held, days: Iterable[int] | None = None) -> None:
        self.problem = problem
        self.held = held
        rules = list(rules)
        self._alone = [rule for rule in rules if type(rule).starts is not Rule.starts]
        self._pairs = [rule for rule in rules if isinstance(rule, PairRule)] if held.by_act else []
        self._days = None if days is None else joined(problem.day(day) for day in days)
        self._places: dict[tuple[str, Slot], Any] = {}
        self._known = problem.worked_out.setdefault(("room", *(rule.key for rule in self._alone)), {})

    def starts(self, act: Act) -> dict[int, list[Span]]:
        """For every stage that is left, the spans in which the act's show may start there."""
        known: dict[Any, list[tuple[int, int]]] = {}
        room = {}
        for stage, spans in self._alone_on_stages(act).items():
            here = spans if self._days is None else in_both(spans, self._days)
            if here and (left := without(here, self._taken(act, stage, known))):
                room[stage] = left
        return room

    def _alone_on_stages(self, act: Act) -> dict[int, list[Span]]:
        """What the rules on this act alone leave of its starts, remembered with the problem."""
        if act.id not in self._known:
            stages = ((stage.id, self._allowed(act, stage.id)) for stage in self.problem.stages)
            self._known[act.id] = {stage: spans for stage, spans in stages if spans}
        return self._known[act.id]

    def _allowed(self, act: Act, stage: int) -> list[Span]:
        spans = [self.problem.horizon]
        for rule in self._alone:
            allowed = rule.starts(self.problem, act, stage)
            if allowed is not None and not (spans := in_both(spans, joined(allowed))):
                break
        return spans

    def _taken(self, act: Act, stage: int, known: dict[Any, list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
        """The starts on a stage that held acts forbid; `known` remembers them by rule and place."""
        for rule in self._pairs:
            here = rule.place(self.problem, act, stage)
            if (rule.key, here) not in known:
                slots = rule.held_near(self.problem, self.held, act, stage)
                known[rule.key, here] = [taken for slot in slots for taken in self._taken_by(rule, act, here, slot)]
            yield from known[rule.key, here]

    def _taken_by(self, rule: PairRule, act: Act, here: Any, slot: Slot) -> Iterator[tuple[int, int]]:
        other = self.problem.act(slot.act)
        if (rule.key, slot) not in self._places:
            self._places[rule.key, slot] = rule.place(self.problem, other, slot.stage)
        for span in rule.apart(self.problem, act, here, other, self._places[rule.key, slot]):
            yield slot.starts - span.ends + 1, slot.starts - span.starts + 1

"""What one rule says of a group of acts that are moved together beside slots that stand, mark by mark.

The group is slots whose starts are counted from one common minute, the mark; for one act the mark is its start. Unary
and pair rules answer by their halves for the solver, the others by their `violations` between two turns.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise, repeat
from typing import NamedTuple

from solver.model.room import Held
from solver.places import Stay, Stays
from solver.plan import Plan
from solver.problem import Problem, Slot, Span
from solver.rules import RULES, Rule
from solver.rules.pair_rule import PairRule
from solver.rules.rule import WARN, UnaryRule
from solver.spans import joined, without
from solver.turns import TURNS

Group = tuple[Slot, ...]
# A rule, by its place in RULES, and the acts it is broken by, in the order of their ids: the subject of a breach.
Reason = tuple[int, tuple[int, ...]]


class Break(NamedTuple):
    """Marks from `starts` to before `ends` at which something is broken."""

    starts: int
    ends: int
    reason: Reason


class Fine(NamedTuple):
    """Marks from `starts` to before `ends` at which breaches of rules that warn add `amount` to the plan's value."""

    starts: int
    ends: int
    amount: int


def set_at(group: Iterable[Slot], mark: int) -> Group:
    return tuple(Slot(slot.act, slot.stage, slot.starts + mark) for slot in group)


class Breaks:
    """Asks rules about acts of a vicinity (see `solver.vicinity`) that `held` does not hold, and remembers."""

    def __init__(self, problem: Problem, held: Held, acts: Iterable[int]) -> None:
        self.problem = problem
        self.held = held
        self._touched = frozenset(acts)
        self._warning = frozenset(rank for rank, rule in enumerate(RULES) if rule.level_in(problem) == WARN)
        self._order = {act: place for place, act in enumerate(held.by_act)}
        self._stays: dict[str, Stays] = {}
        self._places: dict[tuple[str, int, int], Hashable] = {}
        self._stands: dict[tuple[str, int, int], Hashable] = problem.worked_out.setdefault("places", {})
        self._known: dict[Hashable, tuple[list[Break], list[Fine]]] = {}

    def answers(self, rank: int, rule: Rule, group: Group, marks: Span) -> Iterator[tuple[list[Break], list[Fine]]]:
        """Parts of the answer: the breaches that touch the group, and what they cost if the rule only warns."""
        alone = type(rule).starts is not Rule.starts
        if alone:
            yield self._fined([it for slot in group for it in self._alone(rank, rule, slot, marks)])
        if isinstance(rule, PairRule):
            yield self._fined(self._within(rank, rule, group, marks))
            for slot in group:
                yield self._kept(rank, rule, (slot,), marks)
        elif not alone:
            yield self._kept(rank, rule, group, marks)

    def _kept(self, rank: int, rule: Rule, group: Group, marks: Span) -> tuple[list[Break], list[Fine]]:
        """The answer, remembered: on many stages it is the same."""
        key = rank, marks, tuple((slot.act, slot.starts, self.where(rule, slot)) for slot in group)
        if key not in self._known:
            if isinstance(rule, PairRule):
                self._known[key] = self._fined(list(self._beside(rank, rule, group[0], marks)))
            else:
                self._known[key] = self._together(rank, rule, group, marks)
        return self._known[key]

    def where(self, rule: Rule, slot: Slot) -> Hashable:
        """What the rule knows of the stage."""
        if rule.anywhere:
            return None
        if isinstance(rule, UnaryRule):
            return slot.stage
        key = rule.key, slot.act, slot.stage
        if key not in self._places:
            self._places[key] = self._place(rule, slot)
        return self._places[key]

    def _there(self, rule: PairRule, other: Slot) -> Hashable:
        """What a pair rule knows of the stage of a slot that stands."""
        key = rule.key, other.act, other.stage
        if key not in self._stands:
            self._stands[key] = rule.place(self.problem, self.problem.act(other.act), other.stage)
        return self._stands[key]

    def _place(self, rule: Rule, slot: Slot) -> Hashable:
        if isinstance(rule, PairRule):
            return rule.place(self.problem, self.problem.act(slot.act), slot.stage)
        turns = TURNS.get(rule.key)
        return turns.places(self.problem, slot) if turns and turns.places else slot.stage

    def _fined(self, breaks: list[Break]) -> tuple[list[Break], list[Fine]]:
        """Breaks of rules that are broken once a reason, with what they cost."""
        return breaks, [
            Fine(starts, ends, RULES[rank].price) for starts, ends, (rank, _) in breaks if rank in self._warning
        ]

    def _alone(self, rank: int, rule: Rule, slot: Slot, marks: Span) -> Iterator[Break]:
        reason, ours = (rank, (slot.act,)), Span(marks.starts + slot.starts, marks.ends + slot.starts)
        horizon = self.problem.horizon
        if not horizon.starts <= ours.starts < horizon.ends:
            # Halves for the solver know nothing of what stands there.
            broken = rule.violations(self.problem, Plan(set_at((slot,), marks.starts)))
            yield from (Break(*_ends(marks), reason) for _ in broken)
        elif (allowed := rule.starts(self.problem, self.problem.act(slot.act), slot.stage)) is not None:
            for gap in without([ours], map(_ends, joined(allowed))):
                yield Break(gap.starts - slot.starts, gap.ends - slot.starts, reason)

    def _within(self, rank: int, rule: Rule, group: Group, marks: Span) -> list[Break]:
        """Breaches inside the group: its acts keep their distance, wherever the mark is."""
        found = rule.violations(self.problem, Plan(group)) if len(group) > 1 else ()
        return [Break(*_ends(marks), (rank, tuple(sorted(it.acts)))) for it in found if len(it.acts) > 1]

    def _beside(self, rank: int, rule: PairRule, slot: Slot, marks: Span) -> Iterator[Break]:
        problem, act = self.problem, self.problem.act(slot.act)
        here = self.where(rule, slot)
        for other in dict.fromkeys(rule.held_near(problem, self.held, act, slot.stage)):
            partner = problem.act(other.act)
            between = other.starts - slot.starts + 1
            apart = rule.apart(problem, act, here, partner, self._there(rule, other))
            for gap in joined(Span(between - it.ends, between - it.starts) for it in apart) if apart else ():
                if gap.starts < marks.ends and marks.starts < gap.ends:
                    yield Break(gap.starts, gap.ends, (rank, (min(act.id, partner.id), max(act.id, partner.id))))

    def _together(self, rank: int, rule: Rule, group: Group, marks: Span) -> tuple[list[Break], list[Fine]]:
        problem, grid = self.problem, self.problem.grid
        near = self._sharing(rule, group, self._weighed(rule, group, marks, self._all_weighed(rule)))
        turns = {up(turn, grid) for turn in self._turns(rule, group, near.all, marks)}
        breaks, fines = [], []
        for starts, ends in pairwise(sorted({marks.starts, marks.ends} | {it for it in turns if _in(it, marks)})):
            held = tuple(slot for _, slot in self._weighed(rule, group, Span(starts, ends), near))
            found = list(rule.violations(problem, Plan((*held, *set_at(group, starts)))))
            touching = {tuple(sorted(it.acts)) for it in found if not self._touched.isdisjoint(it.acts)}
            breaks += [Break(starts, ends, (rank, acts)) for acts in touching]
            if rank in self._warning and (more := len(found) - sum(1 for _ in rule.violations(problem, Plan(held)))):
                fines.append(Fine(starts, ends, rule.price * more))
        return breaks, fines

    def weighed(self, rule: Rule, group: Group) -> list[Slot]:
        """The slots that the rule weighs together with the group where it is, in the order of the plan."""
        return self.in_order(slot for _, slot in self._weighed(rule, group, Span(0, 1), self._all_weighed(rule)))

    def _all_weighed(self, rule: Rule) -> Stays:
        """The slots that the rule weighs together with the group wherever it is set."""
        if rule.key not in self._stays:
            slots = self.held.of(set(TURNS[rule.key].weighed(self.problem)))
            self._stays[rule.key] = Stays((self.problem.occupied(slot), slot) for slot in slots)
        return self._stays[rule.key]

    def _sharing(self, rule: Rule, group: Group, stays: Iterable[Stay]) -> Stays:
        """Those of the stays that the rule counts in one of the group's places, if it counts by places."""
        places = TURNS[rule.key].places
        if places is None:
            return Stays(stays)
        ours = frozenset(place for slot in group for place in places(self.problem, slot))
        return Stays(it for it in stays if not ours.isdisjoint(places(self.problem, it[1])))

    def _weighed(self, rule: Rule, group: Group, marks: Span, stays: Stays) -> list[Stay]:
        """Those of the stays that the rule weighs together with the group at these marks."""
        within = TURNS[rule.key].within
        if within is None:
            return stays.all
        early, late = (map(within, repeat(self.problem), set_at(group, it)) for it in (marks.starts, marks.ends - 1))
        near = [(first.starts, last.ends) for first, last in zip(early, late, strict=True)]
        if len(near) == 1:
            return stays.meeting(*near[0])
        return list(dict.fromkeys(it for starts, ends in near for it in stays.meeting(starts, ends)))

    def in_order(self, slots: Iterable[Slot]) -> list[Slot]:
        return sorted(slots, key=lambda slot: self._order[slot.act])

    def _turns(self, rule: Rule, group: Group, stays: list[Stay], marks: Span) -> Iterator[int]:
        problem = self.problem
        for slot in group:
            act, turns = problem.act(slot.act), TURNS[rule.key]
            found = [turn for _, other in stays for turn in turns.at(problem, act, other)]
            found += turns.alone(problem, act) if turns.alone else ()
            found += [problem.day(day).starts for day in _days(problem, slot, marks)]
            if beside := turns.beside:
                moved = ((problem.act(other.act), day) for other in group for day in _days(problem, other, marks))
                found += [turn for other, day in moved for turn in beside(problem, act, other, day)]
            yield from (turn - slot.starts for turn in found)


def _days(problem: Problem, slot: Slot, marks: Span) -> range:
    return range(problem.day_of(marks.starts + slot.starts), problem.day_of(marks.ends + slot.starts) + 1)


def up(minute: int, grid: int) -> int:
    """The first minute on the grid that is not earlier."""
    return -(-minute // grid) * grid


def on_grid(span: Span, grid: int) -> Span:
    """The span cut so that it begins on the grid and ends a step behind its last minute on it."""
    return Span(up(span.starts, grid), up(span.ends, grid))


def _ends(span: Span) -> tuple[int, int]:
    return span.starts, span.ends


def _in(minute: int, span: Span) -> bool:
    return span.starts <= minute < span.ends

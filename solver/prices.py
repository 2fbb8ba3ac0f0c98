"""What one more slot adds to the wishes' cost, and the cheapest cell of an act: exact, and without the solver.

Every wish but two looks at one slot alone; its own `count` is asked once for all acts and remembered. Clashes and
even evenings depend on what else stands. `solver.check.value` has the last word.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from solver.minutes import first, last, stretch, union
from solver.model.room import Held
from solver.notice import hastening
from solver.plan import Plan
from solver.problem import Problem, Slot, Span
from solver.rules.placed import UNPLACED
from solver.spans import joined, starts_within
from solver.wishes.audience_clashes import AudienceClashes
from solver.wishes.big_acts_on_big_stages import BigActsOnBigStages
from solver.wishes.even_evenings import EvenEvenings
from solver.wishes.few_moves import FewMoves
from solver.wishes.people_served import PeopleServed
from solver.wishes.preferred_windows import PreferredWindows
from solver.wishes.wish import Wish

# A cost, and the span of starts at which it is paid: (cost, starts, ends).
Step = tuple[int, int, int]


class Prices:
    """Knows the slots of `held` through `add` and `remove` as far as evenings are concerned."""

    def __init__(self, problem: Problem, held: Held) -> None:
        self.problem = problem
        self._held = held
        nowhere = tuple(Slot(act.id, problem.stages[0].id, problem.horizon.starts) for act in problem.acts)
        waited_for = _amounts(problem, PeopleServed(), Plan())
        self.unplaced = {act.id: UNPLACED + waited_for.get(act.id, 0) for act in problem.acts}
        self._moved = _amounts(problem, FewMoves(), Plan())
        self._hastened = _hastened(problem)
        self._disliked = _amounts(problem, PreferredWindows(), Plan(nowhere))
        self._liked = {act.id: _liked(problem, act.id) for act in problem.acts if act.id in self._disliked}
        self._on_stage = _Misfits(problem)
        self._clashes: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        weight = AudienceClashes().weight_in(problem)
        for clash in problem.clashes if weight else ():
            for act, other in ((clash.first, clash.second), (clash.second, clash.first)):
                self._clashes[act].append((other, problem.act(other).duration, weight * clash.weight))
        self.even = EvenEvenings().weight_in(problem)
        self._evenings = [0] * problem.days
        self._evening_spans = [_evening(problem, day) for day in range(problem.days)]
        self._known_fuller: list[int] | None = None

    def add(self, slot: Slot) -> None:
        if (evening := self._evening(slot.starts)) is not None:
            self._evenings[evening] += 1
            self._known_fuller = None

    def remove(self, slot: Slot) -> None:
        if (evening := self._evening(slot.starts)) is not None:
            self._evenings[evening] -= 1
            self._known_fuller = None

    def moved(self, act: int) -> int:
        """What leaving its present slot, or the plan, makes the act pay at least; an earlier start may cost more."""
        return self._moved.get(act, 0)

    def evening(self, day: int) -> Span:
        """When the evening acts of a festival day start; never on days outside the edition."""
        return self._evening_spans[day] if 0 <= day < self.problem.days else Span(0, 0)

    def alone(self, act: int, stage: int) -> Iterator[tuple[int, int]]:
        """What the act pays on the stage whatever else stands: (cost, starts), every start once, if only with 0."""
        here, moved = self._on_stage[stage].get(act, 0), self.moved(act)
        whole = stretch(self.problem.horizon.starts, self.problem.horizon.ends)
        stay = self.problem.current_slots.get(act)
        stays = stretch(stay.starts, stay.starts + 1) if stay and stay.stage == stage else 0
        liked = union(self._liked[act]) & whole if act in self._liked else whole
        for haste, soon in self._by_notice(act, whole):
            for cost, starts in ((here, soon & liked), (here + self._disliked.get(act, 0), soon & ~liked)):
                yield cost + haste, starts & stays
                yield cost + haste + moved, starts & ~stays

    def _by_notice(self, act: int, minutes: int) -> Iterator[tuple[int, int]]:
        """What moving the act to these minutes costs beside `moved`: (cost, starts), every start once."""
        steps = self._hastened.get(act, [])
        cost = sum(more for _, more in steps)
        for span, more in reversed(steps):
            soon = stretch(span.starts, span.ends)
            yield cost, minutes & soon
            minutes, cost = minutes & ~soon, cost - more
        yield cost, minutes

    def of(self, slot: Slot) -> int:
        """What the slot would add to the cost of the slots that stand, a move from the current plan included."""
        act, starts, by_act = slot.act, slot.starts, self._held.by_act
        cost = self._stays(slot) + self._on_stage[slot.stage].get(act, 0)
        if disliked := self._disliked.get(act):
            cost += 0 if any(span.starts <= starts < span.ends for span in self._liked[act]) else disliked
        cost += sum(more for span, more in self._hastened.get(act, ()) if starts < span.ends)
        ends = starts + self.problem.act(act).duration
        for other, lasts, weight in self._clashes[act]:
            there = by_act.get(other)
            if there and there.starts < ends and starts < there.starts + lasts:
                cost += weight
        evening = self._evening(starts) if self.even else None
        return cost if evening is None else cost + self._fuller()[evening]

    def cheapest(
        self, act: int, stages: Iterable[int], free: Callable[[int], int], chance: random.Random
    ) -> Slot | None:
        """A cheapest free cell on one of the stages; among equal ones an end of a run of free starts, by chance."""
        best: int | None = None
        found: list[tuple[int, int]] = []
        steps = self.steps(act)
        for here, stage in self._by_cost(act, stages, chance):
            if best is not None and steps[0][0] + here > best:
                break
            left = free(stage)
            for cost, starts, ends in steps if left else ():
                if best is not None and cost + here > best:
                    break
                if minutes := left & stretch(starts, ends):
                    if best is None or cost + here < best:
                        best, found = cost + here, []
                    found.append((stage, minutes))
                    if chance.random() < 0.5:
                        break
        stay = self._stay(act, free)
        if best is None or (stay and self.of(stay) <= best + self.moved(act)):
            return stay
        stage, minutes = chance.choice(found)
        return Slot(act, stage, first(minutes) if chance.random() < 0.7 else last(minutes))

    def _by_cost(self, act: int, stages: Iterable[int], chance: random.Random) -> list[tuple[int, int]]:
        """(cost, stage) of the act on the stages, cheapest first, equal ones by chance."""
        costs = [(self._on_stage[stage].get(act, 0), chance.random(), stage) for stage in stages]
        return [(cost, stage) for cost, _, stage in sorted(costs)]

    def _stay(self, act: int, free: Callable[[int], int]) -> Slot | None:
        """The act's slot of the current plan, if it is free."""
        slot = self.problem.current_slots.get(act)
        if slot is None or not self.moved(act):
            return None
        return slot if free(slot.stage) & stretch(slot.starts, slot.starts + 1) else None

    def _stays(self, slot: Slot) -> int:
        return 0 if self.problem.current_slots.get(slot.act) == slot else self.moved(slot.act)

    def steps(self, act: int) -> list[Step]:
        """The act's cost over all starts of the edition, stage and move apart, cheapest first."""
        changes: dict[int, int] = defaultdict(int)
        for starts, ends, cost in self._pieces(act):
            changes[starts] += cost
            changes[ends] -= cost
        steps, cost, begins = [], 0, self.problem.horizon.starts
        for minute in sorted(changes):
            if change := changes[minute]:
                if minute > begins:
                    steps.append((cost, begins, minute))
                    begins = minute
                cost += change
        steps.append((cost, begins, self.problem.horizon.ends))
        return sorted(steps)

    def _pieces(self, act: int) -> Iterator[tuple[int, int, int]]:
        horizon, lasts = self.problem.horizon, self.problem.act(act).duration
        if disliked := self._disliked.get(act):
            yield horizon.starts, horizon.ends, disliked
            for span in self._liked[act]:
                yield span.starts, span.ends, -disliked
        for span, more in self._hastened.get(act, ()):
            yield span.starts, span.ends, more
        for other, lasted, weight in self._clashes[act]:
            if slot := self._held.by_act.get(other):
                yield slot.starts - lasts + 1, slot.starts + lasted, weight
        if self.even:
            for evening, cost in zip(self._evening_spans, self._fuller(), strict=True):
                if cost:
                    yield evening.starts, evening.ends, cost

    def _fuller(self) -> list[int]:
        """For each evening what one more act in it would cost; the even share may grow with it."""
        if self._known_fuller is None:
            counts, days = self._evenings, len(self._evenings)
            share, larger = -(-sum(counts) // days), -(-(sum(counts) + 1) // days)
            gained = sum(count > share for count in counts) if larger > share else 0
            self._known_fuller = [self.even * ((count >= larger) - gained) for count in counts]
        return self._known_fuller

    def _evening(self, minute: int) -> int | None:
        day = self.problem.day_of(minute)
        return day if 0 <= day < self.problem.days and minute >= self._evening_spans[day].starts else None


def _amounts(problem: Problem, wish: Wish, plan: Plan) -> dict[int, int]:
    """What a wish that looks at one act alone makes each act pay in a plan, weighted."""
    weight = wish.weight_in(problem)
    return {cost.acts[0]: weight * cost.amount for cost in wish.count(problem, plan)} if weight else {}


def _hastened(problem: Problem) -> dict[int, list[tuple[Span, int]]]:
    """For every act that stands: the starts to which a move costs more than `moved`, the longest span first."""
    weight = FewMoves().weight_in(problem)
    if not weight or problem.now is None:
        return {}
    return {
        slot.act: [(span, weight * more) for span, more in hastening(problem, slot) if span.starts < span.ends]
        for slot in problem.current
    }


class _Misfits(dict[int, dict[int, int]]):
    """For every stage that was asked for, what it makes each act pay that does not fit it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self._problem = problem

    def __missing__(self, stage: int) -> dict[int, int]:
        everybody = Plan(tuple(Slot(act.id, stage, 0) for act in self._problem.acts))
        self[stage] = _amounts(self._problem, BigActsOnBigStages(), everybody)
        return self[stage]


def _liked(problem: Problem, act_id: int) -> list[Span]:
    act = problem.act(act_id)
    return joined(span for it in act.likings for span in starts_within([Span(it.starts, it.ends)], 0, act.duration))


def _evening(problem: Problem, day: int) -> Span:
    whole = problem.day(day)
    return Span(whole.starts + max(0, problem.settings.evening_from - problem.cutoff), whole.ends)

"""What stands where, and which cells that leaves to every other act: the bookkeeping of the constructor.

A cell is one start of one act on one stage. The starts that an act has on a stage are one set of minutes (see
`solver.minutes`), so that a look at all cells of an act costs less than a millisecond. The rules are asked once and
remembered; what they say of more than two acts is kept in `solver.quotas`. `solver.check` has the last word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, product

from solver.minutes import ORIGIN, every, first, last, stretch, union
from solver.model.room import Held, Room
from solver.problem import Act, Problem, Slot, Span
from solver.quotas import Quotas
from solver.rules.pair_rule import PairRule
from solver.rules.precedence import PrecedenceKept
from solver.rules.rule import WARN, Rule
from solver.spans import joined

Gaps = tuple[tuple[int, int], ...]
# Under a rule that knows its partners by their stages, an act with more partners than these is kept apart from them
# stage by stage, otherwise one by one.
FEW = 40


class Ledger(Held):
    """Slots that stand beside each other without breaking any of `rules`, as far as they were added where free."""

    def __init__(self, problem: Problem, rules: Iterable[Rule]) -> None:
        super().__init__(problem, ())
        rules = tuple(rules)
        self.problem = problem
        self.cells = _cells(problem, rules)
        self._quotas = Quotas(problem, {rule.key for rule in rules})
        pairs = [rule for rule in rules if isinstance(rule, PairRule)]
        self._partners: dict[int, dict[int, list[PairRule]]] = {act.id: defaultdict(list) for act in problem.acts}
        self._near: dict[int, list[PairRule]] = defaultdict(list)
        for act, rule in product(problem.acts, pairs):
            partners = sorted(rule.partners(problem, act))
            if len(partners) > FEW and type(rule).held_near is not PairRule.held_near:
                self._near[act.id].append(rule)
            else:
                for other in partners:
                    self._partners[act.id][other].append(rule)
        self._gaps: dict[tuple[int, int], dict[tuple[int, int], Gaps]] = defaultdict(dict)
        self._earshot: dict[tuple[int, int], tuple[int, ...]] = {}

    def add(self, slot: Slot) -> None:
        self.by_act[slot.act] = slot
        for stage in {stage for stage, _ in self.problem.places(slot)}:
            self._by_stage[stage].append(slot)
        self._quotas.add(slot)

    def remove(self, act: int) -> Slot:
        slot = self.by_act.pop(act)
        for stage in {stage for stage, _ in self.problem.places(slot)}:
            self._by_stage[stage].remove(slot)
        self._quotas.remove(slot)
        return slot

    def allows(self, slot: Slot) -> bool:
        cells = self.cells[slot.act].get(slot.stage, 0) & stretch(slot.starts, slot.starts + 1)
        return bool(cells and self.free(slot.act)(slot.stage) & cells)

    def alone(self) -> set[int]:
        """Acts that must go again, because what must come before them has no place."""
        return self._quotas.alone(self)

    def free(self, act: int) -> Callable[[int], int]:
        """Tells, stage by stage, the starts at which the act can stand beside what stands now."""
        cells = self.cells[act]
        always = self._quotas.room(self, act)
        partners = [self.by_act[other] for other in self._partners[act] if other in self.by_act]

        def on(stage: int) -> int:
            free = cells.get(stage, 0) & always
            if free:
                free = self._apart(act, stage, free, partners)
            return self._quotas.room_on(self, act, stage, free) if free else 0

        return on

    def _apart(self, act: int, stage: int, free: int, partners: list[Slot]) -> int:
        stages = self._earshot.get((act, stage))
        if stages is None:
            stages = self._earshot[act, stage] = self._near_stages(act, stage)
        known, taken = self._gaps[act, stage], 0
        for slot in chain(partners, *(self._by_stage.get(near, ()) for near in stages)):
            gaps = known.get((slot.act, slot.stage))
            if gaps is None:
                gaps = known[slot.act, slot.stage] = self._gaps_to(act, stage, slot)
            for earliest, run in gaps:
                shift = slot.starts + earliest
                taken |= run << shift if shift >= 0 else run >> -shift
        return free & ~taken

    def _near_stages(self, act: int, stage: int) -> tuple[int, ...]:
        """The stages on which somebody may stand in the way of the act on this stage."""
        asked = _Asked(self.problem)
        for rule in self._near[act]:
            list(rule.held_near(self.problem, asked, self.problem.act(act), stage))
        return tuple(sorted(asked.stages))

    def _gaps_to(self, act_id: int, stage: int, slot: Slot) -> Gaps:
        """Runs of starts that a slot that stands forbids the act, as sets of minutes counted from their first.

        The first is counted from the slot's start, and from the origin of sets of minutes.
        """
        act, other = self.problem.act(act_id), self.problem.act(slot.act)
        spans = [
            Span(1 - span.ends, 1 - span.starts)
            for rule in chain(self._near[act_id], self._partners[act_id].get(slot.act, ()))
            for span in rule.apart(
                self.problem,
                act,
                rule.place(self.problem, act, stage),
                other,
                rule.place(self.problem, other, slot.stage),
            )
        ]
        return tuple((span.starts - ORIGIN, (1 << span.ends - span.starts) - 1) for span in joined(spans))


class _Asked(Held):
    """Holds nothing; remembers which stages it was asked for."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem, ())
        self.stages: set[int] = set()

    def on(self, stages: Iterable[int]) -> Iterator[Slot]:
        self.stages.update(stages)
        return iter(())


def starts_of(problem: Problem, rules: Iterable[Rule], acts: Iterable[Act]) -> dict[int, dict[int, int]]:
    """For every act and stage the starts that the rules on one act alone leave, on the grid or given by somebody."""
    room = Room(problem, rules, Held(problem, ()))
    grid = every(problem.grid, problem.horizon.ends)
    cells = {}
    for act in acts:
        given = {slot.starts for slot in (act.announced, problem.current_slots.get(act.id)) if slot}
        given |= {pin.starts for pin in problem.pins_of(act.id) if pin.starts is not None}
        ticks = grid
        for minute in given:
            ticks |= stretch(minute, minute + 1)
        starts = ((stage, union(spans) & ticks) for stage, spans in room.starts(act).items())
        cells[act.id] = {stage: minutes for stage, minutes in starts if minutes}
    return cells


def _cells(problem: Problem, rules: tuple[Rule, ...]) -> dict[int, dict[int, int]]:
    """The starts that all rules leave; where they leave an act none, those that the rules that block leave."""
    cells = starts_of(problem, rules, problem.acts)
    if not all(cells.values()):
        blocking = [rule for rule in rules if rule.level_in(problem) != WARN]
        cells |= starts_of(problem, blocking, [act for act in problem.acts if not cells[act.id]])
    if any(isinstance(rule, PrecedenceKept) for rule in rules):
        _keep_order(problem, cells)
    return cells


def _keep_order(problem: Problem, cells: dict[int, dict[int, int]]) -> None:
    """Leaves each act the starts from which what must come before or after it still has one, if any are left."""
    changed = True
    while changed:
        changed = False
        for order in problem.precedences:
            before, after = cells[order.first], cells[order.second]
            between = problem.act(order.first).duration + order.lag
            if before and after:
                earliest, latest = min(map(first, before.values())) + between, max(map(last, after.values())) - between
                changed |= _narrow(cells, order.second, stretch(earliest, problem.horizon.ends))
                changed |= _narrow(cells, order.first, stretch(problem.horizon.starts, latest + 1))


def _narrow(cells: dict[int, dict[int, int]], act: int, minutes: int) -> bool:
    left = {stage: starts & minutes for stage, starts in cells[act].items() if starts & minutes}
    if not left or left == cells[act]:
        return False
    cells[act] = left
    return True

"""What other settings would make of the plan as it stands, before anybody saves them; no solver is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask_babel import gettext
from werkzeug.utils import cached_property

from festival_ops.planning.desk import Desk
from festival_ops.planning.judgement import LEVELS, Finding, level_of
from festival_ops.planning.strictness import Setting, Strictness, differing
from solver.check import score, value
from solver.plan import Plan
from solver.rules import RULES
from solver.rules.placed import UNPLACED
from solver.words import title


@dataclass(frozen=True)
class Shift:
    """A rule whose breaches or whose level would be others; the findings are those that appear and those that go."""

    title: str
    before: str
    after: str
    stood: int
    stand: int
    appearing: tuple[Finding, ...]
    vanishing: tuple[Finding, ...]


@dataclass
class Foresight:
    """`desk` is of the settings that hold, `tried` of those that are tried out."""

    desk: Desk
    tried: Desk
    standing: Strictness
    asked: Strictness

    @property
    def settings(self) -> list[Setting]:
        return differing(self.standing, self.asked)

    @cached_property
    def shifts(self) -> list[Shift]:
        """In the order of the rules; without those of which nobody would notice anything."""
        found = (self._shift(rule.key) for rule in RULES)
        return [shift for shift in found if shift is not None]

    @property
    def levels(self) -> list[tuple[str, int, int]]:
        """Breaches now and then, level by level."""
        before, after = (Counter(finding.level for finding in desk.findings) for desk in (self.desk, self.tried))
        return [(level, before[level], after[level]) for level in LEVELS if before[level] or after[level]]

    @cached_property
    def wishes(self) -> list[tuple[str, int, int]]:
        """What each wish costs now and then, the dearest first; a wish of weight 0 costs nothing."""
        before, after = (score(desk.problem, Plan(desk.problem.current)) for desk in (self.desk, self.tried))
        costs = [(gettext(title(key)), before.get(key, 0), after.get(key, 0)) for key in before | after]
        return sorted(costs, key=lambda cost: (-cost[2], -cost[1]))

    @property
    def value(self) -> tuple[int, int]:
        """What the solver brings down, wishes and warnings; what has no place costs the same under any settings."""
        before, after = (
            value(desk.problem, Plan(desk.problem.current)) - UNPLACED * len(desk.unplaced)
            for desk in (self.desk, self.tried)
        )
        return before, after

    def _shift(self, rule: str) -> Shift | None:
        before, after = (level_of(desk.problem, rule) for desk in (self.desk, self.tried))
        had, has = ([each for each in desk.findings if each.rule == rule] for desk in (self.desk, self.tried))
        appearing, vanishing = _without(has, had), _without(had, has)
        if not appearing and not vanishing and (before == after or not (had or has)):
            return None
        return Shift(gettext(title(rule)), before, after, len(had), len(has), appearing, vanishing)

    @property
    def blocked(self) -> bool:
        """Whether breaches would block that do not now: a repair has to move something then."""
        return any(level in LEVELS[:2] and after > before for level, before, after in self.levels)


def _without(findings: list[Finding], known: list[Finding]) -> tuple[Finding, ...]:
    subjects = {finding.subject for finding in known}
    return tuple(finding for finding in findings if finding.subject not in subjects)

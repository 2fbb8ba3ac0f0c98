"""What is wrong with a plan, in sentences: each breach with its level and with whoever answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from festival_ops.planning.models import Waiver
from solver.check import check
from solver.plan import Plan as Answered
from solver.plan import Violation
from solver.problem import Problem, Slot
from solver.rules import RULES
from solver.words import say, title

# Sentences of these rules say where guests of honour are expected; not every reader of the plan may know.
GUARDED_RULES = frozenset({"attendance"})
BLOCK, BLOCK_RELEASE, WARN, IGNORE = LEVELS = ("block", "block release", "warn", "ignore")


@dataclass(frozen=True)
class Finding:
    """One breach as people read it."""

    rule: str
    title: str
    level: str
    subject: str
    acts: tuple[int, ...]
    sentence: str
    waiver: Waiver | None = None

    @property
    def stops_release(self) -> bool:
        """A warning stops a release until somebody answers for it."""
        return self.level in (BLOCK, BLOCK_RELEASE) or self.waiver is None


def level_of(problem: Problem, rule: str) -> str:
    return next(known for known in RULES if known.key == rule).level_in(problem)


def findings(
    problem: Problem,
    slots: Iterable[Slot],
    waivers: Mapping[str, Waiver] | None = None,
    touching: frozenset[int] | None = None,
) -> list[Finding]:
    """Every breach in the language of the request, the gravest level first; `waivers` by subject."""
    found = check(problem, Answered(tuple(slots)), touching)
    told = [_finding(problem, violation, waivers or {}) for violation in found]
    return sorted(told, key=lambda finding: LEVELS.index(finding.level))


def broken(problem: Problem, slots: Iterable[Slot]) -> set[str]:
    """The subjects of every breach."""
    return {violation.subject for violation in check(problem, Answered(tuple(slots)))}


def newly_blocked(
    problem: Problem, before: Iterable[Slot], after: Iterable[Slot], *, then: Problem | None = None
) -> list[Finding]:
    """What forbids a change: breaches of blocking rules that the plan before it does not have.

    `then` is the festival after the change, where that changes more than the plan.
    """
    had = broken(problem, before)
    return [each for each in findings(then or problem, after) if each.level == BLOCK and each.subject not in had]


def _finding(problem: Problem, violation: Violation, waivers: Mapping[str, Waiver]) -> Finding:
    level = level_of(problem, violation.rule)
    return Finding(
        rule=violation.rule,
        title=gettext(title(violation.rule)),
        level=level,
        subject=violation.subject,
        acts=violation.acts,
        sentence=say(problem, violation, gettext),
        waiver=waivers.get(violation.subject) if level == WARN else None,
    )

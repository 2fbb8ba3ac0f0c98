"""What cannot stand where it stands once something has come true, and what the rules say about it."""

from __future__ import annotations

from dataclasses import dataclass

from festival_ops.planning.desk import Desk
from festival_ops.planning.judgement import BLOCK, BLOCK_RELEASE, Finding
from solver.problem import Problem, Slot
from solver.rules.opening_hours import OpeningHours
from solver.rules.quiet_hours import QuietHours

# These speak of hours that an office may move along with a postponed festival.
OF_HOURS = (OpeningHours.key, QuietHours.key)


@dataclass(frozen=True)
class Stranded:
    """`slot` counts by the clock of the festival as it will be; a parade stands on several `stages`."""

    slot: Slot
    stages: tuple[int, ...]
    title: str
    findings: tuple[Finding, ...]

    @property
    def by_hours(self) -> bool:
        return any(finding.rule in OF_HOURS for finding in self.findings)


def stranded(now: Desk, then: Desk) -> list[Stranded]:
    """What breaks no blocking rule now and would do so then, in the order of the plan."""
    had = {finding.subject for finding in now.findings}
    found = [each for each in then.findings if each.level in (BLOCK, BLOCK_RELEASE) and each.subject not in had]
    of = {slot: tuple(each for each in found if slot.act in each.acts) for slot in then.slots}
    hit = sorted((slot for slot in of if of[slot]), key=lambda slot: (slot.starts, slot.act))
    return [_stranded(then.problem, slot, of[slot]) for slot in hit]


def _stranded(problem: Problem, slot: Slot, findings: tuple[Finding, ...]) -> Stranded:
    stages = tuple(stage for stage, _span in problem.places(slot))
    return Stranded(slot, stages, problem.act(slot.act).title, findings)

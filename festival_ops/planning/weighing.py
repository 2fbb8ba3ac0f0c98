"""A proposal beside the plan: what changes, whom it touches, and what each of the two breaks and pays."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from werkzeug.utils import cached_property

from festival_ops.planning import outcome
from festival_ops.planning.actions.proposals import still_possible
from festival_ops.planning.desk import Desk
from festival_ops.planning.judgement import LEVELS, WARN, Finding
from festival_ops.planning.models import Proposal
from solver.check import score
from solver.compare import Change, compare
from solver.plan import Plan
from solver.problem import Slot
from solver.words import title


@dataclass
class Weighing:
    desk: Desk
    proposal: Proposal

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        return still_possible(self.desk.problem, outcome.from_json(self.proposal.slots))

    @cached_property
    def changes(self) -> list[Change]:
        """What is placed, moved or taken out, in the order of the new plan."""
        found = compare(self.desk.problem, Plan(self.desk.problem.current), Plan(self.slots))
        told = [change for change in found if change.kind != "same"]
        return sorted(told, key=lambda each: (each.after or each.before or Slot(0, 0, 0)).starts)

    @property
    def kinds(self) -> Counter[str]:
        return Counter(change.kind for change in self.changes)

    @property
    def moved(self) -> frozenset[int]:
        return frozenset(change.act for change in self.changes if change.kind == "moved")

    @property
    def artists(self) -> int:
        """Members of the troupes whose performances move; newly placed ones disturb nobody."""
        touched = {troupe for act in self.moved for troupe in self.desk.problem.act(act).troupes}
        return sum(self.desk.problem.troupe(troupe).size or 0 for troupe in touched)

    @cached_property
    def findings(self) -> list[Finding]:
        return self.desk.judged(self.slots)

    @property
    def left_out(self) -> tuple[int, ...]:
        """What has no place in the proposal and would stand in the way of a release."""
        placed = {slot.act for slot in self.slots}
        return tuple(act.id for act in self.desk.problem.acts if act.id not in placed)

    @cached_property
    def new_warnings(self) -> list[Finding]:
        """Somebody has to answer for these before a release."""
        had = {finding.subject for finding in self.desk.findings}
        return [
            each for each in self.findings if each.level == WARN and each.waiver is None and each.subject not in had
        ]

    @property
    def levels(self) -> list[tuple[str, int, int]]:
        """Breaches before and after, level by level."""
        before = Counter(finding.level for finding in self.desk.findings)
        after = Counter(finding.level for finding in self.findings)
        return [(level, before[level], after[level]) for level in LEVELS if before[level] or after[level]]

    @property
    def wishes(self) -> list[tuple[str, int, int]]:
        """What each wish costs before and after, the dearest first."""
        before = score(self.desk.problem, Plan(self.desk.problem.current))
        after = score(self.desk.problem, Plan(self.slots))
        return sorted(((title(key), before[key], after[key]) for key in after), key=lambda each: -each[2])

    @property
    def stale(self) -> bool:
        """Whether somebody has changed the plan since the search began."""
        plan = self.desk.plan
        return self.proposal.decision is None and (plan is None or plan.revision != self.proposal.plan_revision)

    @property
    def undoable(self) -> bool:
        plan = self.desk.plan
        accepted = self.proposal.decision == "accepted"
        return accepted and plan is not None and plan.revision == self.proposal.plan_revision + 1

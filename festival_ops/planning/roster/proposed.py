"""The roster as a search proposes it, without the changes of people who are left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from flask import current_app
from werkzeug.utils import cached_property

from festival_ops.planning.kept import Shelf
from festival_ops.planning.models import RosterRun
from festival_ops.planning.roster.changes import Changed, between
from festival_ops.planning.roster.conflicts import breaks_rules
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.judging import Finding, told
from festival_ops.planning.roster.kept import Standing
from festival_ops.programme.models import Edition
from solver.crew.check import check
from solver.crew.plan import CrewPlan
from solver.crew.problem import Duty


@dataclass(frozen=True)
class Proposed:
    """`before` is the roster from which the search began, `whole` all that it answered; both only with people and
    needs that exist still. The duties of those `left_out` stay as they are."""

    edition: Edition
    now: Standing
    before: frozenset[Duty]
    whole: frozenset[Duty]
    left_out: frozenset[int]

    @cached_property
    def after(self) -> frozenset[Duty]:
        changed = {duty for duty in self.whole if duty.officer not in self.left_out}
        return frozenset(changed | {duty for duty in self.before if duty.officer in self.left_out})

    @property
    def staying(self) -> frozenset[Duty]:
        return self.before & self.after

    @cached_property
    def stands(self) -> Standing:
        """The roster as it would stand, kept with all that was worked out of it as long as the same one is read."""
        shelf: Shelf = current_app.extensions["problems"]
        now, key, current = self.now, ("proposed", self.now.edition), tuple(sorted(self.after))
        known: Standing | None = shelf.find(key)
        fresh = known is not None and known.ground is now.ground and known.revision == now.revision
        if known is None or not fresh or known.problem.current != current:
            known = replace(now, problem=replace(now.problem, current=current))
            shelf.keep(key, known)
        return known

    @cached_property
    def changes(self) -> tuple[Changed, ...]:
        """Of everybody, also of those who are left out."""
        return between(self.edition, self.now, self.before, self.whole)

    def cells(self, day: date) -> set[tuple[int, int]]:
        """Posts and shifts of the day at which somebody else would stand."""
        keys = {duty.need: NeedOn.of(duty.need, self.edition.first_day) for duty in self.before ^ self.after}
        return {
            (self.now.problem.need(number).post, self.now.ground.shift_of[key.need])
            for number, key in keys.items()
            if key.day == day
        }

    def blocking(self) -> list[Finding]:
        """All that would block in the roster as it would stand, new or not."""
        found = told(self.now.problem, filter(breaks_rules, self.stands.breaches))
        return [finding for finding in found if finding.blocks]

    def breaks(self) -> list[Finding]:
        """What the proposal would break that the roster does not break yet: people or needs may have changed since
        the search began."""
        return breaks_anew(self.now, self.after)


def proposed(edition: Edition, stands: Standing, run: RosterRun) -> Proposed:
    answer = run.answer or {"plan": {"duties": []}}
    before, whole = _known(stands, run.problem["current"]), _known(stands, answer["plan"]["duties"])
    return Proposed(edition, stands, before, whole, frozenset(run.left_out))


def breaks_anew(stands: Standing, after: Collection[Duty]) -> list[Finding]:
    """What blocks in a roster that could follow the present one and does not block in that already."""
    known = {breach.subject for breach in stands.breaches}
    found = check(stands.problem, CrewPlan(tuple(sorted(after))))
    anew = [breach for breach in found if breaks_rules(breach) and breach.subject not in known]
    return [finding for finding in told(stands.problem, anew) if finding.blocks]


def _known(stands: Standing, kept: Collection[dict[str, int]]) -> frozenset[Duty]:
    duties = (Duty(duty["officer"], duty["need"]) for duty in kept)
    return frozenset(duty for duty in duties if duty.need in stands.needs and stands.serves(duty.officer))

"""Two versions of the programme side by side: what differs, whom it touches, and what each of them breaks and pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from werkzeug.utils import cached_property

from festival_ops.planning import kept
from festival_ops.planning.clock import Clock
from festival_ops.planning.judgement import GUARDED_RULES, level_of
from festival_ops.planning.models import Plan, Release
from festival_ops.planning.queries import items_of, main_plan, own_lengths
from festival_ops.planning.snapshot import current_slots
from festival_ops.programme.models import Edition, Performance
from solver.check import check, score
from solver.differences import Difference, Standing, differences, lasting, slots_of, standings
from solver.plan import Plan as Answered
from solver.problem import Problem, Slot
from solver.rules import RULES
from solver.words import title


@dataclass(frozen=True)
class Side:
    """A plan or a release. `standing` may name performances that are cancelled or gone since; `slots` do not."""

    of: Plan | Release
    standing: tuple[Standing, ...]
    slots: tuple[Slot, ...]

    @property
    def minutes(self) -> dict[int, int]:
        """How long each show takes on this side."""
        return {each.act: each.minutes for each in self.standing}


@dataclass(frozen=True)
class Affected:
    """Whom differences touch: shows that people know, members of their troupes, and the crowds expected."""

    shows: int
    artists: int
    audience: int


def problem_beside(session: Session, edition: Edition, language: str = "vi") -> Problem:
    """The festival by which plans are compared, with the main plan in it."""
    return kept.problem(session, edition, main_plan(session, edition), language)


def side_of(session: Session, edition: Edition, problem: Problem, of: Plan | Release) -> Side:
    acts = {act.id for act in problem.acts}
    if isinstance(of, Plan):
        slots = current_slots(session, edition, of, acts)
        return Side(of, tuple(standings(lasting(problem, own_lengths(session, of)), slots)), slots)
    standing = tuple(_released(session, edition, of))
    return Side(of, standing, slots_of(each for each in standing if each.act in acts))


def _released(session: Session, edition: Edition, release: Release) -> Iterable[Standing]:
    clock = Clock.of(edition)
    for row in items_of(session, release):
        if row.state == "scheduled":
            minutes = round((row.ends - row.starts).total_seconds() / 60)
            yield Standing(row.performance_id, row.stage_id, clock.minute(row.starts), minutes)


@dataclass
class Comparison:
    """`right` is told as a change of `left`. A discreet reader may not know where guests of honour are expected."""

    session: Session
    problem: Problem
    left: Side
    right: Side
    english: bool = False
    discreet: bool = False

    @cached_property
    def differences(self) -> list[Difference]:
        return differences(self.left.standing, self.right.standing)

    @property
    def acts(self) -> frozenset[int]:
        return frozenset(act for each in self.differences for act in each.acts)

    @property
    def kinds(self) -> Counter[str]:
        return Counter(each.kind for each in self.differences)

    @cached_property
    def affected(self) -> Affected:
        """What is new disturbs nobody."""
        known = {each.act for each in self.left.standing}
        rows = [row for id, row in self._performances.items() if id in known]
        troupes = {troupe for row in rows for troupe in row.troupes}
        artists = sum(troupe.size or 0 for troupe in troupes)
        return Affected(len(rows), artists, sum(row.crowd or 0 for row in rows))

    @cached_property
    def rules(self) -> list[tuple[str, str, int, int]]:
        """Each rule that either side breaks: its title, its level, and how often each of them breaks it."""
        before, after = (self._broken(side) for side in (self.left, self.right))
        keys = [rule.key for rule in RULES if before[rule.key] or after[rule.key]]
        return [(title(key), level_of(self.problem, key), before[key], after[key]) for key in keys]

    @property
    def breaches(self) -> int:
        """How often the right side breaks a rule."""
        return sum(self._broken(self.right).values())

    @cached_property
    def wishes(self) -> list[tuple[str, int, int]]:
        """What each wish costs on either side, the dearest first; a move away from the left side has its price too."""
        problem = kept.beside(self.problem, self.left.slots)
        before, after = (
            score(lasting(problem, side.minutes), Answered(side.slots)) for side in (self.left, self.right)
        )
        return sorted(((title(key), before[key], after[key]) for key in after), key=lambda each: -max(each[1:]))

    def name(self, act: int) -> str:
        row = self._performances[act]
        return (row.name_en if self.english else "") or row.name

    def same_day(self, each: Difference) -> bool:
        days = {self.problem.day_of(stood.starts) for stood in (each.before, each.after) if stood is not None}
        return len(days) == 1

    def cancelled(self, act: int) -> bool:
        """Whether the performance itself is cancelled, not only without a place."""
        return self._performances[act].cancellation is not None

    def _broken(self, side: Side) -> Counter[str]:
        problem = lasting(kept.beside(self.problem, side.slots), side.minutes)
        found = check(problem, Answered(side.slots))
        return Counter(each.rule for each in found if not (self.discreet and each.rule in GUARDED_RULES))

    @cached_property
    def _performances(self) -> dict[int, Performance]:
        parts = (selectinload(Performance.troupes), selectinload(Performance.cancellation))
        rows = select(Performance).where(Performance.id.in_(self.acts)).options(*parts)
        return {row.id: row for row in self.session.scalars(rows)}

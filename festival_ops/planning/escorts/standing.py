"""Who goes along as it stands, judged by the core's rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.utils import cached_property

from festival_ops.planning.escorts.snapshot import Facts, facts_of
from festival_ops.planning.models import EscortBook, Plan
from festival_ops.programme.models import Edition
from solver.escorts.check import check
from solver.escorts.plan import Breach, EscortPlan
from solver.escorts.problem import Duty, EscortProblem, Task

NEED = "need-met"


@dataclass(frozen=True)
class Standing:
    """`away` are those of whom it is noted that they cannot come: escort, from when, until when."""

    facts: Facts
    revision: int
    away: Sequence[Sequence[Any]] = ()

    @property
    def problem(self) -> EscortProblem:
        return self.facts.problem

    @cached_property
    def plan(self) -> EscortPlan:
        return EscortPlan(self.problem.current)

    def pinned(self, escort: int, task: Task) -> bool:
        """Whether the escort is held fast to it."""
        return Duty(escort, *task.key) in self.problem.pins

    @cached_property
    def breaches(self) -> list[Breach]:
        return check(self.problem, self.plan)

    @cached_property
    def open(self) -> list[tuple[Task, int]]:
        """What nobody goes along to yet, with how many are missing, in the order of time."""
        found = ((task, task.people - len(self.plan.on(*task.key))) for task in self.problem.tasks.values())
        return [(task, missing) for task, missing in found if missing > 0]


def standing(session: Session, edition: Edition, plan: Plan | None) -> Standing:
    book = session.scalar(select(EscortBook).where(EscortBook.edition_id == edition.id))
    facts = facts_of(session, edition, plan, book)
    return Standing(facts, book.revision if book else 0, book.away if book else ())

"""What is different between two rosters, person by person: who is called, who is released, whose duties change."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from festival_ops.planning.clock import Clock
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import Standing, from_to
from festival_ops.programme.models import Edition
from festival_ops.words import fold, sort_key
from solver.crew.problem import Duty

CALLED, RELEASED, MOVED = KINDS = ("called", "released", "moved")


@dataclass(frozen=True, order=True)
class Stint:
    """A duty in words; two of them are the same where people would notice no difference. Whoever relieves others is
    there `handover` minutes before."""

    starts: datetime
    ends: datetime
    day: date
    post: int
    place: str
    function: str
    handover: int = 0

    @property
    def hours(self) -> str:
        return from_to(self.starts, self.ends)

    @property
    def there(self) -> str:
        """21:50; nothing where nobody is relieved."""
        return f"{self.starts - timedelta(minutes=self.handover):%H:%M}" if self.handover else ""


@dataclass(frozen=True)
class Changed:
    """One person whose duties differ: those that end, and those that begin."""

    officer: int
    name: str
    ended: tuple[Stint, ...]
    begun: tuple[Stint, ...]

    @property
    def kind(self) -> str:
        if not self.ended:
            return CALLED
        return MOVED if self.begun else RELEASED

    def on(self, day: date) -> bool:
        return any(stint.day == day for stint in (*self.ended, *self.begun))

    def found_by(self, words: str) -> bool:
        return all(word in fold(self.name) for word in fold(words).split())


def between(
    edition: Edition, stands: Standing, before: Collection[Duty], after: Collection[Duty]
) -> tuple[Changed, ...]:
    """In the order of names; all duties are of people and needs that the problem knows."""
    ended, begun = stints(edition, stands, set(before) - set(after)), stints(edition, stands, set(after) - set(before))
    names = {officer: stands.problem.officer(officer).name for officer in (*ended, *begun)}
    found = [Changed(id, name, ended.get(id, ()), begun.get(id, ())) for id, name in names.items()]
    return in_order(found)


def in_order(changes: Iterable[Changed]) -> tuple[Changed, ...]:
    return tuple(sorted(changes, key=lambda one: (sort_key(one.name), one.officer)))


def stints(edition: Edition, stands: Standing, duties: Collection[Duty]) -> dict[int, tuple[Stint, ...]]:
    """By officer, in the order of time."""
    clock, problem = Clock.of(edition), stands.problem
    held: dict[int, list[Stint]] = {}
    for duty in duties:
        need = problem.need(duty.need)
        held.setdefault(duty.officer, []).append(
            Stint(
                starts=clock.moment(need.span.starts),
                ends=clock.moment(need.span.ends),
                day=NeedOn.of(need.id, edition.first_day).day,
                post=need.post,
                place=problem.post(need.post).name,
                function=problem.function(need.function).name,
                handover=need.handover,
            )
        )
    return {officer: tuple(sorted(each)) for officer, each in held.items()}

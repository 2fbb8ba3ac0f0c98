"""Every breach of the roster in sentences, by rule and level, and the duties that no roster knows any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.models import Duty
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import Standing
from festival_ops.programme.models import Edition
from festival_ops.security.models import Need, Officer
from solver.crew.plan import Breach
from solver.crew.rules import CREW_RULES
from solver.crew.rules.rule import BLOCK
from solver.crew.words import say

# Of one kind so many are written out; the others are found by day and sector.
MOST_TOLD = 60


@dataclass(frozen=True)
class Conflict:
    """One breach with the way to its posts (post, name, day, shift) and people."""

    sentence: str
    posts: list[tuple[int, str, date, int]]
    officers: list[tuple[int, str]]


@dataclass(frozen=True)
class Group:
    rule: str
    title: str
    level: str
    total: int
    conflicts: list[Conflict]

    @property
    def blocks(self) -> bool:
        return self.level == BLOCK


def breaks_rules(breach: Breach) -> bool:
    """Whether somebody's duties break a rule; people who are missing are told elsewhere too."""
    return bool(breach.officers) or breach.facts.get("case") == "many"


def groups(edition: Edition, stands: Standing, day: date | None = None, sector: int | None = None) -> list[Group]:
    """What blocks first, then in the order of the rules."""
    held: dict[tuple[str, str], list[Breach]] = {}
    for breach in stands.breaches:
        if _within(edition, stands, breach, day, sector):
            held.setdefault((breach.level, breach.rule), []).append(breach)
    order = {rule.key: number for number, rule in enumerate(CREW_RULES)}
    titles = {rule.key: rule.title for rule in CREW_RULES}
    return [
        Group(
            rule,
            gettext(titles[rule]),
            level,
            len(found),
            [_told(edition, stands, breach) for breach in found[:MOST_TOLD]],
        )
        for (level, rule), found in sorted(held.items(), key=lambda item: (item[0][0] != BLOCK, order[item[0][1]]))
    ]


def stale(session: Session, edition: Edition, stands: Standing) -> list[Duty]:
    """Duties in the table and out of sight: their need is gone from that day, or their day from the edition."""
    tied = (joinedload(Duty.officer).joinedload(Officer.agency), joinedload(Duty.need).joinedload(Need.post))
    rows = session.scalars(select(Duty).where(Duty.edition_id == edition.id).order_by(Duty.day, Duty.id).options(*tied))
    return [row for row in rows if not _known(edition, stands, row)]


def _known(edition: Edition, stands: Standing, row: Duty) -> bool:
    number = NeedOn(row.need_id, row.day, row.stretch).number(edition.first_day)
    # A day before the edition gives the number of another need on another day.
    return row.day in edition.days and number in stands.needs and stands.serves(row.officer_id)


def _within(edition: Edition, stands: Standing, breach: Breach, day: date | None, sector: int | None) -> bool:
    return any(
        (day is None or NeedOn.of(need, edition.first_day).day == day)
        and (sector is None or stands.sector_of[stands.problem.need(need).post] == sector)
        for need in breach.needs
    )


def _told(edition: Edition, stands: Standing, breach: Breach) -> Conflict:
    problem = stands.problem
    return Conflict(
        say(problem, breach, gettext),
        list(_posts(edition, stands, breach)),
        [(officer, problem.officer(officer).name) for officer in breach.officers],
    )


def _posts(edition: Edition, stands: Standing, breach: Breach) -> Iterator[tuple[int, str, date, int]]:
    for number in breach.needs:
        need, key = stands.problem.need(number), NeedOn.of(number, edition.first_day)
        yield need.post, stands.problem.post(need.post).name, key.day, stands.ground.shift_of[key.need]

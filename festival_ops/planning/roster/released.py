"""Rosters that people were told of: the one released last, and what a release now would say, person by person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer
from werkzeug.utils import cached_property

from festival_ops.planning.models import ReleasedDuty, RosterRelease
from festival_ops.planning.roster.changes import Changed, Stint, in_order, stints
from festival_ops.planning.roster.conflicts import breaks_rules
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.judging import Finding, told
from festival_ops.planning.roster.kept import Standing
from festival_ops.planning.roster.matrix import missing_by_day
from festival_ops.planning.roster.outgoing import released_watches
from festival_ops.planning.roster.watches import Watch, watches
from festival_ops.programme.models import Edition

Stints = Mapping[int, tuple[Stint, ...]]


def last_release(session: Session, edition: Edition) -> RosterRelease | None:
    """Without the long lists that it keeps; they are read where they are asked for."""
    rows = select(RosterRelease).where(RosterRelease.edition_id == edition.id)
    light = rows.options(defer(RosterRelease.changes), defer(RosterRelease.warnings))
    return session.scalar(light.order_by(RosterRelease.number.desc()).limit(1))


def numbered_release(session: Session, edition: Edition, number: int) -> RosterRelease | None:
    rows = select(RosterRelease).where(RosterRelease.edition_id == edition.id, RosterRelease.number == number)
    return session.scalar(rows)


@dataclass(frozen=True)
class NextRelease:
    """What would leave the house: the roster as it stands, beside the release before. `reworded` says that although
    nobody's duties change, something does of what sheets and calendars say."""

    edition: Edition
    stands: Standing
    before: RosterRelease | None
    known: Stints
    names: Mapping[int, str]
    reworded: bool = False

    @property
    def number(self) -> int:
        return self.before.number + 1 if self.before else 1

    @property
    def stamp(self) -> str:
        """Another roster, other rows behind it or another release before have another one."""
        return f"{self.number}-{self.stands.revision}-{self.stands.stamp}"

    @cached_property
    def duties(self) -> dict[int, tuple[Stint, ...]]:
        return stints(self.edition, self.stands, self.stands.plan.duties)

    @cached_property
    def changes(self) -> tuple[Changed, ...]:
        """Nobody was told anything before the first release: then there are none."""
        return tuple(self._changes()) if self.before else ()

    @cached_property
    def obstacles(self) -> list[Finding]:
        """What blocks. Missing people and leaders hold nothing up: they are told on the release."""
        return [finding for finding in self._findings if finding.blocks]

    @cached_property
    def warnings(self) -> list[Finding]:
        return [finding for finding in self._findings if not finding.blocks]

    @cached_property
    def _findings(self) -> list[Finding]:
        return told(self.stands.problem, filter(breaks_rules, self.stands.breaches))

    @property
    def missing(self) -> int:
        return missing_by_day(self.stands).total()

    @property
    def unled(self) -> int:
        return sum(breach.amount for breach in self.stands.breaches if breach.rule == "led")

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell anybody."""
        return not (self.changes or self.reworded) if self.before else not self.duties

    def _changes(self) -> Iterator[Changed]:
        names = {**self.names, **{one.id: one.name for one in self.stands.problem.officers}}
        found = []
        for officer in {*self.known, *self.duties}:
            was, now = self.known.get(officer, ()), self.duties.get(officer, ())
            ended, begun = _without(was, now), _without(now, was)
            if ended or begun:
                found.append(Changed(officer, names[officer], ended, begun))
        return iter(in_order(found))


def next_release(session: Session, edition: Edition, stands: Standing) -> NextRelease:
    """`stands` in the language of releases."""
    before = last_release(session, edition)
    known: dict[int, list[Stint]] = {}
    names: dict[int, str] = {}
    for row in before.duties if before else ():
        known.setdefault(row.officer_id, []).append(stint_of(row, edition))
        names[row.officer_id] = row.facts["officer"]
    made = NextRelease(edition, stands, before, {id: tuple(sorted(held)) for id, held in known.items()}, names)
    if before is None or made.changes:
        return made
    told = released_watches(session, edition, [before.id]).get(before.id, [])
    standing = watches(session, edition, stands, stands.problem.needs)
    return replace(made, reworded=_by_key(told) != _by_key(standing))


def _by_key(watches: Iterable[Watch]) -> dict[NeedOn, Watch]:
    return {watch.key: watch for watch in watches}


def stint_of(row: ReleasedDuty, edition: Edition) -> Stint:
    starts, ends = edition.local(row.starts), edition.local(row.ends)
    facts = row.facts
    return Stint(starts, ends, row.day, row.post_id, facts["place"], facts["function"], facts.get("handover", 0))


def plain(change: Changed) -> dict[str, Any]:
    """As a release keeps it."""
    ended, begun = (
        [
            {**asdict(stint), **{at: getattr(stint, at).isoformat() for at in ("starts", "ends", "day")}}
            for stint in held
        ]
        for held in (change.ended, change.begun)
    )
    return {"officer": change.officer, "name": change.name, "ended": ended, "begun": begun}


def read(kept: Mapping[str, Any], edition: Edition) -> Changed:
    ended, begun = (tuple(_stint(each, edition) for each in kept[which]) for which in ("ended", "begun"))
    return Changed(kept["officer"], kept["name"], ended, begun)


def _stint(kept: Mapping[str, Any], edition: Edition) -> Stint:
    starts, ends = (edition.local(datetime.fromisoformat(kept[at])) for at in ("starts", "ends"))
    day, handover = date.fromisoformat(kept["day"]), kept.get("handover", 0)
    return Stint(starts, ends, day, kept["post"], kept["place"], kept["function"], handover)


def _without(held: tuple[Stint, ...], others: tuple[Stint, ...]) -> tuple[Stint, ...]:
    """By hours, post and function: a post that is only called otherwise now calls nobody anywhere."""
    known = {_news(other) for other in others}
    return tuple(one for one in held if _news(one) not in known)


def _news(stint: Stint) -> tuple[datetime, datetime, int, int, str]:
    return stint.starts, stint.ends, stint.handover, stint.post, stint.function
